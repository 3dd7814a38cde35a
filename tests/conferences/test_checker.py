"""The checker: what it says of any timetable is what a slow and obvious reading says."""

from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import autumn, guardian, left, placed, span, timetable
from tests.conferences.oracle import broken_rules
from tests.conferences.oracle_objective import objective_counted

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Override
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Bound, LeftOver, ObjectiveValue, Timetable
from partnership.ids import InterpreterId, RequestId, RoomId
from partnership.testing.strategies.conferences import conferences, timetables, valid_timetables

BOOKS = {"nobody-forgotten", "placed-once", "unknown-request", "true-objective", "true-bound"}


@given(st.data())
def test_the_checker_agrees_with_the_oracle(data: st.DataObject) -> None:
    """Whatever the timetable, the same rules are broken by either reading."""
    conference = data.draw(conferences())
    answer = data.draw(timetables(conference))
    assert set(check(conference, answer).broken) - BOOKS == broken_rules(conference, answer)


@given(st.data())
def test_a_timetable_built_within_the_rules_is_valid(data: st.DataObject) -> None:
    """Adding talks one by one where the rules allow each never makes a timetable that breaks one."""
    conference = data.draw(conferences())
    answer = data.draw(valid_timetables(conference))
    assert check(conference, answer).objections == ()
    assert broken_rules(conference, answer) == set()


@given(st.data())
def test_one_broken_placement_is_always_caught(data: st.DataObject) -> None:
    """Take a valid timetable and spoil one talk in any of these ways: the checker says which rule."""
    conference = data.draw(conferences())
    answer = data.draw(valid_timetables(conference).filter(lambda each: each.placements))
    number = data.draw(st.integers(0, len(answer.placements) - 1))
    talk = answer.placements[number]
    changed, rule = data.draw(
        st.sampled_from(
            [
                (attrs.evolve(talk, minutes=talk.minutes + 1), "duration"),
                (attrs.evolve(talk, start=talk.start + timedelta(days=30)), "inside-sitting"),
                (attrs.evolve(talk, start=talk.start + timedelta(minutes=1)), "start-grid"),
                (attrs.evolve(talk, room=RoomId("nowhere")), "room-assigned"),
                (attrs.evolve(talk, interpreter=InterpreterId("nobody")), "interpreter-present"),
                (attrs.evolve(talk, request=RequestId("stranger")), "unknown-request"),
            ]
        )
    )
    others = answer.placements[:number] + answer.placements[number + 1 :]
    report = check(conference, attrs.evolve(answer, placements=(*others, changed)))
    assert rule in report.broken


@given(st.data())
def test_a_forgotten_request_is_always_caught(data: st.DataObject) -> None:
    """A request that is in neither list is named, and nothing else changes."""
    conference = data.draw(conferences())
    answer = data.draw(valid_timetables(conference).filter(lambda each: each.left_over))
    gone = data.draw(st.sampled_from(answer.left_over))
    rest = tuple(each for each in answer.left_over if each is not gone)
    report = check(conference, attrs.evolve(answer, left_over=rest))
    assert [(each.rule, each.request) for each in report.objections] == [("nobody-forgotten", gone.request)]


@given(st.data())
def test_the_objective_agrees_with_the_oracle(data: st.DataObject) -> None:
    """Counting by minutes gives the same raw units and the same total, for valid timetables."""
    conference = data.draw(conferences())
    answer = data.draw(valid_timetables(conference))
    assert objective_of(conference, answer) == objective_counted(conference, answer)


@given(st.data())
def test_the_order_of_a_file_changes_nothing(data: st.DataObject) -> None:
    """The verdict does not depend on the order placements are written in."""
    conference = data.draw(conferences())
    answer = data.draw(timetables(conference))
    mixed = attrs.evolve(answer, placements=tuple(data.draw(st.permutations(answer.placements))))
    assert check(conference, mixed) == check(Cast(conference), answer)


@given(st.data())
def test_a_rule_switched_off_is_silent_and_the_others_say_the_same(data: st.DataObject) -> None:
    """Every rule can be switched off by its id, alone."""
    conference = data.draw(conferences())
    answer = data.draw(timetables(conference))
    off = data.draw(st.sampled_from(sorted(STANDARD)))
    everything = check(conference, answer).objections
    without = check(conference, answer, rulebook=STANDARD.without(off)).objections
    assert without == tuple(each for each in everything if each.rule != off)


def book_of(conference: Conference, answer: Timetable) -> list[tuple[str, str | None, str]]:
    """What the checker says of a timetable, in short."""
    return [(each.rule, each.request, each.text) for each in check(conference, answer).objections]


