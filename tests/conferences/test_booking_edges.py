"""Bookings and evenings refuse what nobody could mean."""

from datetime import UTC, datetime
from typing import Any

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
    with pytest.raises(IllegalStep, match="is cancelled and cannot be cancelled; from there: be booked"):
        call_off(cancelled, at=NOON)


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({"domain": "not a domain"}, "domain: expected a domain name"),
        ({"organizer": "x"}, "organizer: expected one mail address"),
        ({"links": {"q1": "javascript:x"}}, "expected a web address that begins with https://"),
        ({"made": NOON.replace(tzinfo=None)}, "has no time zone"),
    ],
)
def test_an_evening_refuses_what_would_break_a_calendar(different: dict[str, Any], words: str) -> None:
    """A domain, an address or a link that is none."""
    parts: dict[str, Any] = {
        "id": "autumn",
        "conference": crowd(1, staff=1),
        "timetable": Timetable(),
        "made": NOON,
    }
    with pytest.raises(InvalidValue, match=words):
        Evening(**parts | different)
