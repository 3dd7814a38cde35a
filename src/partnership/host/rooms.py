"""The rooms of one school beside its conferences: each a face on the use cases of one area."""

from functools import cached_property
from typing import TYPE_CHECKING

from partnership.errors import InvalidInput, Problem
from partnership.host.contact import Contacts
from partnership.host.gatherings import Gatherings
from partnership.host.learning import Learning
from partnership.host.newsletters import Newsletters
from partnership.host.observed import ObservedStore
from partnership.host.plugins import Host
from partnership.host.post import Post
from partnership.host.privacy import Privacy, privacy_of
from partnership.host.settings import Settings
from partnership.host.supplies import Supplies
from partnership.host.support import Support
from partnership.host.talks import Talks
from partnership.ids import GuardianId
from partnership.ports import Clock, Jurisdiction, Store, Translator
from partnership.services.callers import Caller
from partnership.services.desk import Desk

if TYPE_CHECKING:
    from partnership.host.feeds.room import Feeds
    from partnership.host.feeds.shelf import Shelf

__all__ = ["Rooms"]


class Rooms:
    """What a school has beside its conferences; `partnership.host.school` makes it whole."""

    settings: Settings
    host: Host

    _clock: Clock

    @cached_property
    def store(self) -> Store:
        """The store the settings name; what is committed through it is announced to the plug-ins (errors: `Host.store`)."""
        chosen = self.settings.store
        return ObservedStore(self.host.store(chosen.name, **chosen.settings), self.host)

    @property
    def desk(self) -> Desk:
        """Where the use cases of `partnership.services` are done for this school."""
        return Desk(
            store=self.store,
            school=self.settings.school.id,
            clock=self._clock,
            rulebook=self.host.rulebook(),
        )

    @property
    def jurisdiction(self) -> Jurisdiction | None:
        """The law the settings name; None asks nobody."""
        law = self.settings.school.jurisdiction
        return None if law is None else self.host.jurisdiction(law)

    @property
    def privacy(self) -> Privacy:
        """What the school owes the persons it keeps records of, by the law the settings name (see `host.privacy`)."""
        return privacy_of(self.settings, self.desk, self.jurisdiction, self.host.voters())

    @property
    def contacts(self) -> Contacts:
        """Contact moments and insights, and whom the school has not reached (see `host.contact`)."""
        return Contacts(self.settings, self.desk, self.jurisdiction)

    @property
    def newsletters(self) -> Newsletters:
        """The newsletters of the classes, and whom they reached (see `host.newsletters`)."""
        return Newsletters(self.settings, self.desk, self.jurisdiction)

    def caller(
        self, guardian: GuardianId | None = None, *, by: str = "system:school", why: str | None = None
    ) -> Caller:
        """Who comes into a room, by the law the settings name: a guardian, or with `by` staff or the pupil.

        Args:
            guardian: Which guardian.
            by: Who it is otherwise, as `staff:jansen` or `pupil:noor`; `guardian:petra` is that guardian.
            why: A reason of staff to set aside what staff may set aside.
        """
        return Caller(guardian=guardian, by=by, why=why, jurisdiction=self.jurisdiction)

    def gatherings(self, guardian: GuardianId | None = None, *, by: str = "system:school") -> Gatherings:
        """Parents' evenings, for one caller: a guardian, or with `by` staff (see `host.gatherings`)."""
        return Gatherings(self.settings, self.desk, self.caller(guardian, by=by))

    @property
    def translator(self) -> Translator:
        """Who puts texts into other languages, for a person to check.

        Raises:
            InvalidInput: The settings name none; the known ones are listed.
            UnknownName: They name one that nobody offers.
        """
        chosen = self.settings.translator
        if not chosen.name:
            known = self.host.names("translator")
            problem = Problem("translator.name", f"names nobody; known: {', '.join(known)}", choices=known)
            raise InvalidInput([problem], source="settings")
        return self.host.translator(chosen.name, **chosen.settings)

    @property
    def post(self) -> Post:
        """What is told to families and staff, and whom somebody has to call (see `host.post`)."""
        return Post(self.settings, self.host, self.desk)

    def learning(self, guardian: GuardianId | None = None, *, by: str = "system:school") -> Learning:
        """Shared goals and action plans, for one caller: a guardian, or with `by` staff or the pupil (see `host.learning`)."""
        return Learning(self.settings, self.desk, self.caller(guardian, by=by))

    def talks(self, guardian: GuardianId | None = None, *, by: str = "system:school") -> Talks:
        """What is prepared, written down and agreed in talks, for one caller as with `learning` (see `host.talks`)."""
        return Talks(self.settings, self.desk, self.caller(guardian, by=by))

    def support(self, guardian: GuardianId | None = None, *, by: str = "system:school") -> Support:
        """Support plans, for one caller as with `learning` (see `host.support`)."""
        return Support(self.settings, self.desk, self.caller(guardian, by=by))

    def feeds(self, guardian: GuardianId | None = None, *, by: str = "system:school") -> "Feeds":
        """Calendars at addresses, for one caller: a guardian, or with `by` the school (see `host.feeds.room`)."""
        from partnership.host.feeds.room import Feeds  # noqa: PLC0415 - heavy, so only when used

        caller = self.caller(guardian, by=by)
        return Feeds(self.settings, self.desk, caller, voters=self.host.voters(), shelf=self._shelf)

    @cached_property
    def _shelf(self) -> "Shelf":
        """What was written of feeds, for as long as this school is there."""
        from partnership.host.feeds.shelf import Shelf  # noqa: PLC0415 - heavy, so only when used

        return Shelf()

    def supplies(self, guardian: GuardianId | None = None, *, by: str = "system:school") -> Supplies:
        """Tips, homework, workshops, modules and materials, for one caller (see `host.supplies`)."""
        return Supplies(self.settings, self.desk, self.caller(guardian, by=by))
