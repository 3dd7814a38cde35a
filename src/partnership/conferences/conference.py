"""A conference: the evenings, who can be there when, and who wants to speak with whom.

Every value here is frozen and whole at birth; instants are in UTC, durations whole minutes. What an interchange
file leaves out has the default shown here. Nothing in this module decides anything: rules do (`conferences.rules`).
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from partnership.conferences.booking_life.terms import Terms
from partnership.conferences.presences import (
    ANY_MODE,
    GuardianPresence,
    HeldTime,
    Interpreter,
    Mode,
    Pause,
    PupilPresence,
    StaffPresence,
    at_least,
)
from partnership.errors import InvalidInput
from partnership.ids import GuardianId, PartyId, PupilId, RequestId, RoomId, SittingId, StaffId
from partnership.times import Span, instant, school_minute, zone

__all__ = [
    "ANY_MODE",
    "Conference",
    "GuardianPresence",
    "HeldTime",
    "Interpreter",
    "Joined",
    "Journey",
    "KeepApart",
    "Mode",
    "ModeChange",
    "Override",
    "Party",
    "Pause",
    "Pin",
    "PupilPresence",
    "Room",
    "Sitting",
    "StaffPresence",
    "Subject",
    "TalkRequest",
    "Travel",
    "Weights",
]


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
    minutes: int = attrs.field(validator=at_least(0))


@attrs.frozen(kw_only=True)
class ModeChange:
    """The minutes it takes to go from one way of talking to another; the way back takes as long."""

    origin: Mode
    destination: Mode
    minutes: int = attrs.field(validator=at_least(0))


@attrs.frozen(kw_only=True)
class Travel:
    """How far apart talks are: `default_minutes` between any two, unless a pair of rooms says otherwise.

    Between two ways of talking it takes at least what a change of mode says, whatever the rooms.
    """

    default_minutes: int = attrs.field(default=0, validator=at_least(0))
    between: tuple[Journey, ...] = ()
    between_modes: tuple[ModeChange, ...] = ()


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
    minutes: int = attrs.field(validator=at_least(1))


@attrs.frozen(kw_only=True)
class Pin:
    """A start, and if wanted a room, that planning leaves as they are."""

    start: datetime = attrs.field(converter=instant, validator=school_minute)
    room: RoomId | None = None


@attrs.frozen(kw_only=True)
class Subject:
    """What a talk can be about, and how long such a talk lasts."""

    id: str
    minutes: int = attrs.field(validator=at_least(1))


def _minutes_or_unsaid() -> int:
    """Minutes that a conference fills in where a request does not say them."""
    minutes: Any = attrs.field(default=None, validator=attrs.validators.optional(at_least(1)))
    given: int = minutes
    return given


@attrs.frozen(kw_only=True)
class TalkRequest:
    """One talk a party asks for.

    Attributes:
        staff: Everyone who must be there, at least one.
        minutes: How long the talk lasts; need not be a multiple of the step. Left out, it is filled in by the
            conference the request is part of: as its subject says, else its staff (the longest of them), else the
            conference. A request of a conference always has it.
        weight: How much leaving it out counts, against 1 for an ordinary talk.
        pupil_attends: Whether the pupils of this request sit in.
        mode: The only way it may be held; None means any way that everyone can.
        pinned: Where planning must leave it; None means free.
        subject: What it is about; None means nothing in particular.
        guardians: Those of the party who come, where it was agreed that not all do; None means all.
        optional_staff: Who should be there too if they can.
        run_over_minutes: Minutes its staff would like to have free after it.
        before: Where it was in an earlier timetable that people know.
    """

    id: RequestId
    party: PartyId
    staff: tuple[StaffId, ...] = attrs.field(validator=attrs.validators.min_len(1))
    pupils: tuple[PupilId, ...] = ()
    minutes: int = _minutes_or_unsaid()
    weight: int = attrs.field(default=1, validator=attrs.validators.ge(0))
    pupil_attends: bool = False
    mode: Mode | None = None
    pinned: Pin | None = None
    subject: str | None = None
    guardians: tuple[GuardianId, ...] | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.min_len(1))
    )
    optional_staff: tuple[StaffId, ...] = ()
    run_over_minutes: int = attrs.field(default=0, validator=at_least(0))
    before: Pin | None = None


@attrs.frozen(kw_only=True)
class Override:
    """A rule that somebody of the school set aside for one talk, with the reason they gave.

    Attributes:
        rule: Which rule.
        request: For which talk; for this rule it is then as if that talk were not there. The record may outlive the
            request.
        by: Who decided, such as `staff:head`.
        reason: Why.
    """

    rule: str
    request: RequestId
    by: str = attrs.field(validator=attrs.validators.min_len(1))
    reason: str = attrs.field(validator=attrs.validators.min_len(1), repr=False)


@attrs.frozen(kw_only=True)
class Joined:
    """A request that stands for several: one talk about brothers and sisters, as somebody asked for it."""

    request: RequestId
    instead_of: tuple[TalkRequest, ...] = attrs.field(validator=attrs.validators.min_len(2))


def _points(default: int) -> int:
    points: int = attrs.field(default=default, validator=attrs.validators.ge(0))
    return points


def _zone(key: str | ZoneInfo) -> ZoneInfo:
    return zone(key) if isinstance(key, str) else key


@attrs.frozen(kw_only=True)
class Weights:
    """What each shortcoming of a timetable costs, in integer points; lower totals are better.

    The standard weights make the order practically lexicographic: place, then days, then wishes, then waiting,
    then idle time of staff. What is nought by default is not counted until a school gives it a weight.
    """

    left_over: int = _points(10_000)
    outside_preferred: int = _points(100)
    extra_sitting: int = _points(300)
    wait_minute: int = _points(3)
    long_wait_minute: int = _points(3)
    long_wait_after: int = _points(30)
    idle_minute: int = _points(1)
    siblings_apart: int = _points(0)
    crowded_sitting: int = _points(0)
    further_left_over: int = _points(0)
    moved: int = _points(0)
    interpreter_idle_minute: int = _points(0)
    no_time_to_run_over: int = _points(0)
    walking_minute: int = _points(0)
    optional_staff_missing: int = _points(0)


@attrs.frozen(kw_only=True)
class Conference:
    """Everything that is asked of one round of talks; the input of every verb of the engine.

    Attributes:
        timezone: The zone the school's clocks show.
        step_minutes: The grid of *start* times, counted from the start of each sitting.
        guardians: May be left empty; then everyone named by a party is there without restriction.
        pupils: May be left empty likewise.
        booking: What was agreed about who may book when; nothing that a timetable depends on.
        talk_minutes: How long a talk lasts where nothing else says so.
        subjects: What talks can be about.
        overrides: Rules set aside for single talks.
        joined: Requests that stand for several (see `siblings`).
        rules_off: Names of rules and preferences that are switched off here.
        planned_at: The instant for which it is planned: time held back until then is released. None holds all back.

    Raises:
        InvalidInput: Anything that no timetable could make sense of (double ids, references to nobody,
            overlapping sittings, a pin outside every sitting); all problems at once, each with its path.
    """

    name: str = ""
    timezone: ZoneInfo = attrs.field(converter=_zone)
    step_minutes: int = attrs.field(default=10, validator=at_least(1))
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
    talk_minutes: int = attrs.field(default=10, validator=at_least(1))
    subjects: tuple[Subject, ...] = ()
    overrides: tuple[Override, ...] = ()
    rules_off: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()
    planned_at: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(instant))

    def __attrs_post_init__(self) -> None:
        from partnership.conferences.durations import with_minutes  # noqa: PLC0415 - it reads this class

        object.__setattr__(self, "requests", with_minutes(self))
        from partnership.conferences.consistency import problems_of  # noqa: PLC0415 - it reads this class

        if problems := tuple(problems_of(self)):
            raise InvalidInput(problems, source=f"conference {self.name!r}" if self.name else "conference")
