"""Rooms, what they hold, and getting from one to the next."""

from typing import Any

import pytest
from tests.conferences.autumn import (
    asked,
    autumn,
    clock,
    placed,
    staff,
    timetable,
)
from tests.conferences.rules.verdict import FINE, said

from partnership.conferences.conference import (
    Conference,
    Journey,
    Mode,
    Pin,
    Room,
    Sitting,
    Travel,
)
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.ids import RoomId, SittingId


def roomy(**different: Any) -> Conference:
    """Jansen holds talks in r12, De Vries anywhere; the hall takes two at once."""
    parts: dict[str, Any] = {
        "rooms": (Room(id=RoomId("r12")), Room(id=RoomId("hall"), capacity=2)),
        "staff": (staff("jansen", room=RoomId("r12")), staff("devries")),
        "requests": (asked("q1", "f1"), asked("q2", "f2", "devries"), asked("q3", "f2", "devries")),
    }
    return autumn(**parts | different)


@pytest.mark.parametrize(
    ("request_id", "room", "fine"),
    [("q1", "r12", True), ("q1", "hall", False), ("q1", "", False), ("q2", "hall", True), ("q2", "", False)],
)
def test_room_assigned(request_id: str, room: str, fine: bool) -> None:  # noqa: FBT001
    """On site a talk has a room, that of its staff where they have one."""
    expected = FINE if fine else [(room or None, ())]
    assert said("room-assigned", roomy(), placed(request_id, "18:00", room=room)) == expected


def test_a_talk_by_video_needs_no_room_but_a_room_it_names_must_fit() -> None:
    """Jansen may call from r12 or from nowhere in particular, not from the hall."""
    conference = roomy(requests=(asked("q1", "f1", mode=Mode.VIDEO),))
    assert said("room-assigned", conference, placed("q1", "18:00")) == FINE
    assert said("room-assigned", conference, placed("q1", "18:00", room="r12")) == FINE
    assert said("room-assigned", conference, placed("q1", "18:00", room="hall")) == [("hall", ())]


def test_a_pinned_room_goes_before_the_room_of_the_staff() -> None:
    """Somebody chose it."""
    pin = Pin(start=clock("18:00"), room=RoomId("hall"))
    conference = roomy(requests=(asked("q1", "f1", pinned=pin),))
    assert said("room-assigned", conference, placed("q1", "18:00", room="hall")) == FINE


def test_a_talk_with_several_rooms_of_its_own_is_told_them_all() -> None:
    """In order of their names."""
    conference = roomy(
        staff=(staff("jansen", room=RoomId("r12")), staff("devries", room=RoomId("gym"))),
        rooms=tuple(Room(id=RoomId(name)) for name in ("r12", "gym", "hall")),
        requests=(asked("q1", "f1", "jansen devries"),),
    )
    table = Table(conference, timetable(placed("q1", "18:00", room="hall")))
    (objection,) = STANDARD.rules["room-assigned"](table.talks[0], table)
    assert objection.text == "held in hall, away from the room of its staff (gym, r12)"


def test_rooms_are_no_resource_where_a_conference_has_none() -> None:
    """Then no talk needs one, and one that names one names nothing."""
    assert said("room-assigned", autumn(), placed("q1", "18:00")) == FINE
    assert said("room-assigned", autumn(), placed("q1", "18:00", room="r12")) == [("r12", ())]
    assert said("room-capacity", autumn(), placed("q1", "18:00", room="r12")) == FINE


def test_room_capacity_counts_talks_at_one_moment() -> None:
    """Three talks in a room for two are fine when the first has left before the third comes."""
    conference = roomy(requests=(asked("q1", "f1", minutes=30), asked("q2", "f2"), asked("q3", "f2")))
    long, early = placed("q1", "18:00", 30, room="hall"), placed("q2", "18:00", room="hall")
    assert said("room-capacity", conference, long, early, placed("q3", "18:10", room="hall")) == FINE
    assert said("room-capacity", conference, long, early, placed("q3", "18:09", room="hall")) == [
        ("hall", ("q2", "q3"))
    ]
    assert said("room-capacity", conference, placed("q3", "18:20", room="hall"), long, early) == FINE


def walking(*between: Journey, default: int = 0) -> Conference:
    """Fatima speaks with Jansen in r12, then with De Vries wherever that is."""
    return roomy(
        travel=Travel(default_minutes=default, between=between),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q3", "f1", "devries")),
    )


@pytest.mark.parametrize(
    ("start", "room", "fine"),
    [("18:10", "hall", False), ("18:15", "hall", True), ("18:10", "r12", False), ("18:12", "r12", True)],
)
@pytest.mark.parametrize("turned", [False, True])
def test_travel_time_by_pair_or_by_default(start: str, room: str, fine: bool, turned: bool) -> None:  # noqa: FBT001
    """The way back takes as long; the same room takes the default unless a pair says otherwise."""
    rooms = (RoomId("hall"), RoomId("r12")) if turned else (RoomId("r12"), RoomId("hall"))
    conference = walking(Journey(origin=rooms[0], destination=rooms[1], minutes=5), default=2)
    talks = placed("q1", "18:00", room="r12"), placed("q2", start, room=room)
    assert said("travel-time", conference, *talks) == (FINE if fine else [("fatima", ("q2",))])
    assert said("travel-time", conference, *talks[::-1]) == (FINE if fine else [("fatima", ("q1",))])


def test_the_same_room_takes_nothing_only_if_a_pair_says_so() -> None:
    """As the interchange format has it."""
    stay = Journey(origin=RoomId("hall"), destination=RoomId("hall"), minutes=0)
    talks = placed("q2", "18:00", room="hall"), placed("q3", "18:10", room="hall")
    assert said("travel-time", walking(default=5), *talks) == [("fatima", ("q3",))]
    assert said("travel-time", walking(stay, default=5), *talks) == FINE


def test_travel_counts_between_talks_in_a_row_of_one_sitting() -> None:
    """Not past a talk in between, not overnight, and a clash is another rule's word."""
    far = Journey(origin=RoomId("r12"), destination=RoomId("hall"), minutes=30)
    conference = walking(far)
    row = (
        placed("q1", "18:00", room="r12"),
        placed("q2", "18:10", room="r12"),
        placed("q3", "18:20", room="hall"),
    )
    assert said("travel-time", conference, *row) == FINE
    assert said("travel-time", conference, row[2], row[0], row[1]) == [("fatima", ("q2",))]
    assert said("travel-time", conference, row[0], placed("q3", "18:05", room="hall")) == FINE
    two = (
        Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("18:10")),
        Sitting(id=SittingId("late"), start=clock("18:10"), end=clock("20:00")),
    )
    split = walking(far)
    split = autumn(
        sittings=two, rooms=split.rooms, staff=split.staff, travel=split.travel, requests=split.requests
    )
    assert said("travel-time", split, row[0], placed("q3", "18:10", room="hall")) == FINE
