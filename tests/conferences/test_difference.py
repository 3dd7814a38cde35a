"""What changed between two timetables: every talk is in exactly one of four piles."""

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import placed

from partnership.conferences.difference import Difference, difference
from partnership.conferences.timetable import Timetable
from partnership.ids import RequestId
from partnership.testing.strategies.conferences import conferences, valid_timetables


@given(st.data())
def test_every_talk_is_told_once_and_the_way_back_is_the_mirror(data: st.DataObject) -> None:
    """Placed, dropped, moved and kept share no talk and miss none; from new to old they change places."""
    conference = data.draw(conferences())
    old, new = data.draw(valid_timetables(conference)), data.draw(valid_timetables(conference))
    found, back = difference(old, new), difference(new, old)
    told = [
        *(each.request for each in found.placed),
        *(each.request for each in found.dropped),
        *(each.request for each, _ in found.moved),
        *found.kept,
    ]
    before, after = set(old.placements), set(new.placements)
    assert sorted(told) == sorted({each.request for each in before | after})
    assert {each.request for each in before & after} == set(found.kept)
    assert back == Difference(
        placed=found.dropped,
        dropped=found.placed,
        moved=tuple((one, other) for other, one in found.moved),
        kept=found.kept,
    )


def test_a_new_start_or_room_is_a_move() -> None:
    """Four talks, four fates."""
    old = Timetable(placements=(placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", "18:20")))
    new = Timetable(
        placements=(placed("q1", "18:00"), placed("q2", "18:10", room="r1"), placed("q4", "18:30"))
    )
    assert difference(old, new) == Difference(
        placed=(placed("q4", "18:30"),),
        dropped=(placed("q3", "18:20"),),
        moved=((placed("q2", "18:10"), placed("q2", "18:10", room="r1")),),
        kept=(RequestId("q1"),),
    )
