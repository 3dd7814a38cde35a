"""What goals, plans and talks have in common at the desk: who may speak of a pupil, and what is written down and told."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from partnership.calendars import SchoolCalendar
from partnership.errors import NotFound
from partnership.ids import GuardianId, PupilId
from partnership.norms import Norms
from partnership.people.preferences import ContactPreferences
from partnership.ports import Message, Transaction
from partnership.services.families import family_record
from partnership.services.messages import message_to
from partnership.services.room_desk import RoomDesk
from partnership.services.standing import may_follow

__all__ = ["LearningDesk"]


@attrs.frozen(kw_only=True)
class LearningDesk(RoomDesk):
    """A desk that knows who may follow a pupil, and the norms, language and calendar of the school.

    Attributes:
        norms: What goals and plans keep to.
        language: In which the school writes to who never chose one (a BCP 47 tag).
        calendar: Which weeks have lessons; without it every week counts.
    """

    norms: Norms = attrs.field(factory=Norms)
    language: str = "en"
    calendar: SchoolCalendar | None = None

    def admit(self, transaction: Transaction, pupil: PupilId, kind: str, id: str) -> None:
        """Refuse whoever has nothing to do with this pupil, as if there were nothing.

        A guardian must be linked to the pupil, and the law the school chose must let them follow progress; a pupil
        speaks of themselves.

        Args:
            transaction: Where the records are.
            pupil: About whom.
            kind: What is asked for, such as `goal`.
            id: Which one.

        Raises:
            NotFound: They may not; no more is said.
        """
        if not self.is_school and not self.may_follow(transaction, self.caller.actor, pupil):
            raise NotFound(kind, id)

    def may_follow(self, transaction: Transaction, person: str, pupil: PupilId) -> bool:
        """Whether somebody may follow what a pupil learns: staff, the pupil, and a guardian the law lets.

        Args:
            transaction: Where the records are.
            person: Who, as `guardian:petra`.
            pupil: Which pupil.
        """
        kind, _, id = person.partition(":")
        if kind != "guardian":
            return kind != "pupil" or id == pupil
        return may_follow(transaction, self.caller.jurisdiction, GuardianId(id), pupil, on=self.today)

    def language_of(self, transaction: Transaction, guardian: GuardianId) -> str:
        """In which language somebody reads: the one they chose, or the school's."""
        chosen = family_record(transaction, ContactPreferences, guardian)
        return self.language if chosen is None else chosen.language

    def spoken(self, transaction: Transaction) -> str:
        """The language of whoever stands here."""
        guardian = self.caller.guardian
        return self.language if guardian is None else self.language_of(transaction, guardian)

    def letters(
        self,
        transaction: Transaction,
        topic: str,
        body: Mapping[str, Any],
        people: Iterable[str],
        *,
        revision: int,
        due: datetime | None = None,
    ) -> Iterator[Message]:
        """A message to each of these people but the one at the desk, which names nobody else; a step is told once.

        Somebody who may not follow the pupil any more is told nothing; letters are for guardians and staff.

        Args:
            transaction: Where the records are.
            topic: What kind of message, such as `goal-agreed`.
            body: What it is about: the kind of record with its id, and the pupil.
            people: To whom, as `guardian:petra`.
            revision: Of the record.
            due: When it is to be sent; None for now. What is for a later day is told to the one at the desk as well.
        """
        about = body[topic.partition("-")[0]]
        for person in dict.fromkeys(people):
            reads = person.startswith(("guardian:", "staff:"))
            told = due is not None or person != self.caller.actor
            if reads and told and self.may_follow(transaction, person, body["pupil"]):
                parts = (topic, about, person, str(revision))
                yield message_to(person, topic, body, parts=parts, due=due or self.now)
