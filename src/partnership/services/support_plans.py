"""Support plans at the desk: heard, consulted, consented by everyone with authority, and evaluated with the parents.

The plan is the school's, the consent is the parents' alone: nobody answers for them, and without all of their answers to
the action part as it reads now no plan comes into force.
"""

from collections.abc import Callable, Iterable

from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.ids import GuardianId, PupilId, SupportPlanId
from partnership.learning import support_steps
from partnership.learning.support_plans import ActionConsent, Evaluation, PupilView, SupportPlan, SupportState
from partnership.ports import Transaction
from partnership.services.authority import holders_of
from partnership.services.callers import school_only
from partnership.services.dossier import entry, put_entry
from partnership.services.learning_desk import LearningDesk
from partnership.services.support_questions import due

__all__ = [
    "adopt",
    "amend",
    "answer",
    "begin",
    "close",
    "consult",
    "draft",
    "evaluate",
    "hear",
    "put_in_force",
    "sweep",
]

_Step = Callable[[Transaction, SupportPlan], SupportPlan]


def begin(at: LearningDesk, id: SupportPlanId, pupil: PupilId) -> SupportPlan:
    """Begin with the intake; from this day the weeks to adoption count.

    Args:
        at: The desk of the school.
        id: Under which id.
        pupil: For whom.

    Raises:
        IllegalStep: It is not the school that begins.
        InvalidInput: Nobody is known to have authority over this pupil, or nobody recorded whether somebody has.
        Conflict: There is a support plan with this id already.
    """
    _school(at, "be begun")

    def work(transaction: Transaction) -> SupportPlan:
        holders = holders_of(transaction, at, pupil)
        new = SupportPlan(id=id, pupil=pupil, begun_on=at.today, holders=holders)
        _keep(transaction, at, new, "begun", expected=None)
        return new

    return at.desk.once(work)


def draft(at: LearningDesk, id: SupportPlanId, *, perspective: str, action: str) -> SupportPlan:
    """Write both parts (see `learning.support_steps.draft`); only the school does."""
    _school(at, "be drafted")
    return _changed(
        at,
        id,
        "drafted",
        lambda _, plan: support_steps.draft(plan, perspective=perspective, action=action),
    )


def hear(at: LearningDesk, id: SupportPlanId, view: PupilView) -> SupportPlan:
    """Write down what the pupil thinks, and what was done with it (see `learning.support_steps.hear`)."""
    _school(at, "be heard about")
    return _changed(at, id, "heard", lambda _, plan: support_steps.hear(plan, view))


def consult(at: LearningDesk, id: SupportPlanId) -> SupportPlan:
    """Ask the parents for their consent; each is told (see `learning.support_steps.consult`)."""
    _school(at, "be consulted about")
    return _changed(at, id, "consulted", lambda _, plan: support_steps.consult(plan), tell=True)


def answer(
    at: LearningDesk,
    id: SupportPlanId,
    *,
    version: int,
    given: bool,
    reason: str | None = None,
) -> SupportPlan:
    """A guardian consents to the action part or not, for themselves only.

    Args:
        at: The desk of a guardian.
        id: Which plan.
        version: The version of the action part they read.
        given: Whether they consent.
        reason: Why not; a refusal has one.

    Raises:
        NotFound: No such plan, or not about a pupil of theirs.
        IllegalStep: Somebody else than a guardian answers, or nobody is asked now.
        InvalidInput: They hold no authority, or the text changed since they read it.
        InvalidValue: A refusal without a reason.
    """
    guardian = at.caller.guardian
    if guardian is None:
        raise IllegalStep("home", state="not at the desk", step="be consented for", allowed=())
    said = ActionConsent(guardian=guardian, version=version, on=at.today, given=given, reason=reason)
    return _changed(at, id, "answered", lambda _, plan: support_steps.take_answer(plan, said))


def adopt(at: LearningDesk, id: SupportPlanId) -> SupportPlan:
    """Adopt it, with consent of everyone who has authority today (see `learning.support_steps.adopt`)."""
    _school(at, "be adopted")

    def step(transaction: Transaction, plan: SupportPlan) -> SupportPlan:
        holders = holders_of(transaction, at, plan.pupil)
        return support_steps.adopt(plan, on=at.today, holders=holders)

    return _changed(at, id, "adopted", step, tell=True)


