"""What parents' evenings have in common at the desk: who comes, what the school keeps to, what is written down and told."""

from collections.abc import Callable, Iterator
from datetime import date

import attrs

from partnership.changes import Change
from partnership.contact.gatherings import Gathering
from partnership.contact.guests import Guest
from partnership.ids import ClassId, GatheringId
from partnership.norms import Norms
from partnership.people.classes import Enrolment
from partnership.people.pupils import Pupil
from partnership.ports import Message, Transaction
from partnership.services.callers import school_only
from partnership.services.desk import every
from partnership.services.dossier import entry, put_entry
from partnership.services.messages import message_to
from partnership.services.people import known
from partnership.services.room_desk import RoomDesk

__all__ = ["GatheringDesk", "names_in", "pupils_in", "stepped"]

_WRITTEN = "bringing parents together at school"


@attrs.frozen(kw_only=True)
class GatheringDesk(RoomDesk):
    """A desk, and what the school's evenings keep to."""

    norms: Norms = attrs.field(factory=Norms)

    def done(self, what: str, id: str, kind: str = "gathering", **details: int | str) -> Change:
        """A line of the journal about a gathering."""
        return self.fact(what, kind, id, _WRITTEN, details)

    def letter(self, topic: str, guest: Guest) -> Message:
        """A message to one guest; the same one is queued once."""
        recipient = f"guardian:{guest.guardian}"
        body = {"gathering": guest.gathering}
        return message_to(recipient, topic, body, parts=(guest.gathering, topic, recipient), due=self.now)


def pupils_in(transaction: Transaction, gathering: Gathering, on: date) -> Iterator[Pupil]:
    """The pupils in its classes on a day, class by class."""
    for class_id in gathering.classes:
        yield from _pupils(transaction, class_id, on)


def _pupils(transaction: Transaction, class_id: ClassId, on: date) -> Iterator[Pupil]:
    for each in every(transaction, "enrolment", "class", value=class_id):
        link = known(transaction, Enrolment, each.record.id)
        pupil = None if link is None or on not in link.valid else known(transaction, Pupil, link.pupil)
        if pupil is not None:
            yield pupil


def names_in(transaction: Transaction, at: GatheringDesk, gathering: Gathering) -> Iterator[str]:
    """The names of the pupils in its classes."""
    for pupil in pupils_in(transaction, gathering, at.today):
        yield from (pupil.name.full, pupil.name.given)


def stepped(
    at: GatheringDesk, id: GatheringId, what: str, step: Callable[[Transaction, Gathering], Gathering]
) -> Gathering:
    """Take a step of the school's with a gathering, and write that down.

    Raises:
        NotFound: There is none of this id.
        IllegalStep: It cannot take this step now, or a guardian comes.
    """
    school_only(at.caller, f"gathering {id}", what)

    def work(transaction: Transaction) -> Gathering:
        before, revision = entry(transaction, Gathering, id)
        after = step(transaction, before)
        put_entry(transaction, after, expected=revision)
        transaction.append([at.done(f"gathering.{what}", id)])
        return after

    return at.desk.anew(work)
