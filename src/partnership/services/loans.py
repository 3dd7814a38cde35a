"""Loans at the desk: who asked first gets it first, what is late is told kindly, and who had it before is not kept."""

from collections.abc import Callable

import attrs

from partnership.errors import IllegalStep, NotFound
from partnership.ids import GuardianId, MaterialId, joined
from partnership.learning import copies as steps
from partnership.learning.copies import Copy, CopyState, Reservation
from partnership.learning.materials import Material
from partnership.ports import Transaction
from partnership.services.dossier import every_entry
from partnership.services.shelves import Shelf, on_shelf
from partnership.services.supply_desk import SupplyDesk

__all__ = [
    "Held",
    "cancel",
    "copies_of",
    "due",
    "give_back",
    "held_by",
    "lend",
    "lose",
    "prolong",
    "reserve",
    "shelve",
    "sweep",
]


@attrs.frozen(kw_only=True)
class Held:
    """What a guardian has, has waiting for them, and waits for."""

    copies: tuple[Copy, ...]
    reservations: tuple[Reservation, ...]


def lend(at: SupplyDesk, id: MaterialId, guardian: GuardianId, *, number: int | None = None) -> Copy:
    """Lend a copy to a guardian: the one kept aside for them, else one that is on the shelf.

    Args:
        at: The desk.
        id: What.
        guardian: To whom.
        number: Which copy; None takes the first that can be lent to them.

    Raises:
        NotFound: No such material, copy or guardian.
        IllegalStep: None is there for them, they have one, it is lent no more, or it is not the school that lends.
    """
    at.school_only("material", "be lent from home")

    def change(shelf: Shelf) -> Copy:
        at.known_guardian(shelf.transaction, guardian)
        mine = shelf.with_guardian(guardian)
        if shelf.material.retired or (mine is not None and mine.state is not CopyState.RESERVED):
            state = "retired" if shelf.material.retired else "with them already"
            raise IllegalStep("this material", state=state, step="be lent", allowed=())
        there = next((each for each in shelf.copies if each.state is CopyState.AVAILABLE), None)
        chosen = shelf.copy(number) if number is not None else mine or there
        if chosen is None:
            raise IllegalStep("this material", state="all out", step="be lent", allowed=("be reserved",))
        lent = shelf.put(steps.lend(chosen, guardian, at.norms, on=at.today, by=at.caller.actor))
        if mine is not None and mine.number != lent.number:
            shelf.put(steps.shelve(mine, by=at.caller.actor))
        return lent

    return on_shelf(at, id, "lent", change)


def reserve(at: SupplyDesk, id: MaterialId, guardian: GuardianId | None = None) -> Copy | Reservation:
    """Ask for a copy: one that is there is kept aside at once, else one waits in line.

    Raises:
        NotFound: No such material or guardian, or it is asked for another.
        IllegalStep: They have one or wait for one, it is lent no more, or there is none to lend.
    """
    whom = at.of_whom(guardian, "material", id)

    def change(shelf: Shelf) -> Copy | Reservation:
        at.known_guardian(shelf.transaction, whom)
        state = (
            "not lent"
            if shelf.material.retired or not shelf.copies
            else "with them already"
            if shelf.with_guardian(whom)
            else "asked for already"
            if any(each.guardian == whom for each in shelf.waiting)
            else None
        )
        if state is not None:
            raise IllegalStep("this material", state=state, step="be reserved", allowed=())
        asked = shelf.join(whom)
        shelf.hand_out()
        return shelf.with_guardian(whom) or steps.reservation_view(asked, at.caller.actor)

    return on_shelf(at, id, "reserved", change)


def cancel(at: SupplyDesk, id: MaterialId, guardian: GuardianId | None = None) -> None:
    """Wait no more, or let what was kept aside go to the next.

    Raises:
        NotFound: They neither wait nor have one kept aside, or it is another's.
    """
    whom = at.of_whom(guardian, "material", id)

    def change(shelf: Shelf) -> None:
        mine = shelf.with_guardian(whom)
        line = [each for each in shelf.waiting if each.guardian == whom]
        if mine is not None and mine.state is CopyState.RESERVED:
            # Nobody of the school handled it, and whoever gets it next is not to read who let it go.
            shelf.put(steps.shelve(mine, by=mine.by))
        elif not line:
            raise NotFound("reservation", joined(id, whom))
        for each in line:
            shelf.drop(each)

    on_shelf(at, id, "cancelled", change)


def give_back(at: SupplyDesk, id: MaterialId, number: int) -> Copy:
    """A copy is back, to be looked at; from now on nobody knows who had it.

    Raises:
        NotFound: No such material or copy.
        IllegalStep: It was at school, or it is not the school that takes it.
    """
    return _step(at, id, number, "returned", lambda copy: steps.give_back(copy, by=at.caller.actor))


