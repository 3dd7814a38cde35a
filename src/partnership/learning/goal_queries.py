"""What a school asks about its goals: who has none yet, which it wrote alone, which nobody looked back on."""

from collections.abc import Iterable
from datetime import date

import attrs

from partnership.ids import PupilId
from partnership.learning.goals import GoalState, SharedGoal

__all__ = ["Share", "by_school_alone", "never_reviewed", "proposed_at_home", "without_shared_goal"]

SHARED_NOW = (GoalState.AGREED, GoalState.ACTIVE, GoalState.REVIEWED)
"""The states of a goal that home and school share now."""


@attrs.frozen(kw_only=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def fraction(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


def without_shared_goal(pupils: Iterable[PupilId], goals: Iterable[SharedGoal]) -> tuple[PupilId, ...]:
    """The pupils without a goal that home and school share now, in the order given."""
    having = {goal.pupil for goal in goals if goal.state in SHARED_NOW}
    return tuple(pupil for pupil in pupils if pupil not in having)


def by_school_alone(goals: Iterable[SharedGoal]) -> tuple[SharedGoal, ...]:
    """The goals that only staff wrote: an invitation to ask home and the pupil."""
    return tuple(goal for goal in goals if all(author.startswith("staff:") for author in goal.authors))


def never_reviewed(goals: Iterable[SharedGoal], *, on: date) -> tuple[SharedGoal, ...]:
    """The goals still active on or after the day they were to be looked back on."""
    return tuple(goal for goal in goals if goal.state is GoalState.ACTIVE and goal.until <= on)


def proposed_at_home(goals: Iterable[SharedGoal]) -> Share:
    """How many goals a parent or pupil proposed; a next step of a goal counts with its first."""
    first = [goal for goal in goals if goal.continues is None]
    return Share(count=sum(not goal.authors[0].startswith("staff:") for goal in first), of=len(first))
