"""The contract of a solver: subclass it, give it one factory, and inherit the laws.

    class TestCleverSolver(SolverContract):
        deterministic = True

        def make_solver(self, rulebook: Rulebook) -> Solver:
            return CleverSolver(rulebook=rulebook)

That the contract itself notices faults is tested with the solvers in `partnership.testing.broken_solvers`.
"""

import copy
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Pin
from partnership.conferences.explain import explain
from partnership.conferences.objections import Objection
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD, Rulebook, rule
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Table, Talk
from partnership.conferences.timetable import Timetable
from partnership.ports import Solver
from partnership.testing.optimum import least_total
from partnership.testing.promises import Promises, needs
from partnership.testing.strategies.conferences import conferences, valid_timetables

__all__ = ["SolverContract"]

_FEWER = 3
"""Most laws look at a third as many conferences as the profile of the run says: there are many laws, and each plans."""

_BOOKS = {"nobody-forgotten", "placed-once", "unknown-request"}
_CLAIMS = {"true-objective", "true-bound"}


@rule(name="quiet-start")
def _quiet_start(talk: Talk, table: Table) -> Iterator[Objection]:
    """An adopter's rule that no solver has heard of: nobody speaks with the first in line."""
    if talk.sitting is not None and talk.start == talk.sitting.start:
        yield Objection(rule="quiet-start", request=talk.id, text="the doors open then")
    for name in talk.request.staff:
        for other in table.of_staff(name):
            if other.end == talk.start and other.id != talk.id:
                yield Objection(rule="quiet-start", request=talk.id, against=(other.id,), text="no rest")


