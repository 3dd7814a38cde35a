"""Parents' evenings: when parents come together at school to hear, to practise and to meet each other.

A gathering may be held several times, in another part of the day, so that everybody can come once. What is shown of a class
is about a group that is large enough, or it is not shown.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import attrs

from partnership.errors import InvalidValue
from partnership.ids import ClassId, GatheringId, GoalId, PupilId
from partnership.times import instant

__all__ = [
    "Aim",
    "DayPart",
    "Gathering",
    "GatheringKind",
    "GatheringState",
    "GroupFigure",
    "Item",
    "Occasion",
    "Support",
    "TeamGoal",
]


class GatheringKind(StrEnum):
    """What it is: told about the class, working with the class team (APTT), walking in, or about one theme."""

    INFORMATION = "information"
    TEAM = "team"
    WALK_IN = "walk-in"
    THEME = "theme"


class Aim(StrEnum):
    """What an item is for: to hear, to try out what helps at home, or to meet other parents."""

    INFORM = "inform"
    PRACTISE = "practise"
    MEET = "meet"


class Support(StrEnum):
    """What makes it possible to come."""

    CHILDCARE = "childcare"
    INTERPRETER = "interpreter"
    HYBRID = "hybrid"


class DayPart(StrEnum):
    """A part of the day: before noon, until five, after it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class GatheringState(StrEnum):
    """How far it is."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_NOON, _FIVE = 12, 17


def _said(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise InvalidValue(field.name, "is empty")


@attrs.frozen(kw_only=True)
class Item:
    """One thing on the programme."""

    title: str = attrs.field(validator=_said)
    aim: Aim


@attrs.frozen(kw_only=True)
class Occasion:
    """One time it is held.

    Attributes:
        start: When it begins.
        minutes: How long it lasts.
        place: Where, as people call it.
        support: What makes it possible to come.

    Raises:
        InvalidValue: A time without a zone, or no minutes.
    """

    start: datetime = attrs.field(converter=instant)
    minutes: int = attrs.field(validator=attrs.validators.ge(1))
    place: str = ""
    support: frozenset[Support] = frozenset()

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.start + timedelta(minutes=self.minutes)

    def day_part(self, timezone: ZoneInfo) -> DayPart:
        """The part of the day it begins in, on the school's clock."""
        hour = self.start.astimezone(timezone).hour
        return DayPart.MORNING if hour < _NOON else DayPart.AFTERNOON if hour < _FIVE else DayPart.EVENING


@attrs.frozen(kw_only=True)
class GroupFigure:
    """Something about a class as numbers of pupils: never so few that one is known by it.

    Attributes:
        what: What was looked at, such as `reads fluently`.
        counts: How many pupils, by level.

    Raises:
        InvalidValue: A number below zero.
    """

    what: str = attrs.field(validator=_said)
    counts: Mapping[str, int]

    def __attrs_post_init__(self) -> None:
        if any(count < 0 for count in self.counts.values()):
            raise InvalidValue("counts", "no group has fewer pupils than none")

    def too_small(self, least: int) -> tuple[str, ...]:
        """The levels with so few pupils that one of them might be known: some, and fewer than the least."""
        return tuple(level for level, count in self.counts.items() if 0 < count < least)


@attrs.frozen(kw_only=True)
class Gathering:
    """One parents' evening for one or more classes.

    Attributes:
        title: In the school's own words, as it stands in the invitation.
        occasions: The times it is held; a family chooses one.
        items: The programme.
        figures: What is shown of the class as a group.
        package: What absentees get: an address, or the words themselves; empty until it is there.

    Raises:
        InvalidValue: No class, or two occasions at one moment.
    """

    id: GatheringId
    classes: tuple[ClassId, ...]
    kind: GatheringKind
    title: str = attrs.field(validator=_said)
    occasions: tuple[Occasion, ...] = ()
    items: tuple[Item, ...] = ()
    figures: tuple[GroupFigure, ...] = ()
    package: str = ""
    state: GatheringState = GatheringState.DRAFT

    def __attrs_post_init__(self) -> None:
        if not self.classes:
            raise InvalidValue("classes", "is empty; a gathering is for the parents of a class")
        if len({each.start for each in self.occasions}) < len(self.occasions):
            raise InvalidValue("occasions", "two begin at one moment")

    @property
    def over(self) -> datetime | None:
        """When the last of it ends; None while no time is set."""
        return max((each.end for each in self.occasions), default=None)

    @property
    def support(self) -> frozenset[Support]:
        """What there is at one occasion at least."""
        return frozenset(one for each in self.occasions for one in each.support)

    def day_parts(self, timezone: ZoneInfo) -> frozenset[DayPart]:
        """The parts of the day it is offered in."""
        return frozenset(each.day_part(timezone) for each in self.occasions)


@attrs.frozen(kw_only=True)
class TeamGoal:
    """The goal that home and school agreed on for one pupil at a meeting of the class team."""

    gathering: GatheringId
    pupil: PupilId
    goal: GoalId
