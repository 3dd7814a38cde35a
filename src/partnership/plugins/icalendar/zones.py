"""A time zone as calendars read it: one rule a year for each time the clock is changed.

The rules are found from what the zone does in the years that are wanted, and hold in every one of them or nothing is
written: a rule that is wrong one night in a year puts a talk an hour off.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs
import icalendar

from partnership.errors import InvalidValue
from partnership.plugins.icalendar.events import verified

__all__ = ["YEARS_AHEAD", "zone_block"]

YEARS_AHEAD = 10
"""For how many years a zone is described."""

_ANCHOR = 1970
_DAY, _MINUTE, _WEEK = timedelta(days=1), timedelta(minutes=1), 7
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@attrs.frozen(order=True)
class _Onset:
    """One night in which the clock is changed: when by the clock that is put away, and from what to what."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=64)
def zone_block(tz: ZoneInfo, since: int) -> bytes:
    """The VTIMEZONE of a zone, for a year and the ten that follow.

    Args:
        tz: Which zone.
        since: The first year.

    Raises:
        InvalidValue: The zone changes its clock in a way that no rule a year tells, so that calendars would disagree.
    """
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tz.key}", *_observances(tz, since), "END:VTIMEZONE", ""]
    return verified("\r\n".join(lines).encode("ascii"), icalendar.Timezone)


def _observances(tz: ZoneInfo, since: int) -> Iterator[str]:
    years = range(since, since + YEARS_AHEAD + 1)
    kinds: dict[tuple[timedelta, timedelta, str], list[datetime]] = defaultdict(list)
    for onset in _onsets(tz, years):
        kinds[onset.before, onset.after, onset.name].append(onset.local)
    if not kinds:
        noon = datetime(since, 6, 1, 12, tzinfo=tz)
        yield from _observance(
            "STANDARD", f"{_ANCHOR}0101T000000", _offset(noon), _offset(noon), noon.tzname()
        )
    for (before, after, name), moments in sorted(kinds.items(), reverse=True):
        rule, first = _yearly(tz, moments, years)
        kind = "DAYLIGHT" if after > before else "STANDARD"
        yield from _observance(kind, f"{first:%Y%m%dT%H%M%S}", before, after, name, rule)


def _observance(
    kind: str, start: str, before: timedelta, after: timedelta, name: str | None, rule: str | None = None
) -> Iterator[str]:
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{start}"
    yield f"TZOFFSETFROM:{_written(before)}"
    yield f"TZOFFSETTO:{_written(after)}"
    if rule is not None:
        yield f"RRULE:{rule}"
    yield f"TZNAME:{name}"
    yield f"END:{kind}"


def _onsets(tz: ZoneInfo, years: range) -> Iterator[_Onset]:
    """Every change of the clock in these years, to the minute."""
    first = datetime(years[0], 1, 1, tzinfo=UTC)
    count = (date(years[-1] + 1, 1, 1) - first.date()).days
    for begin, end in pairwise(first + number * _DAY for number in range(count + 1)):
        if _offset(begin.astimezone(tz)) != _offset(end.astimezone(tz)):
            low, high = 0, _DAY // _MINUTE
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset((begin + middle * _MINUTE).astimezone(tz)) == _offset(begin.astimezone(tz))
                low, high = (middle, high) if same else (low, middle)
            moment = (begin + high * _MINUTE).astimezone(tz)
            before, after = _offset(begin.astimezone(tz)), _offset(moment)
            clock = (begin + high * _MINUTE + before).replace(tzinfo=None)
            yield _Onset(clock, before, after, str(moment.tzname()))


def _yearly(tz: ZoneInfo, moments: Sequence[datetime], years: range) -> tuple[str, datetime]:
    """The rule all these moments are of, and the first moment it is true of."""
    month, clock = moments[0].month, moments[0].time()
    same = all((each.month, each.time()) == (month, clock) for each in moments)
    found = [each.date() for each in moments]
    if same and [each.year for each in found] == list(years):
        for rule, day_in in _candidates(found):
            if [day_in(year) for year in years] == found:
                return f"FREQ=YEARLY;{rule};BYMONTH={month}", datetime.combine(day_in(_ANCHOR), clock)
    raise InvalidValue("timezone", f"{tz.key} changes its clock in a way that no rule for every year tells")


def _candidates(found: Sequence[date]) -> Iterator[tuple[str, "_DayIn"]]:
    """The ways to say a day of the week in a month: the last, the second, the first from the 8th on."""
    month, weekday = found[0].month, found[0].weekday()
    day = _DAYS[weekday]
    yield f"BYDAY=-1{day}", _DayIn(month, weekday, None)
    earliest = min(each.day for each in found)
    for least in range(max(1, earliest - _WEEK + 1), earliest + 1):
        nth, odd = divmod(least - 1, _WEEK)
        among = ",".join(str(each) for each in range(least, least + _WEEK))
        rule = f"BYDAY={day};BYMONTHDAY={among}" if odd else f"BYDAY={nth + 1}{day}"
        yield rule, _DayIn(month, weekday, least)


@attrs.frozen
class _DayIn:
    """The day of the week in a month, in any year: the first from a day on, or the last of the month."""

    month: int
    weekday: int
    least: int | None

    def __call__(self, year: int) -> date:
        if self.least is None:
            last = (date(year, self.month, 28) + 4 * _DAY).replace(day=1) - _DAY
            return last - (last.weekday() - self.weekday) % _WEEK * _DAY
        first = date(year, self.month, self.least)
        return first + (self.weekday - first.weekday()) % _WEEK * _DAY


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _written(offset: timedelta) -> str:
    """An offset as calendars write it: `+0100`."""
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
