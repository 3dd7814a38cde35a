"""Who has authority over a pupil, and so must consent to what the law lets parents consent to."""

from partnership.errors import InvalidInput, Problem
from partnership.ids import GuardianId, PupilId
from partnership.people.guardianship import Authority
from partnership.ports import Transaction
from partnership.services.learning_desk import LearningDesk
from partnership.services.standing import links_of

__all__ = ["holders_of"]


def holders_of(transaction: Transaction, at: LearningDesk, pupil: PupilId) -> tuple[GuardianId, ...]:
    """Every living guardian with authority over a pupil today whom the law lets follow what the pupil learns, by id.

    Nothing is inferred: while nobody recorded whether a guardian has authority, nobody can tell who must be asked.

    Args:
        transaction: Where the records are.
        at: Whose law decides who may follow a pupil.
        pupil: Which pupil.

    Raises:
        InvalidInput: Nobody is known to have authority, or it is not known of somebody; it does not say of whom.
    """
    links = sorted(
        (each for each, _ in links_of(transaction, pupil, on=at.today)), key=lambda each: each.guardian
    )
    if any(each.authority_on(at.today) is Authority.UNKNOWN for each in links):
        told = "of somebody nobody recorded whether they have authority; record it first"
        raise InvalidInput([Problem("$.holders", told)], source="support plan")
    holders = tuple(
        each.guardian
        for each in links
        if each.authority_on(at.today) is Authority.YES
        and at.may_follow(transaction, f"guardian:{each.guardian}", pupil)
    )
    if not holders:
        told = "nobody is known to have authority over this pupil; a pupil of age decides for themselves"
        raise InvalidInput([Problem("$.holders", told)], source="support plan")
    return holders
