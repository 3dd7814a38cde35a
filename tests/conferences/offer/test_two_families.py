"""A guardian of two families gets from each talk to the next, whichever family it is of."""

from typing import Any

import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.offer.everything import settled, starts

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Journey, Room, Sitting, Travel
from partnership.conferences.offer import Offers
from partnership.conferences.timetable import Placement
from partnership.ids import PartyId, RequestId, RoomId, SittingId

F1 = PartyId("f1")


def fatimas(**different: Any) -> Conference:
    """Fatima's own talk with Jansen, and two with De Vries for which she comes with Bram; ten minutes' walk between."""
    parts: dict[str, Any] = {
        "travel": Travel(default_minutes=10),
        "guardians": (guardian("fatima"), guardian("bram")),
        "parties": (family("f1", "fatima"), family("f2", "bram fatima")),
        "requests": (asked("q1"), asked("q2", "f2", "devries"), asked("q3", "f2", "devries")),
    }
    return autumn(**parts | different)


@pytest.mark.parametrize(
    ("booked", "first"),
    [
        ((placed("q2", "18:00"),), "q1 18:20"),
        ((placed("q2", "18:10"),), "q1 18:30"),
        ((placed("q2", "18:20"),), "q1 18:00"),
        ((placed("q2", "12:00"),), "q1 18:00"),
        ((placed("q2", "18:00"), placed("q3", "18:20")), "q1 18:40"),
        ((placed("q2", "18:00"), placed("q3", "18:10")), "q1 18:30"),
    ],
)
def test_there_is_a_walk_before_and_after_each_talk(booked: tuple[Placement, ...], first: str) -> None:
    """Also where the other two do not leave her time for theirs, which is not the fault of this one."""
    assert starts(Offers(fatimas(), timetable(*booked)).of(F1, best=1)) == [first]


def test_the_walk_is_that_between_the_rooms() -> None:
    """From the hall to the annex it is ten minutes, though elsewhere in the school it is none."""
    hall, annex = Room(id=RoomId("hall")), Room(id=RoomId("annex"))
    conference = fatimas(
        rooms=(hall, annex),
        staff=(staff("jansen", room=annex.id), staff("devries", room=hall.id)),
        travel=Travel(between=(Journey(origin=hall.id, destination=annex.id, minutes=10),)),
    )
    booked = timetable(placed("q2", "18:10", room="hall"))
    assert starts(Offers(conference, booked).of(F1, best=1)) == ["q1 18:30"]
    back = timetable(placed("q2", "18:30", room="hall"), placed("q3", "18:00", room="hall"))
    assert starts(Offers(conference, back).of(F1, best=1)) == ["q1 18:50"]


def test_a_talk_that_moves_leaves_no_walk_behind() -> None:
    """Fatima's own was at six; it can be ten minutes later, as if it had never been there."""
    booked = timetable(placed("q1", "18:00"), placed("q2", "19:00"))
    found = Offers(fatimas(), booked).of(F1, requests=[RequestId("q1")], best=2)
    assert starts(found) == ["q1 18:00", "q1 18:10"]


def test_a_walk_is_not_asked_for_over_the_night() -> None:
    """Nor between one part of the evening and the next; within the second it is."""
    halves = (
        Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("18:10")),
        Sitting(id=SittingId("late"), start=clock("18:10"), end=clock("19:00")),
    )
    offers = Offers(fatimas(sittings=halves), timetable(placed("q2", "18:00"), placed("q3", "18:20")))
    assert starts(offers.of(F1, best=2)) == ["q1 18:40", "q1 18:50"]
    offers = Offers(fatimas(sittings=halves), timetable(placed("q2", "18:00"), placed("q3", "18:50")))
    assert starts(offers.of(F1, best=2)) == ["q1 18:10", "q1 18:20"]


def test_of_talks_at_once_the_walk_is_from_the_last_to_start() -> None:
    """As the rules read it where she may be in two talks at once: of two that start together, from the second."""
    late = staff("jansen", available=(span("18:30", "20:00"),))
    conference = fatimas(
        staff=(late, staff("devries")),
        requests=(asked("q1"), asked("q2", "f2", "devries", minutes=30), asked("q3", "f2", "devries")),
        rules_off=("guardian-clash", "staff-clash"),
    )
    booked = placed("q2", "18:00", 30), placed("q3", "18:00")
    (offer,) = Offers(conference, timetable(*booked)).of(F1, best=1)
    assert starts((offer,)) == ["q1 18:30"]
    assert check(conference, settled(conference, (*booked, *offer.talks))).valid
