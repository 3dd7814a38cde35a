"""Integrity: how much of what was planned was done, counted for the school exactly as it is for home."""

from collections import Counter
from datetime import date

from partnership.errors import InvalidValue
from partnership.learning.commitments import Side
from partnership.learning.plans import ActionPlan

__all__ = ["integrity"]


def integrity(plan: ActionPlan, side: Side, *, weeks: int, until: date | None = None) -> float | None:
    """Of one side, what was done this round of what was planned. Doing one step more often does not make up for another.

    Args:
        plan: Which plan.
        side: Whose steps; the same count for each.
        weeks: How many school weeks the round lasts so far; a holiday is none.
        until: Count what was done up to and including this day; None counts all of it.

    Returns:
        From 0 to 1; None when nothing was planned.

    Raises:
        InvalidValue: A number of weeks below 0.
    """
    if weeks < 0:
        raise InvalidValue("weeks", f"{weeks} is not a number of weeks")
    planned = {step.id: step.times_per_week * weeks for step in plan.steps if step.owner is side}
    total = sum(planned.values())
    since, last = plan.round_on or date.min, until or date.max
    done = Counter(each.step for each in plan.done if since <= each.on <= last)
    return sum(min(done[step], times) for step, times in planned.items()) / total if total else None
