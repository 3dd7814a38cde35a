"""Channels: what each platform can do, until when it is there, and by which ladder every guardian is reached.

Platforms come and go: one that closes gives a list of whom to move, in time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

import attrs

from partnership.calendars import school_week_of
from partnership.contact.notices import Notice
from partnership.errors import InvalidValue
from partnership.ids import GuardianId, HouseholdId
from partnership.norms import Norms
from partnership.times import instant

__all__ = ["Capability", "Channel", "Push", "ladder", "pushed_now", "to_migrate", "unreached"]


class Capability(StrEnum):
    """What a platform can do."""

    SEND = "send"
    RECEIVE = "receive"
    READ_RECEIPT = "read_receipt"
    TRANSLATE = "translate"
    FILES = "files"
    CALENDAR = "calendar"
    PROGRESS_VIEW = "progress_view"


@attrs.frozen(kw_only=True)
class Channel:
    """One platform or way to reach a family.

    Attributes:
        name: What settings and preferences call it.
        can: What it can do.
        agreement: Where the data-processing agreement can be found; None while there is none.
        sunset: The first day it is not there any more; None as long as nobody announced one.
    """

    name: str
    can: frozenset[Capability]
    agreement: str | None = None
    sunset: date | None = None

    def is_open(self, on: date) -> bool:
        """Whether it may be used on a day: with an agreement, and not closed yet."""
        return self.agreement is not None and (self.sunset is None or on < self.sunset)


@attrs.frozen(kw_only=True)
class Push:
    """Something that asks for a family's attention.

    Attributes:
        household: Whose.
        at: When it would be sent.
        urgent: Why it cannot wait; None when it can.
        settled: Whether it confirms, cancels or changes something within two days: that is never put off.
    """

    key: str
    household: HouseholdId
    at: datetime = attrs.field(converter=instant)
    urgent: str | None = None
    settled: bool = False

    def __attrs_post_init__(self) -> None:
        if self.urgent is not None and not self.urgent.strip():
            raise InvalidValue("urgent", "is empty; say why it cannot wait")


def ladder(
    channels: Sequence[Channel], liked: Sequence[str], has: Iterable[str], *, on: date
) -> tuple[Channel, ...]:
    """The channels to try for one guardian, the first being theirs and the rest to fall back on.

    Args:
        channels: What the school has, in its own order.
        liked: What they like, the most welcome first.
        has: The channels on which they can be reached at all.
        on: The day.
    """
    reach = set(has)
    usable = [
        each for each in channels if each.is_open(on) and Capability.SEND in each.can and each.name in reach
    ]
    welcome = {name: place for place, name in reversed(list(enumerate(liked)))}
    return tuple(sorted(usable, key=lambda each: welcome.get(each.name, len(welcome) + len(liked))))


def unreached(ladders: Mapping[GuardianId, Sequence[Channel]]) -> Iterator[Notice]:
    """Guardians whom no channel reaches."""
    for guardian, steps in ladders.items():
        if not steps:
            yield Notice(
                rule="channels.unreached",
                about=f"guardian:{guardian}",
                facts={"channels": 0},
                next_step="call or visit, write on paper, and ask how they want to be reached",
            )


def to_migrate(
    channels: Iterable[Channel], first: Mapping[GuardianId, str], *, on: date, days: int = 60
) -> Iterator[Notice]:
    """Guardians whose first channel is closed or closes within so many days, with the day it does."""
    closing = {
        each.name: each.sunset
        for each in channels
        if each.sunset is not None and each.sunset <= on + timedelta(days=days)
    }
    for guardian, name in first.items():
        if name in closing:
            yield Notice(
                rule="channels.sunset",
                about=f"guardian:{guardian}",
                facts={"channel": name, "sunset": str(closing[name])},
                next_step="agree on another way to be reached before this one closes",
            )


def pushed_now(
    pushes: Iterable[Push], norms: Norms | None = None
) -> tuple[tuple[Push, ...], tuple[Push, ...]]:
    """What is sent at once, and what goes into the digest of the week: a household gets no more a week than the norm.

    What is urgent or settles something goes at once, and counts; the earliest go first.

    Args:
        pushes: Everything for a number of households, in any order.
        norms: The school's.
    """
    most = (norms or Norms()).pushes_per_week
    had: dict[tuple[HouseholdId, date], int] = {}
    now, later = [], []
    ordered = sorted(pushes, key=lambda each: (each.at, each.key))
    pressing = [each for each in ordered if each.urgent is not None or each.settled]
    for each in pressing:
        week = each.household, school_week_of(each.at.date())
        had[week] = had.get(week, 0) + 1
    for each in ordered:
        week = each.household, school_week_of(each.at.date())
        if each.urgent is not None or each.settled:
            now.append(each)
        elif had.get(week, 0) < most:
            had[week] = had.get(week, 0) + 1
            now.append(each)
        else:
            later.append(each)
    return tuple(now), tuple(later)
