"""Who may ask about whom, decided by the law the school chose from what the school knows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.pupils import Pupil
from partnership.people.standing import Decision, Matter, Question, Verdict, strictest
from partnership.ports import Jurisdiction, Transaction
from partnership.services.people import known, links_at

__all__ = ["guardians_decided", "links_of", "may_follow", "standing_of"]


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


def may_follow(
    transaction: Transaction,
    jurisdiction: Jurisdiction | None,
    guardian: GuardianId,
    pupil: PupilId,
    *,
    on: date,
) -> bool:
    """Whether a guardian may follow what a pupil learns: their link holds, and the law lets them.

    Args:
        transaction: Where the records are.
        jurisdiction: Whose law; None decides nothing.
        guardian: Who.
        pupil: Whose progress.
        on: The day it is asked.
    """
    link = known(transaction, Guardianship, f"{pupil}/{guardian}")
    if link is None or on not in link.valid:
        return False
    decisions = standing_of(transaction, jurisdiction, guardians=[guardian], pupils=[pupil], on=on)
    return all(each.verdict is Verdict.ALLOW for each in decisions)


def links_of(
    transaction: Transaction, pupil: PupilId, *, on: date
) -> Iterator[tuple[Guardianship, Guardian]]:
    """Every link to a pupil that holds on a day, with its living guardian."""
    for record in links_at(transaction, "guardianship", "pupil", pupil):
        link = known(transaction, Guardianship, record.id)
        guardian = None if link is None else known(transaction, Guardian, link.guardian)
        if link is not None and guardian is not None and on in link.valid and not guardian.has_died(on):
            yield link, guardian


def guardians_decided(
    transaction: Transaction,
    jurisdiction: Jurisdiction | None,
    pupil: Pupil,
    matter: Matter,
    *,
    on: date,
) -> Mapping[GuardianId, Verdict]:
    """Every living guardian whose link to a pupil holds, with what the law says of them in a matter; without a law, yes.

    Args:
        transaction: Where the records are.
        jurisdiction: Whose law.
        pupil: Whom it is about.
        matter: What is to be shared or asked.
        on: The day.
    """
    found: dict[GuardianId, Verdict] = {}
    for link, guardian in links_of(transaction, pupil.id, on=on):
        question = Question(matter=matter, pupil=pupil, guardian=guardian, link=link, on=on)
        decided = None if jurisdiction is None else strictest(question, [jurisdiction.decide])
        found[guardian.id] = Verdict.ALLOW if decided is None else decided.verdict
    return found
