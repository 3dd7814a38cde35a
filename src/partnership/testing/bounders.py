"""The contract of a prover of bounds: subclass it, give it one factory, and inherit the laws.

    class TestCleverBounds(BounderContract):
        def make_bounder(self) -> Bounder:
            return CleverBounder()

That the contract itself notices faults is tested with the provers in `partnership.testing.broken_bounders`.
"""

import copy
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.conferences.conference import Conference
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.solve import solve
from partnership.ports import Bounder
from partnership.testing.optimum import least_total
from partnership.testing.promises import Promises
from partnership.testing.strategies.conferences import conferences

__all__ = ["BounderContract"]

_ITERATIONS = 4
_FEWER = 4
"""The laws look at a quarter of as many conferences as the profile of the run says: each also plans them."""
_IN_THE_WAY = (
    "guardian-clash",
    "pupil-clash",
    "room-capacity",
    "staff-break",
    "staff-clash",
    "staff-present",
)
"""Rules that cost most timetables: the ones a proof is tempted to lean on."""


class BounderContract(Promises, contract=True):
    """The laws every prover of bounds keeps."""

    factory = "make_bounder"

    def make_bounder(self) -> Bounder:
        """A new prover."""
        raise NotImplementedError(f"{type(self).__name__}.make_bounder: make your prover here")

    def test_no_timetable_costs_less(self) -> None:
        """What it proves is not above a timetable that somebody found."""

        @_some()
        @given(conference=conferences(max_requests=9))
        def law(conference: Conference) -> None:
            found = objective_of(conference, solve(conference, iterations=64)).total
            assert self.make_bounder().bound(conference, iterations=_ITERATIONS).total <= found

        law()

    def test_it_is_never_above_the_optimum(self) -> None:
        """Of a conference so small that every timetable can be tried."""

        @_some()
        @given(conference=conferences(max_requests=3).filter(_is_small))
        def law(conference: Conference) -> None:
            proven = self.make_bounder().bound(conference, iterations=_ITERATIONS)
            assert 0 <= proven.total <= least_total(conference)

        law()

    def test_it_leans_on_no_rule_that_is_off(self) -> None:
        """Where a rule does not hold, timetables that break it count too."""

        @_some()
        @given(conference=conferences(max_requests=9), off=st.sampled_from(_IN_THE_WAY))
        def law(conference: Conference, off: str) -> None:
            rules = STANDARD.without(off)
            found = objective_of(conference, solve(conference, iterations=64, rulebook=rules)).total
            assert (
                self.make_bounder().bound(conference, iterations=_ITERATIONS, rulebook=rules).total <= found
            )

        law()

    def test_it_says_how_it_is_proven(self) -> None:
        """In words, for whoever doubts it."""

        @_some()
        @given(conference=conferences())
        def law(conference: Conference) -> None:
            assert self.make_bounder().bound(conference, iterations=1).proof.strip() != ""

        law()

    @pytest.mark.parametrize("budget", [{"seconds": 0.0}, {"iterations": 0}, {"iterations": 9, "target": 0}])
    def test_without_time_there_is_an_answer_too(self, budget: dict[str, Any]) -> None:
        """Nought at least: a deadline that has passed, no steps, a total that cannot be bettered."""

        @_some()
        @given(conference=conferences(max_requests=9))
        def law(conference: Conference) -> None:
            found = objective_of(conference, solve(conference, iterations=16)).total
            assert 0 <= self.make_bounder().bound(conference, **budget).total <= found

        law()

    def test_progress_only_goes_forward(self) -> None:
        """The share of the budget rises from 0 to 1 at most, and the best bound never falls again."""

        @_some()
        @given(conference=conferences(max_requests=9))
        def law(conference: Conference) -> None:
            told: list[tuple[float, int]] = []
            proven = self.make_bounder().bound(
                conference,
                iterations=_ITERATIONS,
                progress=lambda share, points: told.append((share, points)),
            )
            assert all(0 <= share <= 1 for share, _ in told)
            for (sooner, less), (later, more) in pairwise([*told, (1.0, proven.total)]):
                assert sooner <= later
                assert less <= more

        law()

    def test_what_it_is_given_is_left_as_it_was(self) -> None:
        """A prover reads; the conference is nobody's to change."""

        @_some()
        @given(conference=conferences(max_requests=9))
        def law(conference: Conference) -> None:
            before = copy.deepcopy(conference)
            self.make_bounder().bound(conference, iterations=1)
            assert conference == before

        law()


def _some() -> settings:
    """Settings that look at fewer examples than the profile says."""
    return settings(max_examples=max(1, settings().max_examples // _FEWER))


def _is_small(conference: Conference) -> bool:
    """Whether every timetable of a conference can be tried."""
    return len(conference.sittings) == 1 and len(conference.rooms) + len(conference.interpreters) <= 2
