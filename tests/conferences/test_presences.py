"""How much may be asked of somebody: what limits there can be, and what is meant where none is given."""

from typing import Any

import attrs
import pytest
from tests.conferences.autumn import clock, guardian, staff

from partnership.conferences.presences import LONGEST_MINUTES, Pause, PupilPresence, at_least
from partnership.ids import PupilId

YEAR = 525_600


def pupil(**different: Any) -> PupilPresence:
    """A pupil."""
    return PupilPresence(id=PupilId("noor"), **different)


def pause(minutes: int) -> Pause:
    """A pause in the first hour."""
    return Pause(start=clock("18:00"), end=clock("19:00"), minutes=minutes)


COUNTS = [
    (staff, "break_after", 1),
    (staff, "max_talks_a_day", 0),
    (guardian, "max_in_a_row", 1),
    (guardian, "max_talks", 0),
    (pupil, "max_talks", 0),
    (pupil, "max_talks_with_one", 0),
]
MINUTES = [
    (staff, "break_after_minutes", 1),
    (staff, "talk_minutes", 1),
    (staff, "break_minutes", 1),
    (staff, "buffer_minutes", 0),
    (staff, "start_offset_minutes", 0),
    (guardian, "max_wait_minutes", 0),
    (guardian, "rest_minutes", 1),
    (pause, "minutes", 1),
]


@pytest.mark.parametrize(("somebody", "limit", "least"), [*COUNTS, *MINUTES])
def test_a_limit_is_no_lower_than_it_can_mean(somebody: Any, limit: str, least: int) -> None:
    """No talk at all may be agreed, no talk in a row may not."""
    assert getattr(somebody(**{limit: least}), limit) == least
    with pytest.raises(ValueError, match=f"'{limit}' must be >= {least}"):
        somebody(**{limit: least - 1})


@pytest.mark.parametrize(("somebody", "limit", "least"), MINUTES)
def test_nothing_takes_longer_than_a_year(somebody: Any, limit: str, least: int) -> None:
    """Whatever was typed."""
    assert getattr(somebody(**{limit: YEAR}), limit) == YEAR > least
    with pytest.raises(ValueError, match=f"'{limit}' must be <= {YEAR}"):
        somebody(**{limit: YEAR + 1})


@pytest.mark.parametrize("somebody", [staff, guardian, pupil])
def test_what_is_not_said_is_no_limit(somebody: Any) -> None:
    """Nobody waits, comes or speaks less than they said."""
    unsaid = attrs.asdict(somebody(), recurse=False)
    limits = {limit for of, limit, _ in [*COUNTS, *MINUTES] if of is somebody}
    assert {limit for limit in limits if unsaid[limit]} <= {"break_minutes", "rest_minutes"}
    assert {unsaid[limit] for limit in limits} <= {None, 0, 10}


@pytest.mark.parametrize(("minutes", "fine"), [(4, False), (5, True), (YEAR, True), (YEAR + 1, False)])
def test_minutes_lie_between_a_least_and_a_year(minutes: int, *, fine: bool) -> None:
    """Both may be."""

    @attrs.frozen
    class Walk:
        minutes: int = attrs.field(validator=at_least(5))

    assert LONGEST_MINUTES == YEAR
    if fine:
        assert Walk(minutes).minutes == minutes
    else:
        with pytest.raises(ValueError, match="'minutes' must be"):
            Walk(minutes)
