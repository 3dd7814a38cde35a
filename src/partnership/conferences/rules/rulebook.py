"""What holds at a conference: the rules nobody may break and the preferences that are weighed, by name."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from partnership.conferences.conference import Conference, Weights
from partnership.conferences.objections import Objection
from partnership.conferences.preferences import Preference, Whose, families, staffing, standard
from partnership.conferences.rules import burdens, caps, clashes, elsewhere, presence, rooms
from partnership.conferences.rules.rule import Rule
from partnership.conferences.table import Cast, Table, Talk
from partnership.errors import InvalidInput, Problem, UnknownName, did_you_mean
from partnership.ids import RequestId

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
        """Everything every rule has against this talk in this table.

        A rule that the conference switches off says nothing; where it was overridden for a talk, it is for that rule as
        if the talk were not there.
        """
        for rule, waived in table.cast.once(self, self._asked):
            if not waived:
                yield from rule(talk, table)
            elif talk.id not in waived:
                yield from rule(talk, table.unseeing(waived))

    def _asked(self, cast: Cast) -> list[tuple[Rule, frozenset[RequestId]]]:
        """The rules that can have anything against a talk of a conference, with the talks each is overridden for."""
        return [
            (rule, cast.waived(name) if rule.can_be_waived else frozenset())
            for name, rule in self.rules.items()
            if name not in cast.rules_off and rule.applies(cast.conference)
        ]

    def at(self, conference: Conference) -> "Rulebook":
        """This book at one conference: without what that switches off.

        Raises:
            InvalidInput: The conference switches off or overrides what neither this book nor the standard one has, or
                what nobody can override.
        """
        if problems := tuple(self._misnamed(conference)):
            raise InvalidInput(problems, source="conference")
        off = [name for name in conference.rules_off if name in self.rules or name in self.preferences]
        return self.without(*off) if off else self

    def _misnamed(self, conference: Conference) -> Iterator[Problem]:
        rules = {**STANDARD.rules, **self.rules}
        known = (*rules, *{**STANDARD.preferences, **self.preferences})
        for number, name in enumerate(conference.rules_off):
            if name not in known:
                yield Problem(
                    f"$.rules_off[{number}]", f'unknown rule "{name}"{did_you_mean(name, known)}', known
                )
        waivable = tuple(name for name, rule in rules.items() if rule.can_be_waived)
        for number, override in enumerate(conference.overrides):
            if override.rule not in waivable:
                hint = did_you_mean(override.rule, waivable)
                problem = f'"{override.rule}" is no rule that can be overridden for one talk{hint}'
                yield Problem(f"$.overrides[{number}].rule", problem, waivable)

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

    def of_families(self, cast: Cast) -> list[Preference]:
        """Those of the further preferences that look at one family alone and are worth something at a conference."""
        return [
            each
            for each in self.further()
            if each.of is Whose.PARTY
            and each.name not in cast.rules_off
            and each.each(cast.conference.weights)
        ]

    def allows(self, talk: Talk, table: Table) -> bool:
        """Whether no rule has anything against this talk in this table."""
        return next(self.objections(talk, table), None) is None

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rulebook, (tuple(self.rules.values()), tuple(self.preferences.values()))


def _rulebook(rules: tuple[Rule, ...], preferences: tuple[Preference, ...]) -> Rulebook:
    return Rulebook(rules=rules, preferences=preferences)


STANDARD = Rulebook(
    rules=[
        presence.inside_sitting,
        presence.start_grid,
        presence.duration,
        presence.staff_present,
        presence.guardian_present,
        presence.pupil_present,
        presence.time_released,
        presence.interpreter_present,
        presence.way_to_talk,
        presence.pin_kept,
        elsewhere.staff_elsewhere,
        elsewhere.guardian_elsewhere,
        elsewhere.pupil_elsewhere,
        clashes.staff_clash,
        clashes.guardian_clash,
        clashes.pupil_clash,
        clashes.interpreter_clash,
        rooms.room_assigned,
        rooms.room_accessible,
        rooms.room_capacity,
        rooms.travel_time,
        burdens.staff_break,
        burdens.pause_kept,
        burdens.most_in_a_row,
        burdens.most_waiting,
        caps.most_talks,
        caps.most_talks_of_guardian,
        caps.most_talks_about_pupil,
        caps.most_talks_with_one,
        caps.most_talks_a_day,
        burdens.kept_apart,
    ],
    preferences=[
        standard.left_over,
        standard.extra_sitting,
        standard.outside_preferred,
        standard.wait_minutes,
        standard.long_wait_minutes,
        standard.idle_minutes,
        families.further_left_over,
        families.siblings_apart,
        families.walking_minutes,
        families.moved,
        staffing.crowded_sitting,
        staffing.no_time_to_run_over,
        staffing.optional_staff_missing,
        staffing.interpreter_idle_minutes,
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
