"""What each moment of each teacher, interpreter and room costs while families still negotiate, and who asks for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.search.construct import ticks_in
from partnership.conferences.search.day_plan import Fare, cheapest_plan

__all__ = ["Market"]

_CROWD = 30.0
"""Points a moment costs for each other talk that asks for it now."""

_MEMORY = 10.0
"""Points a moment becomes dearer for good by each round in which one talk too many asked for it."""


class Market:
    """The prices of everybody's moments, and the moment each talk asks for.

    Attributes:
        asked: Per request, the tick it asks to start on, or `NOBODY` while it asks for none.
    """

    def __init__(self, board: Board, families: Iterable[Sequence[int]]) -> None:
        demands, timeline = board.demands, board.demands.timeline
        weights = demands.weights
        self._board = board
        self._memory = [[0.0] * timeline.size for _ in demands.costs]
        self._price = [[0.0] * timeline.size for _ in demands.costs]
        self._crowd = [[0] * timeline.size for _ in demands.costs]
        self.asked = [NOBODY] * len(demands.each)
        self._wanted: list[tuple[int, ...]] = [()] * len(demands.each)
        self._fare = Fare(
            wait=weights.wait_minute * timeline.minutes,
            sitting=weights.extra_sitting,
            gap=timeline.ticks(demands.least_travel),
        )
        parts = Counter(demands.party[family[0]] for family in families)
        self._others = [
            tuple(index for index in demand.people if index != party or parts[party] > 1)
            for demand, party in zip(demands.each, demands.party, strict=True)
        ]
        pools = (index for demand in demands.each for pool in demand.pools for index in pool)
        self._scarce = sorted({index for others in self._others for index in others} | set(pools))
        self._starts = [
            [(tick, float(board.outside * (demand.unwished >> tick & 1))) for tick in ticks_in(demand.starts)]
            for demand in demands.each
        ]

        for index, tick in _breaks(board):
            self._crowd[index][tick] = 1
            self._price[index][tick] = _CROWD

    def choose(self, family: Sequence[int]) -> None:
        """Let a family ask for the day that is cheapest for it now, instead of what it asked for before."""
        self._count(family, -1)
        demands = self._board.demands
        each, sitting_of = demands.each, demands.timeline.sitting_of
        sittings: list[dict[int, list[tuple[int, float]]]] = [{} for _ in demands.timeline.sittings]
        for talk, request in enumerate(family):
            for tick, price in self._offers(request):
                sittings[sitting_of[tick]].setdefault(tick, []).append((talk, price))
        plan = cheapest_plan(
            [dict(sorted(offers.items())) for offers in sittings],
            [each[request].ticks for request in family],
            [each[request].weight for request in family],
            self._fare,
        )
        for talk, request in enumerate(family):
            self._ask(request, plan.get(talk, NOBODY))
        self._count(family, 1)

    def _offers(self, request: int) -> list[tuple[int, float]]:
        """The starts of a talk with their prices, without those that are dearer than another evening would be."""
        demand, price, others = self._board.each[request], self._price, self._others[request]
        if len(others) == 1 and demand.ticks == 1 and not demand.pools:
            row = price[others[0]]
            offers = [(tick, outside + row[tick]) for tick, outside in self._starts[request]]
        else:
            offers = [
                (
                    tick,
                    outside
                    + self._price_of(request, (*others, *self._cheapest_of_pools(request, tick)), tick),
                )
                for tick, outside in self._starts[request]
            ]
        most = min((price for _, price in offers), default=0) + self._fare.sitting
        most += self._fare.wait * (demand.ticks + 2 * self._fare.gap)
        return [offer for offer in offers if offer[1] <= most]

    def _price_of(self, request: int, indices: Iterable[int], tick: int) -> float:
        """What it costs to have all of these from a tick on for as long as a talk lasts."""
        end, price = tick + self._board.each[request].ticks, self._price
        return sum(sum(price[index][tick:end]) for index in indices)

    def _cheapest_of_pools(self, request: int, tick: int) -> Iterable[int]:
        """Of each pool the cheapest that is there."""
        demand, openings = self._board.each[request], self._board.demands.openings
        for pool in demand.pools:
            there = (index for index in pool if openings(index, demand.ticks) >> tick & 1)
            yield min(there, key=lambda index: self._price_of(request, (index,), tick))

    def _ask(self, request: int, tick: int) -> None:
        self.asked[request] = tick
        if self._board.each[request].pools or not self._wanted[request]:
            pools = () if tick == NOBODY else self._cheapest_of_pools(request, tick)
            self._wanted[request] = (*self._others[request], *pools)

    def _count(self, family: Iterable[int], one: int) -> None:
        """Count a family's talks in, or out."""
        for request in family:
            start = self.asked[request]
            if start != NOBODY:
                for index in self._wanted[request]:
                    crowd, price, memory = self._crowd[index], self._price[index], self._memory[index]
                    for tick in range(start, start + self._board.each[request].ticks):
                        crowd[tick] += one
                        price[tick] = memory[tick] + _CROWD * crowd[tick]

    def crowded(self, family: Iterable[int]) -> bool:
        """Whether somebody else asks for a moment this family asks for."""
        return any(
            self._crowd[index][tick] > 1
            for request in family
            if (start := self.asked[request]) != NOBODY
            for index in self._wanted[request]
            for tick in range(start, start + self._board.each[request].ticks)
        )

    def raise_prices(self) -> None:
        """Make every moment that too many ask for dearer for good."""
        for index in self._scarce:
            memory = self._memory[index]
            for tick, many in enumerate(self._crowd[index]):
                if many > 1:
                    memory[tick] += _MEMORY * (many - 1)
                    self._price[index][tick] = memory[tick] + _CROWD * many


def _breaks(board: Board) -> Iterator[tuple[int, int]]:
    """Moments that busy staff need for breaks: they ask for them like a family would, not all at the same time."""
    demands, timeline = board.demands, board.demands.timeline
    step, talks = timeline.step, Counter(index for demand in demands.each for index in demand.people)
    for index, person in zip(demands.staff, demands.cast.conference.staff, strict=True):
        places = sum(length // step for length in timeline.lengths)
        if person.break_after is None or 2 * talks[index] <= places:
            continue
        pause = -(-timeline.ticks(person.break_minutes) // step)
        every = person.break_after + pause
        for offset, length in zip(timeline.offsets, timeline.lengths, strict=True):
            spare = -(length // step + pause) % every
            first = person.break_after - index % (min(spare, person.break_after - 1) + 1)
            for place in range(first, length // step, every):
                for each in range(place * step, min((place + pause) * step, length)):
                    yield index, offset + each