def test_a_clash_is_told_once() -> None:
    """Two talks in one place are one finding, not one from either side."""
    report = check(autumn(), timetable(placed("q1", "18:00"), placed("q2", "18:00")))
    assert [(each.rule, each.request, each.against, each.whom) for each in report.objections] == [
        ("staff-clash", "q1", ("q2",), "jansen")
    ]
    assert report.broken == ("staff-clash",)
    assert not report.valid


def test_the_books_must_balance() -> None:
    """Placed twice, placed and left over, left over twice, forgotten, unknown: each has its words."""
    conference = autumn()
    q1, q2 = placed("q1", "18:00"), placed("q2", "18:10")
    assert book_of(conference, timetable(q1, q1, q2)) == [("placed-once", "q1", "placed 2 times")]
    assert book_of(conference, timetable(q1, q2, left_over="q1")) == [
        ("placed-once", "q1", "both placed and left over")
    ]
    assert book_of(conference, timetable(q1, left_over="q2 q2")) == [
        ("placed-once", "q2", "left over 2 times")
    ]
    assert book_of(conference, timetable(q1)) == [("nobody-forgotten", "q2", "neither placed nor left over")]
    assert book_of(conference, timetable(q1, q2, placed("q9", "18:30"), left_over="q8")) == [
        ("unknown-request", "q9", "nobody asked for this talk"),
        ("unknown-request", "q8", "nobody asked for this talk"),
    ]


def test_an_empty_timetable_forgets_everybody() -> None:
    """In the order of the conference."""
    assert [each.request for each in check(autumn(), Timetable()).objections] == ["q1", "q2"]
    assert check(autumn(), Timetable(left_over=(left("q1"), left("q2")))).valid


def claim(total: int, left_over: int = 0) -> ObjectiveValue:
    """A claimed objective."""
    return ObjectiveValue(
        total=total,
        left_over=left_over,
        outside_preferred=0,
        extra_sitting=0,
        wait_minutes=0,
        long_wait_minutes=0,
        idle_minutes=0,
    )


def test_a_false_claim_is_a_finding() -> None:
    """A timetable may say nothing of its cost, or the truth."""
    answer = timetable(placed("q1", "18:00"), left_over="q2")
    right = attrs.evolve(answer, objective=claim(10_000, 1), bound=Bound(total=10_000, proof="counted"))
    assert check(autumn(), right).valid
    wrong = attrs.evolve(answer, objective=claim(9_999, 1), bound=Bound(total=10_001, proof="hope"))
    assert book_of(autumn(), wrong) == [
        ("true-objective", None, "claims 9999 points, costs 10000"),
        ("true-bound", None, "claims that nothing costs less than 10001 points, costs 10000"),
    ]


def test_a_left_over_request_keeps_its_reasons_to_itself() -> None:
    """What a timetable says of why is not judged."""
    entry = LeftOver(request=RequestId("q2"))
    assert check(autumn(), Timetable(placements=(placed("q1", "18:00"),), left_over=(entry,))).valid


def test_what_was_decided_for_one_talk_is_told_where_the_timetable_relies_on_it() -> None:
    """Fatima comes outside her hours, as was agreed; inside them, left over, or without that rule, nothing is told."""
    agreed = Override(rule="guardian-present", request=RequestId("q1"), by="staff:head", reason="by phone")
    other = attrs.evolve(agreed, request=RequestId("q2"))
    conference = autumn(
        guardians=(guardian("fatima", available=(span("18:00", "18:30"),)), guardian("bram")),
        overrides=(other, agreed),
    )
    late, early = placed("q1", "19:00"), placed("q1", "18:00")
    report = check(conference, timetable(late, placed("q2", "18:30")))
    assert (report.objections, report.overridden) == ((), (agreed,))
    assert check(conference, timetable(early, placed("q2", "18:30"))).overridden == ()
    assert check(conference, timetable(left_over="q1 q2")).overridden == ()
    without = STANDARD.without("guardian-present")
    assert check(conference, timetable(late, left_over="q2"), rulebook=without).overridden == ()


def test_what_it_costs_is_counted_by_the_book_that_is_asked() -> None:
    """Where nobody minds that a teacher waits, it costs nothing."""
    answer = timetable(placed("q1", "18:00"), placed("q2", "19:00"))
    assert check(autumn(), answer).objective.total == 50
    assert check(autumn(), answer, rulebook=STANDARD.without("idle-minutes")).objective.total == 0
