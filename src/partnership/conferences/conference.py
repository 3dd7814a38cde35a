"""A conference: the evenings, who can be there when, and who wants to speak with whom.

Every value here is frozen and whole at birth; instants are in UTC, durations whole minutes. What an interchange
file leaves out has the default shown here. Nothing in this module decides anything: rules do (`conferences.rules`).
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from partnership.conferences.booking_life.terms import Terms
from partnership.errors import InvalidInput
from partnership.ids import GuardianId, InterpreterId, PartyId, PupilId, RequestId, RoomId, SittingId, StaffId
from partnership.times import Span, instant, school_minute, zone

__all__ = [
    "LONGEST_MINUTES",
    "Conference",
    "GuardianPresence",
    "Interpreter",
    "Journey",
    "KeepApart",
    "Mode",
    "Party",
    "Pin",
    "PupilPresence",
    "Room",
    "Sitting",
    "StaffPresence",
    "TalkRequest",
    "Travel",
    "Weights",
]


class Mode(StrEnum):
    """How a talk is held."""

    ON_SITE = "on_site"
    VIDEO = "video"
    PHONE = "phone"


LONGEST_MINUTES = 525_600
"""The most minutes anything may be said to take: a year."""


def _at_least(least: int) -> Any:  # noqa: ANN401 - as attrs types its validators
    return attrs.validators.and_(attrs.validators.ge(least), attrs.validators.le(LONGEST_MINUTES))


ANY_MODE = (Mode.ON_SITE, Mode.VIDEO, Mode.PHONE)


@attrs.frozen(kw_only=True)
class Sitting:
    """One evening, or one part of a day, in which talks are held; a talk never runs from one into the next."""

    id: SittingId
    start: datetime = attrs.field(converter=instant, validator=school_minute)
    end: datetime = attrs.field(converter=instant, validator=school_minute)
    span: Span = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "span", Span(self.start, self.end))


@attrs.frozen(kw_only=True)
class Room:
    """A place where `capacity` talks can be held at once."""

    id: RoomId
    capacity: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    accessible: bool = False


@attrs.frozen(kw_only=True)
class Journey:
    """The minutes it takes to get from one room to another; the way back takes as long."""

    origin: RoomId
    destination: RoomId
    minutes: int = attrs.field(validator=_at_least(0))


@attrs.frozen(kw_only=True)
class Travel:
    """How far apart rooms are: `default_minutes` between any two talks, unless a pair of rooms says otherwise."""

    default_minutes: int = attrs.field(default=0, validator=_at_least(0))
    between: tuple[Journey, ...] = ()


@attrs.frozen(kw_only=True)
class StaffPresence:
    """When, where and how a member of staff holds talks at this conference.

    Attributes:
        available: When this person can be asked; None means every sitting.
        room: The room this person's talks are held in; None means any.
        modes: The ways this person will talk.
        break_after: At most this many talks in a row; None means no forced break.
        break_minutes: A pause at least this long resets that count.
        buffer_minutes: Free time kept after each talk of this person.
    """

    id: StaffId
    available: tuple[Span, ...] | None = None
    room: RoomId | None = None
    modes: tuple[Mode, ...] = ANY_MODE
    break_after: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )
    break_minutes: int = attrs.field(default=10, validator=_at_least(1))
    buffer_minutes: int = attrs.field(default=0, validator=_at_least(0))


@attrs.frozen(kw_only=True)
class Interpreter:
    """Somebody who interprets one talk at a time, in these languages."""

    id: InterpreterId
    languages: tuple[str, ...]
    available: tuple[Span, ...] | None = None


@attrs.frozen(kw_only=True)
class GuardianPresence:
    """When and how a guardian can talk at this conference.

    Attributes:
        available: When this person can come; None means every sitting.
        preferred: When this person would rather come; None means whenever available.
        interpreter: The language an interpreter must speak; None means no interpreter is needed.
        modes: The ways this person can talk.
        max_wait_minutes: The longest this person can wait between two talks of a sitting; None means any.
    """

    id: GuardianId
    available: tuple[Span, ...] | None = None
    preferred: tuple[Span, ...] | None = None
    interpreter: str | None = None
    modes: tuple[Mode, ...] = ANY_MODE
    max_wait_minutes: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_at_least(0))
    )


@attrs.frozen(kw_only=True)
class PupilPresence:
    """A pupil who is spoken about, and who attends where the request says so."""

    id: PupilId


@attrs.frozen(kw_only=True)
class Party:
    """The guardians who hold one talk together, and the pupils they speak about."""

    id: PartyId
    guardians: tuple[GuardianId, ...] = attrs.field(validator=attrs.validators.min_len(1))
    pupils: tuple[PupilId, ...] = ()
    max_talks: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(0))
    )


@attrs.frozen(kw_only=True)
class KeepApart:
    """Parties whose talks start at least this many minutes apart, and who never learn of each other's."""

    parties: tuple[PartyId, ...] = attrs.field(validator=attrs.validators.min_len(2))
    minutes: int = attrs.field(validator=_at_least(1))


