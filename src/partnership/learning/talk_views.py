"""What one person sees of a talk: its party and its staff all of it, the pupil their own part, and nobody else anything."""

from datetime import date

import attrs

from partnership.ids import PupilId, StaffId, TalkId, of_school
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import Side
from partnership.learning.talks import (
    Minutes,
    OtherWay,
    OwnWords,
    Preparation,
    ProgressTalk,
    TalkKind,
    TalkState,
    Way,
)

__all__ = ["TalkView", "may_see", "talk_view"]


@attrs.frozen(kw_only=True)
class TalkView:
    """A talk as one person sees it; who of home holds it is not in it.

    Attributes:
        preparations: What each brings; to the pupil only their own and, sitting in, that of the staff.
        own_words: What the guardians of the party wrote down; not for the pupil.
        minutes: For the pupil only when sitting in.
        agreements: For the pupil, when not sitting in, only their own.
    """

    id: TalkId
    pupil: PupilId
    kind: TalkKind
    staff: tuple[StaffId, ...]
    on: date
    way: Way
    pupil_attends: bool
    state: TalkState
    preparations: tuple[Preparation, ...]
    minutes: Minutes | None
    own_words: tuple[OwnWords, ...]
    agreements: tuple[Agreement, ...]
    other_way: OtherWay | None


def may_see(talk: ProgressTalk, who: str) -> bool:
    """Whether a talk is there at all for `who`: the party, the pupil, and the school."""
    return who in talk.people or of_school(who)


def talk_view(talk: ProgressTalk, who: str) -> TalkView:
    """A talk as `who` sees it, such as `guardian:petra`; ask `may_see` first."""
    child = who.startswith("pupil:")
    apart = child and not talk.pupil_attends
    return TalkView(
        id=talk.id,
        pupil=talk.pupil,
        kind=talk.kind,
        staff=talk.staff,
        on=talk.on,
        way=talk.way,
        pupil_attends=talk.pupil_attends,
        state=talk.state,
        preparations=tuple(
            each
            for each in talk.preparations
            if not child or each.by == who or (talk.pupil_attends and each.by.startswith("staff:"))
        ),
        minutes=None if apart else talk.minutes,
        own_words=() if child else talk.own_words,
        agreements=tuple(
            attrs.evolve(each, guardian=None) if child else each
            for each in talk.agreements
            if not apart or each.owner is Side.PUPIL
        ),
        other_way=None if child else talk.other_way,
    )
