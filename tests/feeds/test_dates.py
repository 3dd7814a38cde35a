"""The dates of a school: whole days off, what comes back on days with lessons at the same time by the clock, and who is busy."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrule, rruleset, rrulestr
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.winter_and_summer import CALENDAR, LAST, SINCE, WALK_IN, WRITER

from partnership.calendars import DayOff, Days, Recurrence, SchoolCalendar, Series, Term
from partnership.errors import InvalidValue
from partnership.plugins.icalendar.blocks import Block
from partnership.plugins.icalendar.writer import CalendarWriter
from partnership.times import Span

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONES = [AMSTERDAM, ZoneInfo("America/New_York"), ZoneInfo("Australia/Sydney"), ZoneInfo("Asia/Tokyo")]
FIRST = date(2026, 8, 17)
YEAR = Days(FIRST, date(2027, 7, 10))
DAY = timedelta(days=1)


def event(block: Block | None) -> Any:
    """The one component of it."""
    assert block is not None
    kind = icalendar.FreeBusy if block.data.startswith(b"BEGIN:VFREEBUSY") else icalendar.Event
    return kind.from_ical(block.data)


def spread(block: Block) -> Iterator[datetime]:
    """Every start of a series, worked out by dateutil on a clock without a zone, in UTC; the first year and a half."""
    read = event(block)
    start = read["DTSTART"].dt
    tz = start.tzinfo
    rule = dict(read["RRULE"])
    if "UNTIL" in rule:
        rule["UNTIL"] = [rule["UNTIL"][0].astimezone(tz).replace(tzinfo=None)]
    found, written = rruleset(), cast("Any", icalendar.vRecur(rule)).to_ical().decode()
    found.rrule(cast("rrule", rrulestr(written, dtstart=start.replace(tzinfo=None))))
    for each in read["EXDATE"].dts if "EXDATE" in read else ():
        found.exdate(each.dt.replace(tzinfo=None))
    for moment in found:
        if moment.date() >= FIRST + 550 * DAY:
            return
        yield moment.replace(tzinfo=tz).astimezone(UTC)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules as schools have them."""
    days = draw(
        st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA"]), min_size=1, max_size=3, unique=True)
    )
    rule = draw(
        st.sampled_from(
            [
                f"FREQ=WEEKLY;BYDAY={','.join(days)}",
                f"FREQ=WEEKLY;INTERVAL=2;BYDAY={','.join(days)}",
                f"FREQ=MONTHLY;INTERVAL=2;BYDAY=2{days[0]}",
                f"FREQ=MONTHLY;BYDAY={','.join(days)};BYSETPOS=-1",
                f"FREQ=MONTHLY;BYDAY=1{days[0]}",
                f"FREQ=MONTHLY;BYDAY=-1{days[0]}",
                "FREQ=WEEKLY",
                "FREQ=DAILY;INTERVAL=3",
            ]
        )
    )
    return rule + draw(st.sampled_from(["", ";COUNT=7", ";UNTIL=20270115", ";UNTIL=20270115T120000Z"]))


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Something that comes back, at a time no clock skips."""
    start = FIRST + draw(st.integers(0, 200)) * DAY
    minute = draw(st.integers(4 * 12, 22 * 12)) * 5
    rule = draw(rules())
    try:
        days = Recurrence(name="Inloop", rule=rule, start=start)
        return Series(days=days, at=time(minute // 60, minute % 60), minutes=draw(st.integers(1, 120)))
    except InvalidValue:  # it would have ended before it began
        days = Recurrence(name="Inloop", rule=rule.split(";UNTIL")[0], start=start)
        return Series(days=days, at=time(minute // 60, minute % 60), minutes=30)


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """A school year with up to three holidays."""
    off = [
        DayOff(name=f"vakantie {number}", days=Days(FIRST + begin * DAY, FIRST + (begin + length) * DAY))
        for number, (begin, length) in enumerate(
            draw(st.lists(st.tuples(st.integers(0, 320), st.integers(1, 40)), max_size=3))
        )
    ]
    return SchoolCalendar(terms=(Term(name="year", days=YEAR),), off=tuple(off))


@given(series=series(), calendar=calendars(), tz=st.sampled_from(ZONES))
def test_a_series_is_held_on_every_day_of_its_rule_with_lessons_and_on_no_other(
    series: Series, calendar: SchoolCalendar, tz: ZoneInfo
) -> None:
    """At its own time by the clock, on both sides of the nights the clock is changed."""
    days = calendar.recurring(series.days, Days(FIRST, FIRST + 400 * DAY))
    wanted = [datetime.combine(day, series.at, tz).astimezone(UTC) for day in days]
    block = CalendarWriter(timezone=tz).series(series, calendar)
    assert ([] if block is None else list(spread(block))) == wanted


@given(series=series(), tz=st.sampled_from(ZONES))
def test_without_a_calendar_it_is_held_on_every_day_of_its_rule(series: Series, tz: ZoneInfo) -> None:
    """There are no holidays to leave out, and no year for it to end with."""
    days = series.days.days(Days(FIRST, FIRST + 550 * DAY))
    block = CalendarWriter(timezone=tz).series(series, None)
    assert block is not None
    wanted = [datetime.combine(day, series.at, tz).astimezone(UTC) for day in days]
    assert list(spread(block)) == wanted


def test_the_walk_in_of_the_beech() -> None:
    """By a rule, with the days without lessons taken out."""
    read = event(WRITER.series(WALK_IN, CALENDAR))
    assert read["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270413T215959Z;BYDAY=TU"
    out = [f"{each.dt:%Y-%m-%d %H:%M}" for each in read["EXDATE"].dts]
    assert out == ["2026-10-20 08:30", "2026-12-22 08:30", "2026-12-29 08:30"]
    assert (read["DTSTART"].dt.isoformat(), read["DTSTART"].params["TZID"]) == (
        "2026-10-06T08:30:00+02:00",
        "Europe/Amsterdam",
    )
    assert (str(read["SUMMARY"]), str(read["LOCATION"]), str(read["TRANSP"])) == (
        "Inloop",
        "Hal",
        "TRANSPARENT",
    )


@pytest.mark.parametrize("until", ["20270115", "20270115T120000"])
def test_an_end_of_its_own_is_written_as_an_instant(until: str) -> None:
    """In UTC, as RFC 5545 has it where the start is in a zone; the whole of that day counts."""
    days = Recurrence(name="Inloop", rule=f"FREQ=WEEKLY;UNTIL={until}", start=FIRST)
    read = event(WRITER.series(Series(days=days, at=time(8), minutes=30), None))
    assert read["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270115T225959Z"


def test_what_never_falls_on_a_day_with_lessons_is_not_there() -> None:
    """Not on Saturdays, and not after the last term."""
    saturdays = Series(
        days=Recurrence(name="x", rule="FREQ=WEEKLY;BYDAY=SA", start=FIRST), at=time(9), minutes=30
    )
    late = Series(
        days=Recurrence(name="x", rule="FREQ=WEEKLY", start=date(2030, 1, 1)), at=time(9), minutes=30
    )
    assert WRITER.series(saturdays, CALENDAR) is None
    assert WRITER.series(late, CALENDAR) is None
    assert WRITER.series(saturdays, SchoolCalendar(terms=())) is None


@given(begin=st.integers(0, 300), length=st.integers(1, 60), name=st.text(max_size=40))
def test_a_holiday_is_whole_days_that_end_before_the_day_lessons_begin(
    begin: int, length: int, name: str
) -> None:
    """And keeps nobody from anything else."""
    days = Days(FIRST + begin * DAY, FIRST + (begin + length) * DAY)
    read = event(WRITER.day_off(DayOff(name=name, days=days)))
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (days.start, days.end)
    assert read["DTSTART"].params["VALUE"] == "DATE"
    assert read["TRANSP"] == "TRANSPARENT"


# -- what a series may be ----------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": time(8, 30, 15)}, "a whole minute on the school's clock"),
        ({"at": time(8, 30, tzinfo=UTC)}, "a whole minute on the school's clock"),
        ({"minutes": 0}, "minutes"),
        ({"rule": "RRULE:FREQ=WEEKLY"}, "not one plain rule"),
        ({"rule": "FREQ=WEEKLY\nEXRULE:FREQ=DAILY"}, "not one plain rule"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "never falls on a day"),
    ],
)
def test_a_series_a_school_could_not_mean_is_refused(change: dict[str, Any], words: str) -> None:
    """With what it should have been."""
    rule = change.pop("rule", "FREQ=WEEKLY;BYDAY=TU")
    with pytest.raises(ValueError, match=words):
        Series(
            **{"days": Recurrence(name="x", rule=rule, start=FIRST), "at": time(8), "minutes": 30, **change}
        )


def test_an_hour_the_clock_skips_is_refused() -> None:
    """Half past two on the last Sunday of March is nobody's appointment."""
    sundays = Series(
        days=Recurrence(name="x", rule="FREQ=WEEKLY;BYDAY=SU", start=date(2027, 3, 28)),
        at=time(2, 30),
        minutes=30,
    )
    with pytest.raises(InvalidValue, match="the clock skips it"):
        WRITER.series(sundays, None)


