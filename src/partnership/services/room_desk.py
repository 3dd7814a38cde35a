"""What every room beside the conferences has at its desk: who comes, which day it is there, what is written down and told."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from partnership.changes import Change, ground_of
from partnership.errors import NotFound
from partnership.ids import GuardianId
from partnership.services.callers import Caller
from partnership.services.desk import Desk

__all__ = ["RoomDesk"]


@attrs.frozen(kw_only=True)
class RoomDesk:
    """A desk, who stands at it, and the clock on its wall.

    Attributes:
        desk: Where the records are.
        caller: Who comes: a guardian, or with `by` somebody of the school or the pupil.
        timezone: What the school's clocks show.
    """

    desk: Desk
    caller: Caller
    timezone: ZoneInfo

    @property
    def now(self) -> datetime:
        """This instant."""
        return self.desk.clock()

    @property
    def today(self) -> date:
        """The day on the school's clock."""
        return self.day_of(self.now)

    def day_of(self, moment: datetime) -> date:
        """The day of a moment, on the school's clock."""
        return moment.astimezone(self.timezone).date()

    @property
    def is_school(self) -> bool:
        """Whether somebody of the school stands here, rather than a guardian or a pupil."""
        return self.caller.is_school

    def of_whom(self, guardian: GuardianId | None, kind: str, id: str) -> GuardianId:
        """For whom something is done: a guardian for themselves, the school for whom it names.

        Raises:
            NotFound: A guardian names another, the school names nobody, or a pupil comes.
        """
        whom = guardian or self.caller.guardian
        if whom is None or not (self.is_school or whom == self.caller.guardian):
            raise NotFound(kind, id)
        return whom

    def fact(
        self, what: str, kind: str, id: str, why: str, details: Mapping[str, Any] | None = None
    ) -> Change:
        """A line of the journal about a record, by whoever stands at the desk."""
        return Change(
            what=what,
            kind=kind,
            id=id,
            at=self.now,
            actor=self.caller.actor,
            purpose=why,
            ground=ground_of(self.caller.actor),
            details=details or {},
        )
