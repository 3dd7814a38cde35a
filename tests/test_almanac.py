"""The names of days and months are whole in every language, and say the day that it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.almanac import LANGUAGES, almanac_in


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_seven_days_and_twelve_months(tag: str) -> None:
    """Each with a name of its own."""
    almanac = almanac_in(tag)
    assert almanac.tag == tag
    assert (len(set(almanac.days)), len(set(almanac.months))) == (7, 12)
    assert all(name.strip() for name in (*almanac.days, *almanac.months))


@given(day=st.dates(), tag=st.sampled_from(["en", "nl"]))
def test_a_day_is_named_and_numbered(day: date, tag: str) -> None:
    """Its weekday, its number and its month, and with the year for good."""
    almanac = almanac_in(tag)
    weekday, number, month = almanac.day(day).split()
    assert (almanac.days.index(weekday), int(number)) == (day.weekday(), day.day)
    assert month == almanac.month(day.month)
    assert almanac.date(day) == f"{almanac.day(day)} {day.year}"


def test_a_language_is_found_by_its_tag() -> None:
    """Whatever region and case; English where we have no names."""
    assert almanac_in("NL-be").day(date(2026, 11, 24)) == "dinsdag 24 november"
    assert almanac_in("tr").date(date(2026, 11, 24)) == "Tuesday 24 November 2026"
