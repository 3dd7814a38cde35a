"""The five artefacts of a goal at the desk: in the family's language, and with nobody named who may not be."""

from collections.abc import Iterable, Iterator

from partnership.contact.naming import names_any
from partnership.contact.newsletters import GoalItem
from partnership.errors import InvalidInput, NotFound, Problem
from partnership.ids import GoalId, GuardianId, PupilId
from partnership.learning import artefacts
from partnership.learning.artefacts import Artefact
from partnership.learning.goals import SharedGoal
from partnership.people.pupils import Pupil
from partnership.ports import Transaction
from partnership.services.dossier import entry, every_entry
from partnership.services.goals import school_only_asks
from partnership.services.learning_desk import LearningDesk
from partnership.services.people import known

__all__ = ["artefacts_of", "news_of"]


def artefacts_of(at: LearningDesk, id: GoalId, guardian: GuardianId) -> tuple[Artefact, ...]:
    """All that can be made of a goal now for one guardian, in their language (see `learning.artefacts`).

    Args:
        at: The desk of the school, or of that guardian.
        id: Which goal.
        guardian: For whom.

    Raises:
        NotFound: No such goal, not theirs, or a guardian asks for another.
        InvalidInput: A guardian who may not follow this pupil.
    """

    def work(transaction: Transaction) -> tuple[Artefact, ...]:
        goal, _ = entry(transaction, SharedGoal, id)
        at.admit(transaction, goal.pupil, "goal", id)
        if not at.is_school and guardian != at.caller.guardian:
            raise NotFound("goal", id)
        if not at.may_follow(transaction, f"guardian:{guardian}", goal.pupil):
            problem = Problem("$.guardian", "is nobody who may follow this pupil")
            raise InvalidInput([problem], source="artefacts")
        names = tuple(_names(transaction, [goal.pupil]))
        return artefacts.artefacts_of(
            goal,
            guardian,
            language=at.language_of(transaction, guardian),
            otherwise=at.language,
            today=at.today,
            names=lambda text: names_any(text, names),
        )

    return at.desk.read(work)


def news_of(
    at: LearningDesk, pupils: Iterable[PupilId], *, language: str | None = None
) -> tuple[GoalItem, ...]:
    """The goals of a class for its newsletter, with a tip for home each; no pupil of these is named in them.

    Args:
        at: The desk of the school.
        pupils: Those of the class.
        language: BCP 47 tag of the newsletter; the school's own when not said.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_only_asks(at)
    wanted, spoken = tuple(pupils), language or at.language

    def work(transaction: Transaction) -> tuple[GoalItem, ...]:
        names = tuple(_names(transaction, wanted))
        goals = [goal for pupil in wanted for goal in every_entry(transaction, SharedGoal, "running", pupil)]
        found = artefacts.news_of(
            goals, language=spoken, otherwise=at.language, names=lambda text: names_any(text, names)
        )
        return tuple(GoalItem(goal=each.text, tips=each.tips) for each in found)

    return at.desk.read(work)


def _names(transaction: Transaction, pupils: Iterable[PupilId]) -> Iterator[str]:
    for id in pupils:
        pupil = known(transaction, Pupil, id)
        if pupil is not None:
            yield from (pupil.name.given, pupil.name.full)
