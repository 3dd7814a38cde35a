"""Talks that are booked and may move, and those that stay."""

from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, staff, timetable
from tests.conferences.offer.everything import starts

from partnership.conferences.conference import Room, Sitting, Travel
from partnership.conferences.offer import Offers
from partnership.ids import PartyId, RequestId, RoomId, SittingId

F1 = PartyId("f1")


def test_where_a_talk_was_is_free_once_it_is_booked_elsewhere() -> None:
    """Bram goes from the hall to the annex at the same time; Fatima can have the hall."""
    rooms = Room(id=RoomId("annex")), Room(id=RoomId("hall"))
    conference = autumn(rooms=rooms, requests=(asked("q1"), asked("q2", "f2", "devries")))
    offers = Offers(conference, timetable(placed("q2", "18:00", room="hall")))
    assert offers.of(F1, best=1)[0].talks == (placed("q1", "18:00", room="annex"),)
    offers.book(placed("q2", "18:00", room="annex"))
    assert offers.of(F1, best=1)[0].talks == (placed("q1", "18:00", room="hall"),)


def test_a_talk_that_may_move_does_not_count_where_it_is() -> None:
    """Fatima can have one talk: that with Jansen, which she has, or that with De Vries instead."""
    conference = autumn(
        guardians=(guardian("fatima", max_talks=1), guardian("bram")),
        requests=(asked("q1"), asked("q2", "f1", "devries")),
    )
    offers = Offers(conference, timetable(placed("q1", "18:10")))
    assert offers.of(F1, requests=[RequestId("q2")]) == ()
    both = offers.of(F1, requests=[RequestId("q1"), RequestId("q2")], best=3)
    assert starts(both) == ["q1 18:00", "q2 18:00", "q1 18:10"]
    assert [offer.left_over for offer in both] == [("q2",), ("q1",), ("q2",)]
    assert {offer.party for offer in both} == {F1}


def test_talks_that_stay_are_not_asked_whether_they_are_in_time_for_each_other() -> None:
    """The office has Fatima run from Jansen to De Vries; her third talk is offered at a walk from both."""
    conference = autumn(
        step_minutes=5,
        travel=Travel(default_minutes=5),
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:40")),),
        staff=(staff("jansen"), staff("devries"), staff("bos")),
        parties=(family("f1", "fatima"), family("f2", "bram")),
        requests=(asked("q1"), asked("q2", "f1", "devries"), asked("q3", "f1", "bos")),
    )
    offers = Offers(conference, timetable(placed("q1", "18:00"), placed("q2", "18:10")))
    assert starts(offers.of(F1)) == ["q3 18:25", "q3 18:30"]


def test_a_talk_between_two_others_does_not_leave_a_wait_that_is_too_long() -> None:
    """Fatima cannot wait: when her talk with De Vries moves, the two beside it would no longer follow one another."""
    conference = autumn(
        guardians=(guardian("fatima", max_wait_minutes=0), guardian("bram")),
        staff=(staff("jansen"), staff("devries"), staff("bos")),
        parties=(family("f1", "fatima"), family("f2", "bram fatima")),
        requests=(
            asked("q1"),
            asked("q2", "f1", "devries"),
            asked("q3", "f1", "bos"),
            asked("q4", "f2", "devries"),
        ),
    )
    three = placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", "18:20")
    moved = Offers(conference, timetable(*three)).of(F1, requests=[RequestId("q2")])
    assert starts(moved) == ["q2 18:10"]
    theirs = placed("q1", "18:00"), placed("q4", "18:10"), placed("q3", "18:20")
    moved = Offers(conference, timetable(*theirs)).of(PartyId("f2"), requests=[RequestId("q4")])
    assert starts(moved) == ["q4 18:10"]
