"""Time as ticks: every sitting laid end to end, with room between them for whatever must keep its distance."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from math import gcd

import attrs

from partnership.conferences.conference import Conference, Sitting
from partnership.times import Span, minutes_between

__all__ = ["Block", "Timeline"]


@attrs.frozen(kw_only=True)
class Block:
    """Sittings so close together that a rule can reach from one into the next; usually just one.

    Attributes:
        offset: The first tick.
        length: The number of ticks.
        sittings: The ticks of each sitting, counted from the offset, as bit masks in order of time.
    """

    offset: int
    length: int
    sittings: tuple[int, ...]


class Timeline:
    """Ticks and instants of one conference.

    A tick is the greatest number of minutes that divides the step, every duration and every offset of staff. Nights between sittings are cut
    short to the longest distance any rule asks for. A sitting that does not start a whole number of ticks after the
    one before is treated as if it started a little sooner after it, which is never less strict.

    Attributes:
        minutes: The length of a tick.
        step: The ticks between two moments at which talks of anybody may start.
        size: The number of ticks in all.
        sittings: The sittings in order of time, with in `offsets` the first tick and in `lengths` the ticks of each.
        blocks: The sittings in blocks that no rule reaches across.
        block_of: Per tick, the number of its block.
        within: Per tick, how far into its block it is.
        sitting_of: Per tick, the number of its sitting; between sittings that of the one before.
    """

    def __init__(self, conference: Conference) -> None:
        offsets = [person.start_offset_minutes for person in conference.staff]
        near = gcd(conference.step_minutes, *offsets)
        self.minutes = gcd(near, *(request.minutes for request in conference.requests))
        self.step = near // self.minutes
        self._grid = conference.step_minutes // self.minutes
        self.sittings: tuple[Sitting, ...] = tuple(
            sorted(conference.sittings, key=lambda sitting: sitting.start)
        )
        self.lengths = [minutes_between(each.start, each.end) // self.minutes for each in self.sittings]
        distance = self.ticks(_longest_distance(conference)) + 1
        self.offsets = self._offsets(distance)
        self.size = self.offsets[-1] + self.lengths[-1]
        ends = [*self.offsets[1:], self.size]
        self.sitting_of = [
            place for place, start in enumerate(self.offsets) for _ in range(start, ends[place])
        ]
        self.blocks = tuple(self._blocks(distance))
        self.block_of = [number for number, ticks in enumerate(self._spread()) for _ in range(ticks)]
        self.within = [tick - self.blocks[number].offset for tick, number in enumerate(self.block_of)]
        self.width = max(block.length for block in self.blocks)

    def _offsets(self, distance: int) -> list[int]:
        offsets = [0]
        for place in range(1, len(self.sittings)):
            apart = (
                minutes_between(self.sittings[place - 1].start, self.sittings[place].start) // self.minutes
            )
            offsets.append(offsets[-1] + min(apart, self.lengths[place - 1] + distance))
        return offsets

    def _blocks(self, distance: int) -> Iterable[Block]:
        groups: list[list[int]] = []
        for place, start in enumerate(self.offsets):
            near = groups and start - self.offsets[place - 1] - self.lengths[place - 1] < distance
            groups[-1].append(place) if near else groups.append([place])
        for group in groups:
            offset = self.offsets[group[0]]
            yield Block(
                offset=offset,
                length=self.offsets[group[-1]] + self.lengths[group[-1]] - offset,
                sittings=tuple(
                    ((1 << self.lengths[place]) - 1) << (self.offsets[place] - offset) for place in group
                ),
            )

    def _spread(self) -> Iterable[int]:
        """The ticks from the start of each block to the start of the next."""
        starts = [block.offset for block in self.blocks] + [self.size]
        return (after - before for before, after in pairwise(starts))

    def ticks(self, minutes: int) -> int:
        """The fewest ticks that last at least this many minutes."""
        return -(-minutes // self.minutes)

    def moment(self, tick: int) -> datetime:
        """The instant a tick of a sitting starts."""
        place = self.sitting_of[tick]
        return self.sittings[place].start + timedelta(minutes=(tick - self.offsets[place]) * self.minutes)

    def tick(self, moment: datetime) -> int | None:
        """The tick that starts at this instant; None between ticks and outside every sitting."""
        for sitting, start, length in zip(self.sittings, self.offsets, self.lengths, strict=True):
            if moment in sitting.span:
                ticks, rest = divmod(moment - sitting.start, timedelta(minutes=self.minutes))
                return start + ticks if not rest and ticks < length else None
        return None

    def mask(self, spans: Iterable[Span]) -> int:
        """The ticks that lie wholly inside the spans, as a bit mask."""
        wanted = list(Span.merge(spans))
        mask = 0
        tick = timedelta(minutes=self.minutes)
        for sitting, start, length in zip(self.sittings, self.offsets, self.lengths, strict=True):
            for span in wanted:
                first = max(0, -((sitting.start - span.start) // tick))
                last = min(length, (span.end - sitting.start) // tick)
                if first < last:
                    mask |= ((1 << (last - first)) - 1) << (start + first)
        return mask

    def grid(self, offset: int = 0) -> int:
        """The ticks a talk may start on, so many minutes later than the grid, as a bit mask."""
        mask = 0
        for start, length in zip(self.offsets, self.lengths, strict=True):
            for tick in range(offset // self.minutes % self._grid, length, self._grid):
                mask |= 1 << (start + tick)
        return mask

    def runs(self, mask: int, ticks: int) -> int:
        """The ticks from which this many ticks of one sitting in a row are in the mask, as a bit mask."""
        found = 0
        for start, length in zip(self.offsets, self.lengths, strict=True):
            part = run = mask >> start & ((1 << length) - 1)
            for shift in range(1, ticks):
                run &= part >> shift
            found |= run << start
        return found


def _longest_distance(conference: Conference) -> int:
    """The most minutes that any rule asks between two talks, or one talk lasts."""
    return max(
        [
            conference.travel.default_minutes,
            *(journey.minutes for journey in conference.travel.between),
            *(change.minutes for change in conference.travel.between_modes),
            *(
                guardian.rest_minutes
                for guardian in conference.guardians
                if guardian.max_in_a_row is not None
            ),
            *(apart.minutes for apart in conference.keep_apart),
            *(max(person.break_minutes, person.buffer_minutes) for person in conference.staff),
            *(request.minutes for request in conference.requests),
        ]
    )
