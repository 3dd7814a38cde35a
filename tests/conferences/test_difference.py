"""What changed between two timetables: every talk is in exactly one of four piles."""

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, family, placed, staff, timetable

from partnership.conferences.difference import Difference, difference, news
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Timetable
from partnership.ids import PartyId, RequestId, StaffId
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


OLD = Timetable(
    placements=(
        placed("q1", "18:00"),
        placed("q2", "18:10", room="r1"),
        placed("q3", "18:20"),
        placed("q5", "18:40", interpreter="amal"),
    )
)
NEW = Timetable(
    placements=(
        placed("q1", "18:30", day=25),
        placed("q2", "18:10", 15, room="r2"),
        placed("q4", "18:50"),
        placed("q5", "18:40", interpreter="omar"),
        placed("gone", "19:00"),
    )
)
FIVE = autumn(
    staff=(staff("jansen"), staff("devries")),
    parties=(family("f1", "fatima"), family("f2", "bram")),
    requests=(
        asked("q1", "f1"),
        asked("q2", "f1", "jansen devries"),
        asked("q3", "f2"),
        asked("q4", "f1", "devries"),
        asked("q5", "f2", "devries"),
    ),
)


def test_words_for_the_school_a_family_and_a_teacher() -> None:
    """All in order of time; a family reads of its own talks and whom they are with."""
    changed, cast = difference(OLD, NEW), Cast(FIVE)
    assert news(changed, cast, names={"f2": "the Bakkers"}) == (
        "Another length: the talk with jansen, devries and f1, Tuesday 24 November at 19:10, lasts 15 minutes",
        "Another room: the talk with jansen, devries and f1, Tuesday 24 November at 19:10, is in r2",
        "Called off: the talk with jansen and the Bakkers, Tuesday 24 November at 19:20",
        "Another interpreter: the talk with devries and the Bakkers, Tuesday 24 November at 19:40",
        "New: the talk with devries and f1, Tuesday 24 November at 19:50",
        "Moved: the talk with jansen and f1, from Tuesday 24 November at 19:00 to Wednesday 25 November at 19:30",
    )
    assert news(changed, cast, party=PartyId("f2"), language="nl") == (
        "Vervallen: het gesprek met jansen, dinsdag 24 november om 19:20",
        "Andere tolk: het gesprek met devries, dinsdag 24 november om 19:40",
    )
    assert len(news(changed, cast, staff=StaffId("jansen"))) == 4


def test_names_are_printed_where_they_are_known() -> None:
    """Of staff and of rooms; where there is no room any more, a dash. On the same day the day is said once."""
    before = timetable(placed("q1", "19:00", room="r2"), placed("q3", "19:30", room="r1"))
    after = timetable(placed("q1", "19:10", room="r2"), placed("q3", "19:30"), placed("q4", "19:50"))
    names = {"jansen": "Mr Jansen", "r2": "the music room"}
    cast, moved = Cast(FIVE), difference(before, after)
    assert news(moved, cast, party=PartyId("f1"), names=names) == (
        "Moved: the talk with Mr Jansen, Tuesday 24 November, from 20:00 to 20:10",
        "New: the talk with devries, Tuesday 24 November at 20:50",
    )
    roomed = difference(after, before)
    assert news(moved, cast, party=PartyId("f2"), names=names) == (
        "Another room: the talk with Mr Jansen, Tuesday 24 November at 20:30, is in -",
    )
    back = difference(timetable(placed("q1", "19:00")), before)
    assert news(back, cast, party=PartyId("f1"), names=names) == (
        "Another room: the talk with Mr Jansen, Tuesday 24 November at 20:00, is in the music room",
    )
    mine = roomed.only(map(RequestId, ("q1", "q4")))
    assert (mine.kept, [each.request for each in mine.dropped]) == ((), ["q4"])
    assert difference(before, before).only([RequestId("q1")]).kept == ("q1",)


@given(st.data())
def test_a_family_reads_of_itself_alone(data: st.DataObject) -> None:
    """What a family reads is the same when everybody else's changes are left out, and names no other party."""
    conference = data.draw(conferences())
    old, new = data.draw(valid_timetables(conference)), data.draw(valid_timetables(conference))
    changed, cast = difference(old, new), Cast(conference)
    for party in cast.parties:
        mine = [each.id for each in conference.requests if each.party == party]
        told = news(changed, cast, party=party)
        assert told == news(changed.only(mine), cast, party=party)
        assert bool(told) is bool(
            {*changed.only(mine).placed, *changed.only(mine).dropped, *changed.only(mine).moved}
        )
        assert not [text for text in told if re.search(r"\bf\d", text)]


@given(st.data())
def test_every_language_tells_the_same(data: st.DataObject) -> None:
    """As many sentences, none with a gap in it."""
    conference = data.draw(conferences())
    changed = difference(data.draw(valid_timetables(conference)), data.draw(valid_timetables(conference)))
    told = [news(changed, Cast(conference), language=each) for each in ("en", "nl", "fy")]
    assert len({len(each) for each in told}) == 1
    assert told[0] == told[2]
    assert not [text for each in told for text in each if "{" in text]
