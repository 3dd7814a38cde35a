"""Goals, plans, support plans and talks: how each kind of record is kept."""

from collections.abc import Mapping
from typing import Any

from partnership.learning.goal_views import goal_view
from partnership.learning.goals import SharedGoal
from partnership.learning.plan_views import plan_view
from partnership.learning.plans import ActionPlan
from partnership.learning.support_plans import SupportPlan
from partnership.learning.support_views import support_view
from partnership.learning.talk_views import talk_view
from partnership.learning.talks import ProgressTalk
from partnership.services.dossier_kinds import DossierKind, the_pupil

__all__ = ["LEARNING"]


def _by_pupil(value: SharedGoal | ActionPlan | SupportPlan | ProgressTalk) -> Mapping[str, Any]:
    return {"pupil": value.pupil}


def _of_party(talk: ProgressTalk) -> frozenset[str]:
    """Its people; the pupil when they sit in, or wrote something for it."""
    wrote = any(each.by == f"pupil:{talk.pupil}" for each in talk.preparations)
    return talk.people - ({f"pupil:{talk.pupil}"} if not (wrote or talk.pupil_attends) else set())


LEARNING: tuple[DossierKind, ...] = (
    DossierKind(
        name="goal",
        value=SharedGoal,
        id=lambda value: str(value.id),
        index=lambda value: {**_by_pupil(value), "running": () if value.over else value.pupil},
        pupils=the_pupil,
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
        pupils=the_pupil,
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
        pupils=the_pupil,
        owners=the_pupil,
        shared=True,
        seen=support_view,
        purpose="the extra support of the pupil, with what parents and pupil said of it",
    ),
    DossierKind(
        name="progress_talk",
        value=ProgressTalk,
        id=lambda value: str(value.id),
        index=lambda value: {**_by_pupil(value), "waits": value.waits},
        pupils=the_pupil,
        owners=_of_party,
        seen=talk_view,
        purpose="what home and school spoke about, wrote down and agreed",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
