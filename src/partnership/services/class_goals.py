"""The goals of a class at the desk, for its teacher; and what a pupil is called, for a page about them."""

import attrs

from partnership.errors import NotFound
from partnership.ids import ClassId, PupilId
from partnership.learning.class_views import PupilGoals, class_view
from partnership.learning.goals import SharedGoal
from partnership.people.classes import Enrolment, SchoolClass
from partnership.people.pupils import Pupil
from partnership.ports import Transaction
from partnership.services.desk import every
from partnership.services.dossier import every_entry
from partnership.services.goals import school_only_asks
from partnership.services.learning_desk import LearningDesk
from partnership.services.people import known

__all__ = ["ClassGoals", "called", "class_goals"]


@attrs.frozen(kw_only=True)
class ClassGoals:
    """A class, with the goals of each of its pupils in the order of the alphabet."""

    title: str
    pupils: tuple[PupilGoals, ...]


def class_goals(at: LearningDesk, id: ClassId, *, language: str | None = None) -> ClassGoals:
    """The goals of the pupils who are in a class today (see `learning.class_views`).

    Raises:
        IllegalStep: It is not the school that asks.
        NotFound: There is no such class.
    """
    school_only_asks(at)

    def work(transaction: Transaction) -> ClassGoals:
        found = known(transaction, SchoolClass, id)
        if found is None:
            raise NotFound("class", id)
        links = (
            known(transaction, Enrolment, each.record.id)
            for each in every(transaction, "enrolment", "class", value=id)
        )
        pupils = [each.pupil for each in links if each is not None and at.today in each.valid]
        names = {
            pupil.id: pupil.name.full
            for pupil in (known(transaction, Pupil, each) for each in pupils)
            if pupil is not None
        }
        goals = [goal for pupil in names for goal in every_entry(transaction, SharedGoal, "running", pupil)]
        seen = class_view(names, goals, language=language or at.language, today=at.today)
        return ClassGoals(title=found.title or id, pupils=seen)

    return at.desk.read(work)


def called(at: LearningDesk, id: PupilId) -> str:
    """The given name of a pupil, for whoever may follow them.

    Raises:
        NotFound: No such pupil, or not theirs.
    """

    def work(transaction: Transaction) -> str:
        at.admit(transaction, id, "pupil", id)
        pupil = known(transaction, Pupil, id)
        if pupil is None:
            raise NotFound("pupil", id)
        return pupil.name.given or pupil.name.full

    return at.desk.read(work)
