"""What moving talks would break is what the independent checker finds broken once they are moved."""

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.booking_life.evenings import STARTS, Evening, evenings

from partnership.conferences.booking_life.moves import objections_to
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import Timetable

NAMES = st.sampled_from(["q0", "q1", "q2", "q3", "r0", "r1", "s0"])


@given(evenings(), st.dictionaries(NAMES, st.sampled_from(STARTS), max_size=3))
def test_what_moving_talks_breaks(evening: Evening, starts: dict[str, str]) -> None:
    """All that speaks against the talks that move; of the others nothing that was so before."""
    placed = [evening.options(name, start)[-1] for name, start in starts.items()]
    table = Table(evening.conference, Timetable(placements=evening.talks))
    found = list(objections_to(placed, table, STANDARD))
    rest = tuple(each for each in evening.talks if each.request not in starts)
    broken = evening.broken((*rest, *placed))
    assert {each.finding for each in found} == broken
    others = [each.finding for each in found if each.request not in starts]
    assert len(set(others)) == len(others)
    assert not any(starts.keys() & finding[1] for finding in others)
