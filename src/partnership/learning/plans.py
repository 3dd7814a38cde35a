"""Action plans for one specific need, such as reading at home: what is needed, done, measured and decided.

The steps from one stage to the next are in `plan_steps`; what is advised at the end is in `advice`.
"""

from datetime import date
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GoalId, PlanId, PupilId
from partnership.learning.commitments import Side, words
from partnership.learning.effect import TooFewMeasurements, nap
from partnership.learning.plan_parts import Measurement, Phase, PlanStep, StepDone

__all__ = ["ActionPlan", "PlanStage", "Review", "home_minutes"]


class PlanStage(StrEnum):
    """How far a plan is."""

    NEEDS = "needs"
    DEVELOPMENT = "development"
    IMPLEMENTATION = "implementation"
    EVALUATION = "evaluation"
    FADING = "fading"
    CLOSED = "closed"


RUNNING = (PlanStage.IMPLEMENTATION, PlanStage.FADING)
"""The stages in which steps are done."""


@attrs.frozen(kw_only=True)
class Review:
    """What was decided on a plan, and why.

    Attributes:
        decision: What followed: `continue`, `adapt`, `fade` or `close`.
        why: In words.
    """

    on: date
    decision: str
    why: str = attrs.field(repr=False, validator=words)


@attrs.frozen(kw_only=True)
class ActionPlan:
    """One plan for one pupil.

    Attributes:
        authors: Who make it, as `guardian:petra`.
        needs: What is needed.
        strengths: What the pupil is good at, and what helps.
        goals: The shared goals it is for.
        measure: What is measured, such as `words read in a minute`.
        increase: Whether more of it is better.
        steps: What is done by whom.
        measurements: What was measured, before and during.
        done: What was really done.
        started_on: The day the first steps began; what is measured before is the baseline. None before that.
        round_on: The day the present round began, from which what was done is counted.
        review_on: The day it is looked back on, also when nobody says anything; None while it does not run.
        reviews: What was decided, in order.

    Raises:
        InvalidValue: No author, need or two steps of one name; something done that is no step; a plan that runs
            without a day it began or is looked back on.
    """

    id: PlanId
    pupil: PupilId
    authors: tuple[str, ...]
    needs: str = attrs.field(repr=False, validator=words)
    strengths: str = attrs.field(default="", repr=False)
    goals: tuple[GoalId, ...] = ()
    measure: str = attrs.field(default="", repr=False)
    increase: bool = True
    stage: PlanStage = PlanStage.NEEDS
    steps: tuple[PlanStep, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    done: tuple[StepDone, ...] = ()
    started_on: date | None = None
    round_on: date | None = None
    review_on: date | None = None
    reviews: tuple[Review, ...] = ()

    def __attrs_post_init__(self) -> None:
        names = [step.id for step in self.steps]
        if not self.authors:
            raise InvalidValue("authors", "a plan has an author")
        if len(set(names)) < len(names):
            raise InvalidValue("steps", "two steps have one name")
        if not {each.step for each in self.done} <= set(names):
            raise InvalidValue("done", "something was done that is no step of the plan")
        if self.running and None in (self.started_on, self.round_on, self.review_on):
            raise InvalidValue(
                "review_on", "a plan that runs has a day it began and a day it is looked back on"
            )

    @property
    def running(self) -> bool:
        """Whether its steps are being done."""
        return self.stage in RUNNING

    def values(self, phase: Phase) -> tuple[float, ...]:
        """What was measured in a phase, by day."""
        found = (each for each in self.measurements if each.phase is phase)
        return tuple(each.value for each in sorted(found, key=lambda each: each.on))

    @property
    def effect(self) -> float | TooFewMeasurements:
        """How much better it goes than before (NAP, 0 to 1), or that nobody can say yet."""
        return nap(self.values(Phase.BASELINE), self.values(Phase.PLAN), increase=self.increase)

    def is_due(self, on: date) -> bool:
        """Whether it is to be looked back on by this day, silent or not."""
        return self.running and self.review_on is not None and self.review_on <= on


def home_minutes(steps: tuple[PlanStep, ...]) -> int:
    """What steps ask of home, in minutes a week."""
    return sum(step.minutes_per_week for step in steps if step.owner is Side.HOME)
