"""The school's calendar: years, terms, holidays, and weeks and months that count only when there are lessons.

Days are plain dates; ranges of days are half-open, like every interval here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import attrs
from dateutil.rrule import rrule, rruleset, rrulestr

from partnership.errors import InvalidValue

__all__ = ["DayOff", "Days", "Recurrence", "SchoolCalendar", "Series", "Term", "school_week_of"]

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SATURDAY, _SUNDAY = 5, 6
_AUGUST = 8


@attrs.frozen(order=True)
class Days:
    """The days from `start` to, and not including, `end`; never none.

    Raises:
        InvalidValue: The end is not after the start.
    """

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidValue("end", f"{self.end} is not after the start {self.start}")

    @classmethod
    def through(cls, first: date, last: date) -> "Days":
        """The days from the first to the last, the last included, as a letter to parents would say it."""
        return cls(first, last + _DAY)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        day = self.start
        while day < self.end:
            yield day
            day += _DAY


@attrs.frozen(kw_only=True)
class Term:
    """A part of a school year in which lessons are given."""

    name: str
    days: Days


@attrs.frozen(kw_only=True)
class DayOff:
    """Days without lessons: a holiday, or a study day on which staff do work.

    Attributes:
        staff_work: Whether these still count as working days of the school.
    """

    name: str
    days: Days
    staff_work: bool = False


@attrs.frozen(kw_only=True)
class Recurrence:
    """A day of the school that comes back, as an iCalendar rule (RFC 5545): `FREQ=MONTHLY;BYDAY=1TU`.

    Raises:
        InvalidValue: Not a rule, or one that recurs within a day.
    """

    name: str
    rule: str
    start: date

    def __attrs_post_init__(self) -> None:
        try:
            self._rule()
        except (ValueError, TypeError, AttributeError, KeyError, IndexError):
            raise InvalidValue("rule", f"{self.rule!r} is not a recurrence rule") from None
        if any(
            often in self.rule.upper() for often in ("HOURLY", "MINUTELY", "SECONDLY", "BYHOUR", "BYMINUTE")
        ):
            raise InvalidValue("rule", f"{self.rule!r} recurs within a day; days of a school do not")

    def _rule(self) -> rrule | rruleset:
        return rrulestr(self.rule, dtstart=_midnight(self.start))

    def days(self, within: Days) -> Iterator[date]:
        """The days it falls on, in order."""
        found = self._rule().between(_midnight(within.start), _midnight(within.end - _DAY), inc=True)
        return (moment.date() for moment in found)


_PART = r"(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|BY(?:DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS))=[A-Z0-9,+-]+"
_PLAIN_RULE = re.compile(rf"{_PART}(?:;{_PART})*")
_LONGEST_RULE = 20
"""Years in which a series has to begin."""


@attrs.frozen(kw_only=True)
class Series:
    """Something of the school that comes back at a time of the day: the walk-in, every Tuesday at half past eight.

    Attributes:
        days: What it is called, and the days it falls on; the first of them is in the rule.
        at: When it begins, on the school's clock.
        minutes: How long it takes.
        place: Where; empty where that needs no saying.

    Raises:
        InvalidValue: A time with an offset or with seconds, minutes no day has, or a rule that is more than one plain rule
            in capitals or never falls on a day.
    """

    days: Recurrence
    at: time
    minutes: int = attrs.field(
        validator=attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(1440))
    )
    place: str = ""

    def __attrs_post_init__(self) -> None:
        if self.at.tzinfo is not None or self.at.second or self.at.microsecond:
            raise InvalidValue("at", "is a whole minute on the school's clock, without an offset")
        if not _PLAIN_RULE.fullmatch(self.days.rule):
            raise InvalidValue(
                "days", f"{self.days.rule!r} is not one plain rule such as FREQ=WEEKLY;BYDAY=TU"
            )
        if self.first is None:
            raise InvalidValue("days", f"{self.days.rule!r} never falls on a day")

    @property
    def first(self) -> date | None:
        """The first day it falls on; None when there is none in sight."""
        start = self.days.start
        return next(self.days.days(Days(start, start + _LONGEST_RULE * 366 * _DAY)), None)


def _midnight(day: date) -> datetime:
    """The start of a day without a zone, which is how dateutil counts days."""
    return datetime.combine(day, time())


def school_week_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


@attrs.frozen(kw_only=True)
class SchoolCalendar:
    """When a school has lessons. A week, month or day without lessons never counts towards any norm.

    Attributes:
        terms: The parts of school years in which lessons are given; they do not overlap.
        off: Holidays, public holidays and study days.
        weekend: The days of the week without lessons, Monday being 0.

    Raises:
        InvalidValue: Two terms overlap, or a weekend that leaves no day of the week.
    """

    terms: tuple[Term, ...]
    off: tuple[DayOff, ...] = ()
    weekend: frozenset[int] = frozenset({_SATURDAY, _SUNDAY})
    _working: frozenset[date] = attrs.field(init=False, repr=False, eq=False)
    _lessons: tuple[date, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for before, after in pairwise(sorted(self.terms, key=lambda term: term.days)):
            if after.days.start < before.days.end:
                raise InvalidValue("terms", f"{after.name!r} starts before {before.name!r} ends")
        if not self.weekend < frozenset(range(7)):
            raise InvalidValue(
                "weekend", "must be days of the week from 0 (Monday) to 6, and not all of them"
            )
        closed = {day for each in self.off if not each.staff_work for day in each.days}
        silent = {day for each in self.off for day in each.days}
        weekdays = [day for term in self.terms for day in term.days if day.weekday() not in self.weekend]
        object.__setattr__(self, "_working", frozenset(weekdays) - closed)
        object.__setattr__(self, "_lessons", tuple(sorted(set(weekdays) - silent)))

    def year_of(self, day: date) -> Days:
        """The school year a day lies in: from 1 August to the next, or the term it is in where that is longer."""
        first = date(day.year - (day.month < _AUGUST), _AUGUST, 1)
        year = Days(first, date(first.year + 1, _AUGUST, 1))
        return max([year, *(each.days for each in self.terms if day in each.days)], key=_length)

    def has_lessons(self, day: date) -> bool:
        """Whether lessons are given on this day."""
        place = bisect_left(self._lessons, day)
        return place < len(self._lessons) and self._lessons[place] == day

    def is_working_day(self, day: date) -> bool:
        """Whether staff work on this day: a day of lessons or a study day."""
        return day in self._working

    def lesson_days(self, days: Days) -> Sequence[date]:
        """The days with lessons among these, in order."""
        return self._lessons[bisect_left(self._lessons, days.start) : bisect_left(self._lessons, days.end)]

    def school_weeks(self, days: Days) -> Sequence[date]:
        """The weeks that have a day with lessons among these days, by their Monday, in order."""
        return tuple(dict.fromkeys(school_week_of(day) for day in self.lesson_days(days)))

    def school_months(self, days: Days) -> Sequence[tuple[int, int]]:
        """The months that have a day with lessons among these days, as (year, month), in order."""
        return tuple(dict.fromkeys((day.year, day.month) for day in self.lesson_days(days)))

    def school_weeks_since(self, day: date, today: date) -> int:
        """Whole school weeks gone by: weeks with lessons after the week of `day` and before the week of `today`.

        A holiday adds nothing, so it never makes anything overdue.
        """
        first, last = school_week_of(day) + _WEEK, school_week_of(today)
        return len(self.school_weeks(Days(first, last))) if first < last else 0

    def school_days_since(self, day: date, today: date) -> int:
        """Days with lessons after `day`, up to and including `today`."""
        return len(self.lesson_days(Days(day + _DAY, today + _DAY))) if day < today else 0

    def working_days_since(self, day: date, today: date) -> int:
        """Working days of the school after `day`, up to and including `today`."""
        return sum(day < each <= today for each in self._working)

    def school_day_after(self, day: date, count: int) -> date | None:
        """The day that is so many days with lessons after this one; None when the calendar ends before.

        Raises:
            InvalidValue: A count below one.
        """
        return _nth_after(self._lessons, day, count)

    def working_day_after(self, day: date, count: int) -> date | None:
        """The day that is so many working days after this one; None when the calendar ends before.

        Raises:
            InvalidValue: A count below one.
        """
        return _nth_after(sorted(self._working), day, count)

    def recurring(self, recurrence: Recurrence, within: Days) -> Iterator[date]:
        """The days a recurrence falls on that have lessons; the others are skipped, not moved."""
        return (day for day in recurrence.days(within) if self.has_lessons(day))


def _length(days: Days) -> timedelta:
    return days.end - days.start


def _nth_after(days: Sequence[date], day: date, count: int) -> date | None:
    if count < 1:
        raise InvalidValue("count", f"{count} is not a number of days after")
    place = bisect_right(days, day) + count - 1
    return days[place] if place < len(days) else None
