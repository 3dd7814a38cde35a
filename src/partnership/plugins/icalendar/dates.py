"""The school's dates: days off as whole days, and what comes back every week, right across the nights the clock changes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import attrs
import icalendar

from partnership.calendars import DayOff, Days, SchoolCalendar, Series
from partnership.plugins.icalendar.events import verified
from partnership.serial.printed import printable
from partnership.times import at

__all__ = ["DateWriter"]

_AHEAD = 10 * 366 * timedelta(days=1)
"""How far a series without an end is looked at for days without lessons."""
_LAST_SECOND = time(23, 59, 59)


@attrs.frozen(kw_only=True)
class DateWriter:
    """Writes the school's dates; nobody organizes them and everyone may read them.

    Attributes:
        domain: The school's, which ends what a calendar knows a date by.
        timezone: What its clocks show.
        organizer: Who holds them, in a feed; None for objects of a calendar server.
    """

    domain: str
    timezone: ZoneInfo
    organizer: icalendar.vCalAddress | None = attrs.field(default=None, repr=False)

    def day_off(self, off: DayOff) -> bytes:
        """Days off, as whole days that keep nobody from anything; the day they end on is the first that is not one.

        Raises:
            BrokenCalendar: It does not read back.
        """
        event = self._begun("day-off", off.name, off.days.start)
        event.add("DTSTART", off.days.start)
        event.add("DTEND", off.days.end)
        return self._ended(event, off.name)

    def series(self, series: Series, calendar: SchoolCalendar | None) -> bytes | None:
        """What comes back, by its rule, on the school's clock; the days without lessons are taken out.

        Args:
            series: What, and when.
            calendar: When there are lessons; without one it is held on every day of its rule.

        Returns:
            The event; None when none of its days has lessons.

        Raises:
            BrokenCalendar: It does not read back.
            InvalidValue: It begins at a moment that a clock skips, or shows twice.
        """
        days = list(_days(series, calendar))
        held = days if calendar is None else [day for day in days if calendar.has_lessons(day)]
        if not held:
            return None
        first = days[0]
        begin = self._at(first, series.at)
        event = self._begun("series", series.days.name, first)
        event.add("DTSTART", begin)
        event.add("DURATION", timedelta(minutes=series.minutes))
        event.add("RRULE", self._rule(series, None if calendar is None else held[-1]))
        without = [self._at(day, series.at) for day in days if day <= held[-1] and day not in set(held)]
        if without:
            event.add("EXDATE", without)
        return self._ended(event, series.days.name, series.place)

    def _rule(self, series: Series, last: date | None) -> dict[str, object]:
        """The rule, with its end as an instant in UTC (RFC 5545, 3.3.10)."""
        rule = dict(icalendar.vRecur.from_ical(series.days.rule))
        until = rule.pop("UNTIL", None)
        if last is not None:
            rule.pop("COUNT", None)
        elif until is not None:
            last = until[0].date() if isinstance(until[0], datetime) else until[0]
        if last is not None:
            rule["UNTIL"] = self._at(last, _LAST_SECOND).astimezone(UTC)
        return rule

    def _at(self, day: date, clock: time) -> datetime:
        return at(day, clock, self.timezone, field="at").astimezone(self.timezone)

    def _begun(self, kind: str, name: str, first: date) -> icalendar.Event:
        event = icalendar.Event()
        known = sha256(f"{kind}\0{name}\0{first}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        event.add("UID", f"{kind}-{known}@{self.domain.lower()}")
        stamp = datetime.combine(first, time(), UTC)
        event.add("DTSTAMP", stamp)
        event.add("LAST-MODIFIED", stamp)
        event.add("SEQUENCE", 0)
        return event

    def _ended(self, event: icalendar.Event, name: str, place: str = "") -> bytes:
        event.add("STATUS", "CONFIRMED")
        event.add("TRANSP", "TRANSPARENT")
        if self.organizer is not None:
            event.add("ORGANIZER", self.organizer)
        event.add("SUMMARY", printable(name))
        if location := printable(place):
            event.add("LOCATION", location)
        return verified(event.to_ical(sorted=False), icalendar.Event)


def _days(series: Series, calendar: SchoolCalendar | None) -> Iterator[date]:
    """The days of a series, the first first: to the end of the calendar, or as far as is looked ahead."""
    first = series.first or series.days.start
    ends = [] if calendar is None else [term.days.end for term in calendar.terms]
    end = max(ends, default=first + _AHEAD)
    return series.days.days(Days(first, end)) if first < end else iter(())
