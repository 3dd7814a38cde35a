"""Effect and advice: non-overlap of all pairs, integrity of both sides, and what they speak for."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, a_plan

from partnership.errors import InvalidValue
from partnership.learning.advice import Advice, advise
from partnership.learning.commitments import Side
from partnership.learning.effect import TooFewMeasurements, nap
from partnership.learning.integrity import integrity
from partnership.learning.plan_parts import Measurement, Phase, PlanStep, StepDone
from partnership.learning.plans import ActionPlan, PlanStage
from partnership.norms import Norms

POINTS = st.lists(st.integers(-5, 5), max_size=6)
ENOUGH = st.lists(st.integers(-5, 5), min_size=3, max_size=6)
SHARE = st.none() | st.floats(0, 1)
DONE = st.lists(st.tuples(st.sampled_from(("a", "b")), st.integers(-3, 20)), max_size=20)


def test_nap_of_the_literature() -> None:
    """The vectors that were computed apart from this program."""
    assert nap((2, 3, 2, 4), (4, 5, 5, 6, 4)) == 0.95
    assert nap((2, 3, 2, 4), (4, 5, 5, 6, 4), increase=False) == pytest.approx(0.05)


@given(POINTS, POINTS)
def test_too_few_measurements_are_no_number(baseline: list[int], plan: list[int]) -> None:
    """Below three in either phase the answer says how many there are; from three on it lies between 0 and 1."""
    found = nap(baseline, plan)
    if len(baseline) < 3 or len(plan) < 3:
        assert found == TooFewMeasurements(baseline=len(baseline), plan=len(plan))
    else:
        assert isinstance(found, float)
        assert 0 <= found <= 1


@given(ENOUGH, ENOUGH, st.integers(0, 5), st.integers(1, 5))
def test_nap_is_symmetric_and_rises(baseline: list[int], plan: list[int], which: int, more: int) -> None:
    """Fewer is better is the other way round, the phases change places likewise, and a better point never lowers it."""
    up, down, swapped = nap(baseline, plan), nap(baseline, plan, increase=False), nap(plan, baseline)
    better = list(plan)
    better[which % len(plan)] += more
    higher = nap(baseline, better)
    assert isinstance(up, float)
    assert isinstance(down, float)
    assert isinstance(swapped, float)
    assert isinstance(higher, float)
    assert up + down == pytest.approx(1)
    assert up + swapped == pytest.approx(1)
    assert higher >= up


def running(owner: Side, done: list[tuple[str, int]]) -> ActionPlan:
    """A plan with two steps of one side, and what was done of them, by day after it began."""
    return a_plan(
        stage=PlanStage.IMPLEMENTATION,
        steps=(
            PlanStep(id="a", owner=owner, what="lezen", times_per_week=3),
            PlanStep(id="b", owner=owner, what="praten", times_per_week=1),
        ),
        done=tuple(
            StepDone(step=name, on=MONDAY + timedelta(days=day), by="staff:jansen") for name, day in done
        ),
        started_on=MONDAY,
        round_on=MONDAY,
        review_on=MONDAY + timedelta(days=56),
    )


@given(DONE, st.integers(0, 4))
def test_both_sides_are_counted_alike(done: list[tuple[str, int]], weeks: int) -> None:
    """The same steps give the same share whoever owns them, from 0 to 1; more done is never less; none planned is none."""
    school, home = (integrity(running(side, done), side, weeks=weeks) for side in (Side.SCHOOL, Side.HOME))
    assert school == home
    assert (school is None) == (weeks == 0)
    assert integrity(running(Side.HOME, done), Side.SCHOOL, weeks=weeks) is None
    if school is not None:
        counted = [sum(name == step and day >= 0 for name, day in done) for step in ("a", "b")]
        assert school == (min(counted[0], 3 * weeks) + min(counted[1], weeks)) / (4 * weeks)
        more = integrity(running(Side.SCHOOL, [*done, ("b", 1)]), Side.SCHOOL, weeks=weeks)
        assert more is not None
        assert school <= more <= 1


def test_what_is_done_counts_up_to_a_day() -> None:
    """Of two readings, the first by Wednesday; before the plan there is nothing; weeks are not below zero."""
    plan = running(Side.HOME, [("a", 1), ("a", 5)])
    assert integrity(plan, Side.HOME, weeks=1, until=MONDAY + timedelta(days=2)) == 0.25
    assert integrity(a_plan(), Side.HOME, weeks=1) is None
    with pytest.raises(InvalidValue, match="weeks"):
        integrity(plan, Side.HOME, weeks=-1)


@given(st.floats(0, 1), SHARE, SHARE)
def test_the_advice_does_not_say_which_side_it_was(
    effect: float, school: float | None, home: float | None
) -> None:
    """Sides change places without changing it; a plan that works is never called a failure."""
    norms = Norms()
    found = advise(effect, school=school, home=home, norms=norms)
    assert found == advise(effect, school=home, home=school, norms=norms)
    assert (found is Advice.FADE) == (effect * 100 >= norms.plan_effect_percent)


def test_low_effect_is_read_with_integrity() -> None:
    """What was not carried out is made simpler, what was is made otherwise, and without figures one measures."""
    norms = Norms()
    assert advise(0.5, school=1.0, home=0.3, norms=norms) is Advice.SIMPLIFY
    assert advise(0.5, school=0.9, home=0.9, norms=norms) is Advice.CHANGE_STRATEGY
    assert advise(0.5, school=None, home=None, norms=norms) is Advice.MEASURE_MORE
    few = TooFewMeasurements(baseline=3, plan=1)
    assert advise(few, school=1.0, home=1.0, norms=norms) is Advice.MEASURE_MORE


def test_a_plan_reads_its_measurements_by_day() -> None:
    """Whatever the order they were written in; a value that is no number is refused."""
    values = [(2, 3.0), (0, 1.0), (1, 2.0)]
    plan = a_plan(
        measurements=tuple(
            Measurement(phase=Phase.BASELINE, on=MONDAY + timedelta(days=day), value=value, by="staff:jansen")
            for day, value in values
        )
    )
    assert plan.values(Phase.BASELINE) == (1.0, 2.0, 3.0)
    assert plan.effect == TooFewMeasurements(baseline=3, plan=0)
    with pytest.raises(InvalidValue, match="number"):
        Measurement(phase=Phase.PLAN, on=MONDAY, value=float("nan"), by="staff:jansen")
    for field in ("times_per_week", "minutes"):
        with pytest.raises(InvalidValue, match=field):
            PlanStep(**{"id": "a", "owner": Side.HOME, "what": "lezen", field: 0})  # type: ignore[arg-type]
