"""A placement knows when it ends."""

import pytest
from tests.conferences.autumn import clock, placed, span

from partnership.conferences.timetable import Placement
from partnership.ids import RequestId


def test_when_a_talk_is_held() -> None:
    """From its start, for its minutes, over the hour too."""
    talk = placed("q1", "18:55", 15)
    assert talk.end == clock("19:10")
    assert talk.span == span("18:55", "19:10")


@pytest.mark.parametrize("minutes", [0, -10, 525_601])
def test_a_talk_lasts_at_least_a_minute_and_at_most_a_year(minutes: int) -> None:
    """Neither no time at all nor for ever."""
    with pytest.raises(ValueError, match="'minutes' must be"):
        Placement(request=RequestId("q1"), start=clock("18:00"), minutes=minutes)
