"""What a family may read of why a request is left over: what is its own, and nothing that tells of another's."""

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import (
    asked,
    autumn,
    family,
    placed,
    staff,
    timetable,
)
from tests.conferences.short_evening import FULL, short_evening, why
from tests.conferences.test_explain import one_of_two

from partnership.conferences.conference import (
    Conference,
    KeepApart,
)
from partnership.conferences.discretion import discreet_parties
from partnership.conferences.explain import explain, seen_by_family, starts_of
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Table
from partnership.conferences.timetable import Timetable
from partnership.ids import PartyId, RequestId
from partnership.testing.strategies.conferences import conferences, valid_timetables


def test_what_a_rule_of_an_adopter_says_of_others_is_not_told_to_a_family() -> None:
    """Unless somebody thought about it, a rule is taken to tell of others; the school reads all of it."""
    book = STANDARD.plus(rule()(one_of_two))
    table = Table(autumn(), timetable(placed("q2", "18:00")))
    [told] = explain(RequestId("q1"), table, book, for_family=True, with_help=False).reasons[:1]
    assert (told.rule, told.against) == ("not-free", ())
    assert told.text.startswith("not free then (")
    known = explain(RequestId("q1"), table, book, with_help=False).reasons
    assert any(each.text.startswith("not beside q2") for each in known)


@given(st.data())
def test_a_family_learns_of_no_other_request(data: st.DataObject) -> None:
    """In words for a family there is no id of a request and no word of being kept apart."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    for request in conference.requests:
        answer = explain(request.id, table, for_family=True)
        assert [reason.against for reason in answer.reasons if reason.against] == []
        texts = [each.text for each in answer.reasons] + [each.text for each in answer.would_help]
        assert [text for text in texts if re.search(r"\bq\d|apart", text)] == []
        assert [reason for reason in answer.reasons if reason.rule == "kept-apart"] == []


@given(st.data())
def test_a_family_reads_what_is_its_own(data: st.DataObject) -> None:
    """By name no other talk, and not what tells of one; of a separated parent it is as if nobody else were there."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    book = data.draw(st.sampled_from((STANDARD, STANDARD.plus(rule()(one_of_two)))))
    party_of = {each.id: each.party for each in conference.requests}
    for request in conference.requests:
        discreet = request.party in discreet_parties(table.cast)
        mine = tuple(talk.placement for talk in table.of_party(request.party))
        alone, starts = Table(conference, Timetable(placements=mine)), starts_of(request.id, table, book)
        for start, seen, own in zip(
            starts,
            seen_by_family(request.id, starts, table, book),
            starts_of(request.id, alone, book),
            strict=True,
        ):
            told = [
                each.text
                for each in (own.objections if discreet else start.objections)
                if discreet
                or not book.rules[each.rule].tells_of_others
                or {party_of[other] for other in each.against} <= {request.party}
            ]
            assert bool(seen.objections) is bool(start.objections)
            assert seen.placement.start == start.placement.start
            texts = [each.text for each in seen.objections if each.rule != "not-free"]
            assert texts == (told if start.objections else [])
            assert {(each.request, each.against) for each in seen.objections} <= {(request.id, ())}
            hidden = [each.text for each in seen.objections if each.rule == "not-free"]
            assert hidden == ["not free then"] * (
                bool(start.objections and not told) if discreet else len(start.objections) - len(told)
            )


def test_that_a_teacher_is_busy_is_told_to_families_but_not_to_separated_parents() -> None:
    """For where the other parent could be the reason, silence about it would tell; what is their own they read."""
    busy = FULL[0], placed("q3", "18:10")
    told = why(short_evening(), *busy, for_family=True).reasons
    assert [(each.rule, each.against) for each in told] == [("staff-clash", ())]
    apart = short_evening(
        staff=(staff("jansen"), staff("devries")),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=10),),
        requests=(
            asked("q1", "f1", "jansen devries"),
            asked("q2", "f3"),
            asked("q3", "f3", "devries"),
            asked("q4", "f1"),
        ),
    )
    told = why(apart, *busy, for_family=True).reasons
    assert [each.text for each in told] == ["not free then (2 of 2 starts)"]
    told = why(apart, placed("q4", "18:00"), busy[1], for_family=True).reasons
    assert {(each.rule, each.text[-15:]) for each in told} == {
        ("guardian-clash", "(1 of 2 starts)"),
        ("staff-clash", "(1 of 2 starts)"),
        ("not-free", "(1 of 2 starts)"),
    }


def kept_apart() -> Conference:
    """Separated parents: f2 has the one evening start, so f1 has none."""
    return short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("devries")),
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=30),),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )


def test_separated_parents_learn_nothing_of_each_other() -> None:
    """The school reads the rule and the talk; the family reads that the time is not free."""
    for_school = why(kept_apart(), FULL[0]).reasons
    assert [(each.rule, each.against) for each in for_school] == [("kept-apart", ("q2",))]
    for_family = why(kept_apart(), FULL[0], for_family=True).reasons
    assert [(each.rule, each.against, each.text) for each in for_family] == [
        ("not-free", (), "not free then (1 of 1 starts)")
    ]


def test_a_talk_of_the_family_itself_is_no_secret() -> None:
    """That Fatima speaks with De Vries then, Fatima knows."""
    conference = short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    assert [each.rule for each in why(conference, FULL[0], for_family=True).reasons] == ["guardian-clash"]
