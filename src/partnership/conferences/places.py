"""Where there is place: what must be held in each room and on each evening, and what fits."""

from collections.abc import Iterator, Sequence

import attrs

from partnership.conferences.conference import StaffPresence, TalkRequest
from partnership.conferences.flow import Flow
from partnership.conferences.options import rooms_for
from partnership.conferences.shortage import Shortage, Starts
from partnership.conferences.staff_load import most_in, pieces_of
from partnership.conferences.table import Cast
from partnership.ids import SittingId

__all__ = ["SittingLoad", "loads", "of_rooms"]


@attrs.frozen(kw_only=True)
class SittingLoad:
    """What is asked of one sitting.

    Attributes:
        sitting: Which.
        must: How many talks can be held in no other sitting.
        could: How many talks could be held in it, each alone.
        fits: No more talks than this can be held in it, for want of staff.
    """

    sitting: SittingId
    must: int
    could: int
    fits: int

    @property
    def over(self) -> int:
        """How many at least of the talks that must be held in it cannot be."""
        return max(self.must - self.fits, 0)


def loads(
    able: Sequence[TalkRequest], starts: Starts, cast: Cast, people: Sequence[StaffPresence]
) -> Iterator[SittingLoad]:
    """Each sitting with what is asked of it, in order of time.

    Args:
        able: The talks that could be held at all.
        starts: When each could be held.
        cast: Who and what the conference knows.
        people: The staff, as the rules bind them; nobody when no rule does, and then everything fits.
    """
    for sitting in sorted(cast.conference.sittings, key=lambda each: each.start):
        inside = [request for request in able if any(start in sitting.span for start in starts[request.id])]
        fits = 0
        for person in people:
            mine = [request for request in inside if person.id in request.staff]
            parts = (piece & sitting.span for piece in pieces_of(person, cast))
            fits += sum(most_in(part, mine, person, cast.conference.step_minutes) for part in parts if part)
        yield SittingLoad(
            sitting=sitting.id,
            must=sum(all(start in sitting.span for start in starts[request.id]) for request in inside),
            could=len(inside),
            fits=min(fits, len(inside)) if people else len(inside),
        )


def of_rooms(able: Sequence[TalkRequest], starts: Starts, cast: Cast) -> Iterator[Shortage | None]:
    """For each choice of rooms, in any order, by how many the talks that must be in one of them are too many for it."""
    choices = {request.id: frozenset(rooms_for(request, cast)) for request in able}
    for rooms in {each for each in choices.values() if None not in each}:
        asked = [request for request in able if choices[request.id] <= rooms]
        flow = Flow()
        for request in asked:
            flow.add("source", ("talk", request.id))
            for start in starts[request.id]:
                for room in choices[request.id]:
                    flow.add(("talk", request.id), (room, start))
        for start in {start for request in asked for start in starts[request.id]}:
            for room in rooms:
                flow.add((room, start), "sink", cast.rooms[room].capacity if room else 0)
        over = len(asked) - flow.most("source", "sink")
        names = " or ".join(sorted(str(room) for room in rooms))
        yield Shortage(who=names, asked=len(asked), over=over) if over > 0 else None
