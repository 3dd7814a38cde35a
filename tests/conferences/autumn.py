"""The autumn talks of an invented school, small enough to hold in the head, for the tests to make different."""

from datetime import UTC, datetime
from typing import Any

from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Party,
    Sitting,
    StaffPresence,
    TalkRequest,
)
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.ids import GuardianId, InterpreterId, PartyId, PupilId, RequestId, RoomId, SittingId, StaffId
from partnership.times import Span

__all__ = ["asked", "autumn", "clock", "family", "guardian", "left", "placed", "span", "staff", "timetable"]


def clock(text: str, day: int = 24) -> datetime:
    """A clock time in UTC on a day of November 2026, `18:10`."""
    hour, minute = map(int, text.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def span(start: str, end: str, day: int = 24) -> Span:
    """The time between two clock times."""
    return Span(clock(start, day), clock(end, day))


def staff(name: str = "jansen", **different: Any) -> StaffPresence:
    """A member of staff."""
    return StaffPresence(id=StaffId(name), **different)


def guardian(name: str = "fatima", **different: Any) -> GuardianPresence:
    """A guardian."""
    return GuardianPresence(id=GuardianId(name), **different)


def family(name: str = "f1", guardians: str = "fatima", pupils: str = "", **different: Any) -> Party:
    """A party, with its guardians and pupils in one line."""
    return Party(
        id=PartyId(name),
        guardians=tuple(map(GuardianId, guardians.split())),
        pupils=tuple(map(PupilId, pupils.split())),
        **different,
    )


def asked(
    name: str = "q1", party: str = "f1", staff: str = "jansen", pupils: str = "", **different: Any
) -> TalkRequest:
    """A request, with its staff and pupils in one line."""
    return TalkRequest(
        id=RequestId(name),
        party=PartyId(party),
        staff=tuple(map(StaffId, staff.split())),
        pupils=tuple(map(PupilId, pupils.split())),
        **different,
    )


def autumn(**different: Any) -> Conference:
    """One evening from 18:00 to 20:00 UTC; Jansen and De Vries; two families; two talks of ten minutes."""
    parts: dict[str, Any] = {
        "name": "Autumn talks",
        "timezone": "Europe/Amsterdam",
        "sittings": (Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00")),),
        "staff": (staff("jansen"), staff("devries")),
        "parties": (family("f1", "fatima"), family("f2", "bram")),
        "requests": (asked("q1", "f1"), asked("q2", "f2")),
    }
    return Conference(**parts | different)


def placed(
    name: str, start: str, minutes: int = 10, *, room: str = "", interpreter: str = "", day: int = 24
) -> Placement:
    """A placement of a request at a clock time."""
    return Placement(
        request=RequestId(name),
        start=clock(start, day),
        minutes=minutes,
        room=RoomId(room) if room else None,
        interpreter=InterpreterId(interpreter) if interpreter else None,
    )


def left(name: str) -> LeftOver:
    """A request that is left over."""
    return LeftOver(request=RequestId(name))


def timetable(*placements: Placement, left_over: str = "") -> Timetable:
    """A timetable of these placements, with the names of what is left over in one line."""
    return Timetable(placements=placements, left_over=tuple(left(name) for name in left_over.split()))