# -- busy times -------------------------------------------------------------------


@given(starts=st.lists(st.integers(-500, 30_000), max_size=12), minutes=st.integers(1, 90))
def test_busy_is_exactly_when_and_nothing_more(starts: list[int], minutes: int) -> None:
    """A minute is busy when a talk has it; times that touch are one; nothing else is in it."""
    within = Span(SINCE, LAST)
    spans = [Span.of(SINCE + start * timedelta(minutes=10), minutes=minutes) for start in starts]
    block = WRITER.busy("jansen", spans, within=within, changed=SINCE)
    read = event(block)
    listed = read.get("FREEBUSY", [])
    found = [
        Span(*each.dts[0].dt) if hasattr(each, "dts") else Span(each.start, each.end)
        for each in _each(listed)
    ]
    assert found == [part for span in Span.merge(spans) if (part := span & within) is not None]
    names = {
        line.split(b":")[0].split(b";")[0]
        for line in block.data.split(b"\r\n")
        if line[:1] not in {b" ", b""}
    }
    told = {b"BEGIN", b"END", b"UID", b"DTSTAMP", b"DTSTART", b"DTEND", b"ORGANIZER", b"FREEBUSY"}
    assert names <= told
    assert b"jansen" not in block.data


def _each(listed: Any) -> Iterator[Any]:
    """Periods, one property each or several in one."""
    yield from listed if isinstance(listed, list) else [listed]


def test_on_a_calendar_server_nobody_organizes() -> None:
    """Neither busy times nor dates."""
    writer = WRITER.unpublished()
    blocks = [
        writer.busy("jansen", [], within=Span(SINCE, LAST), changed=SINCE),
        writer.day_off(CALENDAR.off[0]),
        writer.series(WALK_IN, CALENDAR),
    ]
    assert ["ORGANIZER" in event(each) for each in blocks] == [False, False, False]
    assert b"METHOD" not in b"".join(writer.objects([each for each in blocks if each is not None]).values())
