"""The timetable being made, as integers: who is busy when, which talk holds each tick, and what it all costs."""

from collections.abc import Iterable, Mapping

from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import Vetoes
from partnership.ids import InterpreterId, RoomId

__all__ = ["NOBODY", "Before", "Board", "Held", "Move"]

NOBODY = -1
"""No talk holds this tick; also the start of a talk that is left over."""

Move = Mapping[int, int]
"""Requests and the ticks they start on instead, `NOBODY` for left over."""

Held = Mapping[int, tuple[int, ...]]
"""Requests and the indices of everyone and everything they occupy while placed."""


Before = Mapping[int, tuple[int, tuple[int, ...]]]
"""Requests, and the start and what they held at some moment."""


class Board:
    """A timetable in the making. Every state it reaches by `place` and by moves of a possible price keeps every rule.

    Attributes:
        start: Per request, the tick it starts on, or `NOBODY`.
        held: Per request, the indices of everyone and everything it occupies while placed.
        fits: Per request, the ticks it may start on with whatever room and interpreter it holds now, as a bit mask.
        parts: Per index times the number of blocks, plus block: that part of the day (see `burden`).
        at: Per index and tick, the request that holds it, or `NOBODY`.
        talks: Per index of a party, its number of placed talks.
        points: What the timetable costs now, in points.
        further: What bit masks do not count; None when they count everything.
    """

    def __init__(self, demands: Demands, vetoes: Vetoes | None = None) -> None:
        timeline, count = demands.timeline, len(demands.costs)
        self.demands = demands
        self.vetoes = vetoes
        self.each = demands.each
        self.blocks = len(timeline.blocks)
        self.block_of, self.within = timeline.block_of, timeline.within
        self.start = [NOBODY] * len(demands.each)
        self.held: list[tuple[int, ...]] = [demand.people for demand in demands.each]
        self.fits = [demand.starts for demand in demands.each]
        self.parts = [0] * (count * self.blocks)
        self.costs = [
            demands.costs[index][block] if demands.costs[index] else None
            for index in range(count)
            for block in range(self.blocks)
        ]
        self.at = [[NOBODY] * timeline.size for _ in range(count)]
        self.talks = [0] * count
        self.base = [((1 << demand.ticks) - 1) | (1 << timeline.width) for demand in demands.each]
        self.points = sum(demand.weight for demand in demands.each)
        self.further = demands.further
        weights = demands.weights
        self.outside, self.extra_sitting = weights.outside_preferred, weights.extra_sitting
        if self.further:
            self.points += self.further.points(self)

    # -- looking --------------------------------------------------------------

    def free(self, request: int) -> int:
        """The starts of a request at which everyone is free, as a bit mask; costs and terms are not looked at."""
        demand = self.each[request]
        starts = demand.starts
        for index in demand.people:
            starts &= ~self._blocked(index, demand.ticks)
        for pool in demand.pools:
            reach = 0
            for index in pool:
                reach |= self._open(index, demand.ticks)
            starts &= reach
        return starts

    def _blocked(self, index: int, ticks: int) -> int:
        """The starts at which somebody is busy during the next so many ticks."""
        timeline = self.demands.timeline
        low, busy = (1 << timeline.width) - 1, 0
        for number, block in enumerate(timeline.blocks):
            busy |= (self.parts[index * self.blocks + number] & low) << block.offset
        blocked = busy
        for shift in range(1, ticks):
            blocked |= busy >> shift
        return blocked

    def _open(self, index: int, ticks: int) -> int:
        """The starts at which a room or interpreter is there and free."""
        return self.demands.openings(index, ticks) & ~self._blocked(index, ticks)

    def choice(
        self, request: int, tick: int, rather: tuple[RoomId | None, InterpreterId | None] = (None, None)
    ) -> tuple[int, ...] | None:
        """Everyone a request occupies when it starts here: its people, and of each pool the first that is free.

        A room and an interpreter that one would rather have come first, when they are free.
        """
        demand, chosen = self.each[request], []
        room_at, interpreter_at = self.demands.room_at, self.demands.interpreter_at
        for pool in demand.pools:
            free = [index for index in pool if self._open(index, demand.ticks) >> tick & 1]
            if not free:
                return None
            wanted = (
                i for i in free if room_at.get(i, "") == rather[0] or interpreter_at.get(i, "") == rather[1]
            )
            chosen.append(next(wanted, free[0]))
        return (*demand.people, *chosen)

    def wish(self, request: int, tick: int) -> tuple[int, ...]:
        """Everyone a request would occupy here if others made room: of each pool a free one, or the first that is there."""
        demand, openings = self.each[request], self.demands.openings
        chosen = []
        for pool in demand.pools:
            there = [index for index in pool if openings(index, demand.ticks) >> tick & 1]
            chosen.append(
                next((index for index in there if self._open(index, demand.ticks) >> tick & 1), there[0])
            )
        return (*demand.people, *chosen)

    def _fitting(self, request: int) -> int:
        """The starts of a request at which what it holds of each pool is there."""
        starts, ticks = self.each[request].starts, self.each[request].ticks
        for index in self.held[request][len(self.each[request].people) :]:
            starts &= self.demands.openings(index, ticks)
        return starts

    def holders(self, request: int, tick: int, held: Iterable[int]) -> set[int]:
        """The talks that stand in the way of a request starting here."""
        at, ticks = self.at, range(tick, tick + self.each[request].ticks)
        return {at[index][each] for index in held for each in ticks} - {NOBODY, request}

    def left_over(self) -> list[int]:
        """The requests that are not placed, in the order of the conference."""
        return [request for request, tick in enumerate(self.start) if tick == NOBODY]

    # -- moving ---------------------------------------------------------------

    def turned(self, move: Move, held: Held | None = None) -> dict[int, int]:
        """The bits that change in each part when a move is made.

        Meaningless when the move puts somebody in two talks at once (see `clashes`).
        """
        turned: dict[int, int] = {}
        get, blocks = turned.get, self.blocks
        for request, new in move.items():
            old, base = self.start[request], self.base[request]
            if old != NOBODY:
                block, bits = self.block_of[old], base << self.within[old]
                for index in self.held[request]:
                    part = index * blocks + block
                    turned[part] = get(part, 0) ^ bits
            if new != NOBODY:
                block, bits = self.block_of[new], base << self.within[new]
                for index in held[request] if held else self.held[request]:
                    part = index * blocks + block
                    turned[part] = get(part, 0) ^ bits
        return turned

    def price(self, move: Move, turned: Mapping[int, int], held: Held | None = None) -> int:
        """What a move changes in points; `IMPOSSIBLE` when somebody's day would break a rule."""
        change, placed = 0, False
        for request, new in move.items():
            old, unwished = self.start[request], self.each[request].unwished
            if NOBODY in (new, old):
                placed = True
            else:
                change += self.outside * ((unwished >> new & 1) - (unwished >> old & 1))
        if placed:
            change += self._placing(move)
        parts, costs = self.parts, self.costs
        for part, bits in turned.items():
            cost = costs[part]
            if bits and cost is not None:
                now = parts[part]
                change += cost[now ^ bits] - cost[now]
        if self.further and change < IMPOSSIBLE // 2:
            change += self.further.change(self, move, held)
        return change if change < IMPOSSIBLE // 2 else IMPOSSIBLE

    def _placing(self, move: Move) -> int:
        """What changes in points because talks come onto the board or leave it."""
        change = 0
        talks: dict[int, int] = {}
        for request, new in move.items():
            old, demand, party = self.start[request], self.each[request], self.demands.party[request]
            if old == NOBODY and new != NOBODY:
                change += self.outside * (demand.unwished >> new & 1) - demand.weight
                talks[party] = talks.get(party, self.talks[party]) + 1
            elif old != NOBODY and new == NOBODY:
                change -= self.outside * (demand.unwished >> old & 1) - demand.weight
                talks[party] = talks.get(party, self.talks[party]) - 1
        for party, count in talks.items():
            if count > self.demands.most_talks[party]:
                return IMPOSSIBLE
            change += self.extra_sitting * ((self.talks[party] > 0) - (count > 0))
        return change

    def clashes(self, move: Move, held: Held | None = None) -> bool:
        """Whether a move would put somebody in two talks at once."""
        taken: set[tuple[int, int]] = set()
        for request, new in move.items():
            if new == NOBODY:
                continue
            for index in held[request] if held else self.held[request]:
                for tick in range(new, new + self.each[request].ticks):
                    holder = self.at[index][tick]
                    if (holder != NOBODY and holder not in move) or (index, tick) in taken:
                        return True
                    taken.add((index, tick))
        return False

    def make(self, move: Move, change: int, held: Held | None = None) -> bool:
        """Make a move of known price; False, and nothing changed, when a veto forbids it."""
        if self.vetoes is None:
            self._turn(move, held)
        else:
            start = {request: self.start[request] for request in move}
            before = {request: self.held[request] for request in move}
            self._turn(move, held)
            if not self.vetoes.allow(self, move):
                self._turn(start, before)
                return False
        self.points += change
        return True

    def _turn(self, move: Move, held: Held | None) -> None:
        """Take the talks of a move off the board and put them where they go."""
        for request in move:
            if self.start[request] != NOBODY:
                self._mark(request, NOBODY)
                self.talks[self.demands.party[request]] -= 1
        if held:
            for request in move:
                self.held[request] = held[request]
                if self.each[request].pools:
                    self.fits[request] = self._fitting(request)
        for request, new in move.items():
            self.start[request] = new
            if new != NOBODY:
                self._mark(request, request)
                self.talks[self.demands.party[request]] += 1

    def _mark(self, request: int, holder: int) -> None:
        """Write or wipe a talk in everyone's day."""
        start, at, parts = self.start[request], self.at, self.parts
        bits, block = self.base[request] << self.within[start], self.block_of[start]
        span = range(start, start + self.each[request].ticks)
        for index in self.held[request]:
            parts[index * self.blocks + block] ^= bits
            row = at[index]
            for tick in span:
                row[tick] = holder

    def place(self, request: int, tick: int) -> bool:
        """Put a left-over request here when every rule allows it."""
        change = self.place_price(request, tick)
        held = self.choice(request, tick)
        return (
            held is not None and change < IMPOSSIBLE and self.make({request: tick}, change, {request: held})
        )

    def place_price(self, request: int, tick: int) -> int:
        """What placing a left-over request on one of its free starts changes, or `IMPOSSIBLE`."""
        if self.each[request].pools:
            held = self.choice(request, tick)
            move = {request: tick}
            if held is None:
                return IMPOSSIBLE
            return self.price(move, self.turned(move, {request: held}), {request: held})
        block, bits = self.block_of[tick], self.base[request] << self.within[tick]
        change = self._placing({request: tick})
        for index in self.held[request]:
            cost = self.costs[index * self.blocks + block]
            if cost is not None:
                now = self.parts[index * self.blocks + block]
                change += cost[now ^ bits] - cost[now]
        if self.further and change < IMPOSSIBLE // 2:
            change += self.further.change(self, {request: tick}, None)
        return change if change < IMPOSSIBLE // 2 else IMPOSSIBLE

    def take_off(self, request: int) -> None:
        """Take a placed request off the board, whatever it costs and whoever objects."""
        move = {request: NOBODY}
        change = self.price(move, self.turned(move))
        self._turn(move, None)
        self.points += change

    def put_back(self, before: Before, points: int) -> None:
        """Undo whatever happened to these requests since then, when the board cost so many points."""
        self._turn(
            {request: start for request, (start, _) in before.items()},
            {r: held for r, (_, held) in before.items()},
        )
        self.points = points
