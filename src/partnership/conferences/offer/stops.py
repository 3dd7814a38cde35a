"""What a walk through a family's evenings is made of: its stops, the terms it keeps, and what it has come to."""

from collections.abc import Callable, Sequence

import attrs

from partnership.conferences.conference import Weights
from partnership.conferences.offer.ticks import Ticks
from partnership.conferences.timetable import Placement
from partnership.ids import InterpreterId, RequestId, RoomId

__all__ = ["Found", "Step", "Stop", "Terms"]


@attrs.frozen(kw_only=True)
class Stop:
    """One talk of a walk: when it can be held, and where.

    Attributes:
        kept: Whether the family has this talk already and keeps it where it is.
        starts: The ticks it can start at, and of those `unwished` the ones outside the family's preferred time.
        rooms: Each room to choose from, or None, with the ticks at which it has a place.
        interpreters: The same for those who interpret; for a talk that is kept nobody asks.
    """

    request: RequestId
    kept: bool
    ticks: int
    starts: int
    unwished: int
    rooms: tuple[tuple[RoomId | None, int], ...]
    interpreters: tuple[tuple[InterpreterId | None, int], ...] = ()


Step = tuple[int, int, tuple[RoomId | None, ...]]
"""The tick a talk starts at, the number of its stop, and the rooms it can be in then."""


@attrs.frozen(kw_only=True)
class Terms:
    """What a walk must keep, and what it costs.

    Attributes:
        gap: The fewest minutes from one talk to the next of a sitting, by their rooms.
        least_gap: The fewest minutes there can be between two talks of a sitting, whatever their rooms.
        most_waiting: The most minutes from one talk to the next of a sitting; None means any.
        by_room: Whether it matters for the way, or for what it costs, which room a talk is in.
        looks_back: Whether more matters for a step than when the last talk ended.
        keeps_all: Whether talks the family keeps must be in time for each other too, since others move from between.
        also: Whether a step is allowed after the steps before it, by rules about more than the row of the family.
        grown: What the talks so far cost beyond days, wishes and waiting; it never becomes less as talks are added.
    """

    ticks: Ticks
    weights: Weights
    gap: Callable[[RoomId | None, RoomId | None], int]
    least_gap: int
    most_waiting: int | None
    by_room: bool
    looks_back: bool
    keeps_all: bool
    also: Callable[[Step, Sequence[Step]], bool]
    grown: Callable[[Sequence[Step]], int]


@attrs.frozen(order=True)
class Found:
    """A whole walk: what it costs in points, its starts and stops in order of time, and the talks it holds."""

    points: int
    order: tuple[tuple[int, int], ...]
    talks: tuple[Placement, ...] = attrs.field(order=False)
