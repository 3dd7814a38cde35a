"""Events as they are written, checked one by one, and calendars that are joined of them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import attrs
import icalendar

from partnership.plugins.icalendar.events import BrokenCalendar, verified
from partnership.plugins.icalendar.frames import END

__all__ = ["Block", "block_of", "checked", "joined"]

_CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
_NEWS = {"VEVENT": icalendar.Event, "VFREEBUSY": icalendar.FreeBusy}


@attrs.frozen(kw_only=True)
class Block:
    """One event, or one set of busy times, that reads back.

    Attributes:
        data: Its lines, folded and ended by CRLF.
        uid: What a calendar knows it by.
        recurrence: Which of a series it stands for; empty for the whole of it.
        changed: When it last changed.
        zone: The zone its times are in; None for UTC and for whole days.
    """

    data: bytes = attrs.field(repr=False)
    uid: str
    recurrence: str = ""
    changed: datetime
    zone: str | None = None


def block_of(data: bytes) -> Block:
    """The same bytes, once they have read back as exactly one whole event or set of busy times.

    Raises:
        BrokenCalendar: They have not; the reason never repeats what is in them.
    """
    _plain(data)
    kind = _NEWS.get(data.partition(b"\r\n")[0].removeprefix(b"BEGIN:").decode("ascii", "replace"))
    if kind is None:
        raise BrokenCalendar("it is neither an event nor busy times")
    return _described(kind.from_ical(verified(data, kind)), data)


def joined(frame: bytes, blocks: Iterable[Block], zones: Mapping[str, bytes] | None = None) -> bytes:
    """A calendar of these events, in this order.

    What is joined of checked blocks is a whole calendar (`checked` would say so); only what they could do to each other
    is looked at here, so that ten thousand of them are joined in a moment.

    Args:
        frame: The calendar without events.
        blocks: The events.
        zones: The zones they may be in, by name; those that are used come first.

    Raises:
        BrokenCalendar: Two of them are the same event, or one is in a zone that is not there.
    """
    listed = tuple(blocks)
    if len({(each.uid, each.recurrence) for each in listed}) < len(listed):
        raise BrokenCalendar("two of its events are known by the same id")
    used = sorted({each.zone for each in listed if each.zone is not None})
    there = zones or {}
    if any(name not in there for name in used):
        raise BrokenCalendar("an event is in a time zone that is not described")
    begin = frame.removesuffix(END)
    return b"".join((begin, *(there[name] for name in used), *(each.data for each in listed), END))


def checked(feed: bytes) -> bytes:
    """The same bytes, once every line of them was looked at and all that is in them has read back.

    Raises:
        BrokenCalendar: A control character, text that is not UTF-8, a line that is not folded or folded within a
            character, an event that is there twice or lacks what each must have, a zone that is not described, or it does
            not read back as the same calendar.
    """
    _plain(feed)
    calendar = icalendar.Calendar.from_ical(verified(feed, icalendar.Calendar))
    if "VERSION" not in calendar or "PRODID" not in calendar:
        raise BrokenCalendar("it does not say what it is")
    described = {str(each.get("TZID")) for each in calendar.walk("VTIMEZONE")}
    nights = [*calendar.walk("STANDARD"), *calendar.walk("DAYLIGHT")]
    if any(name not in each for each in nights for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")):
        raise BrokenCalendar("a time zone has not what each must have")
    blocks = [_described(each, b"") for kind in _NEWS for each in calendar.walk(kind)]
    joined(feed, blocks, dict.fromkeys(described, b""))
    return feed


def _plain(data: bytes) -> None:
    """Refuse what some reader chokes on, whatever another makes of it."""
    if _CONTROL.search(data):
        raise BrokenCalendar("there is a control character in it")
    try:
        for line in data.split(b"\r\n"):
            line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenCalendar("it is not UTF-8, or a character is folded in two") from error
    if data.startswith(b"\xef\xbb\xbf"):
        raise BrokenCalendar("it begins with a byte order mark")


def _described(component: icalendar.Component, data: bytes) -> Block:
    """What a component says of itself, put beside its bytes."""
    said = {name: component.get(name) for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "RECURRENCE-ID")}
    if any(isinstance(each, list) for each in said.values()):
        raise BrokenCalendar("an event has twice what each must have once")
    if any(said[name] is None for name in ("UID", "DTSTAMP", "DTSTART")):
        raise BrokenCalendar("an event has not what each must have")
    times = [said[name] for name in ("DTSTART", "DTEND") if said[name] is not None]
    if len({_is_day(each) for each in times}) > 1 or _is_day(said["DTSTAMP"]):
        raise BrokenCalendar("an event has days where it should have times")
    again = said["RECURRENCE-ID"]
    return Block(
        data=data,
        uid=str(said["UID"]),
        recurrence="" if again is None else again.to_ical().decode(),
        changed=said["DTSTAMP"].dt,
        zone=said["DTSTART"].params.get("TZID"),
    )


def _is_day(moment: Any) -> bool:  # noqa: ANN401 - a property of a class that the package has not told
    """Whether it is a whole day, and says so, or else an instant: a time of which nobody says where is refused."""
    day = type(moment.dt) is date
    if day != (moment.params.get("VALUE") == "DATE"):
        raise BrokenCalendar("an event has days where it should have times")
    if not day and (not isinstance(moment.dt, datetime) or moment.dt.tzinfo is None):
        raise BrokenCalendar("an event has a time in no time zone")
    return day
