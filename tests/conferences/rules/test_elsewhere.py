"""Taken elsewhere, split attendance, offsets, durations, pauses, rest, access and ways of talking: truth tables."""

from typing import Any

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff
from tests.conferences.rules.verdict import FINE, said

from partnership.conferences.conference import (
    Conference,
    HeldTime,
    Mode,
    ModeChange,
    Pause,
    PupilPresence,
    Room,
    Subject,
    Travel,
)
from partnership.conferences.search.solve import solve
from partnership.ids import GuardianId, PupilId, RoomId

BUSY = (span("18:30", "19:00"),)


@pytest.mark.parametrize(
    ("start", "buffer", "fine"),
    [
        ("18:20", 0, True),
        ("18:21", 0, False),
        ("18:59", 0, False),
        ("19:00", 0, True),
        ("18:20", 5, False),
        ("18:15", 5, True),
        ("19:04", 5, False),
        ("19:05", 5, True),
    ],
)
def test_staff_elsewhere(start: str, buffer: int, fine: bool) -> None:  # noqa: FBT001
    """Not while taken, nor within the buffer before and after."""
    conference = autumn(staff=(staff("jansen", busy=BUSY, buffer_minutes=buffer), staff("devries")))
    assert said("staff-elsewhere", conference, placed("q1", start)) == (FINE if fine else [("jansen", ())])


def test_guardian_and_pupil_elsewhere() -> None:
    """A guardian always, a pupil when attending."""
    conference = autumn(
        guardians=(guardian("fatima", busy=BUSY), guardian("bram")),
        pupils=(PupilPresence(id=PupilId("noor"), busy=BUSY, available=(span("18:00", "19:30"),)),),
        parties=(family("f1", "fatima", "noor"), family("f2", "bram", "noor")),
        requests=(
            asked("q1", "f1", pupils="noor"),
            asked("q2", "f2", pupils="noor", pupil_attends=True),
        ),
    )
    assert said("guardian-elsewhere", conference, placed("q1", "18:30")) == [("fatima", ())]
    assert said("guardian-elsewhere", conference, placed("q1", "19:00")) == FINE
    assert said("pupil-elsewhere", conference, placed("q1", "18:30")) == FINE
    assert said("pupil-elsewhere", conference, placed("q2", "18:30")) == [("noor", ())]
    assert said("pupil-present", conference, placed("q2", "19:30")) == [("noor", ())]
    assert said("pupil-present", conference, placed("q1", "19:30")) == FINE
    assert said("pupil-present", conference, placed("q2", "19:20")) == FINE


def split(**different: Any) -> Conference:
    """Fatima and Omar have two children; Omar comes for the one, both for the other."""
    parts: dict[str, Any] = {
        "parties": (family("f1", "fatima omar"), family("f2", "bram")),
        "requests": (
            asked("q1", "f1", guardians=(GuardianId("omar"),)),
            asked("q2", "f1", "devries", guardians=(GuardianId("fatima"),)),
            asked("q3", "f1", "devries"),
        ),
    }
    return autumn(**parts | different)


def test_guardians_who_share_out_their_talks_are_free_of_the_others() -> None:
    """Two talks of one party at once are fine when nobody is in both."""
    both = placed("q1", "18:00"), placed("q2", "18:00")
    assert said("guardian-clash", split(), *both) == FINE
    assert said("guardian-clash", split(), placed("q3", "18:00"), both[0]) == [("omar", ("q1",))]
    away = split(guardians=(guardian("fatima", available=()), guardian("omar"), guardian("bram")))
    assert said("guardian-present", away, both[0]) == FINE
    assert said("guardian-present", away, both[1]) == [("fatima", ())]
    planned = solve(split(sittings=(attrs.evolve(split().sittings[0], end=clock("18:20")),)), iterations=500)
    assert planned.objective is not None
    assert (len(planned.placements), planned.objective.total) == (3, 0)


