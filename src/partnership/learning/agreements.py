"""Agreements: what was agreed in a talk, whose it is, by when, and as what it lives on."""

from datetime import date
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId
from partnership.learning.commitments import ALL_SIDES, Commitment, Side, words

__all__ = ["Agreement", "LivesOn"]


class LivesOn(StrEnum):
    """As what an agreement goes on after the talk."""

    GOAL = "goal"
    STEP = "step"
    REMINDER = "reminder"


def _side(_: object, field: "attrs.Attribute[Side]", value: Side) -> None:
    if value not in ALL_SIDES:
        raise InvalidValue(field.name, f"expected one of {', '.join(ALL_SIDES)}")


@attrs.frozen(kw_only=True)
class Agreement:
    """One thing that somebody does after a talk.

    Attributes:
        id: Its name within the talk.
        owner: Whose it is: school, home or the pupil.
        what: What they do, in words.
        due: By when.
        guardian: Which guardian of the talk, where home has its own; None when it is everybody's of the party.
        lives_on: As what it goes on; each is reminded of on its day until it becomes a goal or a step of a plan.
        reference: Which goal, or which plan and step as `plan/step`; None while it is a reminder.
        done_on: The day it was done; None while it is open.

    Raises:
        InvalidValue: No words, an owner that is none, a guardian for what is not home's, or a goal or step that is not named.
    """

    id: str = attrs.field(validator=words)
    owner: Side = attrs.field(validator=_side)
    what: str = attrs.field(repr=False, validator=words)
    due: date
    guardian: GuardianId | None = None
    lives_on: LivesOn = LivesOn.REMINDER
    reference: str | None = None
    done_on: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.guardian is not None and self.owner is not Side.HOME:
            raise InvalidValue("guardian", "only what is done at home has a guardian")
        if (self.lives_on is LivesOn.REMINDER) is not (self.reference is None):
            raise InvalidValue("reference", "a goal or a step is named, and a reminder is not")

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    @property
    def waits(self) -> bool:
        """Whether it is still to be done and nothing larger looks after it: a goal or a plan is looked back on itself."""
        return self.is_open and self.lives_on is LivesOn.REMINDER

    @property
    def commitment(self) -> Commitment:
        """What a goal has of it: the same side, words and home."""
        return Commitment(side=self.owner, what=self.what, guardian=self.guardian)
