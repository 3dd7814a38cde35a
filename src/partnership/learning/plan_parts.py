"""The parts of an action plan: what is done by whom, what was measured, and what was really done."""

from datetime import date
from enum import StrEnum
from math import isfinite

import attrs

from partnership.errors import InvalidValue
from partnership.learning.commitments import Side, words

__all__ = ["Measurement", "Phase", "PlanStep", "StepDone"]


def _at_least_one(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if isinstance(value, bool) or value < 1:
        raise InvalidValue(field.name, "expected a whole number, 1 or more")


def _finite(_: object, field: "attrs.Attribute[float]", value: float) -> None:
    if not isfinite(value):
        raise InvalidValue(field.name, "expected a number")


@attrs.frozen(kw_only=True)
class PlanStep:
    """One thing that is done again and again, such as reading together.

    Attributes:
        id: Its name within the plan.
        owner: Whose step it is.
        what: What they do.
        times_per_week: How often.
        minutes: How long each time.
        material: What is needed for it.

    Raises:
        InvalidValue: No words, or a number below 1.
    """

    id: str = attrs.field(validator=words)
    owner: Side
    what: str = attrs.field(repr=False, validator=words)
    times_per_week: int = attrs.field(default=1, validator=_at_least_one)
    minutes: int = attrs.field(default=10, validator=_at_least_one)
    material: str = attrs.field(default="", repr=False)

    @property
    def minutes_per_week(self) -> int:
        """What it takes of a week."""
        return self.times_per_week * self.minutes


class Phase(StrEnum):
    """When something was measured: before the plan ran, or while it did."""

    BASELINE = "baseline"
    PLAN = "plan"


@attrs.frozen(kw_only=True)
class Measurement:
    """One measurement of what the plan is for, such as words read in a minute.

    Raises:
        InvalidValue: A value that is no number.
    """

    phase: Phase
    on: date
    value: float = attrs.field(converter=float, validator=_finite)
    by: str


@attrs.frozen(kw_only=True)
class StepDone:
    """That a step was done on a day; who says so counts for both sides alike."""

    step: str
    on: date
    by: str
