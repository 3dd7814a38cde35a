"""Support plans at one school, for one caller: drafted by the school, consented by the parents, evaluated together."""

from collections.abc import Iterable

from partnership.host.desks import desk_for
from partnership.host.settings import Settings
from partnership.ids import GuardianId, PupilId, SupportPlanId
from partnership.learning.support_plans import PupilView, SupportPlan
from partnership.learning.support_views import SupportView
from partnership.services import support_plans, support_questions
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.learning_desk import LearningDesk

__all__ = ["Support"]


class Support:
    """What one caller can do with support plans; a guardian reads, and answers for themselves.

    Args:
        settings: The school's norms and clock.
        desk: Where they are kept.
        caller: Who comes: a guardian, or with `by` staff or the pupil (`pupil:noor`).
    """

    def __init__(self, settings: Settings, desk: Desk, caller: Caller) -> None:
        self._at = desk_for(LearningDesk, settings, desk, caller)

    def begin(self, id: SupportPlanId, pupil: PupilId) -> SupportPlan:
        """Begin with the intake today (see `services.support_plans.begin`)."""
        return support_plans.begin(self._at, id, pupil)

    def draft(self, id: SupportPlanId, *, perspective: str, action: str) -> SupportPlan:
        """Write both parts (see `services.support_plans.draft`)."""
        return support_plans.draft(self._at, id, perspective=perspective, action=action)

    def hear(self, id: SupportPlanId, *, view: str, done_with_it: str) -> SupportPlan:
        """What the pupil thinks, heard today, and what was done with it (see `services.support_plans.hear`)."""
        heard = PupilView(view=view, done_with_it=done_with_it, on=self._at.today)
        return support_plans.hear(self._at, id, heard)

    def consult(self, id: SupportPlanId) -> SupportPlan:
        """Ask the parents for their consent (see `services.support_plans.consult`)."""
        return support_plans.consult(self._at, id)

    def answer(
        self, id: SupportPlanId, *, version: int, given: bool, reason: str | None = None
    ) -> SupportView:
        """Consent or not, today and for oneself (see `services.support_plans.answer`); gives back what `plan` does."""
        answered = support_plans.answer(self._at, id, version=version, given=given, reason=reason)
        return support_questions.seen(self._at, answered)

    def adopt(self, id: SupportPlanId) -> SupportPlan:
        """Adopt it today (see `services.support_plans.adopt`)."""
        return support_plans.adopt(self._at, id)

    def put_in_force(self, id: SupportPlanId) -> SupportPlan:
        """It runs from now on (see `services.support_plans.put_in_force`)."""
        return support_plans.put_in_force(self._at, id)

    def evaluate(self, id: SupportPlanId, *, guardians: Iterable[GuardianId], outcome: str) -> SupportPlan:
        """Evaluated today with these parents (see `services.support_plans.evaluate`)."""
        return support_plans.evaluate(self._at, id, guardians=guardians, outcome=outcome)

    def amend(self, id: SupportPlanId, *, action: str) -> SupportPlan:
        """Write the action part anew, which voids every consent (see `services.support_plans.amend`)."""
        return support_plans.amend(self._at, id, action=action)

    def close(self, id: SupportPlanId) -> SupportPlan:
        """It is over (see `services.support_plans.close`)."""
        return support_plans.close(self._at, id)

    def sweep(self) -> tuple[SupportPlanId, ...]:
        """Call the parents to every evaluation whose day has come (see `services.support_plans.sweep`)."""
        return support_plans.sweep(self._at)

    def due(self) -> tuple[SupportPlan, ...]:
        """The plans that are to be evaluated by today (see `services.support_questions.due`)."""
        return support_questions.due(self._at)

    def late(self) -> tuple[SupportPlan, ...]:
        """The plans that were not adopted in time (see `services.support_questions.late`)."""
        return support_questions.late(self._at)

    def plan(self, id: SupportPlanId) -> SupportView:
        """A plan as the caller sees it (see `services.support_questions.support_plan`)."""
        return support_questions.support_plan(self._at, id)

    def plans_of(self, pupil: PupilId) -> tuple[SupportView, ...]:
        """The plans of a pupil as the caller sees them (see `services.support_questions.support_plans_of`)."""
        return support_questions.support_plans_of(self._at, pupil)
