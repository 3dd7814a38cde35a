"""Effect: whether what was measured while a plan ran lies above what was measured before."""

from collections.abc import Sequence

import attrs

__all__ = ["LEAST", "TooFewMeasurements", "nap"]

LEAST = 3
"""The measurements a phase needs before anything can be said (Parker & Vannest 2009)."""


@attrs.frozen(kw_only=True)
class TooFewMeasurements:
    """That nothing can be said yet, and how many measurements there are: an answer, not a number.

    Attributes:
        baseline: How many before the plan.
        plan: How many while it ran.
        needed: How many each needs.
    """

    baseline: int
    plan: int
    needed: int = LEAST


def nap(
    baseline: Sequence[float], plan: Sequence[float], *, increase: bool = True
) -> float | TooFewMeasurements:
    """Non-overlap of all pairs: of every pair of one point before and one during, the share that improved.

    `(improved + ½ ties) / pairs` (Parker & Vannest 2009): 0.5 is no difference, 1 is every point better.

    >>> nap([2, 3, 2, 4], [4, 5, 5, 6, 4])
    0.95

    Args:
        baseline: What was measured before.
        plan: What was measured while the plan ran.
        increase: Whether more is better (words read) or less is (arguments at homework).

    Returns:
        From 0 to 1, or that there are too few measurements.
    """
    if len(baseline) < LEAST or len(plan) < LEAST:
        return TooFewMeasurements(baseline=len(baseline), plan=len(plan))
    better = sum(
        0.5 if before == during else float((during > before) is increase)
        for before in baseline
        for during in plan
    )
    return better / (len(baseline) * len(plan))
