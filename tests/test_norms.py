"""Norms are data with bounds; a school's own are checked all at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidInput, InvalidValue
from partnership.norms import Norm, Norms, norms_of

NORMS = list(norms_of())


def test_every_default_lies_within_its_bounds() -> None:
    """And every norm says what it asks, of which practice."""
    assert [norm.name for norm in NORMS if not norm.least <= norm.default <= norm.most] == []
    assert [norm.name for norm in NORMS if not (norm.says and norm.unit)] == []
    assert {norm.practice[0] for norm in NORMS} == {"P"}
    assert len({norm.name for norm in NORMS}) == len(NORMS)


@given(st.sampled_from(NORMS), st.integers(-10, 1000))
def test_a_norm_is_taken_within_its_bounds_only(norm: Norm, value: int) -> None:
    """Outside them it is refused with the bounds; within, it is what was set."""
    if norm.least <= value <= norm.most:
        assert getattr(Norms.of({norm.name: value}), norm.name) == value
    else:
        with pytest.raises(InvalidInput, match=f"expected {norm.least} to {norm.most}"):
            Norms.of({norm.name: value})


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Unknown names with a likely one, and values out of bounds."""
    with pytest.raises(InvalidInput) as caught:
        Norms.of({"answer_working_day": 2, "anonymity": 2, "active_goals": True}, source="partnership.toml")
    assert [str(problem) for problem in caught.value.problems] == [
        '$.answer_working_day: unknown norm; did you mean "answer_working_days"?',
        "$.active_goals: expected a whole number",
        "$.anonymity: expected 3 to 50 answers, got 2",
    ]


def test_anonymity_never_goes_below_three() -> None:
    """Also not by making the value directly."""
    with pytest.raises(InvalidValue, match="expected 3 to 50 answers, got 2"):
        Norms(anonymity=2)


def test_the_defaults_are_those_of_the_practices() -> None:
    """The numbers a school starts with."""
    norms = Norms()
    assert (norms.answer_working_days, norms.first_talk_school_weeks, norms.anonymity) == (2, 6, 5)
    assert (norms.roster_shrink_percent, norms.positive_school_weeks, norms.active_goals) == (20, 4, 3)
