"""Why here and why not there: what each start would cost, and who is in the way, told to each what is theirs."""

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable

from partnership.conferences.conference import KeepApart, Weights
from partnership.conferences.explain import seen_by_family
from partnership.conferences.explain import starts_of as starts_for_talk
from partnership.conferences.objections import Objection
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Table, Talk
from partnership.conferences.timetable import Reason
from partnership.conferences.whereabouts import why_here, why_not
from partnership.errors import UnknownName
from partnership.ids import PartyId, RequestId
from partnership.testing.strategies.conferences import conferences, starts_of, valid_timetables

Q1 = RequestId("q1")


@given(st.data())
def test_what_is_told_of_another_start_is_what_the_rules_and_the_objective_say(data: st.DataObject) -> None:
    """Free means that no rule objects, and the change is that of the whole objective with the talk there."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    request = data.draw(st.sampled_from(conference.requests)).id
    found = why_not(request, data.draw(st.sampled_from(starts_of(conference))), table)
    moved = table.changed(without=[request], placed=[found.placement])
    assert found.free is STANDARD.allows(table.talk(found.placement), table)
    assert found.change == objective_of(conference, moved).total - objective_of(conference, table).total


@pytest.mark.parametrize("for_family", [False, True])
@given(data=st.data())
def test_better_starts_are_blocked_and_the_move_is_the_cheapest_that_is_free(
    data: st.DataObject, *, for_family: bool
) -> None:
    """Everything that would cost less has a reason against it, or is the move."""
    conference = data.draw(conferences(max_requests=5))
    table = Table(conference, data.draw(valid_timetables(conference)))
    request = data.draw(st.sampled_from(conference.requests)).id
    found = why_here(request, table, for_family=for_family)
    assert found.placement == next((talk.placement for talk in table.talks if talk.id == request), None)
    assert all(each.change < 0 and each.reasons for each in found.better)
    assert [each.change for each in found.better] == sorted(each.change for each in found.better)
    if found.move is not None:
        assert STANDARD.allows(table.talk(found.move.placement), table)
    if for_family:
        assert not [reason for each in found.better for reason in each.reasons if reason.against]


def test_a_talk_that_waits_for_another() -> None:
    """Fatima waits ten minutes; ten past would be better, but Bram is there. Half past costs ten more, and Jansen ten."""
    conference = autumn(
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q3", "f2")),
        staff=(staff("jansen"), staff("devries", available=(span("18:00", "18:10"),))),
    )
    table = Table(conference, timetable(placed("q2", "18:00"), placed("q3", "18:10"), placed("q1", "18:20")))
    found = why_here(Q1, table)
    assert found.placement == placed("q1", "18:20")
    assert [(f"{each.placement.start:%H:%M}", each.change) for each in found.better] == [
        ("18:00", -30),
        ("18:10", -30),
    ]
    assert [(reason.rule, reason.against) for reason in found.better[1].reasons] == [("staff-clash", ("q3",))]
    assert found.move is not None
    assert (f"{found.move.placement.start:%H:%M}", found.move.change) == ("18:30", 40)
    family_reads = why_here(Q1, table, for_family=True)
    assert family_reads.move is not None
    assert family_reads.move.change == 30
    assert [reason.text for reason in family_reads.better[1].reasons] == [
        "jansen already speaks with someone then"
    ]


def test_a_left_over_talk_is_nowhere_and_every_start_would_be_better() -> None:
    """What it would take is told start by start."""
    table = Table(
        autumn(guardians=(guardian("fatima", available=(span("18:00", "18:10"),)), guardian("bram"))),
        timetable(placed("q2", "18:00")),
    )
    found = why_here(Q1, table)
    assert (found.placement, found.move) == (None, None)
    assert len(found.better) == 5


def test_why_not_there_for_separated_parents() -> None:
    """A busy teacher and another parent read the same: not free. Only what is the family's own is told apart."""
    conference = autumn(
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=10),),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f2", "devries"),
            asked("q3", "f3"),
            asked("q4", "f1", "devries"),
        ),
    )
    table = Table(conference, timetable(placed("q2", "18:00"), placed("q3", "18:10"), placed("q4", "18:20")))
    told = {
        start: [each.text for each in why_not(Q1, clock(start), table, for_family=True).reasons]
        for start in ("18:00", "18:10", "18:20", "18:30", "18:03")
    }
    assert told == {
        "18:00": ["not free then"],
        "18:10": ["not free then"],
        "18:20": ["guardian fatima is in another talk then"],
        "18:30": [],
        "18:03": ["starts between two steps of 10 minutes"],
    }


