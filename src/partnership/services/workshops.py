"""Workshops at the desk: made by the school, and opened when all of it is thought of."""

from collections.abc import Callable, Iterable

import attrs

from partnership.ids import WorkshopId
from partnership.learning import workshops as steps
from partnership.learning.seats import Seat, SeatState
from partnership.learning.workshops import Workshop, WorkshopState
from partnership.ports import Message, Transaction
from partnership.services.dossier import entry, every_entry, put_entry
from partnership.services.supply_desk import SupplyDesk

__all__ = ["WHY", "call_off", "close", "draft", "letter_to", "open_for_all", "rewrite", "workshops"]

WHY = "parents learn what they asked for"
"""What it is for, in the journal."""

_Seats = tuple[Seat, ...]


def draft(at: SupplyDesk, wanted: Workshop) -> Workshop:
    """Begin a workshop; it opens later.

    Raises:
        IllegalStep: It is not the school that does.
        Conflict: There is a workshop of this id.
    """
    at.school_only("a workshop", "be made from home")
    new = attrs.evolve(wanted, state=WorkshopState.DRAFT, reason="")

    def work(transaction: Transaction) -> Workshop:
        put_entry(transaction, new, expected=None)
        transaction.append([at.fact("workshop.drafted", "workshop", new.id, WHY)])
        return new

    return at.desk.once(work)


def rewrite(at: SupplyDesk, id: WorkshopId, new: Workshop) -> Workshop:
    """Change all of a workshop while it is a draft.

    Raises:
        NotFound: There is no such workshop.
        IllegalStep: It is open or over, or it is not the school that does.
    """
    return _moved(
        at,
        id,
        "rewritten",
        lambda old, _: attrs.evolve(new, id=id, state=steps.moved(old, "rewrite"), reason=""),
    )


def open_for_all(at: SupplyDesk, id: WorkshopId) -> Workshop:
    """Let parents sign up (see `learning.workshops.open_for_all`)."""
    return _moved(at, id, "opened", lambda old, _: steps.open_for_all(old, at.norms, at.timezone))


def close(at: SupplyDesk, id: WorkshopId) -> Workshop:
    """It was given and followed up (see `learning.workshops.close`)."""
    return _moved(at, id, "closed", lambda old, _: steps.close(old))


def call_off(at: SupplyDesk, id: WorkshopId, *, reason: str) -> Workshop:
    """It is not given; who was asked or has a place is told so (see `learning.workshops.call_off`)."""
    told = {SeatState.INVITED, SeatState.PLACED, SeatState.WAITING}
    return _moved(
        at,
        id,
        "called_off",
        lambda old, _: steps.call_off(old, reason=reason),
        tell=lambda found: [("workshop-off", each) for each in found if each.state in told],
    )


def workshops(at: SupplyDesk) -> tuple[Workshop, ...]:
    """The workshops: to the school all, to others those that are not drafts."""
    found = at.desk.read(lambda transaction: tuple(every_entry(transaction, Workshop)))
    return tuple(each for each in found if at.is_school or each.state is not WorkshopState.DRAFT)


def letter_to(at: SupplyDesk, topic: str, seat: Seat, revision: int) -> Message:
    """What a guardian is told of their seat, once for each time the workshop changed."""
    return at.post(topic, f"{seat.workshop}/{revision}", seat.guardian, {"workshop": seat.workshop})


def _moved(
    at: SupplyDesk,
    id: WorkshopId,
    what: str,
    step: Callable[[Workshop, _Seats], Workshop],
    *,
    tell: Callable[[_Seats], Iterable[tuple[str, Seat]]] = lambda _: (),
) -> Workshop:
    """Take a step with the workshop itself."""
    at.school_only("a workshop", "be made from home")

    def work(transaction: Transaction) -> Workshop:
        before, revision = entry(transaction, Workshop, id)
        found = tuple(every_entry(transaction, Seat, "workshop", id))
        after = step(before, found)
        revision = put_entry(transaction, after, expected=revision)
        letters = [letter_to(at, topic, each, revision) for topic, each in tell(found)]
        transaction.append([at.fact(f"workshop.{what}", "workshop", id, WHY)], letters)
        return after

    return at.desk.anew(work)
