"""Workshops for parents: why there is one, what it builds, when, for how many, and what could keep somebody away.

What a workshop builds are the four Cs of Mapp and Kuttner's Dual Capacity-Building Framework (2013): capabilities,
connections, cognition, confidence.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

import attrs

from partnership.errors import IllegalStep, InvalidInput, InvalidValue, Problem
from partnership.ids import WorkshopId
from partnership.learning.commitments import words
from partnership.learning.texts import Text, one_per_language
from partnership.norms import Norms
from partnership.times import Span

__all__ = [
    "WORKSHOP_STEPS",
    "Barrier",
    "BarrierAnswer",
    "Builds",
    "DayPart",
    "Need",
    "NeedKind",
    "Session",
    "Workshop",
    "WorkshopState",
    "call_off",
    "close",
    "day_part",
    "enlarged",
    "open_for_all",
    "short_of",
]


class NeedKind(StrEnum):
    """Where the need for a workshop shows."""

    SURVEY = "survey"
    GOAL = "goal"
    REQUEST = "request"


@attrs.frozen(kw_only=True)
class Need:
    """What a workshop answers to.

    Attributes:
        kind: A survey, a shared goal, or a request of parents.
        reference: Which one: an id.
        says: The need in words, without a name.
    """

    kind: NeedKind
    reference: str = attrs.field(validator=words)
    says: str = attrs.field(default="", repr=False)


class Builds(StrEnum):
    """What it leaves behind: what one can, whom one knows, how one sees it, that one dares."""

    CAPABILITIES = "capabilities"
    CONNECTIONS = "connections"
    COGNITION = "cognition"
    CONFIDENCE = "confidence"


class Barrier(StrEnum):
    """What keeps parents away, if nobody thinks of it."""

    CHILDCARE = "childcare"
    LANGUAGE = "language"
    TRANSPORT = "transport"
    TIME = "time"
    COST = "cost"
    ACCESS = "access"


ALWAYS = (Barrier.CHILDCARE, Barrier.LANGUAGE, Barrier.TRANSPORT, Barrier.TIME)
"""The barriers that every workshop has thought of before it opens."""


@attrs.frozen(kw_only=True)
class BarrierAnswer:
    """What the school does about a barrier; that there is none here is an answer too."""

    barrier: Barrier
    answer: str = attrs.field(validator=words)


class DayPart(StrEnum):
    """A part of the day, on the school's clock."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_NOON, _SIX = time(12), time(18)


def day_part(moment: datetime, tz: ZoneInfo) -> DayPart:
    """The part of the day a moment lies in: the afternoon begins at noon, the evening at six."""
    clock = moment.astimezone(tz).time()
    if clock < _NOON:
        return DayPart.MORNING
    return DayPart.AFTERNOON if clock < _SIX else DayPart.EVENING


@attrs.frozen(kw_only=True)
class Session:
    """One time the workshop is given; a family comes to one of them.

    Attributes:
        span: From when to when.
        seats: How many can come.
        place: Where.
        online: Whether one can take part from home as well.
    """

    id: str = attrs.field(validator=words)
    span: Span
    seats: int = attrs.field(validator=attrs.validators.ge(1))
    place: str = ""
    online: bool = False


