"""When the digest goes out: once a week, at the hour the school's clock shows, in the weeks the clock changes too."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.contact.digests import DigestTime
from partnership.errors import InvalidValue

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TIMES = st.builds(DigestTime, weekday=st.integers(0, 6), at=st.times())
MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(TIMES, MOMENTS)
def test_the_next_one_is_the_first_of_its_kind(when: DigestTime, moment: datetime) -> None:
    """Later than now, within a week and an hour, on that day; and the same one until it is there."""
    due = when.after(moment, AMSTERDAM)
    local = due.astimezone(AMSTERDAM)
    assert moment < due <= moment + timedelta(days=7, hours=1)
    assert local.weekday() == when.weekday
    assert when.after(due - timedelta(microseconds=1), AMSTERDAM) == due
    assert when.after(due, AMSTERDAM) > due


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24T12:00+00:00", "2026-11-27T15:00+00:00"),
        ("2026-11-27T14:59+00:00", "2026-11-27T15:00+00:00"),
        ("2026-11-27T15:00+00:00", "2026-12-04T15:00+00:00"),
        ("2026-03-27T16:00+01:00", "2026-04-03T14:00+00:00"),
    ],
)
def test_friday_at_four(now: str, due: str) -> None:
    """On the wall, before and after the clock changes."""
    assert DigestTime().after(datetime.fromisoformat(now), AMSTERDAM) == datetime.fromisoformat(due)


def test_no_day_and_no_local_time_are_refused() -> None:
    """Each by its name."""
    with pytest.raises(InvalidValue, match="weekday"):
        DigestTime(weekday=7)
    with pytest.raises(InvalidValue, match="at"):
        DigestTime(at=time(16, tzinfo=UTC))
