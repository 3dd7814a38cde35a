"""Instants, intervals and zones: aware or refused.

Inside the library every instant is in UTC and every interval half-open `[start, end)`, so that durations are true
across the nights the clock changes. A zone belongs to a school or a person and is applied at the edge.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

import attrs

from partnership.errors import InvalidValue, did_you_mean

__all__ = ["Span", "at", "instant", "local", "minutes_between", "parse_local", "school_minute", "zone"]


def instant(value: datetime, *, field: str = "time") -> datetime:
    """The same moment in UTC; a naive time is refused, for nobody knows which moment it is.

    Raises:
        InvalidValue: The time carries no offset.
    """
    if not isinstance(value, datetime):
        raise InvalidValue(field, f"expected a date and time, got {type(value).__name__}")
    if value.utcoffset() is None:
        raise InvalidValue(field, f"{value.isoformat()} has no time zone; say which zone it is in")
    return value.astimezone(UTC)


_YEARS = range(1970, 3000)


def school_minute(_: object, field: "attrs.Attribute[datetime]", value: datetime) -> None:
    """An attrs validator: a whole minute in a year a school could mean, so that minutes can always be added.

    Raises:
        InvalidValue: Seconds, or a year before 1970 or after 2999.
    """
    if value.year not in _YEARS:
        raise InvalidValue(field.name, f"the year {value.year} is not one a school could mean")
    if value.second or value.microsecond:
        raise InvalidValue(field.name, f"{value.isoformat()} is not a whole minute")


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """The IANA zone of this name, such as `Europe/Amsterdam`.

    Raises:
        InvalidValue: No such zone; a likely one is named.
    """
    known = available_timezones()
    if name not in known:
        raise InvalidValue(
            "timezone", f'unknown zone "{name[:60]}"{did_you_mean(name, known) if name else ""}'
        )
    return ZoneInfo(name)


def local(naive: datetime, tz: ZoneInfo, *, field: str = "time") -> datetime:
    """The instant a wall clock in this zone shows this time, in UTC.

    Raises:
        InvalidValue: The clock skips this time (spring) or shows it twice (autumn), or it already has an offset.
    """
    if naive.tzinfo is not None:
        raise InvalidValue(field, f"{naive.isoformat()} already has an offset; a local time was expected")
    shown = naive.isoformat(timespec="minutes")
    first, second = naive.replace(tzinfo=tz, fold=0), naive.replace(tzinfo=tz, fold=1)
    if first.utcoffset() != second.utcoffset():
        if first.astimezone(UTC).astimezone(tz).replace(tzinfo=None) != naive:
            raise InvalidValue(field, f"{shown} does not exist in {tz.key}: the clock skips it")
        raise InvalidValue(field, f"{shown} happens twice in {tz.key}: choose a time outside that hour")
    return first.astimezone(UTC)


def parse_local(text: str, tz: ZoneInfo, *, field: str = "time") -> datetime:
    """The instant of a text such as `2026-11-24T18:00`, read on a clock in this zone.

    A text that carries an offset or `Z` is taken at its word.

    Raises:
        InvalidValue: Not a date and time, or not a moment in this zone (see `local`).
    """
    try:
        value = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise InvalidValue(field, f"{text!r} is not a date and time such as 2026-11-24T18:00") from None
    if len(text) <= len("2026-11-24"):
        raise InvalidValue(field, f"{text!r} is a date without a time of day")
    try:
        return instant(value) if value.tzinfo is not None else local(value, tz, field=field)
    except OverflowError:
        raise InvalidValue(field, f"{text!r} is outside the calendar") from None


def at(day: date, clock: time, tz: ZoneInfo, *, field: str = "time") -> datetime:
    """The instant of a clock time on a day in this zone, in UTC (see `local` for what is refused)."""
    return local(datetime.combine(day, clock), tz, field=field)


_MINUTE = timedelta(minutes=1)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes from one instant to another, rounded down."""
    return (end - start) // _MINUTE


def _utc(value: datetime) -> datetime:
    return instant(value)


@attrs.frozen(order=True)
class Span:
    """A half-open interval `[start, end)` of two instants, never empty.

    Two spans that touch do not overlap: a talk that ends at 18:10 leaves 18:10 free.

    Raises:
        InvalidValue: A naive time, or an end that is not after the start.
    """

    start: datetime = attrs.field(converter=_utc)
    end: datetime = attrs.field(converter=_utc)

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidValue("end", "is not after the start")

    @classmethod
    def of(cls, start: datetime, *, minutes: int) -> Self:
        """The span that starts here and lasts this many minutes."""
        return cls(start, instant(start) + timedelta(minutes=minutes))

    @property
    def minutes(self) -> int:
        """How long it lasts, in whole minutes rounded down."""
        return minutes_between(self.start, self.end)

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a moment."""
        return self.start < other.end and other.start < self.end

    def __and__(self, other: "Span") -> "Span | None":
        """The part both have, or None when there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def gap(self, other: "Span") -> timedelta:
        """The time between two spans; zero when they touch or overlap."""
        apart = max(other.start - self.end, self.start - other.end)
        return max(apart, timedelta(0))

    @staticmethod
    def without(spans: "Iterable[Span]", taken: "Iterable[Span]") -> "Iterator[Span]":
        """What is left of spans when others are taken out, as as few spans as possible, in order of time."""
        away = list(Span.merge(taken))
        for span in Span.merge(spans):
            since = span.start
            for other in away:
                if since < min(other.start, span.end):
                    yield Span(since, min(other.start, span.end))
                since = max(since, other.end)
            if since < span.end:
                yield Span(since, span.end)

    @staticmethod
    def merge(spans: "Iterable[Span]") -> "Iterator[Span]":
        """The same moments as as few spans as possible, in order of time."""
        current: Span | None = None
        for span in sorted(spans, key=_start):
            if current is None:
                current = span
            elif span.start > current.end:
                yield current
                current = span
            elif span.end > current.end:
                current = Span(current.start, span.end)
        if current is not None:
            yield current


_start = attrgetter("start")
