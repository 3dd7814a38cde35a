"""Many conferences at once: a whole school board, on whatever engine for parallel work there already is."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.timetable import Timetable
from partnership.errors import PartnershipError, PluginFailed
from partnership.ports import Solver
from partnership.services.planning import believed

__all__ = ["Outcome", "solve_many"]

_AHEAD = 1_000


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of one conference: a timetable that the checker agrees with, or the error that stood in the way.

    Attributes:
        number: The how-manieth conference it was, from 0.
        timetable: Its timetable; None when there is an error.
        error: What went wrong with this one; the others go on.
    """

    number: int
    timetable: Timetable | None = None
    error: Exception | None = None


def solve_many(
    conferences: Iterable[Conference],
    make_solver: Callable[[], Solver],
    *,
    executor: Executor | None = None,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    rulebook: Rulebook = STANDARD,
    ahead: int = _AHEAD,
) -> Iterator[Outcome]:
    """Plan each of many conferences, and give the outcomes in the order of the conferences, each as soon as it is due.

    With `iterations` and a deterministic solver the outcomes are the same on any executor, and without one.

    Args:
        conferences: What is asked, one by one; a generator is read as far ahead as needed.
        make_solver: Makes the solver where the work is done, such as `EngineSolver`: a class or a function of a module,
            so that it can travel to another process.
        executor: Who does the work: a `ProcessPoolExecutor`, a Dask client's `get_executor()`; None means here.
        seconds: Time for each conference.
        iterations: Steps for each conference.
        seed: Chooses among equals.
        rulebook: The rules every timetable is judged by; a solver that keeps more or fewer is made with them.
        ahead: So many conferences are handed out before the first outcome is taken, at most.
    """
    budget = {"seconds": seconds, "iterations": iterations, "seed": seed}
    waiting: deque[tuple[int, Future[Timetable]]] = deque()
    for number, conference in enumerate(conferences):
        if executor is None:
            yield _outcome(number, lambda each=conference: _plan(each, make_solver, rulebook, budget))  # type: ignore[misc]
            continue
        waiting.append((number, executor.submit(_plan, conference, make_solver, rulebook, budget)))
        if len(waiting) >= max(1, ahead):
            yield _due(waiting)
    while waiting:
        yield _due(waiting)


def _plan(
    conference: Conference, make_solver: Callable[[], Solver], rulebook: Rulebook, budget: dict[str, Any]
) -> Timetable:
    """One conference, planned and judged; this is what travels.

    Raises:
        PartnershipError: What went wrong; anything else a solver raises is told as `PluginFailed`, for not every error
            of others survives the journey back.
    """
    solver = ""
    try:
        made = make_solver()
        solver = type(made).__name__
        return believed(conference, made.solve(conference, **budget), solver=solver, rulebook=rulebook)
    except PartnershipError:
        raise
    except Exception as error:
        raise PluginFailed(
            solver or "the solver", doing=f"planning a conference ({type(error).__name__})"
        ) from error


def _due(waiting: deque[tuple[int, Future[Timetable]]]) -> Outcome:
    number, future = waiting.popleft()
    return _outcome(number, future.result)


def _outcome(number: int, result: Callable[[], Timetable]) -> Outcome:
    """What a piece of work gave; whatever it raised is about this conference alone."""
    try:
        return Outcome(number=number, timetable=result())
    except Exception as error:  # noqa: BLE001 - also a worker that died
        return Outcome(number=number, error=error)
