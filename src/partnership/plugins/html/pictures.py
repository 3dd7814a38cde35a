"""Two pictures as plain geometry, for a template to draw: the five steps of a goal, and what was measured for a plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from partnership.learning.attainment import LEVELS, Rater, Rating
from partnership.learning.plan_parts import Measurement, Phase
from partnership.learning.plans import ActionPlan

__all__ = ["Chart", "Dot", "Ladder", "Mark", "Rung", "Tick", "chart_of", "ladder_of"]


@attrs.frozen(kw_only=True)
class Rung:
    """One step: its left side and top, in the units of the drawing, and its level as people write it."""

    x: int
    y: int
    label: str


@attrs.frozen(kw_only=True)
class Mark:
    """Where somebody says the pupil is; the rater decides the shape, so that it can be told without colour."""

    x: int
    y: int
    rater: Rater


@attrs.frozen(kw_only=True)
class Ladder:
    """The five steps, from left to right and upward, with a mark for everybody who said something.

    Attributes:
        top: Where the drawing begins: what is above it is empty.
        width: Of a step.
        floor: Where all steps end.
    """

    rungs: tuple[Rung, ...]
    marks: tuple[Mark, ...]
    top: int
    width: int = 60
    floor: int = 150


_STEP, _LOW, _RISE, _MARK = 60, 132, 15, 22


def ladder_of(ratings: Sequence[Rating]) -> Ladder:
    """The picture of a scale, in a drawing 300 wide that ends at 172."""
    rungs = tuple(
        Rung(x=number * _STEP, y=_LOW - number * _RISE, label=_signed(level))
        for number, level in enumerate(LEVELS)
    )
    marks = tuple(_marks(ratings, rungs))
    return Ladder(rungs=rungs, marks=marks, top=min((rungs[-1].y, *(each.y for each in marks))) - _MARK // 2)


def _marks(ratings: Sequence[Rating], rungs: Sequence[Rung]) -> Iterator[Mark]:
    """In the order given, two beside each other on a step and the next two above them; one alone in the middle."""
    counted = Counter(each.level for each in ratings)
    stacked = dict.fromkeys(LEVELS, 0)
    for each in ratings:
        rung, place = rungs[LEVELS.index(each.level)], stacked[each.level]
        stacked[each.level] += 1
        row, side = divmod(place, 2)
        alone = place == counted[each.level] - 1 and side == 0
        aside = 0 if alone else _MARK * side - _MARK // 2
        yield Mark(x=rung.x + _STEP // 2 + aside, y=rung.y - _MARK * row - _MARK // 2 - 1, rater=each.rater)


def _signed(level: int) -> str:
    return f"{level:+d}".replace("-", "−") if level else "0"


@attrs.frozen(kw_only=True)
class Dot:
    """One measurement in the drawing."""

    x: float
    y: float


@attrs.frozen(kw_only=True)
class Tick:
    """A value on the axis at the side, and where."""

    y: float
    label: str


@attrs.frozen(kw_only=True)
class Chart:
    """What was measured before and during a plan, in a drawing of 360 by 200.

    Attributes:
        before: The measurements of the baseline, by day.
        during: Those while the plan ran.
        begun: Where the plan began; None when it has not yet.
        ticks: The lowest and the highest value.
        first: The day at the left.
        last: The day at the right.
    """

    before: tuple[Dot, ...]
    during: tuple[Dot, ...]
    begun: float | None
    ticks: tuple[Tick, ...]
    first: date
    last: date


_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 344.0, 16.0, 156.0


def chart_of(plan: ActionPlan) -> Chart | None:
    """The picture of what was measured for a plan; None while nothing was."""
    if not plan.measurements:
        return None
    days = [each.on for each in plan.measurements]
    values = [each.value for each in plan.measurements]
    axes = _Axes(min(days), max(days), min(values), max(values))
    begun = None if plan.started_on is None else axes.x(plan.started_on)
    levels = dict.fromkeys((axes.low, axes.high))
    return Chart(
        before=tuple(axes.dots(plan.measurements, Phase.BASELINE)),
        during=tuple(axes.dots(plan.measurements, Phase.PLAN)),
        begun=None if begun is None else min(max(begun, _LEFT), _RIGHT),
        ticks=tuple(Tick(y=axes.y(value), label=f"{value:g}") for value in levels),
        first=axes.first,
        last=axes.last,
    )


@attrs.frozen
class _Axes:
    """From days and values to places in the drawing; where all are equal, the middle."""

    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    def y(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return round(_BOTTOM - share * (_BOTTOM - _TOP), 1)

    def dots(self, measured: Sequence[Measurement], phase: Phase) -> Iterator[Dot]:
        for each in sorted(measured, key=lambda each: each.on):
            if each.phase is phase:
                yield Dot(x=self.x(each.on), y=self.y(each.value))
