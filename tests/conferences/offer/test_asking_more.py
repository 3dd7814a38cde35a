"""What bit masks cannot show is asked all the same, each thing by itself."""

from typing import Any

import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.offer.everything import starts

from partnership.conferences.conference import (
    HeldTime,
    Mode,
    ModeChange,
    Override,
    Pause,
    Pin,
    PupilPresence,
    Room,
    Travel,
)
from partnership.conferences.offer import Offers
from partnership.ids import PartyId, PupilId, RequestId, RoomId

TALKS = (
    asked("q1", "f1", "jansen", "emma", pupil_attends=True),
    asked("q2", "f1", "devries", "emma", pupil_attends=True),
    asked("q9", "f2"),
)
ATTIC = {"rooms": (Room(id=RoomId("attic"), accessible=False),), "requests": TALKS[:2]}
FREE = "q1 18:00, q2 18:10"


def jansen(**different: Any) -> dict[str, Any]:
    """Something about Jansen."""
    return {"staff": (staff("jansen", **different), staff("devries"))}


def fatima(**different: Any) -> dict[str, Any]:
    """Something about Fatima."""
    return {"guardians": (guardian("fatima", **different), guardian("bram"))}


def emma(**different: Any) -> dict[str, Any]:
    """Something about Emma."""
    return {"pupils": (PupilPresence(id=PupilId("emma"), **different),)}


THINGS: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, FREE),
    "an exception for a talk": (
        jansen(available=())
        | {
            "overrides": (
                Override(rule="staff-present", request=RequestId("q1"), by="staff:head", reason="as agreed"),
            )
        },
        FREE,
    ),
    "time to go to a screen": (
        {
            "travel": Travel(
                between_modes=(ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=15),)
            ),
            "requests": (
                asked("q1", mode=Mode.ON_SITE),
                asked("q2", "f1", "devries", mode=Mode.VIDEO),
                asked("q9", "f2"),
            ),
        },
        "q1 18:00, q2 18:30",
    ),
    "one of two guardians": (
        {
            "parties": (family("f1", "fatima els"), family("f2", "bram")),
            "guardians": (guardian("fatima"), guardian("bram"), guardian("els", available=())),
            "requests": (asked("q1", guardians=("fatima",)), TALKS[2]),
        },
        "q1 18:00",
    ),
    "a guardian who cannot wait for a talk without her": (
        {
            "parties": (family("f1", "fatima els"), family("f2", "bram")),
            "guardians": (guardian("fatima", max_wait_minutes=0), guardian("bram"), guardian("els")),
            "staff": (staff("jansen", available=(span("18:00", "18:10"),)), staff("devries")),
            "requests": (
                asked("q1", guardians=("fatima",)),
                asked("q2", "f1", "devries", guardians=("els",), pinned=Pin(start=clock("18:40"))),
            ),
        },
        "q1 18:00, q2 18:40",
    ),
    "a teacher taken elsewhere": (jansen(busy=(span("18:00", "19:50"),)), "q2 19:40, q1 19:50"),
    "a pause in a teacher's evening": (
        jansen(pauses=(Pause(start=clock("18:00"), end=clock("18:10"), minutes=10),)),
        "q2 18:00, q1 18:10",
    ),
    "time a teacher holds back": (
        jansen(held_back=(HeldTime(start=clock("18:00"), end=clock("18:10"), until=clock("12:00")),))
        | {"planned_at": clock("11:00")},
        "q2 18:00, q1 18:10",
    ),
    "a teacher who starts later": (jansen(start_offset_minutes=5), "q2 18:00, q1 18:15"),
    "a teacher who rests after minutes": (
        jansen(available=(span("18:50", "19:30"),), break_after_minutes=10),
        "q2 19:10, q1 19:20",
    ),
    "a teacher with one talk a day": (jansen(max_talks_a_day=1), "q2 18:00"),
    "a guardian taken elsewhere": (fatima(busy=(span("18:00", "18:30"),)), "q1 18:30, q2 18:40"),
    "a guardian who cannot climb": (fatima(needs_access=True) | ATTIC, ""),
    "a guardian of one talk": (fatima(max_talks=1), "q1 18:00"),
    "a guardian who rests after a talk": (fatima(max_in_a_row=1, rest_minutes=10), "q1 18:00, q2 18:20"),
    "a pupil taken elsewhere": (emma(busy=(span("18:00", "18:30"),)), "q1 18:30, q2 18:40"),
    "a pupil who cannot climb": (emma(needs_access=True) | ATTIC, ""),
    "a pupil who comes later": (emma(available=(span("18:30", "20:00"),)), "q1 18:30, q2 18:40"),
    "a pupil of one talk": (emma(max_talks=1), "q1 18:00"),
    "a pupil of one talk with one teacher": (
        emma(max_talks_with_one=1) | {"requests": (TALKS[0], asked("q2", "f1", "jansen", "emma"), TALKS[2])},
        "q1 18:00",
    ),
}


@pytest.mark.parametrize("thing", THINGS)
def test_whatever_a_conference_asks_for_is_asked_of_its_offers(thing: str) -> None:
    """With nothing else in the conference that would have the rules asked."""
    parts, expected = THINGS[thing]
    conference = autumn(
        **{"parties": (family("f1", "fatima", pupils="emma"), family("f2", "bram")), "requests": TALKS}
        | parts
    )
    booked = [placed("q9", "19:00")] if "q9" in [each.id for each in conference.requests] else []
    best = Offers(conference, timetable(*booked)).of(PartyId("f1"), best=1)
    assert starts(best) == ([expected] if expected else [])


def test_what_is_wrong_with_a_talk_already_is_not_held_against_another() -> None:
    """The office put the talk with De Vries at noon, outside the evening; Fatima may have three talks."""
    conference = autumn(
        guardians=(guardian("fatima", max_talks=3), guardian("bram")),
        requests=(asked("q1"), asked("q2", "f1", "devries"), asked("q9", "f2")),
    )
    offers = Offers(conference, timetable(placed("q2", "12:00")))
    assert starts(offers.of(PartyId("f1"), best=1)) == ["q1 18:00"]
