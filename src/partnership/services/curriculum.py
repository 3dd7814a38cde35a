"""Goals that follow the curriculum: a reference to what was replaced becomes one to what took its place."""

from collections.abc import Iterable

import attrs

from partnership.ids import GoalId
from partnership.learning.curriculum import Curriculum, CurriculumItem
from partnership.learning.goals import SharedGoal
from partnership.ports import Transaction
from partnership.services.dossier import entry, every_entry
from partnership.services.goals import keep_goal, school_only_asks
from partnership.services.learning_desk import LearningDesk

__all__ = ["Followed", "Reference", "follow"]


@attrs.frozen(kw_only=True)
class Reference:
    """What a goal refers to, and what that is now.

    Attributes:
        was: The reference as it stood.
        now: What took its place: one to follow, several for a person to choose from, none where nobody can tell.
    """

    goal: GoalId
    was: str
    now: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Followed:
    """What became of the references of the goals that are not over.

    Attributes:
        renewed: Those that now name what took the place of the old.
        undecided: Those that were split: somebody who knows the pupil chooses.
        unknown: Those that the catalogue does not have, or that lead in a circle.
        kept: How many were in force already.
    """

    renewed: tuple[Reference, ...]
    undecided: tuple[Reference, ...]
    unknown: tuple[Reference, ...]
    kept: int


def follow(at: LearningDesk, items: Iterable[CurriculumItem], *, dry_run: bool = False) -> Followed:
    """Let the goals that are not over follow a renewed curriculum; what is over keeps what it was about.

    Nobody is told: the words of the goals stay. All of it is kept or none; a second run changes nothing.

    Args:
        at: The desk of the school.
        items: The catalogue's.
        dry_run: Say what would change, and change nothing.

    Raises:
        IllegalStep: It is not the school that does so.
        InvalidInput: The catalogue is unreadable.
    """
    school_only_asks(at)
    curriculum = Curriculum(items)

    def work(transaction: Transaction) -> Followed:
        found = list(every_entry(transaction, SharedGoal, "running"))
        referred = [_looked_up(goal.id, goal.curriculum, curriculum) for goal in found if goal.curriculum]
        renewed = tuple(each for each in referred if len(each.now) == 1 and each.now != (each.was,))
        if not dry_run:
            for each in renewed:
                goal, revision = entry(transaction, SharedGoal, each.goal)
                after = attrs.evolve(goal, curriculum=each.now[0])
                keep_goal(transaction, at, after, "followed", expected=revision, tell=False)
        return Followed(
            renewed=renewed,
            undecided=tuple(each for each in referred if len(each.now) > 1),
            unknown=tuple(each for each in referred if not each.now),
            kept=sum(each.now == (each.was,) for each in referred),
        )

    return at.desk.read(work) if dry_run else at.desk.anew(work)


def _looked_up(goal: GoalId, reference: str, curriculum: Curriculum) -> Reference:
    now = curriculum.current(reference)
    item = curriculum.item(reference)
    if item is not None and now == (item.id,):
        return Reference(goal=goal, was=reference, now=(reference,))
    written = tuple(curriculum.written(reference, each) for each in now)
    return Reference(goal=goal, was=reference, now=written)