def test_the_rulebook_it_was_planned_by_is_asked() -> None:
    """Where one may speak with two at a time, and nobody minds when, a busy teacher stands in nobody's way."""
    conference = autumn(
        guardians=(
            guardian("fatima", preferred=(span("18:00", "18:10"),)),
            guardian("bram"),
            guardian("els"),
        ),
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f3")), minutes=5),),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
    )
    table = Table(conference, timetable(placed("q2", "18:00"), placed("q1", "18:10")))
    loose = STANDARD.without("staff-clash", "outside-preferred")
    for for_family in (True, False):
        strict = why_not(Q1, clock("18:00"), table, for_family=for_family)
        assert (strict.free, strict.change) == (False, -100)
        there = why_not(Q1, clock("18:00"), table, loose, for_family=for_family)
        assert (there.free, there.change) == (True, 0)
        found = why_here(Q1, table, loose, for_family=for_family)
        assert (found.request, found.better) == (Q1, ())
        assert found.move is not None
        assert f"{found.move.placement.start:%H:%M}" == "18:00"
    assert [each.against for each in why_not(Q1, clock("18:00"), table).reasons] == [("q2",)]


def test_what_a_family_is_told_counts_the_family_alone() -> None:
    """Two of its talks have no place; giving one of them a place is worth that one, and that it lacks no second."""
    conference = autumn(
        weights=Weights(further_left_over=7, idle_minute=5),
        requests=(asked("q1"), asked("q2", "f1", "devries"), asked("q3", "f2"), asked("q4", "f2", "devries")),
    )
    table = Table(conference, timetable(placed("q3", "19:00"), left_over="q1 q2 q4"))
    assert why_not(Q1, clock("18:00"), table, for_family=True).change == -10_007
    assert why_not(Q1, clock("18:00"), table).change == -10_007 + 5 * 50


def test_a_family_reads_of_its_own_request() -> None:
    """Whatever stands in the way, it is told of the talk that was asked about."""
    conference = autumn(
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f3")), minutes=5),),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
    )
    table = Table(conference, timetable(placed("q2", "18:00")))
    for request in ("q1", "q2"):
        seen = seen_by_family(RequestId(request), starts_for_talk(RequestId(request), table, STANDARD), table)
        assert {each.request for start in seen for each in start.objections} <= {request}
    blocked = [start for start in starts_for_talk(Q1, table, STANDARD) if start.objections]
    told = seen_by_family(Q1, blocked, table)
    assert [(each.rule, each.request) for start in told for each in start.objections] == [("not-free", Q1)]


def test_a_request_nobody_made_is_nowhere() -> None:
    """With the likely one."""
    with pytest.raises(UnknownName, match='unknown request "q11"; did you mean "q1"'):
        why_not(RequestId("q11"), clock("18:00"), Table(autumn(), timetable()))


@rule(tells_of_others=False)
def one_family_at_a_time(talk: Talk, table: Table) -> Iterator[Objection]:
    """The hall is small."""
    for other in talk.clashing(table.talks):
        yield Objection(rule="hall", request=talk.id, against=(other.id,), text="the hall is taken then")


def test_a_school_s_own_rule_is_told_too() -> None:
    """Fatima would rather come at six; Bram is in the hall then. She reads that, and not that it is Bram."""
    conference = autumn(
        guardians=(guardian("fatima", preferred=(span("18:00", "18:10"),)), guardian("bram")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    table = Table(conference, timetable(placed("q2", "18:00"), placed("q1", "18:10")))
    book = STANDARD.plus(one_family_at_a_time)
    (better,) = why_here(Q1, table, book, for_family=True).better
    assert better == why_not(Q1, clock("18:00"), table, book, for_family=True)
    assert better.reasons == (Reason(rule="one-family-at-a-time", text="the hall is taken then"),)
    assert why_not(Q1, clock("18:00"), table, book).reasons == (
        attrs.evolve(better.reasons[0], against=(RequestId("q2"),)),
    )
