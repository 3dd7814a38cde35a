"""The table: every talk found by whoever is in it, and the same after every change."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.spoken import Spoken

from partnership.conferences.conference import Conference, Mode
from partnership.conferences.table import Cast, Table, Talk
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


@given(st.data())
def test_every_talk_is_found_by_whoever_is_in_it(data: st.DataObject) -> None:
    """In order of start, then of request, whatever the order of the placements; and by nobody else."""
    conference = data.draw(conferences())
    answer = data.draw(timetables(conference))
    table = Table(
        conference, attrs.evolve(answer, placements=tuple(data.draw(st.permutations(answer.placements))))
    )
    talks = sorted(
        (Spoken(conference, each) for each in answer.placements),
        key=lambda each: (each.start, each.request.id),
    )

    def those(ask: Callable[[Spoken, str], bool], name: str) -> list[RequestId]:
        return [each.request.id for each in talks if ask(each, name)]

    def named(found: Iterable[Talk]) -> list[RequestId]:
        return [each.id for each in found]

    assert named(table.talks) == those(lambda _, __: True, "")
    for person in conference.staff:
        assert named(table.of_staff(person.id)) == those(lambda t, who: who in t.request.staff, person.id)
    for guardian_name in table.cast.guardians:
        assert named(table.of_guardian(guardian_name)) == those(lambda t, who: who in t.names, guardian_name)
    for pupil in conference.pupils:
        attended = those(lambda t, who: who in {each.id for each in t.attending}, pupil.id)
        assert named(table.of_pupil(pupil.id)) == attended
        assert named(table.about_pupil(pupil.id)) == those(lambda t, who: who in t.request.pupils, pupil.id)
    for room in conference.rooms:
        assert named(table.of_room(room.id)) == those(lambda t, which: t.placement.room == which, room.id)
    for party in conference.parties:
        mine = those(lambda t, who: t.party.id == who, party.id)
        assert named(table.of_party(party.id)) == mine
        sittings = {
            sitting: named(found) for name, sitting, found in table.per_party_sitting() if name == party.id
        }
        assert sittings == {
            sitting.id: row
            for sitting in conference.sittings
            if (row := [t.request.id for t in talks if t.request.id in mine and t.sitting == sitting.id])
        }
    asked_of = {
        "party": {each.id: those(lambda t, who: t.party.id == who, each.id) for each in conference.parties},
        "staff": {
            each.id: those(lambda t, who: who in (*t.request.staff, *t.request.optional_staff), each.id)
            for each in conference.staff
        },
        "interpreter": {
            each.id: those(lambda t, who: t.placement.interpreter == who, each.id)
            for each in conference.interpreters
        },
        "conference": {conference.name: named(table.talks)},
    }
    for kind, whose in asked_of.items():
        assert {name: named(found) for name, found in table.talks_of_each(kind)} == whose


@given(st.data())
def test_talks_follow_one_another_in_their_sitting(data: st.DataObject) -> None:
    """Before and after a talk, on the table or not yet, come those right before and after it; from one sitting to the next, none."""
    conference = data.draw(conferences())
    answer = data.draw(timetables(conference))
    table = Table(conference, answer)
    sitting = {each.placement: each.sitting for each in table.talks}
    for talk in table.talks:
        row = [each for each in table.talks if sitting[each.placement] == sitting[talk.placement]]
        at = row.index(talk)
        pairs = [(row[at - 1], talk)] if at else []
        pairs += [(talk, row[at + 1])] if talk is not row[-1] else []
        assert list(table.in_a_row(talk, table.talks)) == pairs
        assert list(table.in_a_row(talk, table.changed(without=[talk.id]).talks)) == pairs


@pytest.mark.parametrize(
    ("start", "minutes", "shares", "close"),
    [
        ("17:50", 10, False, True),
        ("17:45", 10, False, False),
        ("17:50", 11, True, True),
        ("18:00", 10, True, True),
        ("18:09", 10, True, True),
        ("18:10", 10, False, True),
        ("18:14", 10, False, True),
        ("18:15", 10, False, False),
        ("17:50", 60, True, True),
    ],
)
def test_two_talks_share_a_moment_or_lie_close(
    start: str, minutes: int, *, shares: bool, close: bool
) -> None:
    """A talk that starts when another ends leaves it free; closer than the buffer is too close; with itself none clashes."""
    table = Table(
        autumn(requests=(asked("q1"), asked("q2", "f2", minutes=minutes))),
        timetable(placed("q1", "18:00"), placed("q2", start, minutes)),
    )
    one, other = (next(each for each in table.talks if each.id == name) for name in ("q1", "q2"))
    assert (one.overlaps(other), other.overlaps(one)) == (shares, shares)
    assert one.clashing(table.talks) == ([other] if shares else [])
    assert one.clashing(table.talks, timedelta(minutes=5)) == ([other] if close else [])
    assert one.placement.span == span("18:00", "18:10")
