"""Days, instants, spans, school calendars and norms: around clock changes, leap days and holidays by preference."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from partnership.calendars import DayOff, Days, Recurrence, SchoolCalendar, Term
from partnership.norms import Norms, norms_of
from partnership.times import Span

__all__ = [
    "calendars",
    "clocks",
    "dates",
    "day_ranges",
    "instants",
    "norms",
    "recurrences",
    "spans",
    "zones",
]

_FIRST = date(2026, 8, 31)
_ODD_DAYS = (date(2024, 2, 29), date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31), date(2028, 2, 29))
_RULES = (
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=DAILY",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=WEEKLY;UNTIL=20261224",
)


@cache
def zones() -> st.SearchStrategy[ZoneInfo]:
    """Zones with summer time, without, at half hours, and far behind."""
    names = ("Europe/Amsterdam", "UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe")
    return st.sampled_from(names).map(ZoneInfo)


@cache
def dates(first: date = date(2020, 1, 1), last: date = date(2032, 12, 31)) -> st.SearchStrategy[date]:
    """A day, often one on which calendars go wrong."""
    odd = [day for day in _ODD_DAYS if first <= day <= last]
    anywhere = st.dates(first, last)
    return anywhere | st.sampled_from(odd) if odd else anywhere


@cache
def clocks() -> st.SearchStrategy[time]:
    """A time of day in whole minutes."""
    return st.builds(time, st.integers(0, 23), st.integers(0, 59))


@cache
def instants() -> st.SearchStrategy[datetime]:
    """A whole minute in UTC, often near a change of the clock in Europe."""
    change = st.sampled_from((datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)))
    near = st.builds(
        lambda moment, minutes: moment + timedelta(minutes=minutes), change, st.integers(-180, 180)
    )
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return near | st.integers(0, 2_000_000).map(lambda minutes: start + timedelta(minutes=minutes))


@cache
def spans() -> st.SearchStrategy[Span]:
    """From five minutes to a day."""
    return st.builds(lambda start, minutes: Span.of(start, minutes=minutes), instants(), st.integers(5, 1440))


@cache
def day_ranges(first: date = date(2020, 1, 1), last: date = date(2032, 12, 31)) -> st.SearchStrategy[Days]:
    """One day to three months."""
    return st.builds(
        lambda start, length: Days(start, start + timedelta(days=length)),
        dates(first, last),
        st.integers(1, 90),
    )


@cache
@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """One to three terms with gaps between them, days off of all lengths, and weekends of any kind."""
    terms: list[Term] = []
    start = _FIRST + timedelta(days=draw(st.integers(0, 6)))
    for number in range(draw(st.integers(1, 3))):
        days = Days(start, start + timedelta(days=draw(st.integers(1, 90))))
        terms.append(Term(name=f"term {number + 1}", days=days))
        start = days.end + timedelta(days=draw(st.sampled_from((0, 1, 14, 42))))
    off = st.builds(
        DayOff,
        name=st.sampled_from(("autumn holiday", "study day", "Ascension Day")),
        days=st.builds(
            lambda start, length: Days(start, start + timedelta(days=length)),
            st.dates(_FIRST, start),
            st.sampled_from((1, 1, 2, 9, 16)),
        ),
        staff_work=st.booleans(),
    )
    weekend = st.just(frozenset({5, 6})) | st.frozensets(st.integers(0, 6), max_size=6)
    return SchoolCalendar(
        terms=tuple(draw(st.permutations(terms))),
        off=tuple(draw(st.lists(off, max_size=4))),
        weekend=draw(weekend),
    )


@cache
def recurrences() -> st.SearchStrategy[Recurrence]:
    """A rule a school would write down, from some day on."""
    start = dates(date(2026, 6, 1), date(2027, 3, 1))
    return st.builds(Recurrence, name=st.just("newsletter"), rule=st.sampled_from(_RULES), start=start)


@cache
def norms() -> st.SearchStrategy[Norms]:
    """A school's own norms, anywhere within their bounds."""
    return st.fixed_dictionaries(
        {}, optional={norm.name: st.integers(norm.least, norm.most) for norm in norms_of()}
    ).map(Norms.of)
