"""Many conferences at once: the same outcomes wherever they are worked out, and one that fails takes no other along."""

import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import attrs
import pytest
from tests.conferences.autumn import asked, autumn

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Table, Talk
from partnership.conferences.timetable import Timetable
from partnership.errors import MissingExtra, PluginFailed
from partnership.plugins.engine.solver import EngineSolver
from partnership.services.many import Outcome, solve_many
from partnership.services.planning import WrongTimetable
from partnership.testing.broken_solvers import Forgetful
from partnership.testing.school import invent_school, wishes_of


def schools(count: int) -> list[Conference]:
    """The talks of so many small schools, each another school."""
    return [
        wishes_of(invent_school(classes=1, pupils=4, seed=number), seed=number) for number in range(count)
    ]


def without_clock(outcomes: Iterator[Outcome]) -> list[Outcome]:
    """The outcomes, not saying how long each took."""
    return [
        attrs.evolve(each, timetable=each.timetable and attrs.evolve(each.timetable, seconds=None))
        for each in outcomes
    ]


class Failing:
    """Plans all conferences but those of one name."""

    def __init__(self, error: Callable[[], Exception]) -> None:
        self.error = error

    def solve(self, conference: Conference, **budget: Any) -> Timetable:
        """Its answer, or its error."""
        if conference.name == "impossible":
            raise self.error()
        return EngineSolver().solve(conference, **budget)


@rule(name="not-at-the-hour")
def no_talk_at_the_hour(talk: Talk, table: Table) -> Iterator[Objection]:
    """An adopter's rule."""
    if talk.start.minute == 0:
        yield Objection(rule="not-at-the-hour", request=talk.id, text="the bell rings")


def test_outcomes_come_in_order_and_are_judged() -> None:
    """Here and now, without any executor, one after the other."""
    asked_for = schools(3)
    outcomes = list(solve_many(iter(asked_for), EngineSolver, iterations=50))
    assert [each.number for each in outcomes] == [0, 1, 2]
    for conference, outcome in zip(asked_for, outcomes, strict=True):
        assert outcome.error is None
        assert outcome.timetable is not None
        assert check(conference, outcome.timetable).valid


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (partial(MissingExtra, "planning", "moon"), MissingExtra),
        (ZeroDivisionError, PluginFailed),
    ],
)
@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor])
def test_one_that_fails_takes_no_other_along(
    error: Callable[[], Exception], told: type[Exception], executor: type[ThreadPoolExecutor] | None
) -> None:
    """Its outcome says what went wrong; the next is planned all the same."""
    three = [autumn(), autumn(name="impossible"), autumn(name="Spring talks")]
    pool = executor(1) if executor else None
    outcomes = list(solve_many(three, partial(Failing, error), executor=pool, iterations=0, ahead=2))
    if pool:
        pool.shutdown()
    assert [type(each.error) for each in outcomes] == [type(None), told, type(None)]
    assert [each.timetable is None for each in outcomes] == [False, True, False]


def test_a_solver_is_not_believed() -> None:
    """Nor is one that cannot even be made."""
    [outcome] = solve_many([autumn(requests=(asked(minutes=130),))], Forgetful)
    assert isinstance(outcome.error, WrongTimetable)
    assert outcome.error.broken == ("nobody-forgotten",)
    [unmade] = solve_many([autumn()], partial(Failing))
    assert isinstance(unmade.error, PluginFailed)


def test_a_worker_that_dies_is_an_error_of_its_conference() -> None:
    """What others had finished is kept."""

    class Dying(Executor):
        def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(OSError("killed"))
            return future

    [outcome] = solve_many([autumn()], EngineSolver, executor=Dying())
    assert isinstance(outcome.error, OSError)


def test_no_more_is_handed_out_ahead_than_asked() -> None:
    """So a thousand schools need not be in memory at once."""
    read: list[int] = []

    def coming() -> Iterator[Conference]:
        for number in range(5):
            read.append(number)
            yield autumn()

    with ThreadPoolExecutor(1) as pool:
        outcomes = solve_many(coming(), EngineSolver, executor=pool, iterations=0, ahead=2)
        next(outcomes)
        assert read == [0, 1]
        assert len(list(outcomes)) == 4


def test_a_rulebook_travels_to_another_process() -> None:
    """With an adopter's rules in it, by their names."""
    rules = STANDARD.plus(no_talk_at_the_hour)
    assert pickle.loads(pickle.dumps(rules)) == rules  # noqa: S301 - our own bytes
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        solver = partial(EngineSolver, rulebook=rules)
        [outcome] = solve_many([autumn()], solver, executor=pool, iterations=50, rulebook=rules)
    assert outcome.error is None
    assert outcome.timetable is not None
    assert len(outcome.timetable.placements) == 2
    assert [each for each in outcome.timetable.placements if each.start.minute == 0] == []


@pytest.mark.slow
def test_two_hundred_schools_come_out_the_same_from_processes_and_from_dask() -> None:
    """On a pool of processes and on a real Dask cluster, to the last talk what they are one after the other."""
    distributed = pytest.importorskip("distributed", reason="the extra partnership[dask] is not installed")
    many = schools(200)
    alone = without_clock(solve_many(many, EngineSolver, iterations=16))
    assert [each.error for each in alone] == [None] * 200
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert without_clock(solve_many(many, EngineSolver, executor=pool, iterations=16)) == alone
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    )
    with cluster, distributed.Client(cluster) as client:
        executor = client.get_executor()
        assert without_clock(solve_many(many, EngineSolver, executor=executor, iterations=16)) == alone
