"""The table: every talk found by whoever is in it, and the same after every change."""

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, staff, timetable

from partnership.conferences.conference import Conference, Mode
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Timetable
from partnership.ids import RequestId
from partnership.testing.strategies.conferences import conferences, placements, timetables


def everything(table: Table, conference: Conference) -> list[object]:
    """All that a table can be asked, in an order that depends on nothing else."""
    guardians = sorted({name for party in conference.parties for name in party.guardians})
    return [
        table.timetable.placements,
        table.talks,
        table.strangers,
        [table.of_staff(each.id) for each in conference.staff],
        [table.of_guardian(name) for name in guardians],
        [table.of_pupil(each.id) for each in conference.pupils],
        [table.of_party(each.id) for each in conference.parties],
        [table.of_room(each.id) for each in conference.rooms],
        [table.of_interpreter(each.id) for each in conference.interpreters],
        sorted(table.per_party_sitting(), key=lambda row: row[:2]),
    ]


@given(st.data())
def test_a_changed_table_is_a_new_table(data: st.DataObject) -> None:
    """Taking talks off and putting others on gives what building from scratch gives; the old one stays."""
    conference = data.draw(conferences())
    before = data.draw(timetables(conference))
    table = Table(conference, before)
    asked_for = data.draw(st.booleans())
    if asked_for:
        everything(table, conference)
    gone = {each.request for each in before.placements if data.draw(st.booleans())}
    missing = [
        each
        for each in conference.requests
        if each.id in gone or each.id not in {one.request for one in before.placements}
    ]
    new = [data.draw(placements(conference, each)) for each in missing if data.draw(st.booleans())]
    kept = [each for each in before.placements if each.request not in gone]
    rebuilt = Table(conference, Timetable(placements=(*kept, *new)))
    changed = table.changed(without=gone, placed=new)
    assert everything(changed, conference) == everything(rebuilt, conference)
    assert everything(table, conference) == everything(Table(conference, before), conference)


def test_strangers_can_be_taken_off_too() -> None:
    """A placement nobody asked for is not among the talks, and goes when it is told to."""
    table = Table(autumn(), timetable(placed("q9", "18:00"), placed("q1", "18:10")))
    assert [each.request for each in table.strangers] == ["q9"]
    assert [talk.id for talk in table.talks] == ["q1"]
    assert table.changed(without=[RequestId("q9")]).strangers == ()


def test_the_sitting_at_a_moment() -> None:
    """From its first moment until just before its last."""
    cast = Cast(autumn())
    found = [cast.sitting_at(clock(text)) for text in ("17:59", "18:00", "19:59", "20:00")]
    assert [each.id if each else None for each in found] == [None, "tue", "tue", None]


def test_how_a_talk_is_held() -> None:
    """On site before video before phone, among what everyone can and the request allows."""
    conference = autumn(
        staff=(staff("jansen", modes=(Mode.PHONE, Mode.VIDEO)), staff("devries")),
        guardians=(guardian("fatima"), guardian("bram", modes=(Mode.PHONE, Mode.ON_SITE))),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f2"),
            asked("q3", "f2", "devries"),
            asked("q4", "f1", mode=Mode.PHONE),
            asked("q5", "f2", mode=Mode.VIDEO),
        ),
    )
    cast = Cast(conference)
    assert [cast.mode(each) for each in conference.requests] == [
        Mode.VIDEO,
        Mode.PHONE,
        Mode.ON_SITE,
        Mode.PHONE,
        None,
    ]


def test_somebody_twice_in_a_party_is_there_once() -> None:
    """A name written twice does not clash with itself."""
    conference = autumn(
        parties=(family("f1", "fatima fatima", "noor noor"), family("f2", "bram")),
        requests=(asked("q1", "f1", "jansen", "noor noor", pupil_attends=True),),
    )
    table = Table(conference, timetable(placed("q1", "18:00")))
    assert [len(table.of_guardian(name)) for name in conference.parties[0].guardians] == [1, 1]
    assert [len(table.of_pupil(name)) for name in conference.parties[0].pupils] == [1, 1]


def test_the_school_clock() -> None:
    """Six o'clock in London is seven in Amsterdam."""
    assert Cast(autumn()).clock(clock("18:05")) == "2026-11-24 19:05"


def test_a_talk_outside_every_sitting_is_in_none_of_them() -> None:
    """It is told nowhere among the talks of a sitting."""
    table = Table(autumn(), timetable(placed("q1", "21:00"), placed("q2", "18:00")))
    assert [(party, sitting) for party, sitting, _ in table.per_party_sitting()] == [("f2", "tue")]
