"""A feed that some reader would choke on is never published; one that is joined of checked events always is a whole one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.winter_and_summer import CALENDAR, WALK_IN, WRITER, feed, told

from partnership.plugins.icalendar.blocks import Block, block_of, checked, joined
from partnership.plugins.icalendar.events import BrokenCalendar
from partnership.ports import CalendarTalk

FRAME = WRITER.frame("De Beuk")
YEAR = feed()
LINES = YEAR.split(b"\r\n")
START = datetime(2026, 11, 24, 18, tzinfo=UTC)


def spoilt(text: bytes) -> bool:
    """Whether a feed is refused."""
    try:
        checked(text)
    except BrokenCalendar:
        return True
    return False


# -- what is joined ---------------------------------------------------------------


@st.composite
def talks(draw: st.DrawFn) -> CalendarTalk:
    """Any talk, with any text in it."""
    text = st.text(max_size=90)
    return attrs.evolve(
        told(draw(st.text(min_size=1, max_size=8)), START + timedelta(minutes=draw(st.integers(0, 600_000)))),
        minutes=draw(st.integers(1, 90)),
        sequence=draw(st.integers(0, 9)),
        held=draw(st.booleans()),
        staff=(draw(text), draw(text)),
        about=tuple(draw(st.lists(text, max_size=2))),
        room=draw(text),
        interpreter=draw(st.booleans()),
    )


@given(told_of=st.lists(talks(), max_size=5, unique_by=lambda each: each.request), with_dates=st.booleans())
def test_what_is_joined_of_checked_events_is_a_checked_feed(
    told_of: list[CalendarTalk],
    with_dates: bool,  # noqa: FBT001 - a drawn value
) -> None:
    """Whatever the texts are; and every event is in it, once, with its own time."""
    blocks = [WRITER.talk(each) for each in told_of]
    series = WRITER.series(WALK_IN, CALENDAR)
    assert series is not None
    blocks += [*map(WRITER.day_off, CALENDAR.off), series] if with_dates else []
    whole = WRITER.joined(FRAME, blocks)
    assert checked(whole) == whole
    events: list[Any] = icalendar.Calendar.from_ical(whole).walk("VEVENT")
    assert [str(each["UID"]) for each in events] == [each.uid for each in blocks]
    assert [each["DTSTART"].dt for each in events][: len(told_of)] == [each.start for each in told_of]


@given(talk=talks())
def test_the_same_talk_has_the_same_bytes_and_another_has_others(talk: CalendarTalk) -> None:
    """So that what was written once need not be written again."""
    again = attrs.evolve(talk)
    assert again is not talk
    assert WRITER.talk(again) == WRITER.talk(talk)
    later = attrs.evolve(talk, sequence=talk.sequence + 1)
    assert WRITER.talk(later).uid == WRITER.talk(talk).uid
    assert WRITER.talk(later).data != WRITER.talk(talk).data


def test_no_two_events_of_a_feed_are_the_same() -> None:
    """By one id, unless each is another day of a series."""
    block = WRITER.talk(told("q1", START))
    with pytest.raises(BrokenCalendar, match="known by the same id"):
        joined(FRAME, [block, attrs.evolve(block, data=b"")])
    moved = [attrs.evolve(block, recurrence=day) for day in ("20261124", "20261201")]
    assert joined(FRAME, moved).count(b"BEGIN:VEVENT") == 2


def test_a_zone_that_is_used_is_described() -> None:
    """Or nothing is joined."""
    series = WRITER.series(WALK_IN, None)
    assert series is not None
    with pytest.raises(BrokenCalendar, match="a time zone that is not described"):
        joined(FRAME, [series])


# -- what is refused --------------------------------------------------------------


def _into(line: int, change: Callable[[bytes], bytes]) -> bytes:
    return b"\r\n".join([*LINES[:line], change(LINES[line]), *LINES[line + 1 :]])


@given(
    line=st.integers(0, len(LINES) - 2),
    column=st.integers(0, 75),
    control=st.sampled_from([*range(9), 11, 12, *range(14, 32), 127]),
)
def test_a_control_character_is_refused_wherever_it_is(line: int, column: int, control: int) -> None:
    """A NUL empties some calendars."""
    assert spoilt(_into(line, lambda text: text[:column] + bytes([control]) + text[column:]))


@given(
    line=st.integers(0, len(LINES) - 2),
    column=st.integers(0, 75),
    end=st.sampled_from([b"\n", b"\r", b"\r\n", b"\n\r", b"\r\n\r\n"]),
)
def test_a_line_that_is_broken_in_two_is_refused(line: int, column: int, end: bytes) -> None:
    """A fold without its space empties others; only a line end more at the very end of a line may be none."""
    text = LINES[line]
    cut = min(column, len(text))
    assert spoilt(_into(line, lambda _: text[:cut] + end + text[cut:]))


@given(column=st.integers(1, 40), space=st.sampled_from([b" ", b"\t"]))
def test_a_fold_in_a_wrong_place_is_refused(column: int, space: bytes) -> None:
    """It would read the same, but is not how it was written."""
    line = next(number for number, text in enumerate(LINES) if text.startswith(b"ORGANIZER"))
    assert spoilt(_into(line, lambda text: text[:column] + b"\r\n" + space + text[column:]))


@given(line=st.integers(0, len(LINES) - 2), much=st.integers(76, 200))
def test_a_line_that_is_not_folded_is_refused(line: int, much: int) -> None:
    """At 75 octets, not letters."""
    assert spoilt(_into(line, lambda text: text + b"x" * (much - len(text))))
    assert spoilt(_into(line, lambda text: text + "é".encode() * ((much + 1 - len(text)) // 2 + 1)))


@given(event=st.sampled_from(range(YEAR.count(b"BEGIN:VEVENT"))), where=st.booleans())
def test_an_event_that_is_there_twice_is_refused(event: int, where: bool) -> None:  # noqa: FBT001
    """One of the two would win, and nobody says which."""
    parts = YEAR.split(b"BEGIN:VEVENT")
    twice = b"BEGIN:VEVENT" + parts[event + 1].removesuffix(b"END:VCALENDAR\r\n")
    begin, end = parts[0], b"BEGIN:VEVENT" + b"BEGIN:VEVENT".join(parts[1:])
    whole = (
        begin + twice + end
        if where
        else (begin + end).removesuffix(b"END:VCALENDAR\r\n") + twice + b"END:VCALENDAR\r\n"
    )
    assert spoilt(whole)


@given(length=st.integers(0, len(YEAR) - 1))
def test_a_feed_that_breaks_off_is_refused(length: int) -> None:
    """However much of it there is."""
    assert spoilt(YEAR[:length])


@given(
    name=st.sampled_from([b"UID", b"DTSTAMP", b"DTSTART", b"VERSION", b"PRODID", b"BEGIN", b"END", b"TZID"]),
    data=st.data(),
)
def test_a_line_that_must_be_there_is_missed(name: bytes, data: st.DataObject) -> None:
    """In any of the events."""
    there = [number for number, text in enumerate(LINES) if text.startswith((name + b":", name + b";"))]
    line = data.draw(st.sampled_from(there))
    assert spoilt(b"\r\n".join([*LINES[:line], *LINES[line + 1 :]]))


@given(line=st.integers(0, len(LINES) - 2), column=st.integers(0, 75), octet=st.integers(0, 255))
def test_whatever_is_published_after_a_mutation_is_still_whole(line: int, column: int, octet: int) -> None:
    """Any octet anywhere: either it is refused, or what is left reads back as it stands, event by event."""
    mutated = _into(line, lambda text: text[:column] + bytes([octet]) + text[column + 1 :])
    if not spoilt(mutated):
        read = icalendar.Calendar.from_ical(mutated)
        assert read.to_ical(sorted=False) == mutated
        ids = [str(each["UID"]) for each in read.walk("VEVENT")]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"\xef\xbb\xbf" + YEAR, "a byte order mark"),
        (YEAR.replace(b"Inloop", b"Inl\xe9op"), "is not UTF-8"),
        (
            YEAR.replace(b"SUMMARY:Inloop", b"SUMMARY:" + b"x" * 66 + b"\xc3\r\n \xa9"),
            "a character is folded in two",
        ),
        (YEAR.replace(b"TZID:Europe/Amsterdam", b"TZID:Europe/Paris"), "a time zone that is not described"),
        (YEAR.replace(b"UID:talk-winter", b"UID:again\r\nUID:talk-winter"), "twice what each must have once"),
        (YEAR.replace(b"DTSTAMP:", b"X-STAMP:", 1), "not what each must have"),
        (YEAR.replace(b"DTEND:20261025T014000Z", b"DTEND:20261025"), "days where it should have times"),
        (
            YEAR.replace(b"DTEND:20261025T014000Z", b"DTEND;VALUE=DATE:20261025"),
            "days where it should have times",
        ),
        (
            YEAR.replace(b"DTSTART;VALUE=DATE:", b"DTSTART;VALUE=DAT:", 1),
            "reads as something else|days where",
        ),
        (YEAR.replace(b"DTSTAMP:20260901T120000Z", b"DTSTAMP:20260901T120000", 1), "a time in no time zone"),
        (YEAR.replace(b"DTSTART:20270112T180000Z", b"DTSTART:180000Z", 1), "a time in no time zone"),
        (YEAR.replace(b"DTSTAMP:20260901T120000Z", b"DTSTAMP:2026RRULE", 1), "reads as something else"),
        (YEAR.replace(b"UNTIL=20270413T215959Z", b"UNTIL=202704", 1), "it cannot be read"),
        (
            YEAR.replace(
                b"SUMMARY:Inloop",
                b"RECURRENCE-ID:20261006T083000Z\r\nRECURRENCE-ID:20261013T083000Z\r\nSUMMARY:x",
            ),
            "twice what each must have once",
        ),
        (b"", "its lines do not end in CRLF|cannot be read"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "does not say what it is"),
    ],
)
def test_the_reason_is_named(text: bytes, reason: str) -> None:
    """And nothing of what is in it."""
    with pytest.raises(BrokenCalendar, match=reason):
        checked(text)


@pytest.mark.parametrize("data", [b"", b"BEGIN:VTODO\r\nUID:x\r\nEND:VTODO\r\n", b"\xff\r\n"])
def test_a_block_is_an_event_or_busy_times(data: bytes) -> None:
    """Nothing else comes in a feed."""
    with pytest.raises(BrokenCalendar):
        block_of(data)


def test_a_block_shows_nothing_of_its_words() -> None:
    """Not in a log by accident."""
    block = WRITER.talk(told("q1", START))
    assert isinstance(block, Block)
    assert "Jansen" not in repr(block)
    assert "Jansen" not in repr(told("q1", START))
