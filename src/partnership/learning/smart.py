"""SMART: what a goal still lacks to be specific, measurable, agreed, relevant and dated. A hint, never a mark."""

from enum import StrEnum

import attrs

from partnership.learning.commitments import ALL_SIDES
from partnership.learning.goals import SharedGoal
from partnership.norms import Norms

__all__ = ["Gap", "Letter", "missing"]


class Letter(StrEnum):
    """The five things a goal should be."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    AGREED = "agreed"
    RELEVANT = "relevant"
    TIMED = "timed"


@attrs.frozen(kw_only=True)
class Gap:
    """One thing that is missing.

    Attributes:
        letter: What the goal is not yet because of it.
        what: The part of the goal that would help, such as `baseline`.
    """

    letter: Letter
    what: str


def missing(goal: SharedGoal, norms: Norms) -> tuple[Gap, ...]:
    """What a goal still lacks, in the order of the letters; nothing when it is SMART."""
    promised = {each.side for each in goal.commitments}
    lacks = (
        (Letter.SPECIFIC, "child words", not any(each.child for each in goal.wordings)),
        (Letter.MEASURABLE, "baseline", not goal.baseline.strip()),
        (Letter.MEASURABLE, "indicator", not goal.indicator.strip()),
        (Letter.MEASURABLE, "scale", goal.scale is None),
        (Letter.AGREED, "answer from home", not goal.answers),
        *((Letter.AGREED, f"commitment of {side}", side not in promised) for side in ALL_SIDES),
        (Letter.RELEVANT, "curriculum", not goal.curriculum),
        (Letter.TIMED, "smaller step", goal.days > norms.goal_step_days),
    )
    return tuple(Gap(letter=letter, what=what) for letter, what, lacking in lacks if lacking)
