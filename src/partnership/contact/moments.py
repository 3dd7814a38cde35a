"""Contact moments: every time school and home reach for each other, with what was said, thought and agreed kept apart."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import attrs

from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import ContactId, GoalId, GuardianId, PupilId, StaffId
from partnership.times import instant

__all__ = [
    "Attempt",
    "ContactMoment",
    "ContactState",
    "Direction",
    "FollowUp",
    "Outcome",
    "Tone",
    "attempted",
    "closed",
    "followed_up",
]


class Direction(StrEnum):
    """Who began: the school (out) or home (in)."""

    OUT = "out"
    IN = "in"


class Tone(StrEnum):
    """What kind of news it was."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    CONCERN = "concern"


class Outcome(StrEnum):
    """What came of one attempt. Only `reached` is reach; the others are effort."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    BOUNCED = "bounced"
    DECLINED = "declined"


class ContactState(StrEnum):
    """Where a contact moment stands."""

    PLANNED = "planned"
    ATTEMPTED = "attempted"
    REACHED = "reached"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"


_STEPS: Mapping[ContactState, frozenset[str]] = {
    ContactState.PLANNED: frozenset({"attempt", "close"}),
    ContactState.ATTEMPTED: frozenset({"attempt", "close"}),
    ContactState.REACHED: frozenset({"follow up", "close"}),
    ContactState.FOLLOWED_UP: frozenset({"close"}),
    ContactState.CLOSED: frozenset(),
}


@attrs.frozen(kw_only=True)
class Attempt:
    """One try to reach somebody."""

    at: datetime = attrs.field(converter=instant)
    channel: str
    outcome: Outcome


@attrs.frozen(kw_only=True)
class FollowUp:
    """One doable step that was promised.

    Attributes:
        what: In words.
        owner: Who does it, such as `staff:jansen` or `guardian:petra`.
        due: The day it is to be done by.
        done_on: The day it was done; None while it is open.
    """

    what: str = attrs.field(repr=False)
    owner: str
    due: date
    done_on: date | None = None


@attrs.frozen(kw_only=True)
class ContactMoment:
    """One contact between school and home.

    Attributes:
        pupils: Whom it was about.
        guardians: The guardians it was with, or meant for.
        staff: Who of the school it was with.
        at: When it happened, or is planned for.
        channel: By what: `phone`, `visit`, `talk`, `email`, `app`… ; the last one tried.
        group: Whether it went to many at once; that never counts as contact with one family.
        purpose: What it was for.
        facts: What was seen or heard.
        interpretation: What the writer makes of it.
        agreement: What was agreed.
        language: BCP 47 tag of what was spoken or written.
        interpreter: The language of an interpreter who helped; None without.
        attempts: Every try, oldest first.
        follow_ups: What was promised.
        answers: The incoming moment this one answers; None when it answers none.
        goal: The shared goal it is about; None when about none.
        overruled: Why a concern came first this school year all the same; None when that is not so.

    Raises:
        InvalidValue: Nobody it is with, or no pupil, or a state that does not fit the attempts.
    """

    id: ContactId
    pupils: tuple[PupilId, ...]
    guardians: tuple[GuardianId, ...]
    staff: StaffId
    at: datetime = attrs.field(converter=instant)
    direction: Direction = Direction.OUT
    channel: str
    group: bool = False
    tone: Tone = Tone.NEUTRAL
    purpose: str = attrs.field(default="", repr=False)
    facts: str = attrs.field(default="", repr=False)
    interpretation: str = attrs.field(default="", repr=False)
    agreement: str = attrs.field(default="", repr=False)
    language: str = "nl"
    interpreter: str | None = None
    attempts: tuple[Attempt, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    answers: ContactId | None = None
    goal: GoalId | None = None
    overruled: str | None = attrs.field(default=None, repr=False)
    state: ContactState = ContactState.PLANNED

    def __attrs_post_init__(self) -> None:
        for field, some in (("pupils", self.pupils), ("guardians", self.guardians)):
            if not some:
                raise InvalidValue(field, "is empty; a contact moment is about a pupil and with a guardian")
        beyond = self.state in {ContactState.REACHED, ContactState.FOLLOWED_UP}
        if beyond and not self.reached:
            raise InvalidValue("state", f"is {self.state}, and no attempt reached anybody")

    @property
    def reached(self) -> bool:
        """Whether it got through: somebody was reached, or home itself spoke."""
        return self.direction is Direction.IN or any(
            each.outcome is Outcome.REACHED for each in self.attempts
        )

    @property
    def individual(self) -> bool:
        """Whether it was with one family, and got through."""
        return self.reached and not self.group

    @property
    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        """What was promised and is not done."""
        return tuple(each for each in self.follow_ups if each.done_on is None)

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it: a word from home that may wait, or a promise."""
        waits = self.direction is Direction.IN or (self.reached and bool(self.open_follow_ups))
        return waits and self.state is not ContactState.CLOSED


def attempted(moment: ContactMoment, attempt: Attempt) -> ContactMoment:
    """One more try: effort, and reach only when somebody was reached.

    Raises:
        IllegalStep: It was reached already, or is closed.
    """
    _allow(moment, "attempt")
    reached = attempt.outcome is Outcome.REACHED
    return attrs.evolve(
        moment,
        attempts=(*moment.attempts, attempt),
        channel=attempt.channel,
        at=attempt.at,
        state=ContactState.REACHED if reached else ContactState.ATTEMPTED,
    )


def followed_up(moment: ContactMoment, number: int, on: date) -> ContactMoment:
    """A promised step was done; after the last one the moment is followed up.

    Args:
        moment: Where it was promised.
        number: Which of its follow-ups, from 0.
        on: The day it was done.

    Raises:
        IllegalStep: Nobody was reached yet, or it is closed.
        InvalidValue: There is no such follow-up, or it was done before.
    """
    _allow(moment, "follow up")
    if not 0 <= number < len(moment.follow_ups) or moment.follow_ups[number].done_on is not None:
        raise InvalidValue("follow_up", f"{number} is not an open follow-up of this contact moment")
    steps = tuple(
        attrs.evolve(each, done_on=on) if place == number else each
        for place, each in enumerate(moment.follow_ups)
    )
    done = all(each.done_on is not None for each in steps)
    return attrs.evolve(
        moment, follow_ups=steps, state=ContactState.FOLLOWED_UP if done else ContactState.REACHED
    )


def closed(moment: ContactMoment) -> ContactMoment:
    """Nothing more is to come of it.

    Raises:
        IllegalStep: It is closed already, or something promised is still open.
    """
    _allow(moment, "close")
    if moment.open_follow_ups and moment.reached:
        raise IllegalStep(
            f"contact moment {moment.id}",
            state="waiting for a follow-up",
            step="be closed",
            allowed=["follow up"],
        )
    return attrs.evolve(moment, state=ContactState.CLOSED)


def _allow(moment: ContactMoment, step: str) -> None:
    allowed = _STEPS[moment.state]
    if step not in allowed:
        raise IllegalStep(
            f"contact moment {moment.id}", state=str(moment.state), step=step, allowed=sorted(allowed)
        )
