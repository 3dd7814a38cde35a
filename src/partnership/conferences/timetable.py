"""A timetable: which talk is held when and where, what was left over and why, and what it is worth."""

from datetime import datetime, timedelta

import attrs

from partnership.conferences.presences import LONGEST_MINUTES
from partnership.ids import InterpreterId, RequestId, RoomId
from partnership.times import Span, instant, school_minute

__all__ = ["Bound", "Counted", "Help", "LeftOver", "ObjectiveValue", "Placement", "Reason", "Timetable"]


@attrs.frozen(kw_only=True)
class Placement:
    """One talk in the timetable."""

    request: RequestId
    start: datetime = attrs.field(converter=instant, validator=school_minute)
    minutes: int = attrs.field(
        validator=attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(LONGEST_MINUTES))
    )
    room: RoomId | None = None
    interpreter: InterpreterId | None = None

    @property
    def end(self) -> datetime:
        """The instant the talk ends."""
        return self.start + timedelta(minutes=self.minutes)

    @property
    def span(self) -> Span:
        """When the talk is held, half-open."""
        return Span(self.start, self.end)


@attrs.frozen(kw_only=True)
class Reason:
    """Why a request could not be placed: the rule that stands in the way, and the requests on the other side."""

    rule: str
    against: tuple[RequestId, ...] = ()
    text: str = ""


@attrs.frozen(kw_only=True)
class Help:
    """The smallest change found that would place a left-over request."""

    text: str


@attrs.frozen(kw_only=True)
class LeftOver:
    """A request that is not in the timetable, and why: nobody is dropped silently."""

    request: RequestId
    reasons: tuple[Reason, ...] = ()
    would_help: tuple[Help, ...] = ()


@attrs.frozen(kw_only=True)
class Counted:
    """What one further preference counted, and what that costs in points."""

    preference: str
    count: int
    points: int


@attrs.frozen(kw_only=True)
class ObjectiveValue:
    """What a timetable costs: raw counts (talks, sittings, minutes) and the total in points.

    `left_over` counts requests; the total weighs each by its request's weight. `others` are the preferences beyond the
    six that every conference has, as far as they cost anything.
    """

    total: int
    left_over: int
    outside_preferred: int
    extra_sitting: int
    wait_minutes: int
    long_wait_minutes: int
    idle_minutes: int
    others: tuple[Counted, ...] = ()


@attrs.frozen(kw_only=True)
class Bound:
    """A proven lower bound on the total, in points, and how it was proven."""

    total: int
    proof: str


@attrs.frozen(kw_only=True)
class Timetable:
    """The answer to a conference: every request is either placed or left over with reasons.

    Attributes:
        conference: The name of the conference it answers.
        placements: In order of start, then request id.
        solver: Who made it; `seed` and `seconds` say how, when known.
    """

    conference: str = ""
    placements: tuple[Placement, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    objective: ObjectiveValue | None = None
    bound: Bound | None = None
    solver: str = ""
    seed: int | None = None
    seconds: float | None = None
