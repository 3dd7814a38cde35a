"""Support plans (in Dutch schools the OPP): a pupil's perspective and the action part that the parents must consent to.

A plan is never adopted without consent of everyone with authority to the action part as it reads now, nor before the
pupil was heard: no such value can be made. The steps are in `support_steps`.
"""

from datetime import date, timedelta
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId, PupilId, SupportPlanId
from partnership.learning.commitments import words
from partnership.norms import Norms

__all__ = ["ActionConsent", "Evaluation", "PupilView", "SupportPlan", "SupportState"]


class SupportState(StrEnum):
    """How far a support plan is."""

    INTAKE = "intake"
    DRAFT = "draft"
    PUPIL_HEARD = "pupil heard"
    CONSULTATION = "consultation"
    CONSENTED = "consented"
    WITHHELD = "withheld"
    ADOPTED = "adopted"
    RUNNING = "running"
    EVALUATION_DUE = "evaluation due"
    AMENDED = "amended"
    CLOSED = "closed"


ADOPTED = (SupportState.ADOPTED, SupportState.RUNNING, SupportState.EVALUATION_DUE)
"""The states in which a plan is in force."""


@attrs.frozen(kw_only=True)
class PupilView:
    """What the pupil thinks of it, and what was done with that.

    Attributes:
        view: In the pupil's own words.
        done_with_it: What was changed because of it, or why not.
        on: The day the pupil was heard.
    """

    view: str = attrs.field(repr=False, validator=words)
    done_with_it: str = attrs.field(repr=False, validator=words)
    on: date


@attrs.frozen(kw_only=True)
class ActionConsent:
    """One guardian's answer to one version of the action part.

    Attributes:
        version: Which version was read.
        given: Whether they consent.
        reason: Why not; a refusal has one.

    Raises:
        InvalidValue: A refusal without a reason.
    """

    guardian: GuardianId
    version: int
    on: date
    given: bool
    reason: str | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.given and not (self.reason or "").strip():
            raise InvalidValue("reason", "is empty; who withholds consent says why")


@attrs.frozen(kw_only=True)
class Evaluation:
    """That a plan was evaluated with guardians.

    Raises:
        InvalidValue: None of them was there.
    """

    on: date
    guardians: tuple[GuardianId, ...]
    outcome: str = attrs.field(repr=False, validator=words)

    def __attrs_post_init__(self) -> None:
        if not self.guardians:
            raise InvalidValue("guardians", "a support plan is evaluated with the parents")


@attrs.frozen(kw_only=True)
class SupportPlan:
    """One support plan.

    Attributes:
        begun_on: The day of the intake, from which the weeks to adoption count.
        holders: Everyone with authority over the pupil, who must each consent to the action part.
        perspective: Where the pupil can get, and what helps and hinders.
        action: The action part: what the school does.
        version: The number of times the action part was written, from 1; 0 while there is none.
        heard: What the pupil thinks; None before the pupil was heard.
        consents: What the holders answered to the action part as it reads now.
        adopted_on: The day it came into force, the last time.
        evaluations: Each time it was evaluated with the parents.

    Raises:
        InvalidValue: A plan in force without the pupil heard, or without consent of every holder to this version; a
            plan without holders; an answer to another version or of nobody who holds authority.
    """

    id: SupportPlanId
    pupil: PupilId
    begun_on: date
    holders: tuple[GuardianId, ...]
    state: SupportState = SupportState.INTAKE
    perspective: str = attrs.field(default="", repr=False)
    action: str = attrs.field(default="", repr=False)
    version: int = 0
    heard: PupilView | None = None
    consents: tuple[ActionConsent, ...] = ()
    adopted_on: date | None = None
    evaluations: tuple[Evaluation, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.holders:
            raise InvalidValue("holders", "somebody has authority over the pupil and must be asked")
        if any(each.version != self.version or each.guardian not in self.holders for each in self.consents):
            raise InvalidValue("consents", "an answer is to this version, of somebody with authority")
        if self.state in ADOPTED:
            if not self.consented:
                raise InvalidValue("consents", "not everyone with authority consented to the action part")
            if self.heard is None or self.adopted_on is None:
                raise InvalidValue("heard", "the pupil is heard before a plan is adopted, on a day")

    @property
    def consented(self) -> bool:
        """Whether everyone with authority consents to the action part as it reads now."""
        return set(self.holders) == {each.guardian for each in self.consents if each.given}

    def is_late(self, on: date, norms: Norms) -> bool:
        """Whether it should have been adopted by this day and never was."""
        waits = self.adopted_on is None and self.state is not SupportState.CLOSED
        return waits and self.begun_on + timedelta(weeks=norms.support_plan_weeks) < on

    def evaluation_due(self, on: date, norms: Norms) -> bool:
        """Whether by this day it must be evaluated with the parents again."""
        if self.adopted_on is None or self.state not in ADOPTED:
            return False
        last = max((self.adopted_on, *(each.on for each in self.evaluations)))
        return last + timedelta(days=norms.support_evaluation_days) <= on
