"""Advice at the evaluation of a plan: what its effect and what was done of it, on both sides, speak for."""

from enum import StrEnum

from partnership.learning.effect import TooFewMeasurements
from partnership.norms import Norms

__all__ = ["Advice", "advise"]


class Advice(StrEnum):
    """What the figures speak for; home, school and the pupil decide."""

    MEASURE_MORE = "measure more"
    SIMPLIFY = "simplify the plan"
    CHANGE_STRATEGY = "change the strategy"
    FADE = "do less and see whether it lasts"


def advise(
    effect: float | TooFewMeasurements,
    *,
    school: float | None,
    home: float | None,
    norms: Norms,
) -> Advice:
    """What to do next with a plan. The side that managed least counts, and the advice does not say which one it was.

    Args:
        effect: NAP, from 0 to 1, or that there are too few measurements.
        school: The school's integrity, from 0 to 1; None when nothing was planned yet.
        home: That of home.
        norms: From where a plan works, and from where it was carried out.

    Returns:
        With too little effect: simplify what was not carried out, change what was.
    """
    if isinstance(effect, TooFewMeasurements):
        return Advice.MEASURE_MORE
    if effect * 100 >= norms.plan_effect_percent:
        return Advice.FADE
    managed = [side for side in (school, home) if side is not None]
    if managed and min(managed) * 100 < norms.plan_integrity_percent:
        return Advice.SIMPLIFY
    return Advice.CHANGE_STRATEGY if managed else Advice.MEASURE_MORE
