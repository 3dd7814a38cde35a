"""Quiet hours end when the clock on the wall says so, in the two nights it changes too."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnership.people.preferences import QuietHours

MINUTE = timedelta(minutes=1)
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 29, 30, 59)))
QUIET = (
    st.tuples(CLOCKS, CLOCKS)
    .filter(lambda both: both[0] != both[1])
    .map(lambda both: QuietHours(start=both[0], end=both[1], timezone="Europe/Amsterdam"))
)
NIGHTS = (
    datetime(2026, 3, 28, 20, tzinfo=UTC),
    datetime(2026, 10, 24, 20, tzinfo=UTC),
    datetime(2026, 11, 23, tzinfo=UTC),
)
MOMENTS = st.builds(
    lambda night, minutes: night + timedelta(minutes=minutes),
    st.sampled_from(NIGHTS),
    st.integers(0, 12 * 60),
)


@given(quiet=QUIET, moment=MOMENTS)
def test_over_is_the_first_minute_that_is_not_quiet(quiet: QuietHours, moment: datetime) -> None:
    """As looking at the clock each minute finds it, in spring, in autumn and on any day."""
    step = moment
    while step in quiet:
        step += MINUTE
    assert quiet.over(moment) == step


def test_in_spring_the_clock_jumps_past_the_end() -> None:
    """Quiet until half past two: at two it is three."""
    quiet = QuietHours(start=time(22), end=time(2, 30), timezone="Europe/Amsterdam")
    assert quiet.over(datetime(2026, 3, 29, 0, 10, tzinfo=UTC)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_in_autumn_it_is_half_past_two_twice() -> None:
    """The first time is the end; whoever asks in the hour that comes again waits for the second."""
    quiet = QuietHours(start=time(22), end=time(2, 30), timezone="Europe/Amsterdam")
    assert quiet.over(datetime(2026, 10, 25, 0, 10, tzinfo=UTC)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert quiet.over(datetime(2026, 10, 25, 1, 10, tzinfo=UTC)) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
