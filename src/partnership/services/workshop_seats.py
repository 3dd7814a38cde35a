"""Seats in workshops at the desk: given in order, one after the other, and asked about weeks later."""

from collections.abc import Callable, Iterable

import attrs

from partnership.errors import NotFound
from partnership.ids import GuardianId, WorkshopId, joined
from partnership.learning import seats as seat_steps
from partnership.learning.seats import Seat, SeatState, Tried
from partnership.learning.workshop_reach import (
    WorkshopAdvice,
    WorkshopFigures,
    advise_workshop,
    figures_of,
    follow_ups_due,
)
from partnership.learning.workshops import Workshop, WorkshopState, enlarged
from partnership.ports import Transaction
from partnership.services.dossier import DOSSIER, entry, entry_or_none, every_entry, put_entry
from partnership.services.supply_desk import SupplyDesk
from partnership.services.workshops import WHY, letter_to, workshops

__all__ = [
    "WorkshopReport",
    "attendance",
    "decline",
    "enlarge",
    "follow_up",
    "invite",
    "report",
    "seat",
    "seats_of",
    "sign_up",
    "tell",
]

_Seats = tuple[Seat, ...]


@attrs.frozen(kw_only=True)
class WorkshopReport:
    """How a workshop goes, in numbers; whom it reached comes before what it taught."""

    figures: WorkshopFigures
    advice: WorkshopAdvice


def invite(at: SupplyDesk, id: WorkshopId, guardians: Iterable[GuardianId] | None = None) -> _Seats:
    """Ask guardians to come, each once: these, or everyone who may be told how a pupil learns.

    Raises:
        NotFound: There is no such workshop or guardian.
        IllegalStep: It is not open, or it is not the school that asks.
    """
    at.school_only("a workshop", "be made from home")

    def change(transaction: Transaction, workshop: Workshop, found: _Seats) -> _Seats:
        everyone = (guardian for _, guardian in at.families(transaction))
        asked = sorted(set(everyone if guardians is None else guardians) - {each.guardian for each in found})
        return tuple(
            seat_steps.invited(workshop, at.known_guardian(transaction, guardian)) for guardian in asked
        )

    return _seated(at, id, "invited", change)


def sign_up(at: SupplyDesk, id: WorkshopId, session: str, guardian: GuardianId | None = None) -> Seat:
    """Come to a session, or wait for a place in it; the school may write down who called.

    Raises:
        NotFound: There is no such workshop or guardian, or it is another's seat.
        IllegalStep: It is not open, the session began, or they have a place or wait already.
        InvalidValue: There is no such session.
    """
    whom = at.of_whom(guardian, "workshop", id)

    def change(transaction: Transaction, workshop: Workshop, found: _Seats) -> _Seats:
        at.known_guardian(transaction, whom)
        return (seat_steps.sign_up(found, workshop, whom, session, at.now),)

    return _seated(at, id, "signed_up", change)[0]


def decline(at: SupplyDesk, id: WorkshopId, guardian: GuardianId | None = None) -> Seat:
    """Not come, or not any more: who waits longest gets the place, and is told.

    Raises:
        NotFound: There is no such workshop or seat, or it is another's.
        IllegalStep: They said so already, or were there.
    """
    whom = at.of_whom(guardian, "workshop", id)
    return _seated(at, id, "declined", lambda _, __, found: (seat_steps.decline(_of(found, id, whom)),))[0]


def enlarge(at: SupplyDesk, id: WorkshopId, session: str, seats: int) -> None:
    """A session gets more seats; who waits longest gets them, and is told.

    Raises:
        NotFound: There is no such workshop.
        IllegalStep: It is not open, or it is not the school that says so.
        InvalidValue: There is no such session, or it would have fewer seats.
    """
    at.school_only("a workshop", "be made from home")
    _seated(
        at, id, "enlarged", lambda _, __, ___: (), reshape=lambda workshop: enlarged(workshop, session, seats)
    )


def attendance(
    at: SupplyDesk,
    id: WorkshopId,
    *,
    came: Iterable[GuardianId] = (),
    missed: Iterable[GuardianId] = (),
) -> _Seats:
    """Who was there; who was not gets what was practised, and nothing else follows from it.

    Raises:
        NotFound: There is no such workshop or seat.
        IllegalStep: Somebody had no place, or it is not the school that says so.
    """
    at.school_only("who came", "be told from home")
    return _seated(
        at,
        id,
        "attended",
        lambda _, __, found: (
            *(seat_steps.came(_of(found, id, who)) for who in came),
            *(seat_steps.missed(_of(found, id, who)) for who in missed),
        ),
    )