def shelve(at: SupplyDesk, id: MaterialId, number: int) -> Copy:
    """A copy was looked at and is put back: for who waits longest, else on the shelf.

    Raises:
        NotFound: No such material or copy.
        IllegalStep: It is not at school, or it is not the school that puts it.
    """
    return _step(at, id, number, "shelved", lambda copy: steps.shelve(copy, by=at.caller.actor))


def lose(at: SupplyDesk, id: MaterialId, number: int) -> Copy:
    """Nobody knows where a copy is; no one is named for it.

    Raises:
        NotFound: No such material or copy.
        IllegalStep: It was lost already, or it is not the school that says so.
    """
    return _step(at, id, number, "lost", lambda copy: steps.lose(copy, by=at.caller.actor))


def prolong(at: SupplyDesk, id: MaterialId, number: int) -> Copy:
    """A copy may stay longer, while nobody waits for one; a guardian may say so of the one they have.

    Raises:
        NotFound: No such material or copy, or it is not with them.
        IllegalStep: It is not on loan, or somebody waits.
    """

    def change(shelf: Shelf) -> Copy:
        copy = shelf.copy(number)
        if not at.is_school and copy.guardian != at.caller.guardian:
            raise NotFound("copy", joined(id, number))
        return shelf.put(steps.prolong(copy, shelf.waiting, at.norms, on=at.today))

    return on_shelf(at, id, "prolonged", change)


def sweep(at: SupplyDesk) -> tuple[Copy, ...]:
    """See what is late, and give what was kept aside too long to the next; run it every night. A holiday makes nothing late.

    Returns:
        The copies that became overdue; who has them gets a kind letter.

    Raises:
        IllegalStep: It is not the school that looks.
    """
    at.school_only("what is lent", "be looked at from home")

    def change(shelf: Shelf) -> tuple[Copy, ...]:
        late = []
        for copy in list(shelf.copies):
            over = copy.until is not None and at.is_over(copy.until)
            if over and copy.state is CopyState.ON_LOAN and copy.guardian is not None:
                late.append(shelf.put(steps.fall_due(copy)))
                shelf.tell("loan-overdue", copy, copy.guardian)
            elif over and copy.state is CopyState.RESERVED:
                shelf.put(steps.shelve(copy, by=at.caller.actor))
        return tuple(late)

    lent = at.desk.read(
        lambda transaction: [each for each in every_entry(transaction, Material) if each.copies]
    )
    return tuple(copy for each in lent for copy in on_shelf(at, each.id, "swept", change))


def due(at: SupplyDesk) -> tuple[Copy, ...]:
    """The copies that are overdue, the longest first; to call, not to count. A holiday makes nothing late.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    at.school_only("what is lent", "be looked at from home")
    found = at.desk.read(lambda transaction: tuple(every_entry(transaction, Copy)))
    late = (each for each in found if each.until is not None and at.is_over(each.until))
    out = (each for each in late if each.state in {CopyState.ON_LOAN, CopyState.OVERDUE})
    return tuple(sorted(out, key=lambda each: (each.until, each.material, each.number)))


def copies_of(at: SupplyDesk, id: MaterialId) -> tuple[Copy, ...]:
    """Every copy of a material, by number.

    Raises:
        NotFound: No such material.
        IllegalStep: It is not the school that asks.
    """
    at.school_only("what is lent", "be looked at from home")
    return at.desk.read(lambda transaction: tuple(Shelf(transaction, at, id).copies))


def held_by(at: SupplyDesk, guardian: GuardianId | None = None) -> Held:
    """What a guardian has, has waiting and waits for; a guardian asks of themselves.

    Raises:
        NotFound: It is asked of another.
    """
    whom = at.of_whom(guardian, "guardian", str(guardian))

    def work(transaction: Transaction) -> Held:
        return Held(
            copies=tuple(every_entry(transaction, Copy, "guardian", whom)),
            reservations=tuple(
                steps.reservation_view(each, at.caller.actor)
                for each in every_entry(transaction, Reservation, "guardian", whom)
            ),
        )

    return at.desk.read(work)


def _step(at: SupplyDesk, id: MaterialId, number: int, what: str, step: Callable[[Copy], Copy]) -> Copy:
    """A step of one copy, which staff take."""
    at.school_only("what is lent", "be moved from home")

    def change(shelf: Shelf) -> Copy:
        shelf.put(step(shelf.copy(number)))
        shelf.hand_out()
        return shelf.copy(number)

    return on_shelf(at, id, what, change)
