"""Heat falls evenly, and what is tolerated is drawn as annealing asks."""

from math import exp, isclose, log

from hypothesis import given
from hypothesis import strategies as st

from partnership.conferences.search.heat import TOLERANCE, TOLERANCES, Heat, logarithm


@given(st.floats(1, 1e4), st.floats(0.01, 1), st.floats(0, 1))
def test_heat_falls_by_the_same_factor_in_equal_times(first: float, part: float, share: float) -> None:
    """As a power of the share that is gone would say, to the step of its scale; and it ends where it should."""
    heat = Heat(first=first, last=first * part)
    assert isclose(heat.at(share), first * part ** (int(share * 4096) / 4096), rel_tol=1e-9)
    assert isclose(heat.at(share), first * part**share, rel_tol=2e-3)
    assert (heat.at(0.0), heat.at(1.0)) == (first, first * part)


@given(st.floats(0, 1), st.floats(0, 1))
def test_it_never_gets_warmer(one: float, other: float) -> None:
    """Whatever the two moments are."""
    heat = Heat(first=60.0, last=2.5)
    assert heat.at(min(one, other)) >= heat.at(max(one, other))


@given(st.floats(1e-6, 1e6))
def test_a_logarithm_is_one(value: float) -> None:
    """Worked out without the one that machines round differently, and as good to fourteen digits."""
    assert isclose(logarithm(value), log(value), rel_tol=1e-12, abs_tol=1e-14)


def test_tolerances_are_logarithms() -> None:
    """Each is minus the logarithm of its place on a scale from 0 to 1, to fourteen digits."""
    assert len(TOLERANCE) == TOLERANCES
    for number, tolerance in enumerate(TOLERANCE):
        assert isclose(tolerance, -log((number + 0.5) / TOLERANCES), rel_tol=1e-12)


@given(st.floats(0, 6))
def test_a_worse_step_is_taken_as_often_as_annealing_asks(worse: float) -> None:
    """The share of tolerances that allow it is e to the power of minus how much worse it is."""
    share = sum(worse <= tolerance for tolerance in TOLERANCE) / TOLERANCES
    assert abs(share - exp(-worse)) <= 1 / TOLERANCES
