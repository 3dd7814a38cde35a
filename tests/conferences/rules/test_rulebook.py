"""The book of rules: switched off, added to, never changed."""

from typing import Any

import pytest
from tests.conferences.autumn import (
    autumn,
    clock,
    placed,
    timetable,
)

from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table, Talk
from partnership.errors import UnknownName


def test_a_rule_carries_its_own_id() -> None:
    """The name a rule is kept under is the name its objections bear, and each says what it is for."""
    assert [name for name, rule in STANDARD.rules.items() if rule.__name__.replace("_", "-") != name] == []
    assert [name for name, rule in STANDARD.rules.items() if not rule.__doc__] == []


def test_switching_off_what_is_not_there_is_refused() -> None:
    """A misspelt rule is named with the likely one."""
    with pytest.raises(UnknownName, match='unknown rule "staff-clsh"; did you mean "staff-clash"'):
        STANDARD.without("staff-clsh")


def no_talks_after_seven(talk: Talk, _: Table) -> Any:
    """This school closes early."""
    if talk.end > clock("19:00"):
        yield Objection(rule="closing-time", request=talk.id, text="the school closes at seven", version=3)


def test_an_adopter_adds_a_rule_of_their_own() -> None:
    """It is read like any other; the book it came from stays as it was."""
    book = STANDARD.plus({"closing-time": no_talks_after_seven})
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
    book = STANDARD.without("duration").plus(
        {"start-grid": no_talks_after_seven, "closing-time": no_talks_after_seven}
    )
    assert [name for name in STANDARD if not book.keeps(name)] == ["start-grid", "duration"]
    assert list(book.own()) == ["start-grid", "closing-time"]
    assert list(STANDARD.own()) == []
