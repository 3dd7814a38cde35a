"""Nobody is in two talks at once: at the very minute where that turns."""

import pytest
from tests.conferences.autumn import (
    asked,
    autumn,
    family,
    placed,
    staff,
)
from tests.conferences.rules.verdict import FINE, interpreted, said


@pytest.mark.parametrize(
    ("start", "buffer", "clashes"),
    [("18:00", 0, True), ("18:09", 0, True), ("18:10", 0, False), ("18:10", 5, True), ("18:15", 5, False)],
)
@pytest.mark.parametrize("first", ["q1", "q2"])
def test_staff_clash(start: str, buffer: int, clashes: bool, first: str) -> None:  # noqa: FBT001 - a truth table
    """One party at a time, and the buffer after each talk free, whichever of the two is asked about."""
    conference = autumn(staff=(staff("jansen", buffer_minutes=buffer), staff("devries")))
    talks = sorted([placed("q1", "18:00"), placed("q2", start)], key=lambda each: each.request != first)
    other = "q2" if first == "q1" else "q1"
    assert said("staff-clash", conference, *talks) == ([("jansen", (other,))] if clashes else FINE)


def test_staff_clash_concerns_everyone_who_must_be_there() -> None:
    """A team talk clashes with each of its staff's own."""
    conference = autumn(
        requests=(asked("q1", "f1", "jansen devries"), asked("q2", "f2", "devries"), asked("q3", "f2"))
    )
    talks = placed("q1", "18:00"), placed("q2", "18:00"), placed("q3", "18:00")
    assert said("staff-clash", conference, *talks) == [("jansen", ("q3",)), ("devries", ("q2",))]


def test_guardian_clash_goes_over_parties() -> None:
    """A father with children from two households is in one talk at a time."""
    conference = autumn(
        parties=(family("f1", "fatima bram"), family("f2", "bram")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    assert said("guardian-clash", conference, placed("q1", "18:00"), placed("q2", "18:09")) == [
        ("bram", ("q2",))
    ]
    assert said("guardian-clash", conference, placed("q1", "18:00"), placed("q2", "18:10")) == FINE


@pytest.mark.parametrize(("one", "other"), [(True, True), (True, False), (False, True)])
def test_pupil_clash_only_where_the_pupil_sits_in(one: bool, other: bool) -> None:  # noqa: FBT001
    """A pupil who is only spoken about can be spoken about twice at once."""
    conference = autumn(
        parties=(family("f1", "fatima", "noor"), family("f2", "bram", "noor")),
        requests=(
            asked("q1", "f1", "jansen", "noor", pupil_attends=one),
            asked("q2", "f2", "devries", "noor", pupil_attends=other),
        ),
    )
    expected = [("noor", ("q2",))] if one and other else FINE
    assert said("pupil-clash", conference, placed("q1", "18:00"), placed("q2", "18:05")) == expected


def test_interpreter_clash() -> None:
    """An interpreter is at one talk at a time, also where nobody needed one."""
    talks = placed("q1", "18:00", interpreter="amal"), placed("q2", "18:09", interpreter="amal")
    assert said("interpreter-clash", interpreted("ar"), *talks) == [("amal", ("q2",))]
    talks = placed("q1", "18:00", interpreter="amal"), placed("q2", "18:10", interpreter="amal")
    assert said("interpreter-clash", interpreted("ar"), *talks) == FINE
    assert said("interpreter-clash", interpreted("ar"), placed("q2", "18:00"), placed("q1", "18:00")) == FINE
