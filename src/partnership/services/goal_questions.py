"""What a school asks itself about the goals that run, found without reading those that are over."""

from collections.abc import Iterable
from datetime import date

from partnership.ids import PupilId
from partnership.learning import goal_queries
from partnership.learning.goals import SharedGoal
from partnership.services.dossier import every_entry
from partnership.services.goals import school_only_asks
from partnership.services.learning_desk import LearningDesk

__all__ = ["never_reviewed", "without_shared_goal"]


def without_shared_goal(at: LearningDesk, pupils: Iterable[PupilId]) -> tuple[PupilId, ...]:
    """The pupils without a goal that home and school share now (see `learning.goal_queries.without_shared_goal`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    return goal_queries.without_shared_goal(pupils, _running(at))


def never_reviewed(at: LearningDesk, *, on: date) -> tuple[SharedGoal, ...]:
    """The goals that were to be looked back on by a day (see `learning.goal_queries.never_reviewed`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    return goal_queries.never_reviewed(_running(at), on=on)


def _running(at: LearningDesk) -> tuple[SharedGoal, ...]:
    school_only_asks(at)
    return at.desk.read(lambda transaction: tuple(every_entry(transaction, SharedGoal, "running")))
