"""The five artefacts of a goal at the desk: in the family's language, and with nobody named who may not be."""

from collections.abc import Iterable, Iterator
from datetime import date

from partnership.contact.naming import names_any
from partnership.contact.newsletters import GoalItem
from partnership.errors import InvalidInput, NotFound, Problem
from partnership.ids import GoalId, GuardianId, PupilId
from partnership.learning import artefacts
from partnership.learning.artefacts import Artefact
from partnership.learning.goals import SharedGoal
from partnership.people.preferences import ContactPreferences
from partnership.people.pupils import Pupil
from partnership.ports import Transaction
from partnership.services.dossier import entry, every_entry
from partnership.services.families import family_record
from partnership.services.goals import school_only_asks
from partnership.services.learning_desk import LearningDesk
from partnership.services.people import known

__all__ = ["artefacts_of", "news_of"]


def artefacts_of(
    at: LearningDesk, id: GoalId, guardian: GuardianId, *, language: str, today: date
) -> tuple[Artefact, ...]:
    """All that can be made of a goal now for one guardian (see `learning.artefacts`).

    Args:
        at: The desk of the school, or of that guardian.
        id: Which goal.
        guardian: For whom.
        language: What to write in when they never chose a language, or one that we do not speak.
        today: The day.

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
        chosen = family_record(transaction, ContactPreferences, guardian)
        names = tuple(_names(transaction, [goal.pupil]))
        return artefacts.artefacts_of(
            goal,
            guardian,
            language=language if chosen is None else chosen.language,
            otherwise=language,
            today=today,
            names=lambda text: names_any(text, names),
        )

    return at.desk.read(work)


def news_of(
    at: LearningDesk, pupils: Iterable[PupilId], *, language: str, otherwise: str = "en"
) -> tuple[GoalItem, ...]:
    """The goals of a class for its newsletter, with a tip for home each; no pupil of these is named in them.

    Args:
        at: The desk of the school.
        pupils: Those of the class.
        language: BCP 47 tag of the newsletter.
        otherwise: The language of our words where we do not speak that one.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_only_asks(at)
    wanted = tuple(pupils)

    def work(transaction: Transaction) -> tuple[GoalItem, ...]:
        names = tuple(_names(transaction, wanted))
        goals = [goal for pupil in wanted for goal in every_entry(transaction, SharedGoal, "running", pupil)]
        found = artefacts.news_of(
            goals, language=language, otherwise=otherwise, names=lambda text: names_any(text, names)
        )
        return tuple(GoalItem(goal=each.text, tips=each.tips) for each in found)

    return at.desk.read(work)


def _names(transaction: Transaction, pupils: Iterable[PupilId]) -> Iterator[str]:
    for id in pupils:
        pupil = known(transaction, Pupil, id)
        if pupil is not None:
            yield from (pupil.name.given, pupil.name.full)
