"""What parents tell, and what became of it: received, acknowledged, considered, used or not and why, and told back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import median

import attrs

from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import ContactId, GuardianId, InsightId, PupilId

__all__ = [
    "InsightState",
    "ParentInsight",
    "Use",
    "acknowledged",
    "considered",
    "days_to_tell_back",
    "not_used",
    "told_back",
    "use_rate",
    "used",
]


class InsightState(StrEnum):
    """How far the school is with it."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CONSIDERED = "considered"
    USED = "used"
    NOT_USED = "not_used"
    TOLD_BACK = "told_back"


class Use(StrEnum):
    """What it was used in."""

    GOAL = "goal"
    PLAN = "plan"
    LESSON = "lesson"
    TALK = "talk"


_STEPS: Mapping[InsightState, frozenset[InsightState]] = {
    InsightState.RECEIVED: frozenset({InsightState.ACKNOWLEDGED}),
    InsightState.ACKNOWLEDGED: frozenset({InsightState.CONSIDERED}),
    InsightState.CONSIDERED: frozenset({InsightState.USED, InsightState.NOT_USED}),
    InsightState.USED: frozenset({InsightState.TOLD_BACK}),
    InsightState.NOT_USED: frozenset({InsightState.TOLD_BACK}),
    InsightState.TOLD_BACK: frozenset(),
}


@attrs.frozen(kw_only=True)
class ParentInsight:
    """Something a guardian told that helps the school to know the pupil.

    Attributes:
        pupil: Whom it is about.
        by: The guardian who told it; it is theirs.
        text: In their own words.
        heard_in: The contact moment it came up in; None when it came another way.
        received_on: The day it was told.
        state: How far the school is with it.
        used_in: What it was used in.
        reference: Which one, such as a goal's id.
        because: Why it was not used.
        told_back_on: The day the guardian heard what was done with it.
    """

    id: InsightId
    pupil: PupilId
    by: GuardianId
    text: str = attrs.field(repr=False)
    heard_in: ContactId | None = None
    received_on: date
    state: InsightState = InsightState.RECEIVED
    used_in: Use | None = None
    reference: str | None = None
    because: str | None = attrs.field(default=None, repr=False)
    told_back_on: date | None = None

    def __attrs_post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidValue("text", "is empty; an insight is kept in the family's own words")


def acknowledged(insight: ParentInsight) -> ParentInsight:
    """The guardian knows that it was heard.

    Raises:
        IllegalStep: It is further already.
    """
    return _step(insight, InsightState.ACKNOWLEDGED)


def considered(insight: ParentInsight) -> ParentInsight:
    """Somebody thought about what to do with it.

    Raises:
        IllegalStep: It was not acknowledged yet, or it is further already.
    """
    return _step(insight, InsightState.CONSIDERED)


def used(insight: ParentInsight, use: Use, reference: str | None = None) -> ParentInsight:
    """It changed something: a goal, a plan, a lesson or a talk.

    Raises:
        IllegalStep: It was not considered yet, or it is further already.
    """
    return attrs.evolve(_step(insight, InsightState.USED), used_in=use, reference=reference)


def not_used(insight: ParentInsight, because: str) -> ParentInsight:
    """It changed nothing, for a reason the guardian will hear.

    Raises:
        IllegalStep: It was not considered yet, or it is further already.
        InvalidValue: No reason.
    """
    after = _step(insight, InsightState.NOT_USED)
    if not because.strip():
        raise InvalidValue("because", "is empty; whoever told it is owed a reason")
    return attrs.evolve(after, because=because)


def told_back(insight: ParentInsight, on: date) -> ParentInsight:
    """The guardian heard what was done with it.

    Raises:
        IllegalStep: Nothing was decided yet, or it was told before.
        InvalidValue: On a day before it was received.
    """
    after = _step(insight, InsightState.TOLD_BACK)
    if on < insight.received_on:
        raise InvalidValue("told_back_on", "is before the day it was received")
    return attrs.evolve(after, told_back_on=on)


def use_rate(insights: Iterable[ParentInsight]) -> float | None:
    """The share of what was decided on that was used; None when nothing was decided yet."""
    decided = [each for each in insights if each.used_in is not None or each.because is not None]
    return sum(each.used_in is not None for each in decided) / len(decided) if decided else None


def days_to_tell_back(insights: Iterable[ParentInsight]) -> float | None:
    """The median number of days from being told to telling back; None when nothing was told back yet."""
    days: Sequence[int] = [
        (each.told_back_on - each.received_on).days for each in insights if each.told_back_on is not None
    ]
    return float(median(days)) if days else None


def _step(insight: ParentInsight, to: InsightState) -> ParentInsight:
    allowed = _STEPS[insight.state]
    if to not in allowed:
        raise IllegalStep(
            f"insight {insight.id}", state=str(insight.state), step=f"become {to}", allowed=sorted(allowed)
        )
    return attrs.evolve(insight, state=to)
