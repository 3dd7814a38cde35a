"""Who may ask about whom, decided by the law the school chose from what the school knows."""

from collections.abc import Iterable
from datetime import date

from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.pupils import Pupil
from partnership.people.standing import Decision, Matter, Question, strictest
from partnership.ports import Jurisdiction, Transaction
from partnership.serial.values import load

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
    known = [(pupil, record) for pupil in pupils if (record := transaction.get("pupil", pupil)) is not None]
    decisions = []
    for guardian in guardians:
        kept = transaction.get("guardian", guardian)
        for pupil, record in known if kept is not None else ():
            link = transaction.get("guardianship", f"{pupil}/{guardian}")
            question = Question(
                matter=Matter.PROGRESS,
                pupil=load(Pupil, record.body, source=f"pupil {pupil}"),
                guardian=load(Guardian, kept.body, source=f"guardian {guardian}"),
                link=None if link is None else load(Guardianship, link.body, source="guardianship"),
                on=on,
                requested=True,
            )
            decisions.append(strictest(question, [jurisdiction.decide]))
    return tuple(decisions)
