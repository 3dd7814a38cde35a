"""The feeds of one school, for one caller: addresses, and what is read at them."""

from collections.abc import Callable, Mapping

from partnership.errors import NotFound
from partnership.host.feeds.press import Contents, Press
from partnership.host.feeds.shelf import Published, Shelf
from partnership.host.feeds.web import FeedWeb
from partnership.host.settings import Settings
from partnership.ids import HouseholdId
from partnership.people.disclosure import Inquiry
from partnership.people.feed_addresses import FeedNotice, FeedOf, feed_id
from partnership.people.preferences import ContactPreferences
from partnership.people.standing import Decision
from partnership.plugins.icalendar.writer import CalendarWriter
from partnership.ports import CalendarTalk, Transaction
from partnership.services import feeds
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.families import family_record
from partnership.services.feed_contents import busy_times, talks_of
from partnership.services.feeds import FeedDesk, Opened
from partnership.services.persons import person_of

__all__ = ["Feeds"]

_TALKS = {FeedOf.TALKS, FeedOf.FAMILY, FeedOf.DESK}


class Feeds:
    """What one caller can do with feeds; a guardian with their own only.

    Args:
        settings: The school's name, clock and dates.
        desk: Where the records are.
        caller: Who comes, by whose law.
        voters: Votes of plug-ins on what may be seen.
        shelf: What was written before.
        writer: Who writes; the school's own when not said.
    """

    def __init__(
        self,
        settings: Settings,
        desk: Desk,
        caller: Caller,
        *,
        voters: tuple[Callable[[Inquiry], Decision], ...] = (),
        shelf: Shelf | None = None,
        writer: CalendarWriter | None = None,
    ) -> None:
        self._language = settings.school.language
        self._at = FeedDesk(desk=desk, caller=caller, timezone=settings.school.timezone, voters=voters)
        self._shelf = shelf or Shelf()
        self._press = Press(settings, self._shelf, writer)

    # -- addresses ------------------------------------------------------------

    def open(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Opened:
        """Give somebody an address (see `services.feeds.open_feed`)."""
        return feeds.open_feed(self._at, holder, of, household)

    def renew(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Opened:
        """Put a new token in the place of the old one (see `services.feeds.renew_feed`)."""
        return feeds.renew_feed(self._at, holder, of, household)

    def revoke(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> None:
        """Close an address, and forget what was read there (see `services.feeds.revoke_feed`)."""
        feeds.revoke_feed(self._at, holder, of, household)
        self._shelf.good.forget(feed_id(holder, of, household))

    def all(self, holder: str | None = None) -> tuple[FeedNotice, ...]:
        """The feeds there are, without what opens them (see `services.feeds.feeds_of`)."""
        return feeds.feeds_of(self._at, holder)

    # -- what is read at them -------------------------------------------------

    def read(self, token: str) -> Published:
        """The feed a token opens, as it is now and as its holder may see it now.

        A feed that does not read back is never handed out: its holder gets the last good one, as long as every talk in
        that is one they may still see.

        Raises:
            NotFound: The token opens nothing, was revoked, or its holder may not be told any more; which of them is not
                said.
            BrokenCalendar: It does not read back, and there is no good one.
            Retry: The store is busy; so with its other errors.
        """

        def work(transaction: Transaction) -> tuple[FeedNotice, Contents]:
            address = feeds.address_at(transaction, token)
            if address is None:
                raise _nothing()
            return address.notice, self._contents(transaction, address.notice)

        return self._press.good(*self._at.desk.read(work))

    def objects(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Mapping[str, bytes]:
        """What is in a feed as objects for a calendar server (CalDAV): file name → contents, one for each event.

        Args:
            holder: Whose.
            of: Of what.
            household: Of which household, for a feed of a family.

        Raises:
            InvalidValue: No feed is written so.
            NotFound: There is nobody to whom that may be told.
            BrokenCalendar: One of them does not read back.
        """
        notice = FeedNotice(holder=holder, of=of, household=household, opened=self._at.desk.clock())
        if not self._at.is_school and self._at.caller.actor != holder:
            raise _nothing()
        contents = self._at.desk.read(lambda transaction: self._contents(transaction, notice))
        return self._press.objects(notice, contents)

    def web(self) -> FeedWeb:
        """The feeds for a web server, as a WSGI and an ASGI application (see `host.feeds.web`)."""
        return FeedWeb(self.read)

    def _contents(self, transaction: Transaction, notice: FeedNotice) -> Contents:
        standing = self._at.standing(transaction, notice)
        if not standing.holds:
            self._shelf.good.forget(notice.id)
            raise _nothing()
        talks: tuple[CalendarTalk, ...] = ()
        if notice.of in _TALKS:
            now = self._at.desk.clock()
            talks = talks_of(transaction, notice, standing, now=now, memory=self._shelf.asked)
        return Contents(
            talks=talks,
            busy=busy_times(transaction, notice) if notice.of is FeedOf.BUSY else None,
            language=self._read_in(transaction, notice),
            today=self._at.today,
        )

    def _read_in(self, transaction: Transaction, notice: FeedNotice) -> str:
        """The language of a guardian's choice, else the school's."""
        kind, id = person_of(notice.holder)
        wishes = family_record(transaction, ContactPreferences, id) if kind == "guardian" else None
        return (None if wishes is None else wishes.language) or self._language


def _nothing() -> NotFound:
    """The one answer to whoever has no feed, whatever the reason."""
    return NotFound("feed", "of this address")
