"""Consents: given, refused or withdrawn, per purpose and channel, and provable. No answer is no."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from partnership.ids import GuardianId, PupilId

__all__ = ["Consent", "ConsentAnswer", "is_consented"]


class ConsentAnswer(StrEnum):
    """What somebody answered."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@attrs.frozen(kw_only=True)
class Consent:
    """One answer of one person about one pupil.

    Attributes:
        purpose: What it is asked for, such as `photo`.
        channel: Where it would be used, such as `website`.
        by: The guardian who answered; None when the pupil did.
        on: The day of the answer.
        proof: Where the answer can be found.
    """

    pupil: PupilId
    purpose: str
    channel: str
    by: GuardianId | None
    answer: ConsentAnswer
    on: date
    proof: str = attrs.field(repr=False)


def is_consented(
    consents: Iterable[Consent],
    *,
    pupil: PupilId,
    purpose: str,
    channel: str,
    askees: Iterable[GuardianId | None],
    on: date,
) -> bool:
    """Whether everybody who must consent has, by their latest answer up to this day.

    One refusal or withdrawal counts for all, silence is no, and when nobody was to be asked nobody has agreed. Of two
    answers on one day the less free one counts.

    Args:
        consents: The answers on record, in any order.
        pupil: Whom it is about.
        purpose: What for.
        channel: Where.
        askees: Who must agree: guardians, or None for the pupil; a jurisdiction says who they are.
        on: The day it is asked on; later answers do not count.
    """
    latest: dict[GuardianId | None, Consent] = {}
    for each in consents:
        if (each.pupil, each.purpose, each.channel) != (pupil, purpose, channel) or each.on > on:
            continue
        before = latest.get(each.by)
        if before is None or (each.on, each.answer is not ConsentAnswer.GIVEN) >= (
            before.on,
            before.answer is not ConsentAnswer.GIVEN,
        ):
            latest[each.by] = each
    wanted = set(askees)
    answers = {latest[each].answer for each in wanted if each in latest}
    return bool(wanted) and wanted <= latest.keys() and answers == {ConsentAnswer.GIVEN}
