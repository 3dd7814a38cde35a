"""The names of days and months are whole in every language, and say the day that it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date
from babel.lists import format_list
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


@given(day=st.dates(min_value=date(1000, 1, 1)), tag=st.sampled_from(sorted(LANGUAGES)))
def test_a_day_is_written_as_the_cldr_writes_it(day: date, tag: str) -> None:
    """For good, within a month and the month by itself; English is that of Britain, without its comma."""
    almanac, locale = almanac_in(tag), {"en": "en_GB"}.get(tag, tag)
    assert almanac.date(day) == format_date(day, "full", locale=locale).replace(
        "day, ", "day " if tag == "en" else "day, "
    )
    assert almanac.short(day) == format_date(day, "d MMMM", locale=locale)
    assert almanac.month(day.month) == format_date(day, "LLLL", locale=locale)
    assert almanac.days[day.weekday()] == format_date(day, "EEEE", locale=locale)


@given(day=st.dates(min_value=date(1000, 1, 1)), tag=st.sampled_from(sorted(LANGUAGES)))
def test_a_day_within_a_year_is_the_day_for_good_without_its_year(day: date, tag: str) -> None:
    """Word for word."""
    almanac = almanac_in(tag)
    whole = almanac.date(day).removesuffix("\u202fр.").split()
    whole.remove(str(day.year))
    assert almanac.day(day).split() == whole


@given(
    names=st.lists(st.sampled_from(["Anna", "Bram", "سميرة"]), min_size=1, max_size=5),
    tag=st.sampled_from(sorted(LANGUAGES)),
)
def test_names_are_listed_as_the_cldr_lists_them(names: list[str], tag: str) -> None:
    """With the language's own comma, and before the last its own word; in Arabic the CLDR repeats that word."""
    said = almanac_in(tag).list(names)
    if tag == "ar":
        assert said.replace("، ", " و") == format_list(names, locale=tag)
    else:
        assert said == format_list(names, locale={"en": "en_GB"}.get(tag, tag))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_time_is_told_with_its_day(tag: str) -> None:
    """From when, and until when where that is known."""
    almanac, start = almanac_in(tag), datetime(2026, 11, 24, 19, 10, tzinfo=UTC)
    alone, whole = almanac.moment(start), almanac.moment(start, start + timedelta(minutes=10))
    assert alone.startswith(almanac.date(start))
    assert alone.endswith("19:10")
    assert whole.startswith(almanac.date(start))
    assert whole.index("19:10") < whole.index("19:20")


def test_a_language_is_found_by_its_tag() -> None:
    """Whatever region and case; English where we have no names."""
    assert almanac_in("NL-be").day(date(2026, 11, 24)) == "dinsdag 24 november"
    assert almanac_in("so").date(date(2026, 11, 24)) == "Tuesday 24 November 2026"
