"""Shared goals: what a pupil, home and school want to reach together.

A goal is never agreed before a guardian answered "how can you support this at home?": no such value can be made. The
steps from the proposal to how it ended are in `goal_steps`.
"""

from datetime import date, datetime
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GoalId, GuardianId, PupilId
from partnership.learning.attainment import AttainmentScale, Rating
from partnership.learning.commitments import Commitment, words
from partnership.times import instant

__all__ = ["GoalState", "HomeAnswer", "SharedGoal", "Wording", "wording_in"]


class GoalState(StrEnum):
    """How far a goal is."""

    PROPOSED = "proposed"
    DISCUSSED = "discussed"
    AGREED = "agreed"
    ACTIVE = "active"
    REVIEWED = "reviewed"
    ACHIEVED = "achieved"
    CONTINUED = "continued"
    DROPPED = "dropped"


_S = GoalState
_BEFORE_SHARED = (_S.PROPOSED, _S.DISCUSSED)
_OVER = (_S.ACHIEVED, _S.CONTINUED, _S.DROPPED)


@attrs.frozen(kw_only=True)
class Wording:
    """A goal in one language.

    Attributes:
        language: BCP 47 tag, such as `nl`.
        text: The goal, for grown-ups.
        child: The goal in the child's words; None where nobody wrote them.
    """

    language: str = attrs.field(validator=words)
    text: str = attrs.field(repr=False, validator=words)
    child: str | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class HomeAnswer:
    """What a guardian answered to "how can you support this at home?".

    Attributes:
        guardian: Who.
        answer: In their own words; that they cannot is an answer too.
        at: When.
    """

    guardian: GuardianId
    answer: str = attrs.field(repr=False, validator=words)
    at: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class SharedGoal:
    """One goal of one pupil.

    Attributes:
        authors: Who wrote it, as `guardian:petra`; the first proposed it.
        wordings: The goal per language.
        since: The first day of the step.
        until: The day the step is looked back on.
        proposed_at: When it was proposed.
        curriculum: Its reference in the curriculum (SLO or CASE id); None when it has none.
        baseline: Where the pupil is now.
        indicator: How one sees that it goes better.
        scale: The five levels in words.
        commitments: What each side does.
        answers: What guardians answered about support at home, the last of each.
        ratings: Where each says the pupil is, the last of each.
        place: Which of the pupil's places for active goals it holds while it is active, from 0.
        continues: The goal that this one goes on with.
        reason: Why it was dropped.

    Raises:
        InvalidValue: A goal that cannot be: agreed without an answer from home, dropped without a reason, a step that
            ends before it begins, no author or no words.
    """

    id: GoalId
    pupil: PupilId
    authors: tuple[str, ...]
    wordings: tuple[Wording, ...] = attrs.field(repr=False)
    since: date
    until: date
    proposed_at: datetime = attrs.field(converter=instant)
    state: GoalState = GoalState.PROPOSED
    curriculum: str | None = None
    baseline: str = attrs.field(default="", repr=False)
    indicator: str = attrs.field(default="", repr=False)
    scale: AttainmentScale | None = None
    commitments: tuple[Commitment, ...] = ()
    answers: tuple[HomeAnswer, ...] = ()
    ratings: tuple[Rating, ...] = ()
    place: int | None = None
    continues: GoalId | None = None
    reason: str | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.authors or not self.wordings:
            raise InvalidValue("authors", "a goal has an author and words")
        if self.until <= self.since:
            raise InvalidValue("until", f"{self.until} is not after the start {self.since}")
        if self.shared and not self.answers:
            raise InvalidValue("answers", 'no guardian answered yet "how can you support this at home?"')
        if (self.place is not None) is not (self.state is _S.ACTIVE):
            raise InvalidValue("place", "a goal holds a place while it is active, and only then")
        if (self.state is _S.DROPPED) is not bool(self.reason and self.reason.strip()):
            raise InvalidValue("reason", "a dropped goal has a reason, and no other goal has")

    @property
    def shared(self) -> bool:
        """Whether home and school agreed on it; a goal that was dropped before that never was."""
        return self.state not in (*_BEFORE_SHARED, _S.DROPPED)

    @property
    def over(self) -> bool:
        """Whether nothing follows any more: it was reached, goes on in another, or was dropped."""
        return self.state in _OVER

    @property
    def days(self) -> int:
        """How many days the step lasts."""
        return (self.until - self.since).days


def wording_in(goal: SharedGoal, language: str) -> Wording:
    """A goal in the words of a language by its BCP 47 tag; in those it was first written in where nobody put it in that."""
    wanted = language.split("-", maxsplit=1)[0].casefold()
    own = (each for each in goal.wordings if each.language.split("-")[0].casefold() == wanted)
    return next(own, goal.wordings[0])
