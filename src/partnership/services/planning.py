"""Planning a conference and mending its timetable; whoever planned it, the rules judge it before it is kept."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

import attrs

from partnership.conferences.booking_life.baskets import Basket, BasketState, end_basket
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Pin
from partnership.conferences.repair import repair as mend
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.timetable import Placement, Timetable
from partnership.errors import Conflict, PartnershipError
from partnership.ids import ConferenceId, RequestId
from partnership.ports import Solver, Transaction
from partnership.services.bookings import Errand, Step, save_talks
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.places import current
from partnership.services.rounds import Planned, Round, load_round

__all__ = ["WrongTimetable", "believed", "keep_answer", "plan", "question", "repair"]


class WrongTimetable(PartnershipError):  # noqa: N818 - named for what was found
    """A solver answered with a timetable that breaks rules; nothing was done with it.

    `solver` is who answered; `broken` are the rules, sorted; `objections` says how often each part of them was broken.
    """

    solver: str
    broken: tuple[str, ...]
    objections: int

    def __init__(self, solver: str, *, broken: tuple[str, ...], objections: int) -> None:
        super().__init__(
            f'the timetable of the solver "{solver}" is not kept: it breaks {", ".join(broken)} ({objections} times)',
            solver=solver,
            broken=broken,
            objections=objections,
        )


def believed(
    conference: Conference, timetable: Timetable, *, solver: str, rulebook: Rulebook = STANDARD
) -> Timetable:
    """A timetable that keeps every rule, with what it truly costs; a solver may be clever, it is never believed.

    Raises:
        WrongTimetable: It breaks a rule; all of them are named.
    """
    report = check(conference, timetable, rulebook=rulebook)
    if not report.valid:
        raise WrongTimetable(solver, broken=report.broken, objections=len(report.objections))
    return attrs.evolve(timetable, objective=report.objective)


def plan(
    desk: Desk,
    id: ConferenceId,
    solver: Solver,
    *,
    name: str,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    progress: Callable[[float, int], None] | None = None,
    by: str,
) -> Timetable:
    """Plan a conference from where it stands, keep the timetable and tell everyone in a talk that changed.

    The solver works outside any transaction. When something was asked or booked meanwhile, its answer is no longer an
    answer to the question, and is not kept.

    Args:
        desk: Where.
        id: Which conference.
        solver: Who plans.
        name: What the solver is called, should its answer be wrong.
        seconds: Time to use.
        iterations: Steps to use.
        seed: Chooses among equals.
        progress: Told now and then the share of the budget used and the best total so far.
        by: Who plans.

    Raises:
        NotFound: There is no such conference.
        WrongTimetable: The solver's answer breaks a rule.
        Conflict: Something was asked or booked meanwhile; plan again.
        Taken: Somebody is in a talk of another conference at that time.
    """
    kept = _now(desk, id, by)
    asked, there = question(kept)
    start = None
    if there.placements:
        with suppress(WrongTimetable):
            start = believed(asked, there, solver="", rulebook=desk.rulebook)
    answer = solver.solve(
        asked, seconds=seconds, iterations=iterations, seed=seed, start=start, progress=progress
    )
    timetable = believed(asked, answer, solver=name, rulebook=desk.rulebook)
    _keep(desk, kept, timetable, by=by, purpose="the talks were planned")
    return timetable


def repair(desk: Desk, id: ConferenceId, *, by: str) -> tuple[Step, ...]:
    """Mend the timetable after something changed, moving as few talks as can be, and tell everyone concerned.

    Returns:
        Every talk that changed, as it was and as it is.

    Raises:
        NotFound: There is no such conference.
        Conflict: Something was asked or booked meanwhile; repair again.
        Taken: Somebody is in a talk of another conference at that time.
    """
    kept = _now(desk, id, by)
    asked, there = question(kept)
    answer = mend(asked, there, rulebook=desk.rulebook)
    timetable = believed(asked, answer, solver=answer.solver, rulebook=desk.rulebook)
    return _keep(desk, kept, timetable, by=by, purpose="the timetable was mended")


def _now(desk: Desk, id: ConferenceId, by: str) -> Round:
    """The conference once baskets whose time has gone by are put away."""
    return desk.anew(lambda transaction: current(transaction, desk, id, Caller(by=by)))


def question(kept: Round) -> tuple[Conference, Timetable]:
    """What is to be planned, and from where: what a family holds in a basket is left where it is."""
    reserved = kept.reserved
    requests = tuple(
        attrs.evolve(each, pinned=Pin(start=reserved[each.id].start, room=reserved[each.id].room))
        if each.id in reserved
        else each
        for each in kept.conference.requests
    )
    there = kept.timetable()
    placements = sorted(
        (*there.placements, *reserved.values()), key=lambda place: (place.start, place.request)
    )
    left = tuple(each for each in there.left_over if each.request not in reserved)
    return (
        attrs.evolve(kept.conference, requests=requests),
        attrs.evolve(there, placements=tuple(placements), left_over=left, objective=None, bound=None),
    )


def _keep(desk: Desk, kept: Round, timetable: Timetable, *, by: str, purpose: str) -> tuple[Step, ...]:
    """Save the answer to the question as it was put, unless the question changed."""
    errand = Errand(by=by, at=desk.clock(), purpose=purpose)

    def work(transaction: Transaction) -> tuple[Step, ...]:
        now = load_round(transaction, kept.id)
        for kind, before, after in (
            ("conference", kept.asked_revision, now.asked_revision),
            ("plan", kept.planned_revision, now.planned_revision),
        ):
            if before != after:
                raise Conflict(kind, kept.id, expected=before, found=after)
        return keep_answer(transaction, now, timetable, errand)

    return desk.once(work)


def keep_answer(
    transaction: Transaction, kept: Round, timetable: Timetable, errand: Errand
) -> tuple[Step, ...]:
    """Save a timetable that answers the `question` of this round; what is in a basket stays there.

    Raises:
        Taken: Somebody is in a talk of another conference at that time.
    """
    planned = Planned(
        made=errand.at,
        solver=timetable.solver,
        seed=timetable.seed,
        seconds=timetable.seconds,
        left_over=timetable.left_over,
        bound=timetable.bound,
    )
    places = {placement.request: placement for placement in timetable.placements}
    wanted = {name: place for name, place in places.items() if name not in kept.reserved}
    turned = ((each, _as_planned(each, places, errand.at)) for each in kept.baskets.values())
    baskets = [after for before, after in turned if after != before]
    return save_talks(transaction, kept, wanted, planned, errand, baskets=baskets)


def _as_planned(basket: Basket, places: Mapping[RequestId, Placement], at: datetime) -> Basket:
    """A basket whose talks have another interpreter by now, or that is broken because one has no place left."""
    if any(name not in places for name in basket.placements):
        return end_basket(basket, BasketState.LAPSED if basket.over(at) else BasketState.BROKEN, at=at)
    bookings = tuple(attrs.evolve(each, placement=places[each.request]) for each in basket.bookings)
    return attrs.evolve(basket, bookings=bookings)