def follow_up(at: SupplyDesk, id: WorkshopId | None = None) -> _Seats:
    """Ask who came so many school weeks ago whether they tried it at home, each once; run it every night.

    Places that came free otherwise are given out as well.

    Args:
        at: The desk.
        id: Of which workshop; None is of every one that is open.

    Raises:
        NotFound: There is no such workshop.
        IllegalStep: It is not the school that asks.
    """
    at.school_only("a workshop", "be followed up from home")
    if id is None:
        running = [each.id for each in workshops(at) if each.state is WorkshopState.OPEN]
        return tuple(seat for each in running for seat in follow_up(at, each))

    def change(_: Transaction, workshop: Workshop, found: _Seats) -> _Seats:
        ago = {each.id: at.weeks_since(at.day_of(each.span.start)) for each in workshop.sessions}
        return tuple(seat_steps.ask(each) for each in follow_ups_due(found, ago, at.norms))

    return _seated(at, id, "followed_up", change)


def tell(at: SupplyDesk, id: WorkshopId, *, tried: bool, words: str = "") -> Seat:
    """A guardian says whether they tried it at home; not yet is an answer too.

    Raises:
        NotFound: There is no such workshop or seat of theirs.
        IllegalStep: They were not there.
    """
    whom = at.home_only("workshop", id)
    said = Tried(tried=tried, words=words, at=at.now)
    return _seated(at, id, "told", lambda _, __, found: (seat_steps.say_tried(_of(found, id, whom), said),))[
        0
    ]


def seat(at: SupplyDesk, id: WorkshopId) -> Seat | None:
    """Where the guardian at the desk stands with a workshop; None when they were neither asked nor signed up.

    Raises:
        NotFound: It is no guardian who asks.
    """
    whom = at.home_only("workshop", id)
    found = at.desk.read(lambda transaction: entry_or_none(transaction, Seat, joined(id, whom)))
    return None if found is None else seat_steps.seat_view(found[0], at.caller.actor)


def seats_of(at: SupplyDesk, id: WorkshopId) -> _Seats:
    """Every seat of a workshop, in the order of signing up.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    at.school_only("who comes", "be read from home")
    found = at.desk.read(lambda transaction: tuple(every_entry(transaction, Seat, "workshop", id)))
    return tuple(sorted(found, key=lambda each: (each.number, each.guardian)))


def report(at: SupplyDesk, id: WorkshopId) -> WorkshopReport:
    """How a workshop goes (see `learning.workshop_reach`).

    Raises:
        NotFound: There is no such workshop.
        IllegalStep: It is not the school that asks.
    """
    seats = seats_of(at, id)
    at.desk.read(lambda transaction: entry(transaction, Workshop, id))
    figures = figures_of(seats)
    return WorkshopReport(figures=figures, advice=advise_workshop(figures, at.norms))


def _of(seats: Iterable[Seat], id: WorkshopId, guardian: GuardianId) -> Seat:
    found = next((each for each in seats if each.guardian == guardian), None)
    if found is None:
        raise NotFound("workshop_seat", joined(id, guardian))
    return found


def _seated(
    at: SupplyDesk,
    id: WorkshopId,
    what: str,
    change: Callable[[Transaction, Workshop, _Seats], _Seats],
    *,
    reshape: Callable[[Workshop], Workshop] = lambda workshop: workshop,
) -> _Seats:
    """Change seats, one after the other: the workshop's revision is the door. Who waits gets what is free before and after."""

    def work(transaction: Transaction) -> _Seats:
        old, revision = entry(transaction, Workshop, id)
        workshop = reshape(old)
        found = {each.guardian: each for each in every_entry(transaction, Seat, "workshop", id)}
        # A seat may have come free by itself, when somebody was erased: it is for who waits, before who comes now.
        now = found | _up(found.values(), workshop, at)
        changed = change(transaction, workshop, tuple(now.values()))
        now |= {each.guardian: each for each in changed}
        now |= _up(now.values(), workshop, at)
        revision = put_entry(transaction, workshop, expected=revision)
        news = [each for guardian, each in now.items() if each != found.get(guardian)]
        for each in news:
            known = entry_or_none(transaction, Seat, DOSSIER[Seat].id(each))
            put_entry(transaction, each, expected=None if known is None else known[1])
        letters = [
            letter_to(at, f"workshop-{_TOLD[each.state]}", each, revision)
            for each in news
            if each.state in _TOLD
        ]
        transaction.append([at.fact(f"workshop.{what}", "workshop", id, WHY, {"seats": len(news)})], letters)
        return tuple(seat_steps.seat_view(each, at.caller.actor) for each in changed)

    return at.desk.anew(work)


def _up(seats: Iterable[Seat], workshop: Workshop, at: SupplyDesk) -> dict[GuardianId, Seat]:
    return {each.guardian: each for each in seat_steps.promoted(seats, workshop, at.now)}


_TOLD = {
    SeatState.INVITED: "invited",
    SeatState.PLACED: "placed",
    SeatState.WAITING: "waiting",
    SeatState.MISSED: "missed",
    SeatState.ASKED: "asked",
}
"""What a guardian is told of where they stand."""
