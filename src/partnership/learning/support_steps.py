"""The life of a support plan: one function per step, each returning a new value; the table says which are allowed."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import attrs

from partnership.errors import IllegalStep, InvalidInput, InvalidValue, Problem
from partnership.ids import GuardianId
from partnership.learning.support_plans import ActionConsent, Evaluation, PupilView, SupportPlan, SupportState

__all__ = [
    "SUPPORT_STEPS",
    "adopt",
    "amend",
    "call",
    "close",
    "consult",
    "draft",
    "evaluate",
    "hear",
    "put_in_force",
    "take_answer",
]

_S = SupportState

SUPPORT_STEPS: Mapping[str, Mapping[SupportState, SupportState]] = MappingProxyType(
    {
        "draft": {_S.INTAKE: _S.DRAFT, _S.DRAFT: _S.DRAFT},
        "hear": {_S.DRAFT: _S.PUPIL_HEARD},
        "consult": {_S.PUPIL_HEARD: _S.CONSULTATION, _S.AMENDED: _S.CONSULTATION},
        "answer": {each: each for each in (_S.CONSULTATION, _S.WITHHELD, _S.CONSENTED)},
        "adopt": {_S.CONSENTED: _S.ADOPTED},
        "run": {_S.ADOPTED: _S.RUNNING},
        "call": {_S.RUNNING: _S.EVALUATION_DUE},
        "evaluate": {_S.RUNNING: _S.RUNNING, _S.EVALUATION_DUE: _S.RUNNING},
        "amend": dict.fromkeys(
            (
                _S.PUPIL_HEARD,
                _S.CONSULTATION,
                _S.CONSENTED,
                _S.WITHHELD,
                _S.ADOPTED,
                _S.RUNNING,
                _S.EVALUATION_DUE,
                _S.AMENDED,
            ),
            _S.AMENDED,
        ),
        "close": {each: _S.CLOSED for each in _S if each is not _S.CLOSED},
    }
)
"""Each step, and where it leads from where it is allowed; an answer leads on to consented or withheld."""


def _moved(plan: SupportPlan, step: str) -> SupportState:
    if plan.state in SUPPORT_STEPS[step]:
        return SUPPORT_STEPS[step][plan.state]
    allowed = [name for name, where in SUPPORT_STEPS.items() if plan.state in where]
    raise IllegalStep("this support plan", state=str(plan.state), step=step, allowed=allowed)


def draft(plan: SupportPlan, *, perspective: str, action: str) -> SupportPlan:
    """Write both parts.

    Raises:
        IllegalStep: The pupil was heard already; `amend` it.
        InvalidValue: The action part is empty.
    """
    state = _moved(plan, "draft")
    return attrs.evolve(
        plan, state=state, perspective=perspective, action=_said(action), version=plan.version + 1
    )


def hear(plan: SupportPlan, view: PupilView) -> SupportPlan:
    """Write down what the pupil thinks of it and what was done with that.

    Raises:
        IllegalStep: There is no draft, or the pupil was heard already.
    """
    return attrs.evolve(plan, state=_moved(plan, "hear"), heard=view)


def consult(plan: SupportPlan) -> SupportPlan:
    """Talk it over with the parents, who are then asked to consent to the action part.

    Raises:
        IllegalStep: The pupil was not heard yet, or it is past that.
    """
    return attrs.evolve(plan, state=_moved(plan, "consult"))


def take_answer(plan: SupportPlan, said: ActionConsent) -> SupportPlan:
    """Write down what one of them answered; the last answer of each counts.

    When everyone with authority consents it is consented; while one withholds it is withheld.

    Raises:
        IllegalStep: Nobody is asked now.
        InvalidInput: Somebody without authority answers, or to another version than there is now.
    """
    _moved(plan, "answer")
    problems = []
    if said.guardian not in plan.holders:
        problems.append(Problem("$.guardian", "has no authority to consent to this plan"))
    if said.version != plan.version:
        problems.append(Problem("$.version", f"the action part is now at version {plan.version}; read that"))
    if problems:
        raise InvalidInput(problems, source="consent")
    answers = (*(each for each in plan.consents if each.guardian != said.guardian), said)
    new = attrs.evolve(plan, state=_S.CONSULTATION, consents=answers)
    if new.consented:
        return attrs.evolve(new, state=_S.CONSENTED)
    return attrs.evolve(new, state=_S.CONSULTATION if all(each.given for each in answers) else _S.WITHHELD)


def adopt(plan: SupportPlan, *, on: date, holders: Iterable[GuardianId]) -> SupportPlan:
    """Adopt it.

    Args:
        plan: A plan everyone consented to.
        on: The day.
        holders: Who has authority on that day; somebody new must be asked first.

    Raises:
        IllegalStep: It is not consented.
        InvalidInput: Somebody has authority who did not consent.
    """
    state = _moved(plan, "adopt")
    if set(holders) - set(plan.holders):
        told = "somebody has authority who was not asked; amend the plan with who they are and consult again"
        raise InvalidInput([Problem("$.holders", told)], source="support plan")
    return attrs.evolve(plan, state=state, adopted_on=on)


def put_in_force(plan: SupportPlan) -> SupportPlan:
    """It runs from now on.

    Raises:
        IllegalStep: It was not adopted, or runs already.
    """
    return attrs.evolve(plan, state=_moved(plan, "run"))


def call(plan: SupportPlan) -> SupportPlan:
    """The parents are called to evaluate it (see `SupportPlan.evaluation_due`).

    Raises:
        IllegalStep: It does not run.
    """
    return attrs.evolve(plan, state=_moved(plan, "call"))


def evaluate(plan: SupportPlan, said: Evaluation) -> SupportPlan:
    """Evaluate it with the parents.

    Raises:
        IllegalStep: It does not run.
    """
    return attrs.evolve(plan, state=_moved(plan, "evaluate"), evaluations=(*plan.evaluations, said))


def amend(plan: SupportPlan, *, action: str, holders: Iterable[GuardianId] | None = None) -> SupportPlan:
    """Write the action part anew; every consent was to the old one and is void.

    Args:
        plan: Any plan after its draft.
        action: The new action part.
        holders: Who has authority now, where that changed.

    Raises:
        IllegalStep: It is not past its draft, or is closed.
        InvalidValue: The action part is empty.
    """
    return attrs.evolve(
        plan,
        state=_moved(plan, "amend"),
        action=_said(action),
        version=plan.version + 1,
        consents=(),
        holders=plan.holders if holders is None else tuple(holders),
    )


def close(plan: SupportPlan) -> SupportPlan:
    """It is over.

    Raises:
        IllegalStep: It is closed already.
    """
    return attrs.evolve(plan, state=_moved(plan, "close"))


def _said(action: str) -> str:
    if not action.strip():
        raise InvalidValue("action", "is empty; say what the school does")
    return action
