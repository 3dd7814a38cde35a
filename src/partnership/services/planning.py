"""Planning a conference and mending its timetable; whoever planned it, the rules judge it before it is kept."""

from collections.abc import Callable
from contextlib import suppress

import attrs

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.repair import repair as mend
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.timetable import Timetable
from partnership.errors import Conflict, PartnershipError
from partnership.ids import ConferenceId
from partnership.ports import Solver, Transaction
from partnership.services.bookings import Errand, Step, save_talks
from partnership.services.conferences import the_round
from partnership.services.desk import Desk
from partnership.services.rounds import Planned, Round, load_round

__all__ = ["WrongTimetable", "believed", "plan", "repair"]


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
    kept = the_round(desk, id)
    start = None
    if kept.held:
        with suppress(WrongTimetable):
            start = believed(
                kept.conference, kept.timetable(desk.rulebook), solver="", rulebook=desk.rulebook
            )
    answer = solver.solve(
        kept.conference, seconds=seconds, iterations=iterations, seed=seed, start=start, progress=progress
    )
    timetable = believed(kept.conference, answer, solver=name, rulebook=desk.rulebook)
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
    kept = the_round(desk, id)
    answer = mend(kept.conference, kept.timetable(desk.rulebook), rulebook=desk.rulebook)
    timetable = believed(kept.conference, answer, solver=answer.solver, rulebook=desk.rulebook)
    return _keep(desk, kept, timetable, by=by, purpose="the timetable was mended")


def _keep(desk: Desk, kept: Round, timetable: Timetable, *, by: str, purpose: str) -> tuple[Step, ...]:
    """Save the answer to the question as it was put, unless the question changed."""
    at = desk.clock()
    planned = Planned(
        made=at,
        solver=timetable.solver,
        seed=timetable.seed,
        seconds=timetable.seconds,
        left_over=timetable.left_over,
        bound=timetable.bound,
    )
    wanted = {placement.request: placement for placement in timetable.placements}

    def work(transaction: Transaction) -> tuple[Step, ...]:
        now = load_round(transaction, kept.id)
        for kind, before, after in (
            ("conference", kept.asked_revision, now.asked_revision),
            ("plan", kept.planned_revision, now.planned_revision),
        ):
            if before != after:
                raise Conflict(kind, kept.id, expected=before, found=after)
        return save_talks(transaction, now, wanted, planned, Errand(by=by, at=at, purpose=purpose))

    return desk.once(work)
