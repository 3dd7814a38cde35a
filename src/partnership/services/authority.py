"""Who has authority over a pupil, and so must consent to what the law lets parents consent to."""

from collections.abc import Iterator
from datetime import date

from partnership.errors import InvalidInput, Problem
from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Authority, Guardianship
from partnership.ports import Transaction
from partnership.services.desk import every
from partnership.services.learning_desk import LearningDesk
from partnership.services.people import known

__all__ = ["holders_of"]


def holders_of(
    transaction: Transaction, at: LearningDesk, pupil: PupilId, on: date
) -> tuple[GuardianId, ...]:
    """Every living guardian with authority over a pupil on a day whom the law lets follow what the pupil learns, by id.

    Nothing is inferred: while nobody recorded whether a guardian has authority, nobody can tell who must be asked.

    Args:
        transaction: Where the records are.
        at: Whose law decides who may follow a pupil.
        pupil: Which pupil.
        on: The day.

    Raises:
        InvalidInput: Nobody is known to have authority, or it is not known of somebody; it does not say of whom.
    """
    links = sorted(_links(transaction, pupil, on), key=lambda each: each.guardian)
    if any(each.authority_on(on) is Authority.UNKNOWN for each in links):
        told = "of somebody nobody recorded whether they have authority; record it first"
        raise InvalidInput([Problem("$.holders", told)], source="support plan")
    holders = tuple(
        each.guardian
        for each in links
        if each.authority_on(on) is Authority.YES
        and at.may_follow(transaction, f"guardian:{each.guardian}", pupil)
    )
    if not holders:
        told = "nobody is known to have authority over this pupil; a pupil of age decides for themselves"
        raise InvalidInput([Problem("$.holders", told)], source="support plan")
    return holders


def _links(transaction: Transaction, pupil: PupilId, on: date) -> Iterator[Guardianship]:
    for found in every(transaction, "guardianship", "pupil", value=pupil):
        link = known(transaction, Guardianship, found.record.id)
        guardian = None if link is None else known(transaction, Guardian, link.guardian)
        if link is not None and guardian is not None and on in link.valid and not guardian.has_died(on):
            yield link
