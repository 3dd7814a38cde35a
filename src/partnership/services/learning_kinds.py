"""Goals, plans, tips, workshops and materials: how each kind of record is kept."""

from collections.abc import Mapping

from partnership.learning.goal_views import goal_view
from partnership.learning.goals import SharedGoal
from partnership.learning.plan_views import plan_view
from partnership.learning.plans import ActionPlan
from partnership.learning.support_plans import SupportPlan
from partnership.learning.support_views import support_view
from partnership.services.dossier_kinds import DossierKind

__all__ = ["LEARNING"]


def _by_pupil(value: SharedGoal | ActionPlan | SupportPlan) -> Mapping[str, str]:
    return {"pupil": value.pupil}


def _about(value: SharedGoal | ActionPlan | SupportPlan) -> frozenset[str]:
    return frozenset({f"pupil:{value.pupil}"})


LEARNING: tuple[DossierKind, ...] = (
    DossierKind(
        name="goal",
        value=SharedGoal,
        id=lambda value: str(value.id),
        index=_by_pupil,
        pupils=_about,
        owners=lambda value: frozenset(value.authors),
        shared=True,
        seen=goal_view,
        purpose="what home, school and the pupil want to reach together",
    ),
    DossierKind(
        name="action_plan",
        value=ActionPlan,
        id=lambda value: str(value.id),
        index=_by_pupil,
        pupils=_about,
        owners=lambda value: frozenset(value.authors),
        shared=True,
        seen=plan_view,
        purpose="what home and school do for one need of the pupil",
    ),
    DossierKind(
        name="support_plan",
        value=SupportPlan,
        id=lambda value: str(value.id),
        index=_by_pupil,
        pupils=_about,
        owners=lambda value: frozenset({f"pupil:{value.pupil}"}),
        shared=True,
        seen=support_view,
        purpose="the extra support of the pupil, with what parents and pupil said of it",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
