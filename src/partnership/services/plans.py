"""Action plans at the desk: made with home, measured before and during, looked back on whether or not anybody speaks."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import attrs

from partnership.calendars import Days, SchoolCalendar
from partnership.errors import InvalidInput
from partnership.ids import PlanId, PupilId
from partnership.learning import plan_steps
from partnership.learning.advice import Advice, advise
from partnership.learning.commitments import Side
from partnership.learning.effect import TooFewMeasurements
from partnership.learning.integrity import integrity
from partnership.learning.plan_parts import PlanStep
from partnership.learning.plan_views import plan_view
from partnership.learning.plans import ActionPlan, PlanStage
from partnership.ports import Transaction
from partnership.services.callers import school_only
from partnership.services.dossier import entry, every_entry, put_entry
from partnership.services.goal_words import unfit_authors
from partnership.services.learning_desk import LearningDesk

__all__ = [
    "PlanReport",
    "add_step",
    "begin",
    "decide",
    "develop",
    "evaluate",
    "log_step",
    "make",
    "measure",
    "plan",
    "plans_of",
    "report",
    "set_steps",
    "sweep",
]

_DAY, _WEEK = timedelta(days=1), 7


@attrs.frozen(kw_only=True)
class PlanReport:
    """How a plan goes.

    Attributes:
        effect: NAP, from 0 to 1, or that there are too few measurements.
        school: What the school did of what it planned, from 0 to 1; None when nothing was planned yet.
        home: The same of home, counted the same.
        advice: What this speaks for.
        due: Whether it is time to look back.
    """

    effect: float | TooFewMeasurements
    school: float | None
    home: float | None
    advice: Advice
    due: bool


def make(at: LearningDesk, wanted: ActionPlan) -> ActionPlan:
    """Begin a plan with its needs; whoever stands at the desk becomes its first author.

    Raises:
        NotFound: A guardian or pupil who has nothing to do with this pupil.
        InvalidInput: A co-author who may not follow the pupil.
        Conflict: There is a plan with this id already.
    """

    def work(transaction: Transaction) -> ActionPlan:
        at.admit(transaction, wanted.pupil, "pupil", wanted.pupil)
        if problems := unfit_authors(transaction, at, wanted.authors, wanted.pupil):
            raise InvalidInput(problems, source="plan")
        new = ActionPlan(
            id=wanted.id,
            pupil=wanted.pupil,
            authors=tuple(dict.fromkeys((at.caller.actor, *wanted.authors))),
            needs=wanted.needs,
            strengths=wanted.strengths,
            goals=wanted.goals,
            measure=wanted.measure,
            increase=wanted.increase,
        )
        _keep(transaction, at, new, "made", expected=None)
        return plan_view(new, at.caller.actor)

    return at.desk.once(work)


def develop(at: LearningDesk, id: PlanId, steps: Iterable[PlanStep] = ()) -> ActionPlan:
    """The needs are clear (see `learning.plan_steps.develop`); with steps, these are what is done, both or neither."""
    chosen = tuple(steps)

    def step(plan: ActionPlan) -> ActionPlan:
        developed = plan_steps.develop(plan)
        return plan_steps.set_steps(developed, chosen) if chosen else developed

    return _changed(at, id, "developed", step)


def set_steps(at: LearningDesk, id: PlanId, steps: Iterable[PlanStep]) -> ActionPlan:
    """What is done by whom (see `learning.plan_steps.set_steps`)."""
    chosen = tuple(steps)
    return _changed(at, id, "written", lambda plan: plan_steps.set_steps(plan, chosen))


def add_step(transaction: Transaction, at: LearningDesk, id: PlanId, step: PlanStep) -> ActionPlan:
    """One more step for a plan that is being developed, in a transaction that is already open.

    Raises:
        NotFound: No such plan, or not theirs.
        IllegalStep: It is not being developed.
        InvalidValue: It has a step of this name.
    """
    before, revision = entry(transaction, ActionPlan, id)
    at.admit(transaction, before.pupil, "action_plan", id)
    after = plan_steps.set_steps(before, (*before.steps, step))
    _keep(transaction, at, after, "written", expected=revision)
    return after


def measure(at: LearningDesk, id: PlanId, value: float, *, on: date) -> ActionPlan:
    """Write down a measurement; nobody is bothered with it (see `learning.plan_steps.measure`)."""
    by = at.caller.actor
    return _changed(
        at, id, "measured", lambda plan: plan_steps.measure(plan, on=on, value=value, by=by), tell=False
    )


def begin(at: LearningDesk, id: PlanId, *, on: date, review_on: date) -> ActionPlan:
    """Begin with the steps (see `learning.plan_steps.begin`)."""
    return _changed(
        at, id, "begun", lambda plan: plan_steps.begin(plan, at.norms, on=on, review_on=review_on)
    )


def log_step(at: LearningDesk, id: PlanId, step: str, *, on: date) -> ActionPlan:
    """A step was done; nobody is bothered with it (see `learning.plan_steps.log_step`)."""
    by = at.caller.actor
    return _changed(at, id, "done", lambda plan: plan_steps.log_step(plan, step, on=on, by=by), tell=False)


def evaluate(at: LearningDesk, id: PlanId) -> ActionPlan:
    """Look back on it (see `learning.plan_steps.evaluate`)."""
    return _changed(at, id, "evaluated", plan_steps.evaluate)


def decide(
    at: LearningDesk, id: PlanId, decision: str, *, why: str, review_on: date | None = None
) -> ActionPlan:
    """How it goes on from today (see `learning.plan_steps.decide`)."""
    return _changed(
        at,
        id,
        "decided",
        lambda plan: plan_steps.decide(plan, decision, on=at.today, why=why, review_on=review_on),
    )


def sweep(at: LearningDesk) -> tuple[PlanId, ...]:
    """Bring every plan whose day to look back has come to its evaluation, also when nobody said anything.

    Run it every night; a second run does nothing.

    Raises:
        IllegalStep: It is not the school that does so.
    """
    school_only(at.caller, "every plan", "be looked back on from home", state="the school's")
    on = at.today
    due = at.desk.read(
        lambda transaction: [each.id for each in every_entry(transaction, ActionPlan) if each.is_due(on)]
    )

    def look_back(plan: ActionPlan) -> ActionPlan:
        return plan_steps.evaluate(plan) if plan.is_due(on) else plan

    return tuple(id for id in due if _changed(at, id, "evaluated", look_back).stage is PlanStage.EVALUATION)


def plan(at: LearningDesk, id: PlanId) -> ActionPlan:
    """A plan, as whoever stands at the desk may see it: a guardian without who else of the homes did what.

    Raises:
        NotFound: No such plan, or not theirs.
    """

    def work(transaction: Transaction) -> ActionPlan:
        found, _ = entry(transaction, ActionPlan, id)
        at.admit(transaction, found.pupil, "action_plan", id)
        return plan_view(found, at.caller.actor)

    return at.desk.read(work)


def plans_of(at: LearningDesk, pupil: PupilId) -> tuple[ActionPlan, ...]:
    """Every plan of a pupil, as whoever stands at the desk may see them.

    Raises:
        NotFound: A guardian or pupil who has nothing to do with this pupil.
    """

    def work(transaction: Transaction) -> tuple[ActionPlan, ...]:
        at.admit(transaction, pupil, "pupil", pupil)
        return tuple(
            plan_view(each, at.caller.actor) for each in every_entry(transaction, ActionPlan, "pupil", pupil)
        )

    return at.desk.read(work)


def report(at: LearningDesk, plan: ActionPlan) -> PlanReport:
    """How a plan goes today. Weeks without lessons do not count; without a calendar every whole week does."""
    on = at.today
    weeks = _weeks(plan, on, at.calendar)
    school, home = (integrity(plan, side, weeks=weeks, until=on) for side in (Side.SCHOOL, Side.HOME))
    return PlanReport(
        effect=plan.effect,
        school=school,
        home=home,
        advice=advise(plan.effect, school=school, home=home, norms=at.norms),
        due=plan.is_due(on),
    )


def _weeks(plan: ActionPlan, on: date, calendar: SchoolCalendar | None) -> int:
    since = plan.round_on
    if since is None or on <= since:
        return 0
    if calendar is None:
        return (on - since).days // _WEEK
    return len(calendar.school_weeks(Days(since, on + _DAY)))


def _changed(
    at: LearningDesk, id: PlanId, what: str, step: Callable[[ActionPlan], ActionPlan], *, tell: bool = True
) -> ActionPlan:
    def work(transaction: Transaction) -> ActionPlan:
        before, revision = entry(transaction, ActionPlan, id)
        at.admit(transaction, before.pupil, "action_plan", id)
        after = step(before)
        if after != before:
            _keep(transaction, at, after, what, expected=revision, tell=tell)
        return plan_view(after, at.caller.actor)

    return at.desk.anew(work)


def _keep(
    transaction: Transaction,
    at: LearningDesk,
    plan: ActionPlan,
    what: str,
    *,
    expected: int | None,
    tell: bool = True,
) -> None:
    revision = put_entry(transaction, plan, expected=expected)
    fact = at.fact(
        f"plan.{what}", "action_plan", plan.id, "home and school work on a plan", {"pupil": plan.pupil}
    )
    body = {"plan": plan.id, "pupil": plan.pupil, "stage": str(plan.stage)}
    people = plan.authors if tell else ()
    letters = at.letters(transaction, f"plan-{what}", body, people, revision=revision)
    transaction.append([fact], letters)