@pytest.mark.parametrize(
    ("start", "fine"), [("18:05", True), ("18:00", False), ("18:15", True), ("18:10", False)]
)
def test_a_start_may_be_later_than_the_grid_for_one_teacher(start: str, fine: bool) -> None:  # noqa: FBT001
    """Jansen starts five minutes late, De Vries does not; together they have no start."""
    late = autumn(
        staff=(staff("jansen", start_offset_minutes=5), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries"), asked("q3", "f1", "devries jansen")),
    )
    assert said("start-grid", late, placed("q1", start)) == (FINE if fine else [(None, ())])
    assert said("start-grid", late, placed("q2", start)) == ([(None, ())] if fine else FINE)
    assert said("start-grid", late, placed("q3", start)) == [(None, ())]
    planned = solve(late, iterations=500)
    assert {each.request: each.start.minute % 10 for each in planned.placements} == {"q1": 5, "q2": 0}


@pytest.mark.parametrize(
    ("different", "minutes"),
    [
        ({}, 10),
        ({"talk_minutes": 12}, 12),
        ({"talk_minutes": 12, "of_staff": 15}, 15),
        ({"talk_minutes": 12, "of_staff": 15, "subject": "advice"}, 20),
        ({"talk_minutes": 12, "of_staff": 15, "subject": "advice", "minutes": 7}, 7),
        ({"minutes": 10, "talk_minutes": 12}, 10),
    ],
)
def test_a_talk_lasts_as_its_request_else_subject_else_staff_else_conference_says(
    different: dict[str, Any], minutes: int
) -> None:
    """Settled at birth; of two members of staff the one who takes longest counts."""
    own = {name: different[name] for name in ("minutes", "subject") if name in different}
    conference = autumn(
        staff=(staff("jansen", talk_minutes=different.get("of_staff")), staff("devries", talk_minutes=5)),
        talk_minutes=different.get("talk_minutes", 10),
        subjects=(Subject(id="advice", minutes=20),),
        requests=(asked("q1", "f1", "jansen devries" if "of_staff" in different else "jansen", **own),),
    )
    assert conference.requests[0].minutes == minutes
    assert said("duration", conference, placed("q1", "18:00", minutes)) == FINE
    assert said("duration", conference, placed("q1", "18:00", minutes + 1)) == [(None, ())]


@pytest.mark.parametrize(
    ("starts", "fine"),
    [
        (("18:30", "18:50"), False),
        (("18:30", "18:55"), True),
        (("18:30", "19:00"), True),
        (("18:20", "18:45"), True),
        (("18:40", "18:50"), False),
        (("18:45", "18:55"), True),
    ],
)
def test_a_pause_is_kept_at_some_moment_of_its_window(starts: tuple[str, str], fine: bool) -> None:  # noqa: FBT001
    """A quarter of an hour between 18:30 and 19:05, whenever; being elsewhere is no pause."""
    pause = Pause(start=clock("18:30"), end=clock("19:05"), minutes=15)
    conference = autumn(staff=(staff("jansen", pauses=(pause,)), staff("devries")))
    talks = placed("q1", starts[0]), placed("q2", starts[1])
    inside = ("q2",) if starts[0] != "18:20" else ()
    assert said("pause-kept", conference, *talks) == (FINE if fine else [("jansen", inside)])
    busy = autumn(staff=(staff("jansen", pauses=(pause,), busy=(span("18:40", "19:05"),)), staff("devries")))
    assert said("pause-kept", busy, placed("q1", "18:30")) == [("jansen", ())]
    assert said("pause-kept", busy, placed("q1", "18:20")) == FINE


def test_a_row_may_be_cut_by_minutes_too() -> None:
    """Twenty-five minutes in a row at most: a second talk of ten fits, a third does not; one long talk is no row."""
    conference = autumn(
        staff=(staff("jansen", break_after_minutes=25),),
        requests=(*(asked(f"q{number}", "f1") for number in (1, 2, 3)), asked("q4", "f2", minutes=40)),
    )
    row = placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", "18:20")
    assert said("staff-break", conference, *row[:2]) == FINE
    assert said("staff-break", conference, *row) == [("jansen", ("q2", "q3"))]
    assert said("staff-break", conference, row[0], row[1], placed("q3", "18:30")) == FINE
    assert said("staff-break", conference, placed("q4", "18:00", 40)) == FINE


def test_a_guardian_rests_after_so_many_in_a_row() -> None:
    """Two at most, until a rest of a quarter of an hour; over all parties."""
    conference = autumn(
        parties=(family("f1", "fatima"), family("f2", "fatima bram")),
        guardians=(guardian("fatima", max_in_a_row=2, rest_minutes=15), guardian("bram")),
        requests=(asked("q1", "f1"), asked("q2", "f1"), asked("q3", "f2")),
    )
    row = placed("q1", "18:00"), placed("q2", "18:10")
    assert said("most-in-a-row", conference, placed("q3", "18:30"), *row) == [("fatima", ("q1", "q2"))]
    assert said("most-in-a-row", conference, placed("q3", "18:35"), *row) == FINE


@pytest.mark.parametrize("room", ["r12", "hall", ""])
def test_who_cannot_take_stairs_gets_a_room_without(room: str) -> None:
    """Even away from the room of the staff; others stay where the staff sits."""
    conference = autumn(
        rooms=(Room(id=RoomId("r12")), Room(id=RoomId("hall"), accessible=True)),
        staff=(staff("jansen", room=RoomId("r12")),),
        guardians=(guardian("fatima", needs_access=True), guardian("bram")),
    )
    talk, other = placed("q1", "18:00", room=room), placed("q2", "18:00", room=room)
    assert said("room-accessible", conference, talk) == ([("r12", ())] if room == "r12" else FINE)
    assert (said("room-assigned", conference, talk) == FINE) is (room != "")
    assert (said("room-assigned", conference, other) == FINE) is (room == "r12")
    assert said("room-accessible", conference, other) == FINE
    planned = {each.request: each.room for each in solve(conference, iterations=300).placements}
    assert planned == {"q1": "hall", "q2": "r12"}


def test_time_held_back_is_released_at_its_instant() -> None:
    """Before it, and when nobody says for when it is planned, the last half hour of Jansen is not given away."""
    kept = HeldTime(start=clock("19:30"), end=clock("20:00"), until=clock("12:00", 23))
    for planned_at, fine in ((None, False), (clock("11:59", 23), False), (clock("12:00", 23), True)):
        conference = autumn(
            staff=(staff("jansen", held_back=(kept,)), staff("devries")), planned_at=planned_at
        )
        assert said("time-released", conference, placed("q1", "19:40")) == (
            FINE if fine else [("jansen", ())]
        )
        assert said("time-released", conference, placed("q1", "19:20")) == FINE


def test_going_from_a_room_to_a_screen_takes_time() -> None:
    """Ten minutes from on site to video, both ways; none from video to video."""
    conference = autumn(
        travel=Travel(between_modes=(ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=10),)),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f1", "devries", mode=Mode.VIDEO),
            asked("q3", "f1", "devries", mode=Mode.VIDEO),
        ),
    )
    assert said("travel-time", conference, placed("q1", "18:00"), placed("q2", "18:10")) == [
        ("fatima", ("q2",))
    ]
    assert said("travel-time", conference, placed("q2", "18:00"), placed("q1", "18:10")) == [
        ("fatima", ("q1",))
    ]
    assert said("travel-time", conference, placed("q1", "18:00"), placed("q2", "18:20")) == FINE
    assert said("travel-time", conference, placed("q2", "18:00"), placed("q3", "18:10")) == FINE
