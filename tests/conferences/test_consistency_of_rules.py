"""What the newer parts of a conference must be: pauses in their sitting, subjects that exist, guardians of the party."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, span, staff

from partnership.conferences.conference import HeldTime, Pause, Pin, PupilPresence
from partnership.errors import InvalidInput
from partnership.ids import GuardianId, PupilId, RoomId, StaffId
from partnership.times import Span


def pausing(start: str, end: str, minutes: int = 10) -> dict[str, Any]:
    """Jansen is promised a pause."""
    pause = Pause(start=clock(start), end=clock(end), minutes=minutes)
    return {"staff": (staff("jansen", pauses=(pause,)), staff("devries"))}


def held(start: str, end: str) -> dict[str, Any]:
    """Time of Jansen is held back."""
    kept = HeldTime(start=clock(start), end=clock(end), until=clock("12:00"))
    return {"staff": (staff("jansen", held_back=(kept,)), staff("devries"))}


@pytest.mark.parametrize(
    ("different", "said"),
    [
        (pausing("18:30", "18:30"), "$.staff[0].pauses[0].end: is not after the start"),
        (pausing("19:30", "20:30"), "$.staff[0].pauses[0]: does not lie in one sitting"),
        (
            pausing("18:30", "18:45", 20),
            "$.staff[0].pauses[0].minutes: does not fit in its window of 15 minutes",
        ),
        (held("19:00", "18:00"), "$.staff[0].held_back[0].end: is not after the start"),
        (
            {"requests": (asked("q1", "f1", guardians=(GuardianId("bram"),)),)},
            '$.requests[0].guardians[0]: "bram" is not of party "f1"',
        ),
        (
            {"requests": (asked("q1", "f1", guardians=(GuardianId("fatima"),) * 2),)},
            "$.requests[0].guardians: names one person twice",
        ),
        (
            {"requests": (asked("q1", "f1", optional_staff=(StaffId("jansen"),)),)},
            "$.requests[0].optional_staff: names one person twice, or somebody who must be there anyway",
        ),
        (
            {"requests": (asked("q1", "f1", optional_staff=(StaffId("smit"),)),)},
            '$.requests[0].optional_staff: nobody has the id "smit"; known: devries, jansen',
        ),
        (
            {"requests": (asked("q1", "f1", subject="advice"),)},
            '$.requests[0].subject: nobody has the id "advice"; none are known',
        ),
        (
            {"requests": (asked("q1", "f1", before=Pin(start=clock("18:00"), room=RoomId("r1"))),)},
            '$.requests[0].before.room: nobody has the id "r1"; none are known',
        ),
        (
            {
                "pupils": (
                    PupilPresence(
                        id=PupilId("noor"), busy=(Span(clock("18:00").replace(second=1), clock("19:00")),)
                    ),
                )
            },
            "$.pupils[0].busy[0]: is not in whole minutes",
        ),
        (
            {
                "staff": (
                    staff(
                        "jansen",
                        pauses=(
                            Pause(start=clock("18:00").replace(second=1), end=clock("19:00"), minutes=5),
                        ),
                    ),
                    staff("devries"),
                )
            },
            "$.staff[0].pauses[0]: is not in whole minutes",
        ),
    ],
)
def test_each_contradiction_is_named(different: dict[str, Any], said: str) -> None:
    """With its path, and the known names."""
    with pytest.raises(InvalidInput) as caught:
        autumn(**different)
    assert [str(problem) for problem in caught.value.problems] == [said]


def test_who_may_come_is_offered() -> None:
    """The guardians of the party, as the party names them."""
    with pytest.raises(InvalidInput) as caught:
        autumn(
            parties=(family("f1", "fatima els"), family("f2", "bram")),
            requests=(asked("q1", "f1", guardians=(GuardianId("els"), GuardianId("bram"))),),
        )
    assert [(each.path, each.choices) for each in caught.value.problems] == [
        ("$.requests[0].guardians[1]", ("fatima", "els"))
    ]


def test_a_party_that_is_nobody_is_told_once() -> None:
    """Who comes is not asked of a party that is not there."""
    with pytest.raises(InvalidInput) as caught:
        autumn(requests=(asked("q1", "f9", guardians=(GuardianId("bram"),)),), parties=(family("f1"),))
    assert [problem.path for problem in caught.value.problems] == ["$.requests[0].party"]


SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 9)).map(
        lambda pair: Span.of(
            clock("18:00").replace(minute=pair[0]),
            minutes=pair[1],
        )
    ),
    max_size=4,
)


@given(SPANS, SPANS)
def test_what_is_left_of_spans_is_every_minute_that_was_not_taken(
    spans: list[Span], taken: list[Span]
) -> None:
    """Minute by minute, and as as few spans as possible."""

    def minutes(some: list[Span]) -> set[int]:
        return {at for each in some for at in range(each.start.minute, each.start.minute + each.minutes)}

    rest = list(Span.without(spans, taken))
    assert minutes(rest) == minutes(spans) - minutes(taken)
    assert list(Span.merge(rest)) == rest
    assert list(Span.without([span("18:00", "19:00")], [])) == [span("18:00", "19:00")]
