"""Talks about a pupil: what each brings, what became of it, and what was written down and agreed.

A talk is of its party: the guardians who hold it together. Two homes that speak apart have a talk each, and neither is in
the other's. The steps are in `talk_steps`, the agenda in `talk_agenda`.
"""

from datetime import date, datetime
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId, PupilId, StaffId, TalkId
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import words
from partnership.times import instant

__all__ = ["Minutes", "OtherWay", "OwnWords", "Preparation", "ProgressTalk", "TalkKind", "TalkState", "Way"]


class TalkKind(StrEnum):
    """What a talk is for."""

    FIRST_WEEKS = "first weeks"
    PROGRESS = "progress"
    THREE_WAY = "three-way"
    ADVICE = "advice"
    SUPPORT = "support plan"
    ON_REQUEST = "on request"


class TalkState(StrEnum):
    """What became of it. `moved`: it has another day by now, on which all may happen anew."""

    PLANNED = "planned"
    HELD = "held"
    NO_SHOW = "no-show"
    DECLINED = "declined"
    MOVED = "moved"


class Way(StrEnum):
    """How people speak with each other."""

    AT_SCHOOL = "at school"
    VIDEO = "video"
    PHONE = "phone"
    VISIT = "visit"


def _points(_: object, field: "attrs.Attribute[tuple[str, ...]]", value: tuple[str, ...]) -> None:
    if not value or not all(each.strip() for each in value):
        raise InvalidValue(field.name, "is empty; say what you want to speak about")


@attrs.frozen(kw_only=True)
class Preparation:
    """What one of them wants to speak about, in their own words.

    Attributes:
        by: Who, as `guardian:petra`, `staff:jansen` or `pupil:noor`; nobody writes it for another.
        points: One or more.
        at: When.
    """

    by: str
    points: tuple[str, ...] = attrs.field(repr=False, validator=_points)
    at: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class Minutes:
    """What the school wrote down of a talk.

    Attributes:
        by: Who wrote it, as `staff:jansen`.
        at: When it was shared with the party.
    """

    text: str = attrs.field(repr=False, validator=words)
    by: str
    at: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class OwnWords:
    """What a guardian wrote down of a talk. It is theirs: the school cannot change it."""

    guardian: GuardianId
    text: str = attrs.field(repr=False, validator=words)
    at: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class OtherWay:
    """What the school owes a family that did not come: another way to talk. Never a mark against it.

    Attributes:
        way: Another than the one that did not work.
        due: The last day; None when the calendar of the school ends before.
    """

    way: Way
    due: date | None


@attrs.frozen(kw_only=True)
class ProgressTalk:
    """One talk about one pupil.

    Attributes:
        staff: Who of the school speaks.
        guardians: The party: who hold it together, and see all of it.
        on: The day it is planned, or was held.
        way: How.
        pupil_attends: Whether the pupil sits in.
        booking: The booked time it goes with, as the conference engine names it; None without one.
        preparations: What each brings, the last of each.
        minutes: What the school wrote down; None before that.
        own_words: What guardians wrote down, the last of each.
        agreements: What was agreed.
        other_way: What is owed since nobody came; None otherwise.

    Raises:
        InvalidValue: Nobody of the school or of home; somebody's words who is not in it; two agreements of one name;
            minutes, words or agreements of a talk that was not held; a no-show without another way, or another way
            without a no-show.
    """

    id: TalkId
    pupil: PupilId
    kind: TalkKind = TalkKind.PROGRESS
    staff: tuple[StaffId, ...]
    guardians: tuple[GuardianId, ...]
    on: date
    way: Way = Way.AT_SCHOOL
    pupil_attends: bool = False
    booking: str | None = None
    state: TalkState = TalkState.PLANNED
    preparations: tuple[Preparation, ...] = ()
    minutes: Minutes | None = None
    own_words: tuple[OwnWords, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    other_way: OtherWay | None = None

    def __attrs_post_init__(self) -> None:
        if not self.staff or not self.guardians:
            raise InvalidValue("guardians", "a talk is between somebody of the school and somebody of home")
        if not {each.by for each in self.preparations} <= self.people:
            raise InvalidValue("preparations", "somebody prepared who is not in the talk")
        homes = {each.guardian for each in self.own_words} | {each.guardian for each in self.agreements}
        if not homes <= {*self.guardians, None}:
            raise InvalidValue("guardians", "words or an agreement are of a guardian who is not in the talk")
        names = [each.id for each in self.agreements]
        if len(set(names)) < len(names):
            raise InvalidValue("agreements", "two have one name")
        if self.state is not TalkState.HELD and (self.minutes or self.own_words or self.agreements):
            raise InvalidValue("state", "nothing is written down or agreed in a talk that was not held")
        if (self.state is TalkState.NO_SHOW) is not (self.other_way is not None):
            raise InvalidValue("other_way", "is owed after a no-show, and only then")

    @property
    def people(self) -> frozenset[str]:
        """Everyone who may prepare it: the party, the staff, and the pupil, who has a voice whether they sit in or not."""
        homes = (f"guardian:{each}" for each in self.guardians)
        return frozenset((f"pupil:{self.pupil}", *homes, *(f"staff:{each}" for each in self.staff)))

    @property
    def joint(self) -> bool:
        """Whether more than one guardian holds it."""
        return len(self.guardians) > 1

    @property
    def waits(self) -> tuple[str, ...]:
        """What waits after it: `agreement` while one is to be done, `minutes` until they are written, `owed` after a no-show."""
        found = {
            "agreement": any(each.waits for each in self.agreements),
            "minutes": self.state is TalkState.HELD and self.minutes is None,
            "owed": self.other_way is not None,
        }
        return tuple(name for name, so in found.items() if so)

    def agreement(self, id: str) -> Agreement | None:
        """The agreement of this name, or None."""
        return next((each for each in self.agreements if each.id == id), None)
