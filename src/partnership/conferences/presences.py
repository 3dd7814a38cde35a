"""Who can be at a conference, when, how, and how much may be asked of them.

Every value here is frozen and whole at birth. What an interchange file leaves out has the default shown here, and
means "no restriction".
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import attrs

from partnership.ids import GuardianId, InterpreterId, PupilId, RoomId, StaffId
from partnership.times import Span, instant

__all__ = [
    "ANY_MODE",
    "LONGEST_MINUTES",
    "GuardianPresence",
    "HeldTime",
    "Interpreter",
    "Mode",
    "Pause",
    "PupilPresence",
    "StaffPresence",
    "at_least",
]


class Mode(StrEnum):
    """How a talk is held."""

    ON_SITE = "on_site"
    VIDEO = "video"
    PHONE = "phone"


ANY_MODE = (Mode.ON_SITE, Mode.VIDEO, Mode.PHONE)

LONGEST_MINUTES = 525_600
"""The most minutes anything may be said to take: a year."""


def at_least(least: int) -> Any:  # noqa: ANN401 - as attrs types its validators
    """A validator of minutes: so many or more, and no more than a year."""
    return attrs.validators.and_(attrs.validators.ge(least), attrs.validators.le(LONGEST_MINUTES))


def _cap(least: int = 0) -> int | None:
    cap: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(least))
    )
    return cap


def _minutes(least: int = 0) -> int | None:
    minutes: int | None = attrs.field(default=None, validator=attrs.validators.optional(at_least(least)))
    return minutes


@attrs.frozen(kw_only=True)
class Pause:
    """A pause of so many minutes that somebody is sure to have, at some moment between two others."""

    start: datetime = attrs.field(converter=instant)
    end: datetime = attrs.field(converter=instant)
    minutes: int = attrs.field(validator=at_least(1))


@attrs.frozen(kw_only=True)
class HeldTime:
    """Time of a member of staff that is kept free until some instant, and then released."""

    start: datetime = attrs.field(converter=instant)
    end: datetime = attrs.field(converter=instant)
    until: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class StaffPresence:
    """When, where and how a member of staff holds talks at this conference.

    Attributes:
        available: When this person can be asked; None means every sitting.
        room: The room this person's talks are held in; None means any.
        modes: The ways this person will talk.
        break_after: At most this many talks in a row; None means no forced break.
        break_after_minutes: At most this many minutes in a row, from the first talk to the last; None means any.
        break_minutes: A pause at least this long resets both counts.
        buffer_minutes: Free time kept after each talk of this person.
        busy: When this person is taken elsewhere: another conference, a lesson, a talk as a parent.
        start_offset_minutes: How much later than the grid this person's talks start.
        talk_minutes: How long this person's talks last unless a subject or request says otherwise.
        pauses: Pauses this person is sure to have.
        max_talks_a_day: The most talks on one day; None means any.
        held_back: Time kept free for later.
    """

    id: StaffId
    available: tuple[Span, ...] | None = None
    room: RoomId | None = None
    modes: tuple[Mode, ...] = ANY_MODE
    break_after: int | None = _cap(1)
    break_minutes: int = attrs.field(default=10, validator=at_least(1))
    buffer_minutes: int = attrs.field(default=0, validator=at_least(0))
    break_after_minutes: int | None = _minutes(1)
    busy: tuple[Span, ...] = ()
    start_offset_minutes: int = attrs.field(default=0, validator=at_least(0))
    talk_minutes: int | None = _minutes(1)
    pauses: tuple[Pause, ...] = ()
    max_talks_a_day: int | None = _cap()
    held_back: tuple[HeldTime, ...] = ()


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
        busy: When this person is taken elsewhere.
        max_talks: The most talks of this person, over all parties; None means any.
        max_in_a_row: At most this many talks in a row; None means any.
        rest_minutes: A pause at least this long resets that count.
        needs_access: Whether this person cannot take stairs.
    """

    id: GuardianId
    available: tuple[Span, ...] | None = None
    preferred: tuple[Span, ...] | None = None
    interpreter: str | None = None
    modes: tuple[Mode, ...] = ANY_MODE
    max_wait_minutes: int | None = _minutes()
    busy: tuple[Span, ...] = ()
    max_talks: int | None = _cap()
    max_in_a_row: int | None = _cap(1)
    rest_minutes: int = attrs.field(default=10, validator=at_least(1))
    needs_access: bool = False


@attrs.frozen(kw_only=True)
class PupilPresence:
    """A pupil who is spoken about, and who attends where the request says so.

    Attributes:
        available: When this pupil can attend; None means every sitting.
        busy: When this pupil is taken elsewhere.
        max_talks: The most talks about this pupil, of all parties together; None means any.
        max_talks_with_one: The most of them with one member of staff; None means any.
        needs_access: Whether this pupil cannot take stairs.
    """

    id: PupilId
    available: tuple[Span, ...] | None = None
    busy: tuple[Span, ...] = ()
    max_talks: int | None = _cap()
    max_talks_with_one: int | None = _cap()
    needs_access: bool = False
