"""Bookings and evenings refuse what nobody could mean."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.conferences.compiled.test_edges import crowd

from partnership.conferences.booking import Booking, call_off, moments
from partnership.conferences.evening import Evening
from partnership.conferences.timetable import Placement, Timetable
from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import ConferenceId, GuardianId, PartyId, RequestId, StaffId

NOON = datetime(2026, 11, 16, 11, tzinfo=UTC)
BOOKING = Booking(
    conference=ConferenceId("autumn"),
    request=RequestId("q1"),
    party=PartyId("f1"),
    placement=Placement(request=RequestId("q1"), start=datetime(2026, 11, 24, 17, tzinfo=UTC), minutes=10),
    staff=(StaffId("jansen"),),
    guardians=(GuardianId("g1"),),
    changed=NOON,
)


def test_a_talk_is_called_off_once() -> None:
    """It takes nobody's time any more; again is an illegal step that says what can follow."""
    assert len(list(moments(BOOKING))) == 20
    cancelled = call_off(BOOKING, at=NOON)
    assert (cancelled.held, cancelled.sequence, list(moments(cancelled))) == (False, 1, [])
    with pytest.raises(
        IllegalStep, match=r"^this talk is cancelled and cannot be cancelled; from there: be booked$"
    ):
        call_off(cancelled, at=NOON)


@pytest.mark.parametrize(
    ("different", "words"),
    [
        (
            {"domain": "not a domain"},
            "domain: expected a domain name of the school, such as school.example",
        ),
        ({"organizer": "x"}, "organizer: expected one mail address, such as office@school.example"),
        (
            {"links": {"q0": "https://meet.example/0", "q1": "javascript:x"}},
            "links['q1']: expected a web address that begins with https://",
        ),
        (
            {"made": NOON.replace(tzinfo=None)},
            "time: 2026-11-16T11:00:00 has no time zone; say which zone it is in",
        ),
        (
            {"changed": {"q0": NOON, "q1": NOON.replace(tzinfo=None)}},
            "changed: 2026-11-16T11:00:00 has no time zone; say which zone it is in",
        ),
    ],
)
def test_an_evening_refuses_what_would_break_a_calendar(different: dict[str, Any], words: str) -> None:
    """A domain, an address, a link or an instant that is none; each by its name."""
    with pytest.raises(InvalidValue, match=f"^{re.escape(words)}$"):
        evening(**different)


def test_an_evening_takes_what_a_calendar_can_say() -> None:
    """A school without a mail address of its own, and every instant in UTC."""
    amsterdam = NOON.astimezone(ZoneInfo("Europe/Amsterdam"))
    plain = evening(organizer=None, changed={"q1": amsterdam})
    assert (plain.organizer, plain.changed["q1"].tzinfo, plain.changed["q1"]) == (None, UTC, NOON)
    whole = evening(
        organizer="office@de-beuk.example", domain="de-beuk.example", links={"q1": "https://meet.example/1"}
    )
    assert (whole.organizer, whole.domain) == ("office@de-beuk.example", "de-beuk.example")


def test_people_are_printed_as_they_are_called_and_pupils_so_that_no_passer_by_knows() -> None:
    """A name or else the id; of a pupil the short name that was given, or else the first letter of the name, if any."""
    names = {"jansen": "Mr Jansen", "noor": "noor Bakker", "elise": "'élise", "x": "7"}
    planned = evening(names=names, short={"noor": "Noor", "sam": ""})
    assert [planned.name(each) for each in ("jansen", "devries")] == ["Mr Jansen", "devries"]
    pupils = ("noor", "sam", "elise", "x", "max")
    assert [planned.short_name(each) for each in pupils] == ["Noor", "", "É.", "", ""]


def evening(**different: Any) -> Evening:
    """An evening on which nothing is planned yet."""
    parts: dict[str, Any] = {
        "id": "autumn",
        "conference": crowd(1, staff=1),
        "timetable": Timetable(),
        "made": NOON,
    }
    return Evening(**parts | different)
