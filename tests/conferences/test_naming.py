"""How rules and preferences travel to another process."""

import pickle
from collections.abc import Iterator

from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Table, Talk


def never(talk: Talk, table: Table) -> Iterator[Objection]:
    """No talk at all (X1)."""
    yield Objection(rule="never", request=talk.id, text="no talk at all")


def test_a_standard_rule_is_the_same_object_there() -> None:
    """So whoever asks whether it still holds is told so."""
    for each in (*STANDARD.rules.values(), *STANDARD.preferences.values()):
        assert pickle.loads(pickle.dumps(each)) is each  # noqa: S301 - we wrote it a moment ago


def test_a_rule_that_is_not_what_its_function_is_called_travels_whole() -> None:
    """An adopter who keeps the function and makes the rule elsewhere loses nothing."""
    made = rule(version=3)(never)
    there = pickle.loads(pickle.dumps(made))  # noqa: S301 - we wrote it a moment ago
    assert there == made
    assert (there.name, there.version, there.number, there.summary) == ("never", 3, "X1", "No talk at all.")