@attrs.frozen(kw_only=True)
class Pin:
    """A start, and if wanted a room, that planning leaves as they are."""

    start: datetime = attrs.field(converter=instant, validator=school_minute)
    room: RoomId | None = None


@attrs.frozen(kw_only=True)
class TalkRequest:
    """One talk a party asks for.

    Attributes:
        staff: Everyone who must be there, at least one.
        minutes: How long the talk lasts; need not be a multiple of the step.
        weight: How much leaving it out counts, against 1 for an ordinary talk.
        pupil_attends: Whether the pupils of this request sit in.
        mode: The only way it may be held; None means any way that everyone can.
        pinned: Where planning must leave it; None means free.
    """

    id: RequestId
    party: PartyId
    staff: tuple[StaffId, ...] = attrs.field(validator=attrs.validators.min_len(1))
    pupils: tuple[PupilId, ...] = ()
    minutes: int = attrs.field(default=10, validator=_at_least(1))
    weight: int = attrs.field(default=1, validator=attrs.validators.ge(0))
    pupil_attends: bool = False
    mode: Mode | None = None
    pinned: Pin | None = None


def _points(default: int) -> int:
    points: int = attrs.field(default=default, validator=attrs.validators.ge(0))
    return points


def _zone(key: str | ZoneInfo) -> ZoneInfo:
    return zone(key) if isinstance(key, str) else key


@attrs.frozen(kw_only=True)
class Weights:
    """What each shortcoming of a timetable costs, in integer points; lower totals are better.

    The standard weights make the order practically lexicographic: place, then days, then wishes, then waiting,
    then idle time of staff.
    """

    left_over: int = _points(10_000)
    outside_preferred: int = _points(100)
    extra_sitting: int = _points(300)
    wait_minute: int = _points(3)
    long_wait_minute: int = _points(3)
    long_wait_after: int = _points(30)
    idle_minute: int = _points(1)


@attrs.frozen(kw_only=True)
class Conference:
    """Everything that is asked of one round of talks; the input of every verb of the engine.

    Attributes:
        timezone: The zone the school's clocks show.
        step_minutes: The grid of *start* times, counted from the start of each sitting.
        guardians: May be left empty; then everyone named by a party is there without restriction.
        pupils: May be left empty likewise.
        booking: What was agreed about who may book when; nothing that a timetable depends on.

    Raises:
        InvalidInput: Anything that no timetable could make sense of (double ids, references to nobody,
            overlapping sittings, a pin outside every sitting); all problems at once, each with its path.
    """

    name: str = ""
    timezone: ZoneInfo = attrs.field(converter=_zone)
    step_minutes: int = attrs.field(default=10, validator=_at_least(1))
    sittings: tuple[Sitting, ...]
    rooms: tuple[Room, ...] = ()
    travel: Travel = attrs.field(factory=Travel)
    staff: tuple[StaffPresence, ...]
    interpreters: tuple[Interpreter, ...] = ()
    guardians: tuple[GuardianPresence, ...] = ()
    pupils: tuple[PupilPresence, ...] = ()
    parties: tuple[Party, ...]
    keep_apart: tuple[KeepApart, ...] = ()
    requests: tuple[TalkRequest, ...]
    weights: Weights = attrs.field(factory=Weights)
    booking: Terms = attrs.field(factory=Terms)

    def __attrs_post_init__(self) -> None:
        from partnership.conferences.consistency import problems_of  # noqa: PLC0415 - it reads this class

        if problems := tuple(problems_of(self)):
            raise InvalidInput(problems, source=f"conference {self.name!r}" if self.name else "conference")
