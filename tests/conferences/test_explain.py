"""Why a request is left over: every start accounted for, nothing given away, and changes that do help."""

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import (
    asked,
    autumn,
    family,
    guardian,
    placed,
    span,
    staff,
    timetable,
)
from tests.conferences.short_evening import FULL, short_evening, why

from partnership.conferences.conference import (
    Room,
)
from partnership.conferences.explain import explain, explain_left_over, starts_of
from partnership.conferences.objections import Objection
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Table, Talk
from partnership.conferences.timetable import Reason
from partnership.errors import UnknownName
from partnership.ids import RequestId, RoomId
from partnership.testing.strategies.conferences import conferences, valid_timetables


def one_of_two(talk: Talk, table: Table) -> Iterator[Objection]:
    """An adopter's rule: the first family that comes is the only one."""
    for other in table.talks:
        if other.id != talk.id:
            yield Objection(
                rule="one-of-two", request=talk.id, against=(other.id,), text=f"not beside {other.id}"
            )


@given(st.data())
def test_a_request_without_reasons_has_a_place_and_one_with_reasons_has_none(data: st.DataObject) -> None:
    """Reasons are given exactly when every start, in every room and with every interpreter, is refused."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    request = data.draw(st.sampled_from(conference.requests))
    free = any(
        STANDARD.allows(table.talk(placement), table)
        for start in starts_for(request, table.cast)
        for placement in options_at(request, start, table.cast)
    )
    answer = explain(request.id, table)
    assert bool(answer.reasons) is not free
    assert any(not start.objections for start in starts_of(request.id, table)) is free
    assert len(answer.would_help) <= 3
    if free:
        assert answer.would_help[0].text.startswith("it fits at ")


@given(st.data())
def test_a_start_is_told_in_the_room_and_with_the_interpreter_where_least_is_in_its_way(
    data: st.DataObject,
) -> None:
    """Of every way to hold the talk then, in order, the first to which the rules have the fewest objections."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    request = data.draw(st.sampled_from(conference.requests))
    for start, time in zip(starts_of(request.id, table), starts_for(request, table.cast), strict=True):
        ways = [
            (placement, tuple(STANDARD.objections(table.talk(placement), table)))
            for placement in options_at(request, time, table.cast)
        ]
        assert (start.placement, start.objections) == min(ways, key=lambda way: len(way[1]))


@given(st.data())
def test_a_reason_names_only_talks_that_are_held(data: st.DataObject) -> None:
    """Whoever is in the way is in the timetable, and nobody is in their own way."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    for entry in explain_left_over(table):
        held = {talk.id for talk in table.talks}
        assert {other for reason in entry.reasons for other in reason.against} <= held
        assert entry.request not in held
        assert {reason.rule for reason in entry.reasons} <= set(STANDARD)


def test_two_talks_in_the_way_at_one_start_are_one_start() -> None:
    """A long talk stands against both that it would run into."""
    conference = short_evening(requests=(asked("q1", "f1", minutes=20), asked("q2", "f2"), asked("q3", "f2")))
    assert why(conference, *FULL).reasons == (
        Reason(
            rule="staff-clash",
            against=(RequestId("q2"), RequestId("q3")),
            text="jansen already speaks with someone then (1 of 1 starts)",
        ),
    )


def test_reasons_are_counted_over_the_starts_the_most_frequent_first() -> None:
    """Jansen speaks at both starts, Fatima cannot come at one."""
    conference = short_evening(
        guardians=(guardian("fatima", available=(span("18:00", "18:10"),)), guardian("bram"))
    )
    reasons = why(conference, *FULL).reasons
    assert [(each.rule, each.against, each.text) for each in reasons] == [
        ("staff-clash", ("q2", "q3"), "jansen already speaks with someone then (2 of 2 starts)"),
        ("guardian-present", (), "guardian fatima cannot come then (1 of 2 starts)"),
    ]


def test_a_talk_that_is_longer_than_every_sitting_is_told_so() -> None:
    """There is no start to tell of; an evening as long as the talk would help."""
    told = why(short_evening(requests=(asked("q1", "f1", minutes=30),)))
    assert told.reasons == (Reason(rule="inside-sitting", text="no sitting is long enough for it"),)


def test_each_person_in_the_way_is_a_reason_of_their_own() -> None:
    """Jansen and De Vries are both busy, with different families."""
    conference = short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("devries")),
        requests=(asked("q1", "f1", "jansen devries"), asked("q2", "f2"), asked("q3", "f3", "devries")),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
    )
    reasons = why(conference, placed("q2", "18:00"), placed("q3", "18:00")).reasons
    assert [(each.rule, each.against) for each in reasons] == [
        ("staff-clash", ("q3",)),
        ("staff-clash", ("q2",)),
    ]


def test_where_all_rooms_are_taken_the_first_is_told() -> None:
    """One start counts once, with the room that is named first."""
    conference = short_evening(
        minutes=10,
        rooms=(Room(id=RoomId("hall")), Room(id=RoomId("r12"))),
        staff=(staff("jansen"), staff("devries"), staff("bos")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries"), asked("q3", "f3", "bos")),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
    )
    taken = placed("q2", "18:00", room="hall"), placed("q3", "18:00", room="r12")
    assert [each.text for each in why(conference, *taken).reasons] == [
        "room hall is full then (1 of 1 starts)"
    ]


def test_where_one_room_is_taken_and_the_other_is_free_no_room_is_in_the_way() -> None:
    """Fatima cannot come; that the hall is full then is no reason, for she could be in another room; if she came it would do."""
    conference = short_evening(
        minutes=10,
        rooms=(Room(id=RoomId("hall")), Room(id=RoomId("r12"))),
        staff=(staff("jansen"), staff("devries")),
        guardians=(guardian("fatima", available=()), guardian("bram")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    told = why(conference, placed("q2", "18:00", room="hall"))
    assert [each.text for each in told.reasons] == ["guardian fatima cannot come then (1 of 1 starts)"]
    assert told.would_help[0].text == "fatima being there at 2026-11-24 19:00 for 10 minutes"


def test_a_request_nobody_made_is_unknown() -> None:
    """With the likely one."""
    with pytest.raises(UnknownName, match='unknown request "q11"; did you mean "q1"'):
        explain(RequestId("q11"), Table(autumn(), timetable()))


def test_everything_left_over_is_explained_in_order() -> None:
    """Those that are placed are not; with what would help unless that takes too long, by the rules it was planned by."""
    table = Table(short_evening(), timetable(FULL[0]))
    told = explain_left_over(table)
    assert [each.request for each in told] == ["q1", "q3"]
    assert all(each.would_help for each in told)
    assert told == tuple(explain(each.request, table) for each in told)
    quick = explain_left_over(table, with_help=False)
    assert quick == tuple(attrs.evolve(each, would_help=()) for each in told)
    assert quick == tuple(explain(each.request, table, with_help=False) for each in told)
    book = STANDARD.plus(rule()(one_of_two))
    assert {reason.rule for each in explain_left_over(table, book) for reason in each.reasons} >= {
        "one-of-two"
    }
