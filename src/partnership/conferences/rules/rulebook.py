"""What holds at a conference: the rules nobody may break and the preferences that are weighed, by name."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from partnership.conferences.conference import Conference, Weights
from partnership.conferences.objections import Objection
from partnership.conferences.preferences import Preference, standard
from partnership.conferences.rules import burdens, clashes, presence, rooms
from partnership.conferences.rules.rule import Rule
from partnership.conferences.table import Table, Talk
from partnership.errors import UnknownName

__all__ = ["STANDARD", "Rulebook"]


def _rules(given: Iterable[Rule]) -> Mapping[str, Rule]:
    return MappingProxyType({each.name: each for each in given})


def _preferences(given: Iterable[Preference]) -> Mapping[str, Preference]:
    return MappingProxyType({each.name: each for each in given})


@attrs.frozen(kw_only=True)
class Rulebook:
    """The rules that hold and what is preferred, by name; a value, so that a change makes another rulebook."""

    rules: Mapping[str, Rule] = attrs.field(converter=_rules, eq=dict)
    preferences: Mapping[str, Preference] = attrs.field(default=(), converter=_preferences, eq=dict)

    def without(self, *names: str) -> "Rulebook":
        """These rules and preferences switched off.

        Raises:
            UnknownName: There is no such rule or preference.
        """
        for name in names:
            if name not in self.rules and name not in self.preferences:
                raise UnknownName("rule", name, known=(*self.rules, *self.preferences))
        return Rulebook(
            rules=[rule for rule in self.rules.values() if rule.name not in names],
            preferences=[each for each in self.preferences.values() if each.name not in names],
        )

    def plus(self, *more: Rule | Preference) -> "Rulebook":
        """An adopter's rules and preferences as well; one of the same name takes the place of ours."""
        return Rulebook(
            rules=[*self.rules.values(), *(each for each in more if isinstance(each, Rule))],
            preferences=[
                *self.preferences.values(),
                *(each for each in more if isinstance(each, Preference)),
            ],
        )

    def objections(self, talk: Talk, table: Table) -> Iterator[Objection]:
        """Everything every rule has against this talk in this table."""
        for rule in self.rules.values():
            yield from rule(talk, table)

    def keeps(self, name: str) -> bool:
        """Whether our own rule of this name holds."""
        return self.rules.get(name) is STANDARD.rules[name]

    def weights(self, conference: Conference) -> Weights:
        """The weights of a conference as far as our own six counts are weighed; nought for one switched off."""
        ours = STANDARD.preferences
        off = [str(ours[name].points) for name in _SIX if self.preferences.get(name) is not ours[name]]
        return attrs.evolve(conference.weights, **dict.fromkeys(off, 0))

    def own(self) -> "Rulebook":
        """The rules that are not ours: an adopter's, and those that took the place of ours."""
        ours = STANDARD.rules
        return Rulebook(rules=[rule for rule in self.rules.values() if ours.get(rule.name) is not rule])

    def further(self) -> list[Preference]:
        """The preferences beyond our own six counts, in order."""
        ours = STANDARD.preferences
        return [
            each
            for each in self.preferences.values()
            if each.name not in _SIX or ours.get(each.name) is not each
        ]

    def allows(self, talk: Talk, table: Table) -> bool:
        """Whether no rule has anything against this talk in this table."""
        return next(self.objections(talk, table), None) is None

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)


STANDARD = Rulebook(
    rules=[
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
    ],
    preferences=[
        standard.left_over,
        standard.extra_sitting,
        standard.outside_preferred,
        standard.wait_minutes,
        standard.long_wait_minutes,
        standard.idle_minutes,
    ],
)
"""Every hard rule and every preference of the interchange format."""

_SIX = frozenset(
    {
        "left-over",
        "extra-sitting",
        "outside-preferred",
        "wait-minutes",
        "long-wait-minutes",
        "idle-minutes",
    }
)
"""The preferences that an `ObjectiveValue` counts by name."""
