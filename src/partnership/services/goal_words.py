"""Whose words a goal may hold: each home speaks for itself, and its promises are not lost when another writes."""

from collections.abc import Iterable

from partnership.errors import InvalidInput, Problem
from partnership.ids import PupilId
from partnership.learning.commitments import Commitment
from partnership.learning.goals import SharedGoal
from partnership.ports import Transaction
from partnership.services.learning_desk import LearningDesk

__all__ = ["own_words", "unfit_authors", "whole"]


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


def _other_home(at: LearningDesk, person: str) -> bool:
    """Whether this is a home the one at the desk neither sees nor speaks for; to the school every home is open."""
    return not at.is_school and person.startswith("guardian:") and person != at.caller.actor
