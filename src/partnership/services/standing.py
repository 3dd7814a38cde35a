"""Who may ask about whom, decided by the law the school chose from what the school knows."""

from collections.abc import Iterable
from datetime import date

from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.pupils import Pupil
from partnership.people.standing import Decision, Matter, Question, strictest
from partnership.ports import Jurisdiction, Transaction
from partnership.services.people import known

__all__ = ["standing_of"]


def standing_of(
    transaction: Transaction,
    jurisdiction: Jurisdiction | None,
    *,
    guardians: Iterable[GuardianId],
    pupils: Iterable[PupilId],
    on: date,
) -> tuple[Decision, ...]:
    """What the law says of each of these guardians asking to speak about each of these pupils.

    Nothing is decided about somebody the school has no record of: whoever invites them vouches for that. A guardian and
    a pupil the school does know, but without a link between them, are a question for the law like any other.

    Args:
        transaction: Where the records are.
        jurisdiction: Whose law; None decides nothing.
        guardians: Who would hold the talk.
        pupils: Whom it is about.
        on: The day it is asked.
    """
    if jurisdiction is None:
        return ()
    talked_about = [pupil for name in pupils if (pupil := known(transaction, Pupil, name)) is not None]
    asking = [guardian for name in guardians if (guardian := known(transaction, Guardian, name)) is not None]
    return tuple(
        strictest(
            Question(
                matter=Matter.PROGRESS,
                pupil=pupil,
                guardian=guardian,
                link=known(transaction, Guardianship, f"{pupil.id}/{guardian.id}"),
                on=on,
                requested=True,
            ),
            [jurisdiction.decide],
        )
        for guardian in asking
        for pupil in talked_about
    )
