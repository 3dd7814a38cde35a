"""Workshops at the desk: made by the school, and opened when all of it is thought of."""

from collections.abc import Callable, Iterable, Iterator

import attrs

from partnership.errors import InvalidInput, Problem
from partnership.ids import WorkshopId
from partnership.learning import workshops as steps
from partnership.learning.goals import SharedGoal
from partnership.learning.seats import Seat, SeatState
from partnership.learning.workshops import NeedKind, Workshop, WorkshopState
from partnership.ports import Message, Transaction
from partnership.services.dossier import entry, entry_or_none, every_entry, put_entry
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
        lambda _, old, __: attrs.evolve(new, id=id, state=steps.moved(old, "rewrite"), reason=""),
    )


def open_for_all(at: SupplyDesk, id: WorkshopId) -> Workshop:
    """Let parents sign up (see `learning.workshops.open_for_all`).

    Raises:
        NotFound: There is no such workshop.
        IllegalStep: It is open or over, or it is not the school that does.
        InvalidInput: All that is still missing; also a goal it answers to that there is none of.
    """

    def opened(transaction: Transaction, old: Workshop, _: _Seats) -> Workshop:
        steps.moved(old, "open")
        lacking = [*steps.short_of(old, at.norms, at.timezone), *_no_goals(transaction, old)]
        if lacking:
            raise InvalidInput(lacking, source="workshop")
        return steps.open_for_all(old, at.norms, at.timezone)

    return _moved(at, id, "opened", opened)


def close(at: SupplyDesk, id: WorkshopId) -> Workshop:
    """It was given and followed up (see `learning.workshops.close`)."""
    return _moved(at, id, "closed", lambda _, old, __: steps.close(old))


def call_off(at: SupplyDesk, id: WorkshopId, *, reason: str) -> Workshop:
    """It is not given; who was asked or has a place is told so (see `learning.workshops.call_off`)."""
    told = {SeatState.INVITED, SeatState.PLACED, SeatState.WAITING}
    return _moved(
        at,
        id,
        "called_off",
        lambda _, old, __: steps.call_off(old, reason=reason),
        tell=lambda found: [("workshop-off", each) for each in found if each.state in told],
    )


def workshops(at: SupplyDesk) -> tuple[Workshop, ...]:
    """The workshops: to the school all, to others those that are not drafts, and not what they answer to."""
    found = at.desk.read(lambda transaction: tuple(every_entry(transaction, Workshop)))
    if at.is_school:
        return found
    return tuple(attrs.evolve(each, needs=()) for each in found if each.state is not WorkshopState.DRAFT)


def letter_to(at: SupplyDesk, topic: str, seat: Seat, revision: int) -> Message:
    """What a guardian is told of their seat, once for each time the workshop changed."""
    return at.post(topic, f"{seat.workshop}/{revision}", seat.guardian, {"workshop": seat.workshop})


def _moved(
    at: SupplyDesk,
    id: WorkshopId,
    what: str,
    step: Callable[[Transaction, Workshop, _Seats], Workshop],
    *,
    tell: Callable[[_Seats], Iterable[tuple[str, Seat]]] = lambda _: (),
) -> Workshop:
    """Take a step with the workshop itself."""
    at.school_only("a workshop", "be made from home")

    def work(transaction: Transaction) -> Workshop:
        before, revision = entry(transaction, Workshop, id)
        found = tuple(every_entry(transaction, Seat, "workshop", id))
        after = step(transaction, before, found)
        revision = put_entry(transaction, after, expected=revision)
        letters = [letter_to(at, topic, each, revision) for topic, each in tell(found)]
        transaction.append([at.fact(f"workshop.{what}", "workshop", id, WHY)], letters)
        return after

    return at.desk.anew(work)


def _no_goals(transaction: Transaction, workshop: Workshop) -> Iterator[Problem]:
    """The goals a workshop says it answers to that there are none of."""
    for number, need in enumerate(workshop.needs):
        if need.kind is NeedKind.GOAL and entry_or_none(transaction, SharedGoal, need.reference) is None:
            yield Problem(f"$.needs[{number}].reference", "names no goal of this school")
