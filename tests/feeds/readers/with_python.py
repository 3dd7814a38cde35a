"""Every start between two instants of the calendar on standard input, in UTC, as three programs read it.

python with_python.py <since> <until>
"""

import ctypes
import ctypes.util
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import icalendar

recurring_ical_events: Any = import_module("recurring_ical_events")
vobject: Any = import_module("vobject")


def by_icalendar(feed: bytes, since: datetime, until: datetime) -> Iterator[datetime]:
    """Read by icalendar, spread out by recurring_ical_events."""
    for event in recurring_ical_events.of(icalendar.Calendar.from_ical(feed)).between(since, until):
        start = event["DTSTART"].dt
        if isinstance(start, datetime):
            yield start


def by_vobject(feed: bytes, since: datetime, until: datetime) -> Iterator[datetime]:
    """Read by vobject, whose zones are those of the file."""
    for event in vobject.readOne(feed.decode()).vevent_list:
        start = event.dtstart.value
        if not isinstance(start, datetime):
            continue
        rule = event.getrruleset(addRDate=True)
        found = [start] if rule is None else list(rule)
        for each in found:
            moment = each if each.tzinfo is not None else each.replace(tzinfo=start.tzinfo)
            if since <= moment < until:
                yield moment


class _Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", ctypes.c_int))


class _Time(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        *((name, ctypes.c_int) for name in ("is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    )


_VEVENT = 4
_CALL = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Span), ctypes.c_void_p)


def by_libical(feed: bytes, since: datetime, until: datetime) -> Iterator[datetime]:
    """Read by libical, the library of many desktops."""
    name = ctypes.util.find_library("ical")
    assert name is not None
    lib = ctypes.CDLL(name)
    for function in (
        "icalparser_parse_string",
        "icalcomponent_get_first_component",
        "icalcomponent_get_next_component",
    ):
        getattr(lib, function).restype = ctypes.c_void_p
    lib.icalcomponent_get_dtstart.restype = _Time
    lib.icaltime_from_timet_with_zone.restype = _Time
    lib.icaltimezone_get_utc_timezone.restype = ctypes.c_void_p
    utc = ctypes.c_void_p(lib.icaltimezone_get_utc_timezone())
    ends = [
        lib.icaltime_from_timet_with_zone(ctypes.c_long(int(each.timestamp())), 0, utc)
        for each in (since, until)
    ]
    root = ctypes.c_void_p(lib.icalparser_parse_string(feed))
    found: list[datetime] = []

    def note(_: Any, span: Any, __: Any) -> None:
        found.append(datetime.fromtimestamp(span.contents.start, UTC))

    call = _CALL(note)
    event = lib.icalcomponent_get_first_component(root, _VEVENT)
    while event:
        if not lib.icalcomponent_get_dtstart(ctypes.c_void_p(event)).is_date:
            lib.icalcomponent_foreach_recurrence(ctypes.c_void_p(event), *ends, call, None)
        event = lib.icalcomponent_get_next_component(root, _VEVENT)
    yield from found


_READERS: dict[str, Callable[[bytes, datetime, datetime], Iterator[datetime]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "libical": by_libical,
}

if __name__ == "__main__":
    text = sys.stdin.buffer.read()
    between = [datetime.fromisoformat(each) for each in sys.argv[1:3]]
    there = [name for name in _READERS if name != "libical" or ctypes.util.find_library("ical")]
    print(  # noqa: T201 - the answer
        json.dumps(
            {
                name: sorted(
                    f"{each.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for each in _READERS[name](text, *between)
                )
                for name in there
            }
        )
    )