class WorkshopState(StrEnum):
    """How far a workshop is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CALLED_OFF = "called off"


_S = WorkshopState

WORKSHOP_STEPS: Mapping[str, Mapping[WorkshopState, WorkshopState]] = MappingProxyType(
    {
        "rewrite": {_S.DRAFT: _S.DRAFT},
        "open": {_S.DRAFT: _S.OPEN},
        "get more seats": {_S.OPEN: _S.OPEN},
        "close": {_S.OPEN: _S.CLOSED},
        "be called off": dict.fromkeys((_S.DRAFT, _S.OPEN), _S.CALLED_OFF),
    }
)
"""Each step, and where it leads from where it is allowed."""


@attrs.frozen(kw_only=True)
class Workshop:
    """One workshop.

    Attributes:
        texts: What it is called and about, in every language there is.
        needs: What it answers to.
        builds: What it leaves behind.
        sessions: When it is given.
        barriers: What the school does about what keeps parents away.
        practice: What is tried out in it, so that it can be done at home.
        reason: Why it was called off.

    Raises:
        InvalidValue: Two sessions of one id, or called off without a reason.
    """

    id: WorkshopId
    texts: tuple[Text, ...] = attrs.field(validator=one_per_language)
    needs: tuple[Need, ...] = ()
    builds: frozenset[Builds] = frozenset()
    sessions: tuple[Session, ...] = ()
    barriers: tuple[BarrierAnswer, ...] = ()
    practice: str = ""
    state: WorkshopState = WorkshopState.DRAFT
    reason: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        if len({each.id for each in self.sessions}) < len(self.sessions):
            raise InvalidValue("sessions", "two have one id")
        if (self.state is _S.CALLED_OFF) is not bool(self.reason.strip()):
            raise InvalidValue("reason", "a workshop that was called off has a reason, and no other has")

    def session(self, id: str) -> Session | None:
        """The session of this id; None when there is none."""
        return next((each for each in self.sessions if each.id == id), None)

    def day_parts(self, tz: ZoneInfo) -> frozenset[DayPart]:
        """The parts of the day it is given in."""
        return frozenset(day_part(each.span.start, tz) for each in self.sessions)


def short_of(workshop: Workshop, norms: Norms, tz: ZoneInfo) -> tuple[Problem, ...]:
    """What stands in the way of opening a workshop; nothing when it can open."""
    return tuple(_lacking(workshop, norms, tz))


def _lacking(workshop: Workshop, norms: Norms, tz: ZoneInfo) -> Iterator[Problem]:
    if not workshop.needs:
        kinds = tuple(map(str, NeedKind))
        yield Problem("$.needs", "answers to nothing anybody needs; name the survey, goal or request", kinds)
    if not workshop.builds:
        yield Problem("$.builds", "say what it leaves behind", tuple(map(str, Builds)))
    if not workshop.practice.strip():
        yield Problem("$.practice", "has no moment to practise what is to be done at home")
    if not workshop.sessions:
        yield Problem("$.sessions", "is empty; say when it is given")
    parts, online = workshop.day_parts(tz), any(each.online for each in workshop.sessions)
    if workshop.sessions and len(parts) < norms.workshop_day_parts and not online:
        told = f"one part of the day, the norm is {norms.workshop_day_parts}; add one, or let people join from home"
        yield Problem("$.sessions", told, tuple(map(str, DayPart)))
    answered = {each.barrier for each in workshop.barriers}
    for barrier in ALWAYS:
        if barrier not in answered:
            yield Problem("$.barriers", f"nothing is said about {barrier}", tuple(map(str, Barrier)))


def moved(workshop: Workshop, step: str) -> WorkshopState:
    """Where a step leads.

    Raises:
        IllegalStep: It is not allowed from here.
    """
    if workshop.state in WORKSHOP_STEPS[step]:
        return WORKSHOP_STEPS[step][workshop.state]
    allowed = [name for name, where in WORKSHOP_STEPS.items() if workshop.state in where]
    raise IllegalStep("this workshop", state=workshop.state, step=step, allowed=allowed)


def open_for_all(workshop: Workshop, norms: Norms, tz: ZoneInfo) -> Workshop:
    """Let parents sign up.

    Raises:
        IllegalStep: It is open or over.
        InvalidInput: All that is still missing (see `short_of`).
    """
    state = moved(workshop, "open")
    if problems := short_of(workshop, norms, tz):
        raise InvalidInput(problems, source="workshop")
    return attrs.evolve(workshop, state=state)


def enlarged(workshop: Workshop, session: str, seats: int) -> Workshop:
    """A session has more seats: there is a larger room.

    Raises:
        IllegalStep: It is not open.
        InvalidValue: There is no such session, or it would have fewer seats than it has.
    """
    state = moved(workshop, "get more seats")
    old = workshop.session(session)
    if old is None or seats < old.seats:
        raise InvalidValue("seats", "expected a session of this workshop, and no fewer seats than it has")
    sessions = (attrs.evolve(each, seats=seats) if each.id == session else each for each in workshop.sessions)
    return attrs.evolve(workshop, state=state, sessions=tuple(sessions))


def close(workshop: Workshop) -> Workshop:
    """It was given and followed up.

    Raises:
        IllegalStep: It is not open.
    """
    return attrs.evolve(workshop, state=moved(workshop, "close"))


def call_off(workshop: Workshop, *, reason: str) -> Workshop:
    """It is not given, and why.

    Raises:
        IllegalStep: It is over.
        InvalidValue: No reason.
    """
    return attrs.evolve(workshop, state=moved(workshop, "be called off"), reason=reason)
