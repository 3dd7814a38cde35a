"""Instants are aware, intervals half-open, and the two nights a year that clocks change are no surprise."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.conferences.timetable import Placement
from partnership.errors import InvalidValue
from partnership.ids import RequestId
from partnership.times import Span, at, instant, local, minutes_between, parse_local, zone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TALK = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)

instants = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(
        [UTC, AMSTERDAM, ZoneInfo("America/Caracas"), timezone(timedelta(hours=-3, minutes=-30))]
    ),
)
spans = st.tuples(instants, st.integers(1, 100_000)).map(lambda pair: Span.of(pair[0], minutes=pair[1]))


@given(instants)
def test_an_instant_is_the_same_moment_in_utc(moment: datetime) -> None:
    """Converting never moves a moment, and twice is once."""
    assert instant(moment) == moment
    assert instant(moment).tzinfo is UTC
    assert instant(instant(moment)) == instant(moment)


def test_a_naive_time_is_refused_by_name() -> None:
    """Nobody knows which moment a time without a zone is."""
    with pytest.raises(InvalidValue, match=r"^start: 2026-11-24T18:00:00 has no time zone") as caught:
        instant(datetime(2026, 11, 24, 18, 0), field="start")  # noqa: DTZ001 - naive is the point
    assert (caught.value.field, type(caught.value.problem)) == ("start", str)


def test_a_date_is_not_an_instant() -> None:
    """A day has no time of day, so it is refused with the type it has."""
    with pytest.raises(InvalidValue, match="expected a date and time, got date"):
        instant(date(2026, 11, 24))  # type: ignore[arg-type]


def test_a_zone_is_known_by_its_name() -> None:
    """A misspelt zone names the likely one; an empty one is simply unknown."""
    assert zone("Europe/Amsterdam") == AMSTERDAM
    with pytest.raises(InvalidValue, match='unknown zone "Europe/Amsterdm"; did you mean "Europe/Amsterdam"'):
        zone("Europe/Amsterdm")
    with pytest.raises(InvalidValue, match=r'unknown zone ""$'):
        zone("")


def test_a_wall_clock_time_is_an_instant_in_its_zone() -> None:
    """Six in the evening is 17:00 UTC in November and 16:00 UTC in June."""
    assert local(datetime(2026, 11, 24, 18, 0), AMSTERDAM) == TALK  # noqa: DTZ001
    assert local(datetime(2026, 6, 24, 18, 0), AMSTERDAM) == datetime(2026, 6, 24, 16, 0, tzinfo=UTC)  # noqa: DTZ001
    assert at(date(2026, 11, 24), time(18, 0), AMSTERDAM) == TALK


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-03-29T02:30", "does not exist in Europe/Amsterdam: the clock skips it"),
        ("2026-10-25T02:30", "happens twice in Europe/Amsterdam"),
        ("2026-11-24", "a date without a time of day"),
        ("24 november", "not a date and time"),
        ("", "not a date and time"),
        ("0001-01-01T00:00", "outside the calendar"),
        ("9999-12-31T23:59-12:00", "outside the calendar"),
    ],
)
def test_times_no_clock_shows_once_are_refused(text: str, words: str) -> None:
    """The skipped hour, the doubled hour, and what is no time at all, each in its own words."""
    with pytest.raises(InvalidValue, match=words):
        parse_local(text, AMSTERDAM)


def test_a_text_with_an_offset_is_taken_at_its_word() -> None:
    """`Z` and `+01:00` say which moment it is; the zone is not asked."""
    assert parse_local("2026-11-24T17:00Z", AMSTERDAM) == TALK
    assert parse_local("2026-11-24T18:00+01:00", AMSTERDAM) == TALK
    with pytest.raises(InvalidValue, match="already has an offset"):
        local(TALK, AMSTERDAM)


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)))  # noqa: DTZ001
def test_every_accepted_local_time_shows_itself_again(naive: datetime) -> None:
    """A local time either comes back from its instant unchanged or is refused."""
    try:
        moment = local(naive, AMSTERDAM)
    except InvalidValue:
        assert naive.month in {3, 10}
        assert naive.hour == 2
    else:
        assert moment.astimezone(AMSTERDAM).replace(tzinfo=None) == naive


def test_minutes_are_real_minutes_across_a_clock_change() -> None:
    """From one to four in the night the clock skips an hour lie two hours."""
    start = local(datetime(2026, 3, 29, 1, 0), AMSTERDAM)  # noqa: DTZ001
    end = local(datetime(2026, 3, 29, 4, 0), AMSTERDAM)  # noqa: DTZ001
    assert Span(start, end).minutes == 120
    assert minutes_between(start, end + timedelta(seconds=59)) == 120


@pytest.mark.parametrize("minutes", [0, -5])
def test_a_span_is_never_empty(minutes: int) -> None:
    """An end at or before the start is refused."""
    with pytest.raises(InvalidValue, match="is not after the start"):
        Span.of(TALK, minutes=minutes)


@given(spans, spans)
def test_overlap_is_having_a_common_part(one: Span, other: Span) -> None:
    """Overlap is symmetric, agrees with the common part, and excludes a gap."""
    common = one & other
    assert one.overlaps(other) == other.overlaps(one) == (common is not None)
    assert common == (other & one)
    if common is not None:
        assert one.covers(common)
        assert other.covers(common)
        assert common.start in one
        assert one.gap(other) == timedelta(0)


@given(spans, spans)
def test_a_gap_closes_when_one_span_moves_up(one: Span, other: Span) -> None:
    """The gap is the time that lies between, whichever comes first."""
    gap = one.gap(other)
    assert gap == other.gap(one)
    assert gap >= timedelta(0)
    if gap:
        first, last = sorted([one, other])
        assert first.end + gap == last.start


def test_spans_that_touch_do_not_overlap() -> None:
    """A talk that ends at 18:10 leaves 18:10 free."""
    first = Span.of(TALK, minutes=10)
    second = Span.of(first.end, minutes=10)
    assert not first.overlaps(second)
    assert first & second is None
    assert first.end not in first
    assert first.start in first
    assert first.gap(second) == timedelta(0)


@given(st.lists(spans, max_size=6))
def test_merging_keeps_every_moment_and_leaves_gaps(several: list[Span]) -> None:
    """Merged spans are in order, never touch, and cover exactly what was given."""
    merged = list(Span.merge(several))
    assert all(before.end < after.start for before, after in pairwise(merged))
    assert all(any(whole.covers(span) for whole in merged) for span in several)
    assert all(any(span.start == whole.start for span in several) for whole in merged)
    assert all(any(span.end == whole.end for span in several) for whole in merged)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(1969, 12, 31, 23, 59, tzinfo=UTC), "start: the year 1969 is not one a school could mean"),
        (datetime(3000, 1, 1, tzinfo=UTC), "start: the year 3000 is not one a school could mean"),
        (
            datetime(2026, 11, 24, 18, 0, 30, tzinfo=UTC),
            "start: 2026-11-24T18:00:30+00:00 is not a whole minute",
        ),
        (
            datetime(2026, 11, 24, 18, 0, 0, 5, tzinfo=UTC),
            "start: 2026-11-24T18:00:00.000005+00:00 is not a whole minute",
        ),
    ],
)
def test_a_talk_starts_on_a_whole_minute_in_a_year_a_school_could_mean(moment: datetime, said: str) -> None:
    """So that minutes can always be counted, and added."""
    with pytest.raises(InvalidValue, match=f"^{re.escape(said)}$"):
        Placement(request=RequestId("q1"), start=moment, minutes=10)


def test_the_first_and_the_last_minute_of_those_years() -> None:
    """Are still whole years of minutes away from the end of the calendar."""
    last = datetime(2999, 12, 31, 23, 59, tzinfo=UTC)
    assert Placement(request=RequestId("q1"), start=last, minutes=525_600).end.year == 3000
    first = datetime(1970, 1, 1, tzinfo=UTC)
    assert Placement(request=RequestId("q1"), start=first, minutes=1).start == first