def put_in_force(at: LearningDesk, id: SupportPlanId) -> SupportPlan:
    """It runs from now on (see `learning.support_steps.put_in_force`)."""
    _school(at, "run")
    return _changed(at, id, "put_in_force", lambda _, plan: support_steps.put_in_force(plan))


def evaluate(
    at: LearningDesk, id: SupportPlanId, *, guardians: Iterable[GuardianId], outcome: str
) -> SupportPlan:
    """Evaluate it with parents.

    Args:
        at: The desk of the school.
        id: Which plan.
        guardians: Who of them was there.
        outcome: What came of it.

    Raises:
        NotFound: No such plan.
        IllegalStep: It does not run, or it is not the school that writes it down.
        InvalidInput: Somebody who may not follow this pupil was there.
        InvalidValue: None of the parents was there, or nothing came of it.
    """
    _school(at, "be evaluated")
    said = Evaluation(on=at.today, guardians=tuple(guardians), outcome=outcome)

    def step(transaction: Transaction, plan: SupportPlan) -> SupportPlan:
        problems = [
            Problem(f"$.guardians[{number}]", "is nobody who may follow this pupil")
            for number, each in enumerate(said.guardians)
            if not at.may_follow(transaction, f"guardian:{each}", plan.pupil)
        ]
        if problems:
            raise InvalidInput(problems, source="evaluation")
        return support_steps.evaluate(plan, said)

    return _changed(at, id, "evaluated", step)


def amend(at: LearningDesk, id: SupportPlanId, *, action: str) -> SupportPlan:
    """Write the action part anew: every consent is void, and who has authority by now is asked again.

    Raises:
        NotFound: No such plan.
        IllegalStep: It is not past its draft, is closed, or it is not the school that writes.
        InvalidValue: The action part is empty.
        InvalidInput: Nobody is known to have authority, or nobody recorded whether somebody has.
    """
    _school(at, "be amended")

    def step(transaction: Transaction, plan: SupportPlan) -> SupportPlan:
        return support_steps.amend(plan, action=action, holders=holders_of(transaction, at, plan.pupil))

    return _changed(at, id, "amended", step, tell=True)


def close(at: LearningDesk, id: SupportPlanId) -> SupportPlan:
    """It is over (see `learning.support_steps.close`)."""
    _school(at, "be closed")
    return _changed(at, id, "closed", lambda _, plan: support_steps.close(plan), tell=True)


def sweep(at: LearningDesk) -> tuple[SupportPlanId, ...]:
    """Call the parents to every evaluation whose day has come; run it every night, a second run does nothing.

    Raises:
        IllegalStep: It is not the school that does so.
    """
    _school(at, "be called for")

    def step(_: Transaction, plan: SupportPlan) -> SupportPlan:
        runs = plan.state is SupportState.RUNNING and plan.evaluation_due(at.today, at.norms)
        return support_steps.call(plan) if runs else plan

    waiting = [each.id for each in due(at) if each.state is SupportState.RUNNING]
    found = (_changed(at, id, "called", step, tell=True) for id in waiting)
    return tuple(each.id for each in found if each.state is SupportState.EVALUATION_DUE)


def _school(at: LearningDesk, step: str) -> None:
    school_only(at.caller, "a support plan", step, allowed=("be answered",))


def _changed(
    at: LearningDesk, id: SupportPlanId, what: str, step: _Step, *, tell: bool = False
) -> SupportPlan:
    def work(transaction: Transaction) -> SupportPlan:
        before, revision = entry(transaction, SupportPlan, id)
        at.admit(transaction, before.pupil, "support_plan", id)
        after = step(transaction, before)
        if after != before:
            _keep(transaction, at, after, what, expected=revision, tell=tell)
        return after

    return at.desk.anew(work)


def _keep(
    transaction: Transaction,
    at: LearningDesk,
    plan: SupportPlan,
    what: str,
    *,
    expected: int | None,
    tell: bool = False,
) -> None:
    revision = put_entry(transaction, plan, expected=expected)
    why = "the school gives extra support to a pupil"
    fact = at.fact(f"support_plan.{what}", "support_plan", plan.id, why, {"pupil": plan.pupil})
    body = {"support": plan.id, "pupil": plan.pupil, "version": str(plan.version)}
    people = [f"guardian:{each}" for each in plan.holders] if tell else []
    transaction.append([fact], at.letters(transaction, f"support-{what}", body, people, revision=revision))
