"""A zone as a calendar is told of it is the zone itself, hour by hour, in every year that is spoken of; or it is refused."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidValue
from partnership.plugins.icalendar.zones import YEARS_AHEAD, zone_block

NAMES = sorted(available_timezones() - {"localtime"})
HOUR = timedelta(hours=1)


def changes(tz: ZoneInfo, year: int) -> list[datetime]:
    """Every hour of a year in which the clock is changed, found by looking at each."""
    hours = (datetime(year, 1, 1, tzinfo=UTC) + number * HOUR for number in range(366 * 24))
    return [
        hour for hour in hours if hour.astimezone(tz).utcoffset() != (hour + HOUR).astimezone(tz).utcoffset()
    ]


@given(
    name=st.sampled_from(NAMES),
    since=st.integers(2024, 2040),
    later=st.integers(0, YEARS_AHEAD),
    data=st.data(),
)
def test_another_reader_reads_the_zone_itself(name: str, since: int, later: int, data: st.DataObject) -> None:
    """Dateutil, given nothing but the block, shows what the zone shows: on any day, and around every change of the clock."""
    tz = ZoneInfo(name)
    try:
        block = zone_block(tz, since)
    except InvalidValue:
        return
    year = since + later
    read = tzical(StringIO(block.decode())).get()
    assert read is not None
    moments = [each + number * timedelta(minutes=30) for each in changes(tz, year) for number in range(-4, 6)]
    first = datetime(year, 1, 1, tzinfo=UTC)
    moments += [first + data.draw(st.integers(0, 364 * 24)) * HOUR for _ in range(5)]
    shown = [each.astimezone(read).replace(tzinfo=None) for each in moments]
    assert shown == [each.astimezone(tz).replace(tzinfo=None) for each in moments]


def test_amsterdam_is_written_as_calendars_know_it() -> None:
    """One rule a year for each change, true since 1970."""
    assert zone_block(ZoneInfo("Europe/Amsterdam"), 2026).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Amsterdam",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Asia/Kolkata", ["DTSTART:19700101T000000", "TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "TZNAME:IST"]),
        ("America/New_York", ["RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "TZOFFSETTO:-0400"]),
        ("Asia/Jerusalem", ["RRULE:FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29;BYMONTH=3"]),
        ("Australia/Lord_Howe", ["TZOFFSETFROM:+1030", "TZOFFSETTO:+1100"]),
    ],
)
def test_other_places_change_their_clocks_otherwise(name: str, lines: list[str]) -> None:
    """Or never."""
    assert {*lines} <= {*zone_block(ZoneInfo(name), 2026).decode().split("\r\n")}


def test_offsets_of_long_ago_have_seconds() -> None:
    """As RFC 5545 lets them be written."""
    assert b"TZOFFSETTO:+001932\r\n" in zone_block(ZoneInfo("Europe/Amsterdam"), 1880)


@pytest.mark.parametrize(
    ("name", "since"), [("Africa/Casablanca", 2026), ("Africa/Cairo", 2026), ("America/Chicago", 1985)]
)
def test_a_zone_of_which_no_rule_tells_is_refused(name: str, since: int) -> None:
    """A clock that is changed by the moon, one at the end of a last Thursday, and one whose law was changed meanwhile."""
    with pytest.raises(
        InvalidValue, match=f"{name} changes its clock in a way that no rule for every year tells"
    ):
        zone_block(ZoneInfo(name), since)
