"""A family with several talks with one teacher, who has pauses and rests beside those with others too."""

from collections.abc import Iterable

from tests.conferences.autumn import asked, autumn, placed, staff, timetable
from tests.conferences.offer.everything import starts

from partnership.conferences.offer import Offers
from partnership.conferences.rules import STANDARD
from partnership.conferences.timetable import Placement
from partnership.ids import PartyId, RequestId

F1 = PartyId("f1")


def found(
    booked: Iterable[Placement], wanted: str = "q1 q2", *, off: str = "", **about_jansen: int
) -> list[str]:
    """The best offer of two of Fatima's three talks with Jansen, who also sees Bram; some rule is switched off."""
    conference = autumn(
        step_minutes=5,
        staff=(staff("jansen", **about_jansen),),
        requests=(asked("q1"), asked("q2"), asked("q3"), asked("q9", "f2")),
    )
    offers = Offers(conference, timetable(*booked), rulebook=STANDARD.without(*off.split()))
    return starts(offers.of(F1, requests=map(RequestId, wanted.split()), best=1))


def test_a_row_counts_the_talks_with_others_too() -> None:
    """Two in a row and then ten minutes off, with Bram before or after the two."""
    assert found([], break_after=2, break_minutes=10) == ["q1 18:00, q2 18:10"]
    before = [placed("q9", "18:00")]
    assert found(before, break_after=2, break_minutes=10) == ["q1 18:20, q2 18:30"]
    after = [placed("q9", "18:20")]
    assert found(after, break_after=2, break_minutes=10) == ["q1 18:40, q2 18:50"]


def test_a_talk_that_stays_is_counted_once() -> None:
    """Fatima's third talk with Jansen is at twenty to seven; a pause after each."""
    stays = [placed("q3", "18:40")]
    assert found(stays, break_after=1, break_minutes=10) == ["q1 18:00, q2 18:20"]


def test_a_rest_that_nobody_keeps_is_not_asked_for() -> None:
    """Jansen would have five minutes after each talk, but the rule is off; the pause after two talks is not."""
    far = [placed("q9", "19:30")]
    assert found(far, break_after=2, buffer_minutes=5) == ["q1 18:00, q2 18:15"]
    assert found(far, off="staff-clash", break_after=2, buffer_minutes=5) == ["q1 18:00, q2 18:10"]


def test_where_a_talk_was_is_not_in_the_row() -> None:
    """Both move, from right before where they come to be."""
    booked = [placed("q1", "18:10"), placed("q2", "18:20")]
    assert found(booked, break_after=2, break_minutes=10) == ["q1 18:00, q2 18:10"]
