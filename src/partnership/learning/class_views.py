"""The goals of a class for its teacher: every pupil by name, what is open, and nothing by which children can be ranked.

No level, score or rating is in it: not as a number, a word, a colour or a place in the list.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from partnership.ids import PupilId
from partnership.learning.attainment import Rater
from partnership.learning.goals import GoalState, SharedGoal, wording_in

__all__ = ["GoalLine", "PupilGoals", "class_view"]


@attrs.frozen(kw_only=True)
class GoalLine:
    """One goal of one pupil.

    Attributes:
        text: In the reader's language where somebody put it in that.
        until: The day it is looked back on.
        answered: Whether somebody at home said how they can support it.
        silent: Who of the teacher, home and the pupil did not say yet how it goes, while it runs.
        due: Whether its day to look back has come.
    """

    text: str = attrs.field(repr=False)
    state: GoalState
    until: date
    answered: bool
    silent: tuple[Rater, ...]
    due: bool


@attrs.frozen(kw_only=True)
class PupilGoals:
    """One pupil of a class, with the goals that are not over; none is an invitation to ask home and the pupil."""

    name: str = attrs.field(repr=False)
    goals: tuple[GoalLine, ...]


def class_view(
    names: Mapping[PupilId, str], goals: Iterable[SharedGoal], *, language: str, today: date
) -> tuple[PupilGoals, ...]:
    """Every pupil of a class in the order of the alphabet, each with the goals that run by their day.

    Args:
        names: What each pupil is called.
        goals: The goals of these pupils, in any order; those of others are left out.
        language: BCP 47 tag of the teacher.
        today: The day, by which a goal may be due.
    """
    found: dict[PupilId, list[SharedGoal]] = {pupil: [] for pupil in names}
    for goal in goals:
        if goal.pupil in found and not goal.over:
            found[goal.pupil].append(goal)
    by_name = sorted(names, key=lambda pupil: (names[pupil].casefold(), pupil))
    return tuple(
        PupilGoals(name=names[pupil], goals=_lines(found[pupil], language, today)) for pupil in by_name
    )


def _lines(goals: Sequence[SharedGoal], language: str, today: date) -> tuple[GoalLine, ...]:
    return tuple(
        GoalLine(
            text=wording_in(goal, language).text,
            state=goal.state,
            until=goal.until,
            answered=bool(goal.answers),
            silent=_silent(goal),
            due=goal.state is GoalState.ACTIVE and goal.until <= today,
        )
        for goal in sorted(goals, key=lambda each: (each.until, each.id))
    )


def _silent(goal: SharedGoal) -> tuple[Rater, ...]:
    """Who did not say how it goes; that somebody did is all that is told of it."""
    if goal.state is not GoalState.ACTIVE or goal.scale is None:
        return ()
    said = {each.rater for each in goal.ratings}
    return tuple(each for each in Rater if each not in said)