class SolverContract(Promises, contract=True):
    """The laws every solver keeps; one that may answer otherwise each time says so.

    Attributes:
        deterministic: Whether the same conference, seed and iterations give the same timetable.
        iterations: Steps that the laws allow; take as few as show what your solver does.
    """

    deterministic: ClassVar[bool]
    iterations: ClassVar[int] = 128
    capabilities: ClassVar[tuple[str, ...]] = ("deterministic",)
    factory = "make_solver"

    def make_solver(self, rulebook: Rulebook) -> Solver:
        """A new solver that keeps these rules."""
        raise NotImplementedError(f"{type(self).__name__}.make_solver: make your solver here")

    def solve(self, conference: Conference, *, rulebook: Rulebook = STANDARD, **budget: Any) -> Timetable:
        """What a new solver answers within so many steps, unless the budget says otherwise."""
        budget.setdefault("iterations", None if "seconds" in budget else self.iterations)
        return self.make_solver(rulebook).solve(conference, **budget)

    def test_every_rule_is_kept(self) -> None:
        """The checker has nothing against any talk, whatever the conference asks."""

        @given(conference=conferences(), seed=st.integers(0, 3))
        def law(conference: Conference, seed: int) -> None:
            broken = _broken(conference, self.solve(conference, seed=seed))
            assert broken - _BOOKS - _CLAIMS == set()

        law()

    def test_nobody_is_forgotten(self) -> None:
        """Each request is placed once or left over once, and nothing is placed that nobody asked for."""

        @_some()
        @given(conference=conferences())
        def law(conference: Conference) -> None:
            assert _broken(conference, self.solve(conference)) & _BOOKS == set()

        law()

    def test_who_is_left_over_hears_why(self) -> None:
        """Where rules stand in the way of every start, the timetable names them."""

        @_some()
        @given(conference=conferences(max_requests=10))
        def law(conference: Conference) -> None:
            timetable = self.solve(conference)
            table = Table(conference, timetable)
            mute = [left.request for left in timetable.left_over if not left.reasons]
            assert [name for name in mute if explain(name, table, with_help=False).reasons] == []

        law()

    def test_the_cost_it_tells_is_the_true_one(self) -> None:
        """A timetable says what it costs, to the point."""

        @_some()
        @given(conference=conferences())
        def law(conference: Conference) -> None:
            timetable = self.solve(conference)
            assert timetable.objective == objective_of(conference, timetable)

        law()

    def test_a_bound_is_never_above_the_optimum(self) -> None:
        """What it proves that every timetable must cost, the best timetable of a small conference costs too."""

        @_some()
        @given(conference=conferences(max_requests=3).filter(_is_small))
        def law(conference: Conference) -> None:
            bound = self.solve(conference).bound
            assert bound is None or (bound.total <= least_total(conference) and bound.proof.strip() != "")

        law()

    @needs("deterministic")
    def test_the_same_seed_and_steps_give_the_same_timetable(self) -> None:
        """Twice by one solver and once by another, apart from the time it took."""

        @_some()
        @given(conference=conferences(), seed=st.integers(0, 3))
        def law(conference: Conference, seed: int) -> None:
            solver = self.make_solver(STANDARD)
            answers = [solver.solve(conference, iterations=self.iterations, seed=seed) for _ in range(2)]
            answers.append(self.solve(conference, seed=seed))
            once, *others = [attrs.evolve(each, seconds=None) for each in answers]
            assert [each for each in others if each != once] == []

        law()

    def test_a_timetable_to_begin_from_is_never_made_worse(self) -> None:
        """Whoever begins from a good timetable, or from a poor one of talks without pins, gets one that costs no more."""

        @_some()
        @given(data=st.data())
        def law(data: st.DataObject) -> None:
            conference, good = data.draw(conferences()), data.draw(st.booleans())
            if not good:  # a poor one may leave out what is pinned, which a solver may not
                loose = (attrs.evolve(each, pinned=None) for each in conference.requests)
                conference = attrs.evolve(conference, requests=tuple(loose))
            begin = solve(conference, iterations=512) if good else data.draw(valid_timetables(conference))
            after = self.solve(conference, start=begin)
            assert objective_of(conference, after).total <= objective_of(conference, begin).total

        law()

    def test_a_timetable_of_another_day_is_no_obstacle(self) -> None:
        """One to begin from that no longer fits, or names talks nobody asks for any more, still leads to a valid one."""

        @_some()
        @given(data=st.data())
        def law(data: st.DataObject) -> None:
            conference = data.draw(conferences())
            begin = data.draw(valid_timetables(conference))
            now = attrs.evolve(
                conference,
                requests=conference.requests[1:],
                staff=tuple(attrs.evolve(each, available=()) for each in conference.staff[:1])
                + conference.staff[1:],
            )
            assert _broken(now, self.solve(now, start=begin)) == set()

        law()

    def test_a_pin_is_kept(self) -> None:
        """A pinned talk is held where it is pinned or, when it cannot be, not at all."""

        @_some()
        @given(data=st.data())
        def law(data: st.DataObject) -> None:
            conference = data.draw(conferences())
            begin = data.draw(st.one_of(st.none(), valid_timetables(conference)))
            pins = {each.id: each.pinned for each in conference.requests}
            placed = self.solve(conference, start=begin).placements
            assert [each for each in placed if (pin := pins[each.request]) and pin.start != each.start] == []

        law()

    def test_a_pinned_talk_makes_way_for_nothing(self) -> None:
        """Talks that are pinned where they can all be held are all held, however dear that is."""

        @_some()
        @given(data=st.data())
        def law(data: st.DataObject) -> None:
            conference = data.draw(conferences().filter(lambda each: len(each.interpreters) <= 1))
            stood = data.draw(valid_timetables(conference))
            where = {each.request: Pin(start=each.start, room=each.room) for each in stood.placements}
            requests = [attrs.evolve(each, pinned=where.get(each.id)) for each in conference.requests]
            pinned = attrs.evolve(conference, requests=tuple(requests))
            placed = self.solve(pinned, start=data.draw(st.sampled_from((stood, None)))).placements
            held = {each.request: each.start for each in placed}
            assert [name for name, pin in where.items() if held.get(name) != pin.start] == []

        law()

    @pytest.mark.parametrize(
        "budget", [{"seconds": 0.0}, {"iterations": 0}, {"seconds": 0.0, "iterations": 0}]
    )
    def test_without_time_there_is_an_answer_too(self, budget: dict[str, Any]) -> None:
        """A deadline that has passed, and no steps at all, still give a timetable that keeps every rule."""

        @_some()
        @given(conference=conferences())
        def law(conference: Conference) -> None:
            assert _broken(conference, self.solve(conference, **budget)) == set()

        law()

    def test_progress_only_goes_forward(self) -> None:
        """The share of the budget rises from 0 to 1 at most, and the best total never rises again."""

        @_some()
        @given(conference=conferences())
        def law(conference: Conference) -> None:
            told: list[tuple[float, int]] = []
            timetable = self.solve(conference, progress=lambda share, points: told.append((share, points)))
            assert all(0 <= share <= 1 for share, _ in told)
            told.append((1.0, objective_of(conference, timetable).total))
            for (sooner, more), (later, less) in pairwise(told):
                assert (sooner, less) <= (later, more)
                assert less <= more

        law()

    def test_what_it_is_given_is_left_as_it_was(self) -> None:
        """A solver reads; the conference and the timetable to begin from are nobody's to change."""

        @_some()
        @given(data=st.data())
        def law(data: st.DataObject) -> None:
            conference = data.draw(conferences())
            begin = data.draw(valid_timetables(conference))
            before = copy.deepcopy((conference, begin))
            self.solve(conference, start=begin)
            assert (conference, begin) == before

        law()

    def test_a_rule_of_an_adopter_is_kept(self) -> None:
        """A rule no solver has heard of is kept all the same, or who cannot be placed without breaking it is left over."""

        @_some()
        @given(conference=conferences())
        def law(conference: Conference) -> None:
            rules = STANDARD.plus(_quiet_start)
            assert _broken(conference, self.solve(conference, rulebook=rules), rules) == set()

        law()

    def test_it_says_whose_answer_it_is(self) -> None:
        """The timetable names the conference and the solver, and its talks are in order of start, then id."""

        @_some()
        @given(conference=conferences())
        def law(conference: Conference) -> None:
            timetable = self.solve(conference)
            order = [(each.start, each.request) for each in timetable.placements]
            assert timetable.conference == conference.name
            assert timetable.solver.strip() != ""
            assert order == sorted(order)

        law()


def _some() -> settings:
    """Settings that look at fewer examples than the profile says."""
    return settings(max_examples=max(1, settings().max_examples // _FEWER))


def _broken(conference: Conference, timetable: Timetable, rulebook: Rulebook = STANDARD) -> set[str]:
    """The rules that a timetable breaks, those of the books and of its claims among them."""
    return set(check(conference, timetable, rulebook=rulebook).broken)


def _is_small(conference: Conference) -> bool:
    """Whether every timetable of a conference can be tried."""
    return len(conference.sittings) == 1 and len(conference.rooms) + len(conference.interpreters) <= 2
