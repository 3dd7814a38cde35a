"""The rules that hold at a conference, by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from partnership.conferences.objections import Objection
from partnership.conferences.rules import burdens, clashes, presence, rooms
from partnership.conferences.table import Table, Talk
from partnership.errors import UnknownName

__all__ = ["STANDARD", "Rule", "Rulebook"]

Rule = Callable[[Talk, Table], Iterator[Objection]]
"""Looks at one talk in a table and yields what it objects to; the name it is kept under is its `Objection.rule`."""


def _frozen(rules: Mapping[str, Rule]) -> Mapping[str, Rule]:
    return MappingProxyType(dict(rules))


@attrs.frozen(kw_only=True)
class Rulebook:
    """The rules that hold, by name; a value, so that a change makes another rulebook."""

    rules: Mapping[str, Rule] = attrs.field(converter=_frozen, eq=dict)

    def without(self, *names: str) -> "Rulebook":
        """These rules switched off.

        Raises:
            UnknownName: There is no such rule.
        """
        for name in names:
            if name not in self.rules:
                raise UnknownName("rule", name, known=self.rules)
        return Rulebook(rules={name: rule for name, rule in self.rules.items() if name not in names})

    def plus(self, rules: Mapping[str, Rule]) -> "Rulebook":
        """An adopter's rules as well; a rule of the same name takes the place of ours."""
        return Rulebook(rules={**self.rules, **rules})

    def objections(self, talk: Talk, table: Table) -> Iterator[Objection]:
        """Everything every rule has against this talk in this table."""
        for rule in self.rules.values():
            yield from rule(talk, table)

    def keeps(self, name: str) -> bool:
        """Whether our own rule of this name holds."""
        return self.rules.get(name) is STANDARD.rules[name]

    def own(self) -> "Rulebook":
        """The rules that are not ours: an adopter's, and those that took the place of ours."""
        ours = STANDARD.rules
        return Rulebook(rules={name: rule for name, rule in self.rules.items() if ours.get(name) is not rule})

    def allows(self, talk: Talk, table: Table) -> bool:
        """Whether no rule has anything against this talk in this table."""
        return next(self.objections(talk, table), None) is None

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)

    def __reduce__(self) -> tuple[Callable[[dict[str, Rule]], "Rulebook"], tuple[dict[str, Rule]]]:
        """Rules travel by name to another process, like any function of a module."""
        return _rulebook, (dict(self.rules),)


def _rulebook(rules: dict[str, Rule]) -> Rulebook:
    return Rulebook(rules=rules)


def _named(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    return {rule.__name__.replace("_", "-"): rule for rule in rules}


STANDARD = Rulebook(
    rules=_named(
        [
            presence.inside_sitting,
            presence.start_grid,
            presence.duration,
            presence.staff_present,
            presence.guardian_present,
            presence.interpreter_present,
            presence.way_to_talk,
            presence.pin_kept,
            clashes.staff_clash,
            clashes.guardian_clash,
            clashes.pupil_clash,
            clashes.interpreter_clash,
            rooms.room_assigned,
            rooms.room_capacity,
            rooms.travel_time,
            burdens.staff_break,
            burdens.most_talks,
            burdens.most_waiting,
            burdens.kept_apart,
        ]
    )
)
"""Every hard rule of the interchange format."""
