"""Agendas: everybody sees what is theirs, as it was last told, and nothing of anybody else's."""

from collections.abc import Iterable
from datetime import datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, staff, timetable

from partnership.conferences.agenda import Agendas, Appointment
from partnership.conferences.evening import Evening
from partnership.conferences.timetable import LeftOver, Placement
from partnership.ids import PartyId, RequestId
from partnership.testing.strategies.evenings import evenings

NOON = clock("11:00", day=16)
Row = tuple[datetime, str, Placement, bool, int, datetime]


@st.composite
def untidy_evenings(draw: st.DrawFn) -> Evening:
    """Evenings in which a talk nobody asks for is placed and another called off, and a cancellation says another id."""
    evening = draw(evenings())
    stranger, ghost = placed("nobody", "17:00"), RequestId("ghost")
    filed = {name: attrs.evolve(each, request=ghost) for name, each in evening.cancelled.items()}
    return attrs.evolve(
        evening,
        timetable=attrs.evolve(evening.timetable, placements=(*evening.timetable.placements, stranger)),
        cancelled={**filed, ghost: stranger},
    )


def told(evening: Evening) -> list[Row]:
    """Every talk of an evening, slowly and obviously: held if it is placed, else called off if that was noted."""
    here = {each.request: each for each in evening.timetable.placements}
    gone = {name: attrs.evolve(each, request=name) for name, each in evening.cancelled.items()}
    rows = list[Row]()
    for request in evening.conference.requests:
        talk = here.get(request.id) or gone.get(request.id)
        if talk is not None:
            held, times = request.id in here, evening.revisions.get(request.id, 0)
            changed = evening.changed.get(request.id, evening.made)
            rows.append((talk.start, request.id, talk, held, times if held or times else 1, changed))
    return sorted(rows, key=lambda row: row[:2])


def rows_of(appointments: Iterable[Appointment]) -> list[Row]:
    """Appointments as such rows."""
    return [
        (each.talk.start, each.talk.id, each.talk.placement, each.held, each.revision, each.changed)
        for each in appointments
    ]


@given(untidy_evenings())
def test_everybody_sees_their_own_talks_and_no_others(evening: Evening) -> None:
    """By staff, guardian, party and room, in order of time; what is called off stays in an agenda but leaves the room free."""
    conference, agendas, every = evening.conference, Agendas(evening), told(evening)
    requests = {each.id: each for each in conference.requests}
    members = {each.id: each.guardians for each in conference.parties}

    def coming(row: Row) -> tuple[str, ...]:
        request = requests[RequestId(row[1])]
        return members[request.party] if request.guardians is None else request.guardians

    assert rows_of(agendas.all()) == every
    for person in conference.staff:
        mine = [row for row in every if person.id in requests[RequestId(row[1])].staff]
        assert rows_of(agendas.of_staff(person.id)) == mine
    for party in conference.parties:
        mine = [row for row in every if requests[RequestId(row[1])].party == party.id]
        assert rows_of(agendas.of_party(party.id)) == mine
    for name in {name for party in conference.parties for name in party.guardians}:
        assert rows_of(agendas.of_guardian(name)) == [row for row in every if name in coming(row)]
    for room in conference.rooms:
        inside = [row for row in every if row[3] and row[2].room == room.id]
        assert rows_of(agendas.of_room(room.id)) == inside


@given(untidy_evenings())
def test_nobody_is_dropped_silently(evening: Evening) -> None:
    """What a party asked for is in its agenda or left over, never both; with the reasons that were given."""
    agendas = Agendas(evening)
    given_reasons = {each.request: each for each in evening.timetable.left_over}
    seen = {row[1] for row in told(evening)}
    for party in evening.conference.parties:
        mine = [each.id for each in evening.conference.requests if each.party == party.id]
        assert agendas.left_over_of(party.id) == tuple(
            given_reasons.get(name) or LeftOver(request=name) for name in mine if name not in seen
        )


def test_the_guardians_of_an_evening_are_those_of_its_parties() -> None:
    """Each once, in the order of the parties; who is in none has no agenda."""
    conference = autumn(
        guardians=(guardian("zoe"), guardian("omar"), guardian("bram")),
        parties=(family("f1", "bram"), family("f2", "zoe bram")),
    )
    evening = Evening(id="autumn", conference=conference, timetable=timetable(), made=NOON)
    assert Agendas(evening).guardians == ("bram", "zoe")


def test_separated_parents_are_not_to_be_recognised() -> None:
    """Noor's parents are in two parties; the third family may be read of where people pass."""
    conference = autumn(
        parties=(family("mother", "fatima", "noor"), family("father", "bram", "noor"), family("els", "els")),
        requests=(asked("q1", "els"),),
    )
    evening = Evening(id="autumn", conference=conference, timetable=timetable(), made=NOON)
    assert Agendas(evening).discreet == {"mother", "father"}


def test_a_talk_that_is_held_again_is_not_called_off() -> None:
    """It stands once, as often changed as is noted; one called off that nobody counted changed once."""
    evening = Evening(
        id="autumn",
        conference=autumn(staff=(staff("jansen"),), requests=(asked("q1", "f1"), asked("q2", "f1"))),
        timetable=timetable(placed("q1", "18:10")),
        cancelled={RequestId("q1"): placed("q1", "18:00"), RequestId("q2"): placed("q2", "18:30")},
        revisions={"q1": 2},
        made=NOON,
    )
    [again, gone] = Agendas(evening).of_party(PartyId("f1"))
    assert (again.talk.start, again.held, again.revision) == (clock("18:10"), True, 2)
    assert (gone.talk.start, gone.held, gone.revision, gone.changed) == (clock("18:30"), False, 1, NOON)
