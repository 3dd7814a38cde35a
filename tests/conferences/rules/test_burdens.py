"""What may be asked of one person, and of two parties who must not meet."""

import pytest
from tests.conferences.autumn import (
    asked,
    autumn,
    clock,
    family,
    guardian,
    placed,
    staff,
    timetable,
)
from tests.conferences.rules.verdict import FINE, said

from partnership.conferences.conference import (
    KeepApart,
    Pause,
)
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.ids import PartyId


@pytest.mark.parametrize(
    ("third", "fine"), [("18:20", False), ("18:29", False), ("18:30", True), ("18:40", True)]
)
def test_staff_break(third: str, fine: bool) -> None:  # noqa: FBT001
    """After two talks in a row, a pause of ten minutes; nine do not count."""
    conference = autumn(
        staff=(staff("jansen", break_after=2, break_minutes=10), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f1"), asked("q3", "f2")),
    )
    talks = placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", third)
    assert said("staff-break", conference, *talks) == (FINE if fine else [("jansen", ("q2", "q3"))])
    middle = talks[1], talks[0], talks[2]
    assert said("staff-break", conference, *middle) == (FINE if fine else [("jansen", ("q1", "q3"))])
    assert said("staff-break", autumn(), talks[0]) == FINE


def test_a_full_row_earlier_is_not_held_against_a_later_talk() -> None:
    """Each talk answers for its own row."""
    conference = autumn(
        staff=(staff("jansen", break_after=1, break_minutes=10), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f1"), asked("q3", "f2")),
    )
    row = placed("q1", "18:00"), placed("q2", "18:10")
    assert said("staff-break", conference, placed("q3", "18:30"), *row) == FINE
    assert said("staff-break", conference, row[0], row[1], placed("q3", "18:30")) == [("jansen", ("q2",))]


def test_a_break_is_asked_of_each_of_the_staff() -> None:
    """Of the second too, where the first goes on without."""
    conference = autumn(
        staff=(staff("jansen"), staff("devries", break_after=1, break_minutes=10)),
        requests=(asked("q1", "f1", "jansen devries"), asked("q2", "f2", "devries")),
    )
    assert said("staff-break", conference, placed("q1", "18:00"), placed("q2", "18:10")) == [
        ("devries", ("q2",))
    ]


def test_each_guardian_of_a_talk_waits_and_rests_as_they_can() -> None:
    """Bram's limits count where Fatima, who has none, is named before him."""
    both = family("f1", "fatima bram")
    requests = tuple(asked(name, "f1") for name in ("q1", "q2", "q3"))
    waits = autumn(
        parties=(both,),
        guardians=(guardian("fatima"), guardian("bram", max_wait_minutes=5)),
        requests=requests,
    )
    assert said("most-waiting", waits, placed("q1", "18:00"), placed("q2", "18:20")) == [("bram", ("q2",))]
    rests = autumn(
        parties=(both,),
        guardians=(guardian("fatima"), guardian("bram", max_in_a_row=1, rest_minutes=10)),
        requests=requests,
    )
    row = placed("q1", "18:00"), placed("q2", "18:10")
    assert said("most-in-a-row", rests, *row, placed("q3", "18:40")) == [("bram", ("q2",))]
    assert said("most-in-a-row", rests, placed("q3", "18:40"), *row) == FINE


@pytest.mark.parametrize(("start", "fine"), [("18:25", True), ("18:30", False)])
def test_most_waiting(start: str, fine: bool) -> None:  # noqa: FBT001
    """Between one talk and the next; a guardian without a limit waits."""
    conference = autumn(
        guardians=(guardian("fatima", max_wait_minutes=15), guardian("bram")),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    talks = placed("q1", "18:00"), placed("q2", start)
    assert said("most-waiting", conference, *talks) == (FINE if fine else [("fatima", ("q2",))])
    assert said("most-waiting", conference, *talks[::-1]) == (FINE if fine else [("fatima", ("q1",))])


@pytest.mark.parametrize(("cap", "fine"), [(None, True), (2, True), (1, False)])
def test_most_talks(cap: int | None, fine: bool) -> None:  # noqa: FBT001
    """Counted over the whole conference."""
    conference = autumn(
        parties=(family("f1", "fatima", max_talks=cap), family("f2", "bram")),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q3", "f2")),
    )
    talks = placed("q1", "18:00"), placed("q2", "18:30"), placed("q3", "19:00")
    assert said("most-talks", conference, *talks) == (FINE if fine else [("f1", ("q2",))])


@pytest.mark.parametrize(
    ("start", "minutes", "fine"), [("18:15", 10, False), ("18:20", 10, True), ("18:20", 30, True)]
)
def test_kept_apart(start: str, minutes: int, fine: bool) -> None:  # noqa: FBT001
    """Twenty minutes between the starts, whoever comes first; the words name nobody."""
    conference = autumn(
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=20),),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries", minutes=minutes)),
    )
    talks = placed("q1", "18:00"), placed("q2", start, minutes)
    assert said("kept-apart", conference, *talks) == (FINE if fine else [("f1", ("q2",))])
    assert said("kept-apart", conference, *talks[::-1]) == (FINE if fine else [("f2", ("q1",))])
    table = Table(conference, timetable(*talks))
    for each in STANDARD.rules["kept-apart"](table.talk(talks[0]), table):
        assert "f2" not in each.text
        assert "q2" not in each.text


def test_parties_kept_apart_never_speak_at_the_same_time() -> None:
    """Even where a long talk outlasts the minutes between the starts; the longest of two agreements counts."""
    conference = autumn(
        keep_apart=(
            KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=10),
            KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=5),
        ),
        requests=(asked("q1", "f1", minutes=30), asked("q2", "f2", "devries")),
    )
    assert said("kept-apart", conference, placed("q1", "18:00", 30), placed("q2", "18:20")) == [
        ("f1", ("q2",))
    ]
    assert said("kept-apart", conference, placed("q1", "18:09", 30), placed("q2", "18:00")) == [
        ("f1", ("q2",))
    ]
    assert said("kept-apart", conference, placed("q1", "18:10", 30), placed("q2", "18:00")) == FINE


@pytest.mark.parametrize(("most", "fine"), [(30, True), (29, False), (None, True)])
def test_a_row_may_last_as_long_as_was_agreed(most: int | None, fine: bool) -> None:  # noqa: FBT001
    """Three talks of ten minutes are half an hour, which is no more than half an hour; one long talk is no row."""
    conference = autumn(
        staff=(staff("jansen", break_after_minutes=most, break_minutes=10), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f1"), asked("q3", "f2")),
    )
    talks = placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", "18:20")
    assert said("staff-break", conference, *talks) == (FINE if fine else [("jansen", ("q2", "q3"))])
    alone = autumn(
        staff=(staff("jansen", break_after_minutes=20, break_minutes=10), staff("devries")),
        requests=(asked("q1", "f1", minutes=30),),
    )
    assert said("staff-break", alone, placed("q1", "18:00", minutes=30)) == FINE


@pytest.mark.parametrize(
    ("minutes", "end", "fine"), [(1, "18:11", True), (1, "18:10", False), (2, "18:11", False)]
)
def test_a_pause_of_a_minute_is_a_pause(minutes: int, end: str, *, fine: bool) -> None:
    """There is none in a window that a talk fills to the last minute."""
    pause = Pause(start=clock("18:00"), end=clock(end), minutes=minutes)
    conference = autumn(staff=(staff("jansen", pauses=(pause,)), staff("devries")))
    assert said("pause-kept", conference, placed("q1", "18:00")) == (FINE if fine else [("jansen", ())])
