"""The book of rules: switched off, added to, never changed."""

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import (
    autumn,
    clock,
    placed,
    timetable,
)

from partnership.conferences.conference import Override
from partnership.conferences.objections import Objection
from partnership.conferences.preferences import Preference
from partnership.conferences.rules import STANDARD, Rule, rule
from partnership.conferences.table import Table, Talk
from partnership.errors import InvalidInput, UnknownName
from partnership.ids import RequestId
from partnership.testing.strategies.conferences import conferences, timetables


def test_a_rule_carries_its_own_id() -> None:
    """The name a rule is kept under is its own, it says what it is for, and where the design has it."""
    known: dict[str, Rule | Preference] = {**STANDARD.rules, **STANDARD.preferences}
    assert [name for name, each in known.items() if each.name != name] == []
    assert [name for name, each in known.items() if not each.summary.endswith(".")] == []
    assert {each.number[:1] for each in STANDARD.rules.values()} == {"H", "S"}
    assert {each.number[:1] for each in STANDARD.preferences.values()} == {"H", "S"}
    assert STANDARD.rules["staff-clash"].number == "H1"


def test_switching_off_what_is_not_there_is_refused() -> None:
    """A misspelt rule is named with the likely one."""
    with pytest.raises(UnknownName, match='unknown rule "staff-clsh"; did you mean "staff-clash"'):
        STANDARD.without("staff-clsh")


@rule(version=3)
def closing_time(talk: Talk, _: Table) -> Any:
    """This school closes early."""
    if talk.end > clock("19:00"):
        yield Objection(rule="bedtime", request=talk.id, text="the school closes at seven")


def test_an_adopter_adds_a_rule_of_their_own() -> None:
    """It is read like any other; the book it came from stays as it was."""
    book = STANDARD.plus(closing_time)
    late = placed("q1", "18:55")
    table = Table(autumn(step_minutes=5), timetable())
    talk = table.talk(late)
    assert [(each.rule, each.version) for each in book.objections(talk, table)] == [("closing-time", 3)]
    assert not book.allows(talk, table)
    assert STANDARD.allows(talk, table)
    assert [*book] == [*STANDARD, "closing-time"]
    assert book.without("closing-time") == STANDARD


def test_a_book_knows_which_rules_are_ours() -> None:
    """A rule of theirs under our name is theirs."""
    book = STANDARD.without("duration").plus(attrs.evolve(closing_time, name="start-grid"), closing_time)
    assert [name for name in STANDARD if not book.keeps(name)] == ["start-grid", "duration"]
    assert list(book.own()) == ["start-grid", "closing-time"]
    assert list(STANDARD.own()) == []


@given(st.data())
def test_a_rule_that_does_not_apply_has_nothing_to_say(data: st.DataObject) -> None:
    """Whatever the timetable: who leaves it out to save time loses no objection."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(timetables(conference)))
    silent = [each for each in STANDARD.rules.values() if not each.applies(conference)]
    assert [found for each in silent for talk in table.talks for found in each(talk, table)] == []


def test_a_plain_evening_is_asked_only_what_it_can_break() -> None:
    """Nobody has a cap, a pause or another place to be, and there are no rooms."""
    plain = [name for name, each in STANDARD.rules.items() if each.applies(autumn())]
    assert plain == [
        "inside-sitting",
        "start-grid",
        "duration",
        "staff-present",
        "guardian-present",
        "pupil-present",
        "interpreter-present",
        "pin-kept",
        "staff-clash",
        "guardian-clash",
        "pupil-clash",
        "interpreter-clash",
        "room-assigned",
        "travel-time",
    ]


@pytest.mark.parametrize(("step", "heard"), [(5, False), (10, True)])
def test_a_rule_of_an_adopter_is_asked_where_it_applies(step: int, *, heard: bool) -> None:
    """One that does not say where is asked everywhere."""
    early = attrs.evolve(closing_time, applies=lambda conference: conference.step_minutes == 10)
    table = Table(autumn(step_minutes=step), timetable())
    talk = table.talk(placed("q1", "18:50", 20))

    def asked(of: Rule) -> bool:
        return "closing-time" in [each.rule for each in STANDARD.plus(of).objections(talk, table)]

    assert (asked(early), asked(closing_time)) == (heard, True)


def test_a_mistaken_name_is_told_with_what_there_is() -> None:
    """Of what is switched off any rule or preference may be meant, of what is overridden only a rule that can be."""
    conference = autumn(
        rules_off=("staff-clsh",),
        overrides=(
            Override(rule="most-talk", request=RequestId("q1"), by="staff:office", reason="agreed by phone"),
        ),
    )
    with pytest.raises(InvalidInput) as refused:
        STANDARD.at(conference)
    assert refused.value.source == "conference"
    off, override = refused.value.problems
    assert 'did you mean "staff-clash"' in off.message
    assert set(off.choices) == {*STANDARD.rules, *STANDARD.preferences}
    assert 'did you mean "most-talks"' in override.message
    assert set(override.choices) == {name for name, each in STANDARD.rules.items() if each.can_be_waived}


@given(st.sampled_from(("closing-time", "bedtime")), st.integers(1, 3))
def test_every_objection_bears_the_name_and_version_of_its_rule(written: str, version: int) -> None:
    """Whatever the judge wrote on it."""

    def judge(talk: Talk, _: Table) -> Any:
        yield Objection(rule=written, version=version, request=talk.id, text="the school closes at seven")

    table = Table(autumn(), timetable())
    found = Rule(name="closing-time", version=2, judge=judge)(table.talk(placed("q1", "18:00")), table)
    assert [(each.rule, each.version) for each in found] == [("closing-time", 2)]


def test_what_nobody_can_waive_is_objected_to_all_the_same() -> None:
    """A teacher cannot be in two places for a good reason, whoever wrote the reason down."""
    conference = autumn(
        overrides=(
            Override(rule="staff-clash", request=RequestId("q1"), by="staff:head", reason="no time left"),
        ),
    )
    table = Table(conference, timetable(placed("q1", "18:00"), placed("q2", "18:00")))
    assert [each.rule for talk in table.talks for each in STANDARD.objections(talk, table)] == [
        "staff-clash"
    ] * 2


def test_a_conference_that_switches_nothing_off_is_read_by_the_book_itself() -> None:
    """So that what was worked out once for that book is not worked out again."""
    assert STANDARD.at(autumn()) is STANDARD
    assert STANDARD.at(autumn(rules_off=("duration",))) == STANDARD.without("duration")


def test_a_book_arrives_whole_in_another_process() -> None:
    """Its rules and its preferences, in order; ours are known there as ours."""
    book = STANDARD.without("duration", "moved").plus(closing_time)
    there = pickle.loads(pickle.dumps(book))  # noqa: S301 - our own bytes
    assert (list(there), list(there.preferences)) == (list(book), list(book.preferences))
    assert there == book
    assert list(there.own()) == ["closing-time"]
