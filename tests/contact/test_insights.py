"""What parents tell ends in what was done with it."""

from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.contact.insights import (
    InsightState,
    ParentInsight,
    Use,
    acknowledged,
    considered,
    days_to_tell_back,
    not_used,
    told_back,
    use_rate,
    used,
)
from partnership.errors import IllegalStep, InvalidValue
from partnership.testing.strategies.contact import insights

TOLD = date(2027, 6, 1)
STEPS: dict[str, Callable[[ParentInsight], ParentInsight]] = {
    "acknowledge": acknowledged,
    "consider": considered,
    "use": lambda insight: used(insight, Use.GOAL, "g1"),
    "not use": lambda insight: not_used(insight, "she has it already"),
    "tell back": lambda insight: told_back(insight, TOLD),
}
PATHS = {("acknowledge", "consider", use, "tell back") for use in ("use", "not use")}


@given(insight=insights(), steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=7))
def test_only_two_roads_lead_to_telling_back(insight: ParentInsight, steps: list[str]) -> None:
    """A step is allowed just when the steps taken so far with it begin one of the two roads."""
    taken: tuple[str, ...] = ()
    for name in steps:
        if any(road[: len(taken) + 1] == (*taken, name) for road in PATHS):
            insight = STEPS[name](insight)
            taken = (*taken, name)
        else:
            before = insight
            with pytest.raises(IllegalStep):
                STEPS[name](insight)
            assert insight == before
    assert (insight.told_back_on is not None) == ("tell back" in taken)
    assert (insight.used_in is not None) == ("use" in taken)
    assert (insight.because is not None) == ("not use" in taken)


@given(insight=insights())
def test_nothing_is_left_unused_without_a_reason_nor_told_before_it_was_heard(insight: ParentInsight) -> None:
    """Both are refused, and the words stay out of the repr."""
    weighed = considered(acknowledged(insight))
    with pytest.raises(InvalidValue, match="owed a reason"):
        not_used(weighed, "  ")
    with pytest.raises(InvalidValue, match="before"):
        told_back(not_used(weighed, "later"), insight.received_on - timedelta(days=1))
    with pytest.raises(InvalidValue, match="own words"):
        attrs.evolve(insight, text=" ")
    assert insight.text not in repr(insight)


@given(some=st.lists(insights(), max_size=4), uses=st.lists(st.booleans(), min_size=4, max_size=4))
def test_the_rate_is_of_what_was_decided(some: list[ParentInsight], uses: list[bool]) -> None:
    """Between nought and one; what waits counts for nothing."""
    decided = [
        STEPS["use" if use else "not use"](considered(acknowledged(each)))
        for each, use in zip(some, uses, strict=False)
    ]
    rate = use_rate([*decided, *some])
    assert rate == (sum(uses[: len(some)]) / len(some) if some else None)


def test_how_long_telling_back_takes() -> None:
    """The middle one counts: 1, 3 and 30 days are 3; nothing told back is no number."""
    heard = ParentInsight(
        id="i1",  # type: ignore[arg-type] # any text will do
        pupil="noor",  # type: ignore[arg-type]
        by="petra",  # type: ignore[arg-type]
        text="she reads to her brother",
        received_on=date(2026, 9, 1),
    )
    done = [
        told_back(STEPS["use"](considered(acknowledged(heard))), heard.received_on + timedelta(days=days))
        for days in (1, 30, 3)
    ]
    assert days_to_tell_back([heard, *done]) == 3.0
    assert days_to_tell_back([heard]) is None
    assert {each.state for each in done} == {InsightState.TOLD_BACK}
