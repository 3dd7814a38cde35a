"""An answer from any placements: what stands keeps every rule, and nobody is forgotten."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, placed

from partnership.conferences.answer import answer_of
from partnership.conferences.checker import check
from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Cast, Table, Talk
from partnership.ids import RequestId
from partnership.testing.strategies.conferences import conferences, timetables, valid_timetables


@given(st.data())
def test_whatever_is_placed_the_answer_is_valid(data: st.DataObject) -> None:
    """Any placements at all, double and unknown ones among them, become an answer the checker agrees with."""
    conference = data.draw(conferences())
    wild = data.draw(timetables(conference)).placements
    fewer = conference if len(conference.requests) < 2 else data.draw(conferences())
    assert check(conference, answer_of(conference, (*wild, *wild))).objections == ()
    assert check(fewer, answer_of(fewer, wild)).objections == ()


@given(st.data())
def test_what_keeps_the_rules_is_left_alone(data: st.DataObject) -> None:
    """Every talk of a valid timetable is in the answer."""
    conference = data.draw(conferences())
    valid = data.draw(valid_timetables(conference))
    assert answer_of(Cast(conference), valid.placements).placements == valid.placements


def test_of_two_that_clash_the_one_asked_for_first_stays() -> None:
    """And a third who only clashed with the second stays too."""
    evening = autumn(requests=(asked("q1"), asked("q2", "f2", minutes=20), asked("q3", "f2")))
    answer = answer_of(evening, [placed("q3", "18:10"), placed("q2", "18:00", 20), placed("q1", "18:00")])
    assert [each.request for each in answer.placements] == ["q1", "q3"]
    [left] = answer.left_over
    assert left.request == "q2"
    assert answer.objective is not None
    assert answer.objective.left_over == 1
    assert answer.conference == "Autumn talks"


def test_who_stays_is_said_by_the_order() -> None:
    """Whatever was asked for first; the answer itself is in order of time."""
    evening = autumn(requests=(asked("q1"), asked("q2", "f2", minutes=20), asked("q3", "f2")))
    talks = [placed("q3", "18:10"), placed("q2", "18:00", 20), placed("q1", "18:00")]
    for order, stay in (("q2 q1 q3", ["q2"]), ("q3 q2 q1", ["q3"]), ("q1 q3 q2", ["q1", "q3"])):
        answer = answer_of(evening, talks, order=map(RequestId, order.split()))
        assert [each.request for each in answer.placements] == stay


def no_evening_without_two(talk: Talk, table: Table) -> Iterator[Objection]:
    """An adopter's rule that objects more, the fewer talks there are."""
    if len(table.talks) < 2:
        yield Objection(rule="two", request=talk.id, text="nobody comes for one talk")


def test_a_rule_may_come_to_object_when_a_talk_is_taken_out() -> None:
    """Then that one is taken out as well, and hears so."""
    rules = STANDARD.plus(rule(name="two")(no_evening_without_two))
    both = [placed("q1", "18:00"), placed("q2", "18:00")]
    nobody = answer_of(autumn(), both, rulebook=rules)
    assert nobody.placements == ()
    assert {reason.rule for each in nobody.left_over for reason in each.reasons} == {"two"}
    assert len(answer_of(autumn(), [both[0], placed("q2", "18:10")], rulebook=rules).placements) == 2


def test_help_is_looked_for_when_asked() -> None:
    """The smallest change that would place who is left over."""
    evening = autumn(requests=(asked("q1", minutes=120), asked("q2", "f2")))
    plain = answer_of(evening, [placed("q1", "18:00", 120)])
    helped = answer_of(evening, [placed("q1", "18:00", 120)], with_help=True)
    assert plain.left_over[0].would_help == ()
    assert helped.left_over[0].would_help != ()
