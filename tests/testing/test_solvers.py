"""The contract of solvers accepts an honest solver and finds each fault of a broken one."""

import pytest
from tests.conferences.autumn import asked, autumn, family, staff

from partnership.conferences.rules import STANDARD, Rulebook
from partnership.ports import Solver
from partnership.testing.broken_solvers import BROKEN, Honest
from partnership.testing.optimum import least_total
from partnership.testing.solvers import SolverContract
from partnership.testing.trials import EngineTrial as TestEngine
from partnership.testing.trials import FirstComeTrial as TestHonest

__all__ = ["TestEngine", "TestHonest"]


class Judged(SolverContract):
    """The contract as a plain object whose laws are called one by one, on whatever solver it is given."""

    __test__ = False
    deterministic = True
    subject: type[Honest] = Honest

    def make_solver(self, rulebook: Rulebook) -> Solver:
        """The solver under the laws."""
        return self.subject(rulebook)


LOOKS = 600
"""Examples in which a fault must show."""


GUARD = "test_no_promise_was_taken_away"
"""Of the contract over itself, not over what is judged; see `test_promises`."""
LAWS = sorted(name for name in dir(SolverContract) if name.startswith("test_") and name != GUARD)


def fails(subject: type[Honest], law: str) -> bool:
    """Whether a law finds something in a solver."""
    contract = Judged()
    contract.subject = subject
    budgets = (
        [{"seconds": 0.0}, {"iterations": 0}] if law == "test_without_time_there_is_an_answer_too" else []
    )
    try:
        for given in [{"budget": budget} for budget in budgets] or [{}]:
            getattr(contract, law)(**given)
    except (AssertionError, BaseExceptionGroup):
        return True
    return False


@pytest.mark.usefixtures("glancing")
@pytest.mark.parametrize("subject", BROKEN, ids=lambda subject: subject.__name__)
def test_each_fault_is_found_by_its_law(subject: type[Honest]) -> None:
    """The law that is meant to find a fault finds it."""
    assert fails(subject, BROKEN[subject])


@pytest.mark.parametrize("subject", BROKEN, ids=lambda subject: subject.__name__)
def test_a_broken_solver_answers_all_the_same(subject: type[Honest]) -> None:
    """Its fault is one fault, not that it falls over when it is told nothing but the conference."""
    assert {each.request for each in subject(STANDARD).solve(autumn()).placements} <= {"q1", "q2"}


def test_every_law_has_a_fault_that_it_finds() -> None:
    """No law stands there without ever having been seen to refuse anything; the honest solver passes them all above."""
    assert sorted(set(BROKEN.values())) == LAWS


def test_a_solver_that_answers_otherwise_each_time_says_so() -> None:
    """Its law is then listed as one it is not asked."""

    class Chance(Judged):
        deterministic = False

    law = "test_the_same_seed_and_steps_give_the_same_timetable"
    marks = getattr(Chance, law).pytestmark
    assert [(mark.name, mark.kwargs["reason"]) for mark in marks] == [
        ("skip", f"Chance declares deterministic = False: {law}")
    ]


def test_nothing_can_be_left_out() -> None:
    """A subclass that does not say whether it is deterministic is refused, and one without a solver is told."""
    with pytest.raises(TypeError, match="Silent must declare deterministic = True or False"):
        type("Silent", (SolverContract,), {"make_solver": Judged.make_solver})
    with pytest.raises(NotImplementedError, match=r"SolverContract\.make_solver: make your solver here"):
        SolverContract().make_solver(Rulebook(rules={}))


def test_the_least_total_of_an_evening_that_one_can_count() -> None:
    """Two families want the one teacher for the whole evening: one is left over, the other waits for nobody."""
    evening = autumn(
        staff=(staff(),),
        parties=(family("f1"), family("f2", "sjoerd")),
        requests=(asked("q1", "f1", minutes=120), asked("q2", "f2", minutes=120)),
    )
    assert least_total(evening) == 10_000
