"""Home tips: one small thing a family can do at home for what a pupil is learning, and what the family said of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GoalId, GuardianId, PupilId, TipId
from partnership.learning.texts import Text, one_per_language
from partnership.times import instant

__all__ = ["HomeTip", "SentTip", "TipCategory", "TipFeedback", "TipText", "TipWishes"]

_LONGEST = 120


class TipCategory(StrEnum):
    """What a tip helps with: the place to work, what is hoped for, how to learn, what to talk about."""

    ENVIRONMENT = "environment"
    EXPECTATIONS = "expectations"
    STRATEGY = "strategy"
    CONVERSATION = "conversation"


def _minutes(_: object, field: "attrs.Attribute[Any]", value: int | None) -> None:
    if value is not None and not 1 <= value <= _LONGEST:
        raise InvalidValue(field.name, f"expected 1 to {_LONGEST} minutes, got {value}")


def _monday(_: object, field: "attrs.Attribute[date]", value: date) -> None:
    if value.weekday():
        raise InvalidValue(field.name, f"{value} is not a Monday")


@attrs.frozen(kw_only=True)
class TipText(Text):
    """A tip in one language.

    Attributes:
        materials: What it takes, in a word each and in this language, such as `dice`.
    """

    materials: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class HomeTip:
    """One tip, as the school keeps it for every family.

    Attributes:
        category: What it helps with.
        texts: In every language there is; each names the same things it takes.
        minutes: How long it takes, once.
        about: What it is good for: ids of goals, references of the curriculum or words for a skill. Empty: for any goal.
        youngest: The age it is for, in years; None where it has no lower end.
        oldest: The last age it is for; None where it has no upper end.
        source: Where it comes from.
        retired: Whether it is not given any more.

    Raises:
        InvalidValue: No words, no time, ages that no pupil has, or more things in one language than in another.
    """

    id: TipId
    category: TipCategory
    texts: tuple[TipText, ...] = attrs.field(validator=one_per_language)
    minutes: int = attrs.field(validator=_minutes)
    about: tuple[str, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    source: str = ""
    retired: bool = False

    def __attrs_post_init__(self) -> None:
        if self.youngest is not None and self.oldest is not None and self.oldest < self.youngest:
            raise InvalidValue("oldest", f"{self.oldest} is below the youngest age {self.youngest}")
        if len({len(each.materials) for each in self.texts}) > 1:
            raise InvalidValue("texts", "one names more things it takes than another")

    def is_for(self, age: int | None) -> bool:
        """Whether it is for a pupil of this age; of whom the age is not known, only what has no ages is."""
        if self.youngest is None and self.oldest is None:
            return True
        if age is None:
            return False
        return (self.youngest is None or self.youngest <= age) and (self.oldest is None or age <= self.oldest)


@attrs.frozen(kw_only=True)
class SentTip:
    """A tip that was sent to one guardian about one pupil.

    Attributes:
        week: The Monday of the week it was sent in.
        place: Which of that week's tips it was, from 0.
        language: In which language.
        goal: For which goal; None when it is for any.
    """

    tip: TipId
    pupil: PupilId
    guardian: GuardianId
    week: date = attrs.field(validator=_monday)
    place: int = 0
    language: str
    goal: GoalId | None = None
    sent_on: date


@attrs.frozen(kw_only=True)
class TipFeedback:
    """What a family said of a tip: of the tip, never of itself. It is theirs; the school sees it only added up by tip.

    Attributes:
        week: The Monday of the week the tip was sent in.
        place: Which of that week's tips it was.
        tried: Whether they tried it; that there was no time is an answer too.
        worked: Whether it helped; None where they did not try or cannot say.
        enjoyed: Whether it was nice to do; None likewise.

    Raises:
        InvalidValue: It worked or was enjoyed without being tried.
    """

    tip: TipId
    pupil: PupilId
    guardian: GuardianId
    week: date = attrs.field(validator=_monday)
    place: int = 0
    tried: bool = attrs.field(repr=False)
    worked: bool | None = attrs.field(default=None, repr=False)
    enjoyed: bool | None = attrs.field(default=None, repr=False)
    at: datetime = attrs.field(converter=instant)

    def __attrs_post_init__(self) -> None:
        if not self.tried and (self.worked is not None or self.enjoyed is not None):
            raise InvalidValue("tried", "what was not tried neither worked nor failed")


@attrs.frozen(kw_only=True)
class TipWishes:
    """What a guardian declared about tips.

    Attributes:
        minutes: How long one may take; None leaves it to the school's norm.
        materials: What is at home beside what their portrait tells, in a word each.
        wanted: Whether they want tips at all.
    """

    guardian: GuardianId
    minutes: int | None = attrs.field(default=None, validator=_minutes)
    materials: tuple[str, ...] = attrs.field(default=(), repr=False)
    wanted: bool = True
