"""What one person sees of a support plan: all that it says, and of the consents only their own."""

from datetime import date

import attrs

from partnership.ids import PupilId, SupportPlanId, of_school
from partnership.learning.support_plans import ActionConsent, PupilView, SupportPlan, SupportState

__all__ = ["SupportView", "support_view"]


_ASKED = frozenset({SupportState.CONSULTATION, SupportState.WITHHELD, SupportState.CONSENTED})


@attrs.frozen(kw_only=True)
class SupportView:
    """A support plan as one person sees it.

    Attributes:
        state: Where it is; to home and the pupil it is in consultation until it is adopted, for what is said of consent
            would tell what another answered.
        consents: Their own answers to the action part; to the school everybody's.
        evaluated: Each time it was evaluated, with what came of it, without who was there.
    """

    id: SupportPlanId
    pupil: PupilId
    state: SupportState
    begun_on: date
    perspective: str = attrs.field(repr=False)
    action: str = attrs.field(repr=False)
    version: int
    heard: PupilView | None
    consents: tuple[ActionConsent, ...]
    adopted_on: date | None
    evaluated: tuple[tuple[date, str], ...] = attrs.field(repr=False)


def support_view(plan: SupportPlan, who: str) -> SupportView:
    """A support plan as `who` sees it, such as `guardian:petra`; who else holds authority is not told."""
    outside = of_school(who)
    return SupportView(
        id=plan.id,
        pupil=plan.pupil,
        state=plan.state if outside or plan.state not in _ASKED else SupportState.CONSULTATION,
        begun_on=plan.begun_on,
        perspective=plan.perspective,
        action=plan.action,
        version=plan.version,
        heard=plan.heard,
        consents=tuple(each for each in plan.consents if outside or who == f"guardian:{each.guardian}"),
        adopted_on=plan.adopted_on,
        evaluated=tuple((each.on, each.outcome) for each in plan.evaluations),
    )
