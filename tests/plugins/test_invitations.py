"""An invitation is to one person, changes and cancels by one UID, and other programs read the same."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.host.plugins import Host
from partnership.ids import ConferenceId, RequestId
from partnership.plugins.icalendar.events import talk_uid
from partnership.ports import Invitation

INVITER = Host(discover=True).inviter("ical")
TALK = Invitation(
    conference=ConferenceId("autumn"),
    request=RequestId("q1"),
    domain="de-beuk.example",
    start=datetime(2026, 11, 24, 18, tzinfo=UTC),
    minutes=10,
    sequence=0,
    changed=datetime(2026, 11, 10, 9, tzinfo=UTC),
    summary="Gesprek met juf Jansen",
    place="Lokaal 12",
    organizer="school@de-beuk.example",
    school="De Beuk",
    to="petra@mail.example",
)
texts = st.text(max_size=30)


def read(invitation: Invitation) -> Any:
    """The one event of it, and its calendar."""
    part = INVITER.invite(invitation)
    calendar = icalendar.Calendar.from_ical(part.data)
    assert calendar["METHOD"] == part.method
    [event] = calendar.walk("VEVENT")
    return event


def test_a_talk_is_asked_of_one_person() -> None:
    """The school organizes, the recipient alone attends, a reminder rings half an hour before."""
    part = INVITER.invite(TALK)
    event = read(TALK)
    assert part.method == "REQUEST"
    assert event["ORGANIZER"] == "mailto:school@de-beuk.example"
    assert event["ATTENDEE"] == "mailto:petra@mail.example"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
    assert (event.start, event.end) == (TALK.start, TALK.start + timedelta(minutes=10))
    [alarm] = event.walk("VALARM")
    assert (alarm["ACTION"], alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(minutes=-30))
    assert part.data.count(b"\r\n") == part.data.count(b"\n")


def test_what_is_cancelled_leaves_the_calendar() -> None:
    """By the same UID, with no reminder any more."""
    gone = attrs.evolve(TALK, held=False, sequence=1)
    assert INVITER.invite(gone).method == "CANCEL"
    event = read(gone)
    assert (event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CANCELLED", 1, "TRANSPARENT")
    assert event["UID"] == read(TALK)["UID"] == talk_uid("q1", "autumn", "de-beuk.example")
    assert event.walk("VALARM") == []


@given(
    summary=texts, place=texts, school=texts, held=st.booleans(), hours=st.integers(0, 9_000), to=st.emails()
)
def test_whatever_is_told_reads_back(
    summary: str,
    place: str,
    school: str,
    held: bool,  # noqa: FBT001 - a drawn value
    hours: int,
    to: str,
) -> None:
    """One event, one attendee, a time in UTC, the same bytes for the same talk, and no text breaks out of its line."""
    start = TALK.start + timedelta(hours=hours)
    told = attrs.evolve(TALK, summary=summary, place=place, school=school, held=held, start=start, to=to)
    part = INVITER.invite(told)
    assert part == INVITER.invite(told)
    event = read(told)
    assert event.start == start
    assert str(event["ATTENDEE"]) == f"mailto:{to}"
    names = {
        line.split(b":")[0].split(b";")[0] for line in part.data.split(b"\r\n") if line[:1] not in {b" ", b""}
    }
    assert names <= {
        *(b"BEGIN", b"END", b"VERSION", b"PRODID", b"METHOD", b"UID", b"DTSTAMP", b"LAST-MODIFIED"),
        *(b"SEQUENCE", b"DTSTART", b"DTEND", b"STATUS", b"TRANSP", b"CLASS", b"ORGANIZER", b"ATTENDEE"),
        *(b"SUMMARY", b"LOCATION", b"ACTION", b"DESCRIPTION", b"TRIGGER"),
    }


@given(sequence=st.integers(0, 50), later=st.integers(1, 50))
def test_a_change_is_the_same_talk_with_a_higher_number(sequence: int, later: int) -> None:
    """Moved, it keeps its UID; nothing personal is in it."""
    before = attrs.evolve(TALK, sequence=sequence)
    after = attrs.evolve(before, sequence=sequence + later, start=TALK.start + timedelta(minutes=later))
    first, second = read(before), read(after)
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert "petra" not in first["UID"]


@pytest.mark.parametrize(
    ("start", "clock"),
    [
        (datetime(2026, 1, 13, 18, tzinfo=UTC), "19:00"),
        (datetime(2026, 6, 16, 17, tzinfo=UTC), "19:00"),
        (datetime(2026, 10, 25, 1, tzinfo=UTC), "02:00"),
    ],
)
def test_a_program_we_did_not_write_reads_the_same_time(start: datetime, clock: str) -> None:
    """Vobject agrees on a winter talk, a summer talk and one in the night the clock is set back."""
    vobject = pytest.importorskip("vobject")
    part = INVITER.invite(attrs.evolve(TALK, start=start))
    event = vobject.readOne(part.data.decode()).vevent
    assert event.dtstart.value == start

    assert f"{event.dtstart.value.astimezone(ZoneInfo('Europe/Amsterdam')):%H:%M}" == clock
