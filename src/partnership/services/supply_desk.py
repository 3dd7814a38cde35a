"""What tips, homework, workshops, modules and materials have in common at the desk: whose they are, and who is told."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import attrs

from partnership.calendars import Days
from partnership.errors import NotFound
from partnership.ids import GuardianId, PupilId
from partnership.learning.goals import SharedGoal
from partnership.learning.materials import Material
from partnership.learning.modules import Module
from partnership.learning.tips import HomeTip
from partnership.people.guardians import Guardian
from partnership.people.pupils import Pupil
from partnership.people.standing import Matter, Verdict
from partnership.ports import Message, Transaction
from partnership.services.callers import school_only
from partnership.services.desk import every
from partnership.services.dossier import entry_or_none
from partnership.services.learning_desk import LearningDesk
from partnership.services.messages import message_to
from partnership.services.people import known
from partnership.services.standing import guardians_decided

__all__ = ["SupplyDesk"]

_WEEK = 7
_About = TypeVar("_About", HomeTip, Module, Material)


@attrs.frozen(kw_only=True)
class SupplyDesk(LearningDesk):
    """A learning desk that counts in school weeks, and knows what is the school's and what is a home's."""

    def weeks_since(self, day: date) -> int:
        """How many school weeks ago a day was; a holiday adds nothing."""
        if self.calendar is None:
            return (self.today - day).days // _WEEK
        return self.calendar.school_weeks_since(day, self.today)

    def working_days_since(self, moment: datetime) -> int:
        """How many working days ago a moment was; without a calendar every day counts."""
        day = self.day_of(moment)
        if self.calendar is None:
            return (self.today - day).days
        return self.calendar.working_days_since(day, self.today)

    def is_over(self, until: date) -> bool:
        """Whether a day to come to school by is over; in a holiday nobody could, so it waits for a day with lessons."""
        if until >= self.today:
            return False
        return self.calendar is None or bool(self.calendar.lesson_days(Days(until, self.today)))

    def school_only(self, subject: str, step: str) -> None:
        """Refuse whoever is not of the school.

        Raises:
            IllegalStep: It is a guardian or a pupil.
        """
        school_only(self.caller, subject, step, state="the school's to keep")

    def home_only(self, kind: str, id: str) -> GuardianId:
        """The guardian at the desk; to everyone else there is nothing.

        Raises:
            NotFound: It is no guardian who comes.
        """
        if self.caller.guardian is None:
            raise NotFound(kind, id)
        return self.caller.guardian

    def known_guardian(self, transaction: Transaction, guardian: GuardianId) -> GuardianId:
        """A guardian the school knows.

        Raises:
            NotFound: It knows no such guardian.
        """
        if known(transaction, Guardian, guardian) is None:
            raise NotFound("guardian", guardian)
        return guardian

    def families(self, transaction: Transaction) -> Iterator[tuple[PupilId, GuardianId]]:
        """Every pupil who is here with each guardian whom the law lets be told how they learn, by the ids."""
        for found in every(transaction, "pupil"):
            pupil = known(transaction, Pupil, found.record.id)
            if pupil is not None and pupil.is_here(self.today):
                for guardian in self.guardians_of(transaction, pupil.id):
                    yield pupil.id, guardian

    def guardians_of(self, transaction: Transaction, id: PupilId) -> tuple[GuardianId, ...]:
        """The guardians of a pupil whom the law lets be told how they learn, by id; none of a pupil nobody knows."""
        pupil = known(transaction, Pupil, id)
        if pupil is None:
            return ()
        decided = guardians_decided(
            transaction, self.caller.jurisdiction, pupil, Matter.PROGRESS, on=self.today
        )
        return tuple(sorted(each for each, verdict in decided.items() if verdict is Verdict.ALLOW))

    def seen(self, transaction: Transaction, value: _About) -> _About:
        """A thing of the school as the one at the desk may see it: to a home it names no goal of a pupil they do not follow."""
        if self.is_school:
            return value
        goals = {name: entry_or_none(transaction, SharedGoal, name) for name in value.about}
        own = tuple(
            name
            for name, found in goals.items()
            if found is None or self.may_follow(transaction, self.caller.actor, found[0].pupil)
        )
        return value if own == value.about else attrs.evolve(value, about=own)

    def post(self, topic: str, about: str, guardian: GuardianId, body: Mapping[str, Any]) -> Message:
        """A message to a guardian that is sent once, however often it is queued.

        Args:
            topic: What kind of message, such as `workshop-placed`.
            about: Which record, and what of it, so that the next message about it is another.
            guardian: To whom.
            body: What the writer of the letter looks up.
        """
        recipient = f"guardian:{guardian}"
        return message_to(recipient, topic, body, parts=(topic, about, recipient), due=self.now)
