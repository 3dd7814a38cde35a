"""The life of an action plan: one function per step, each returning a new value; the table says which are allowed."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import attrs

from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.learning.commitments import Side
from partnership.learning.plan_parts import Measurement, Phase, PlanStep, StepDone
from partnership.learning.plans import ActionPlan, PlanStage, Review, home_minutes
from partnership.norms import Norms

__all__ = [
    "DECISIONS",
    "PLAN_STEPS",
    "begin",
    "decide",
    "develop",
    "evaluate",
    "log_step",
    "measure",
    "not_ready",
    "set_steps",
]

_P = PlanStage

PLAN_STEPS: Mapping[str, Mapping[PlanStage, PlanStage]] = MappingProxyType(
    {
        "develop": {_P.NEEDS: _P.DEVELOPMENT},
        "set steps": {_P.DEVELOPMENT: _P.DEVELOPMENT},
        "measure": {each: each for each in (_P.NEEDS, _P.DEVELOPMENT, _P.IMPLEMENTATION, _P.FADING)},
        "begin": {_P.DEVELOPMENT: _P.IMPLEMENTATION},
        "log a step": {_P.IMPLEMENTATION: _P.IMPLEMENTATION, _P.FADING: _P.FADING},
        "evaluate": {_P.IMPLEMENTATION: _P.EVALUATION, _P.FADING: _P.EVALUATION},
        "continue": {_P.EVALUATION: _P.IMPLEMENTATION},
        "adapt": {_P.EVALUATION: _P.DEVELOPMENT},
        "fade": {_P.EVALUATION: _P.FADING},
        "close": {_P.EVALUATION: _P.CLOSED},
    }
)
"""Each step, and where it leads from where it is allowed."""

DECISIONS = ("continue", "adapt", "fade", "close")
"""What an evaluation can end in."""


def _moved(plan: ActionPlan, step: str) -> PlanStage:
    if plan.stage in PLAN_STEPS[step]:
        return PLAN_STEPS[step][plan.stage]
    allowed = [name for name, where in PLAN_STEPS.items() if plan.stage in where]
    raise IllegalStep("this plan", state=f"at {plan.stage}", step=step, allowed=allowed)


def develop(plan: ActionPlan) -> ActionPlan:
    """The needs are clear; from now on home and school think of steps.

    Raises:
        IllegalStep: It is past that.
    """
    return attrs.evolve(plan, stage=_moved(plan, "develop"))


def set_steps(plan: ActionPlan, steps: Iterable[PlanStep]) -> ActionPlan:
    """These are the steps now; a step that was done before keeps its name, so that what was done is not lost.

    Raises:
        IllegalStep: It is not being developed.
        InvalidValue: A step that was done is not among them, or two have one name.
    """
    return attrs.evolve(plan, stage=_moved(plan, "set steps"), steps=tuple(steps))


def measure(plan: ActionPlan, *, on: date, value: float, by: str) -> ActionPlan:
    """Write down a measurement; it is of the baseline until the steps begin, and of the plan from then on.

    Raises:
        IllegalStep: It is being evaluated or is closed.
    """
    stage = _moved(plan, "measure")
    phase = Phase.BASELINE if plan.started_on is None else Phase.PLAN
    new = Measurement(phase=phase, on=on, value=value, by=by)
    return attrs.evolve(plan, stage=stage, measurements=(*plan.measurements, new))


def not_ready(plan: ActionPlan, norms: Norms) -> tuple[Problem, ...]:
    """What stands in the way of beginning; nothing when it can begin."""
    found = []
    if (points := len(plan.values(Phase.BASELINE))) < norms.baseline_points:
        told = f"{points} measurements of how it is now, the norm is at least {norms.baseline_points}"
        found.append(Problem("$.measurements", told))
    owners = {step.owner for step in plan.steps}
    found += [
        Problem("$.steps", f"no step of {side} yet")
        for side in (Side.HOME, Side.SCHOOL)
        if side not in owners
    ]
    if (minutes := home_minutes(plan.steps)) > norms.home_minutes_per_week:
        told = f"asks {minutes} minutes a week of home, the norm is at most {norms.home_minutes_per_week}"
        found.append(Problem("$.steps", told))
    return tuple(found)


def begin(plan: ActionPlan, norms: Norms, *, on: date, review_on: date) -> ActionPlan:
    """Begin with the steps.

    Args:
        plan: A plan with steps and a baseline.
        norms: What a plan must keep to.
        on: The day it begins.
        review_on: The day it is looked back on, whatever happens.

    Raises:
        IllegalStep: It is not being developed.
        InvalidInput: All that is missing (see `not_ready`).
    """
    stage = _moved(plan, "begin")
    problems = [*not_ready(plan, norms), *_too_early(on, review_on)]
    if problems:
        raise InvalidInput(problems, source="plan")
    return attrs.evolve(plan, stage=stage, started_on=plan.started_on or on, round_on=on, review_on=review_on)


def log_step(plan: ActionPlan, step: str, *, on: date, by: str) -> ActionPlan:
    """Write down that a step was done, of whichever side.

    Raises:
        IllegalStep: It does not run.
        InvalidInput: It has no such step, or had not begun.
    """
    stage = _moved(plan, "log a step")
    names = tuple(each.id for each in plan.steps)
    problems = []
    if step not in names:
        problems.append(Problem("$.step", f"no such step; known: {', '.join(names)}", names))
    if plan.started_on is not None and on < plan.started_on:
        problems.append(Problem("$.on", f"the plan began on {plan.started_on}"))
    if problems:
        raise InvalidInput(problems, source="plan")
    return attrs.evolve(plan, stage=stage, done=(*plan.done, StepDone(step=step, on=on, by=by)))


def evaluate(plan: ActionPlan) -> ActionPlan:
    """Look back on it: on the day itself also when nobody said anything.

    Raises:
        IllegalStep: It does not run.
    """
    return attrs.evolve(plan, stage=_moved(plan, "evaluate"), review_on=None)


def decide(
    plan: ActionPlan, decision: str, *, on: date, why: str, review_on: date | None = None
) -> ActionPlan:
    """Decide how it goes on.

    Args:
        plan: A plan that is being evaluated.
        decision: One of `DECISIONS`.
        on: The day.
        why: In words.
        review_on: The day of the next look back, for a plan that goes on or fades.

    Raises:
        InvalidInput: No such decision, or a plan that goes on without a later day to look back on it.
        IllegalStep: It is not being evaluated.
    """
    if decision not in DECISIONS:
        told = f"expected one of {', '.join(DECISIONS)}"
        raise InvalidInput([Problem("$.decision", told, DECISIONS)], source="plan")
    stage = _moved(plan, decision)
    later = review_on if stage in (_P.IMPLEMENTATION, _P.FADING) else None
    if stage in (_P.IMPLEMENTATION, _P.FADING) and (problems := _too_early(on, later)):
        raise InvalidInput(problems, source="plan")
    said = Review(on=on, decision=decision, why=why)
    since = plan.round_on if later is None else on
    return attrs.evolve(plan, stage=stage, round_on=since, review_on=later, reviews=(*plan.reviews, said))


def _too_early(on: date, review_on: date | None) -> list[Problem]:
    if review_on is None or review_on <= on:
        return [Problem("$.review_on", f"expected a day after {on} to look back on it")]
    return []
