"""What a school asks itself about the goals that run, found without reading those that are over."""

from collections.abc import Iterable, Mapping
from typing import Any

from partnership.ids import PupilId
from partnership.learning import goal_queries
from partnership.learning.goals import GoalState, SharedGoal
from partnership.services.dossier import every_entry, records_in
from partnership.services.goals import school_only_asks
from partnership.services.learning_desk import LearningDesk

__all__ = ["never_reviewed", "without_shared_goal"]


def without_shared_goal(at: LearningDesk, pupils: Iterable[PupilId]) -> tuple[PupilId, ...]:
    """The pupils without a goal that home and school share now (see `learning.goal_queries.without_shared_goal`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_only_asks(at)
    having = at.desk.read(
        lambda transaction: {
            record.body["pupil"]
            for record in records_in(transaction, SharedGoal, "running")
            if record.body["state"] in goal_queries.SHARED_NOW
        }
    )
    return tuple(pupil for pupil in pupils if pupil not in having)


def never_reviewed(at: LearningDesk) -> tuple[SharedGoal, ...]:
    """The goals that were to be looked back on by today (see `learning.goal_queries.never_reviewed`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_only_asks(at)
    day = at.today.isoformat()

    def due(body: Mapping[str, Any]) -> bool:
        return body["state"] == GoalState.ACTIVE and str(body["until"]) <= day

    return at.desk.read(lambda transaction: tuple(every_entry(transaction, SharedGoal, "running", fits=due)))
