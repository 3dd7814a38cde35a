"""Whose words a goal may hold: each home speaks for itself, and its promises are not lost when another writes."""

from collections.abc import Iterable

import attrs

from partnership.errors import InvalidInput, Problem
from partnership.ids import PupilId
from partnership.learning.commitments import Commitment
from partnership.learning.goal_views import GoalView, goal_view
from partnership.learning.goals import SharedGoal
from partnership.ports import Transaction
from partnership.services.learning_desk import LearningDesk

__all__ = ["as_they_see", "own_words", "seen", "unfit_authors", "whole"]


def own_words(transaction: Transaction, at: LearningDesk, goal: SharedGoal) -> None:
    """Refuse a co-author who may not follow the pupil, and a guardian who speaks for another home.

    Raises:
        InvalidInput: All of it at once; it does not say whether there is another home.
    """
    problems = unfit_authors(transaction, at, goal.authors, goal.pupil)
    problems += [
        Problem(f"$.commitments[{number}].guardian", "a home promises for itself")
        for number, each in enumerate(goal.commitments)
        if each.guardian is not None and _other_home(at, f"guardian:{each.guardian}")
    ]
    if problems:
        raise InvalidInput(problems, source="goal")


def unfit_authors(
    transaction: Transaction, at: LearningDesk, authors: Iterable[str], pupil: PupilId
) -> list[Problem]:
    """The co-authors who may not follow this pupil, or whom the one at the desk cannot name; no more is said of them."""
    return [
        Problem(f"$.authors[{number}]", "is nobody who can write for this pupil")
        for number, author in enumerate(authors)
        if _other_home(at, author) or not at.may_follow(transaction, author, pupil)
    ]


def whole(at: LearningDesk, old: SharedGoal, new: SharedGoal) -> tuple[Commitment, ...]:
    """The commitments of a goal as written anew, with those of the homes its writer does not see."""
    unseen = (
        each
        for each in old.commitments
        if each.guardian is not None and _other_home(at, f"guardian:{each.guardian}")
    )
    return (*new.commitments, *unseen)


def seen(at: LearningDesk, goal: SharedGoal) -> GoalView:
    """A goal as whoever stands at the desk sees it (see `learning.goal_views`)."""
    return goal_view(goal, at.caller.actor)


def as_they_see(at: LearningDesk, goal: SharedGoal) -> SharedGoal:
    """A goal that is not agreed yet, to a guardian without the other homes.

    A home agrees on what it sees: whether that works would otherwise tell what another answered or promised.
    """
    if at.caller.guardian is None or goal.shared:
        return goal
    own = seen(at, goal)
    return attrs.evolve(goal, answers=own.answers, commitments=own.commitments)


def _other_home(at: LearningDesk, person: str) -> bool:
    """Whether this is a home the one at the desk neither sees nor speaks for; to the school every home is open."""
    return not at.is_school and person.startswith("guardian:") and person != at.caller.actor
