"""School time: weeks, days and months count only when there are lessons, and a holiday never counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.calendars import DayOff, Days, Recurrence, SchoolCalendar, Term, school_week_of
from partnership.errors import InvalidValue

YEAR = Days(date(2026, 8, 17), date(2027, 7, 10))
AUTUMN = DayOff(name="autumn break", days=Days.through(date(2026, 10, 17), date(2026, 10, 25)))
STUDY_DAY = DayOff(
    name="study day", days=Days.through(date(2026, 11, 25), date(2026, 11, 25)), staff_work=True
)
CALENDAR = SchoolCalendar(terms=(Term(name="2026-2027", days=YEAR),), off=(AUTUMN, STUDY_DAY))

days = st.dates(date(2026, 8, 1), date(2027, 7, 31))


@st.composite
def ranges(draw: st.DrawFn) -> Days:
    """Some days in a row in or around the school year."""
    first = draw(days)
    return Days(first, first + timedelta(days=draw(st.integers(1, 60))))


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """A year with up to four times off."""
    off = draw(
        st.lists(st.builds(DayOff, name=st.just("off"), days=ranges(), staff_work=st.booleans()), max_size=4)
    )
    weekend = draw(st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset[int]()]))
    return SchoolCalendar(terms=(Term(name="year", days=YEAR),), off=tuple(off), weekend=weekend)


def test_days_are_half_open_and_never_none() -> None:
    """`through` includes the last day, as a letter to parents would."""
    week = Days.through(date(2026, 10, 19), date(2026, 10, 23))
    assert list(week) == [date(2026, 10, day) for day in range(19, 24)]
    assert date(2026, 10, 23) in week
    assert week.end not in week
    with pytest.raises(InvalidValue, match="is not after the start"):
        Days(date(2026, 10, 19), date(2026, 10, 19))


def test_an_autumn_at_school() -> None:
    """Lessons on a Tuesday, none in the break, on a study day staff work."""
    assert CALENDAR.has_lessons(date(2026, 11, 24))
    assert not CALENDAR.has_lessons(date(2026, 11, 28))
    assert not CALENDAR.has_lessons(date(2026, 10, 20))
    assert not CALENDAR.has_lessons(date(2027, 7, 20))
    assert not CALENDAR.has_lessons(STUDY_DAY.days.start)
    assert CALENDAR.is_working_day(STUDY_DAY.days.start)
    assert not CALENDAR.is_working_day(date(2026, 10, 20))


@given(calendars(), days, days)
def test_a_holiday_never_makes_anything_overdue(calendar: SchoolCalendar, day: date, today: date) -> None:
    """Adding days without lessons never adds a school week, a school day or a working day gone by."""
    more = SchoolCalendar(
        terms=calendar.terms, off=(*calendar.off, DayOff(name="snow", days=YEAR)), weekend=calendar.weekend
    )
    assert more.school_weeks_since(day, today) == 0
    assert more.school_days_since(day, today) == 0
    assert more.working_days_since(day, today) == 0
    assert calendar.school_weeks_since(day, today) >= 0


@given(calendars(), ranges())
def test_lessons_agree_day_by_day(calendar: SchoolCalendar, some: Days) -> None:
    """The list of days, the weeks and the months say what each day says."""
    slow = [day for day in some if calendar.has_lessons(day)]
    assert list(calendar.lesson_days(some)) == slow
    assert list(calendar.school_weeks(some)) == sorted({school_week_of(day) for day in slow})
    assert list(calendar.school_months(some)) == sorted({(day.year, day.month) for day in slow})
    assert all(calendar.is_working_day(day) for day in slow)


@given(calendars(), days, days)
def test_counting_agrees_with_counting_on_fingers(calendar: SchoolCalendar, day: date, today: date) -> None:
    """Days and working days after one day up to another; whole weeks strictly between."""
    between = list(Days(day + timedelta(days=1), today + timedelta(days=1))) if day < today else []
    assert calendar.school_days_since(day, today) == sum(map(calendar.has_lessons, between))
    assert calendar.working_days_since(day, today) == sum(map(calendar.is_working_day, between))
    weeks = {school_week_of(each) for each in between if calendar.has_lessons(each)}
    assert calendar.school_weeks_since(day, today) == len(
        weeks - {school_week_of(day), school_week_of(today)}
    )


@given(calendars(), days, st.integers(1, 30))
def test_the_nth_day_after_is_the_nth(calendar: SchoolCalendar, day: date, count: int) -> None:
    """So many days with lessons, or working days, have gone by on it, and one fewer the day before."""
    found = calendar.school_day_after(day, count)
    if found is not None:
        assert calendar.has_lessons(found)
        assert calendar.school_days_since(day, found) == count
    found = calendar.working_day_after(day, count)
    if found is not None:
        assert calendar.is_working_day(found)
        assert calendar.working_days_since(day, found) == count


def test_past_the_end_of_the_calendar_nobody_knows() -> None:
    """None, not a guess; and a count of nothing is refused."""
    assert CALENDAR.school_day_after(date(2027, 7, 8), 3) is None
    assert CALENDAR.working_day_after(date(2027, 7, 8), 3) is None
    with pytest.raises(InvalidValue, match="0 is not a number of days after"):
        CALENDAR.school_day_after(date(2026, 11, 24), 0)


def test_five_working_days_after_a_talk_skip_the_weekend() -> None:
    """Minutes of a talk on Tuesday are due the Tuesday after; the study day in between counts for staff."""
    assert CALENDAR.working_day_after(date(2026, 11, 24), 5) == date(2026, 12, 1)
    assert CALENDAR.school_day_after(date(2026, 11, 24), 5) == date(2026, 12, 2)


def test_terms_do_not_overlap_and_a_week_has_a_school_day() -> None:
    """Both are refused with the names."""
    late = Term(name="second", days=Days(date(2027, 6, 1), date(2027, 8, 1)))
    with pytest.raises(InvalidValue, match="'second' starts before '2026-2027' ends"):
        SchoolCalendar(terms=(late, *CALENDAR.terms))
    for weekend in (frozenset(range(7)), frozenset({7})):
        with pytest.raises(InvalidValue, match="days of the week"):
            SchoolCalendar(terms=(), weekend=weekend)


def test_what_recurs_is_skipped_on_days_without_lessons() -> None:
    """The first Tuesday of the month, but not in a break."""
    first_tuesday = Recurrence(name="council", rule="FREQ=MONTHLY;BYDAY=3TU", start=date(2026, 9, 1))
    autumn = Days(date(2026, 9, 1), date(2026, 12, 1))
    assert list(first_tuesday.days(autumn)) == [date(2026, 9, 15), date(2026, 10, 20), date(2026, 11, 17)]
    assert list(CALENDAR.recurring(first_tuesday, autumn)) == [date(2026, 9, 15), date(2026, 11, 17)]


@pytest.mark.parametrize(
    "rule", ["every Tuesday", "", "FREQ=SOMETIMES", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9"]
)
def test_a_rule_that_is_none_is_refused(rule: str) -> None:
    """Also one that recurs within a day."""
    with pytest.raises(InvalidValue, match="rule: "):
        Recurrence(name="x", rule=rule, start=date(2026, 9, 1))


@given(day=st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_a_day_lies_in_its_school_year(day: date) -> None:
    """From 1 August to the next; a term of the calendar's own counts where it is longer, and no other."""
    year = SchoolCalendar(terms=()).year_of(day)
    assert day in year
    assert (year.start.month, year.start.day) == (year.end.month, year.end.day) == (8, 1)
    long = Days(year.start.replace(month=7), year.end.replace(month=9))
    assert SchoolCalendar(terms=(Term(name="long", days=long),)).year_of(day) == long
    short = Days(year.start, year.start.replace(month=10))
    assert SchoolCalendar(terms=(Term(name="autumn", days=short),)).year_of(day) == year
    before = Days(long.start.replace(year=long.start.year - 4), year.start.replace(year=year.start.year - 1))
    assert SchoolCalendar(terms=(Term(name="before", days=before),)).year_of(day) == year
