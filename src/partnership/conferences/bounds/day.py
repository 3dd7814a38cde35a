"""One sitting of one family: what each set of its talks costs at least there, exactly, waiting included."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import inf
from operator import add, sub

import attrs

__all__ = ["BEYOND", "Costs", "Day", "House", "Wanted"]

BEYOND = inf
"""The cost of what cannot be. Every other cost is a whole number, however large, so sums of them are exact."""

Way = tuple[tuple[int, int], ...]
"""Talks of one day, each as its bit and first tick."""

Costs = Sequence[float]
"""Whole numbers and `BEYOND`, by tick."""


@attrs.frozen(kw_only=True)
class House:
    """What is the same for every family, in units.

    Attributes:
        sittings: The first tick and the number of ticks of each sitting.
        wait: One tick of waiting.
        long_wait: One minute of waiting above `patience`.
        patience: The minutes of waiting in a sitting that count once.
        tick_minutes: How long a tick lasts.
        extra_sitting: A sitting beyond the first.
    """

    sittings: tuple[tuple[int, int], ...]
    wait: int
    long_wait: int
    patience: int
    tick_minutes: int
    extra_sitting: int

    def too_long(self, ticks: int) -> int:
        """What so many ticks of waiting cost more than by the tick."""
        return self.long_wait * max(0, ticks * self.tick_minutes - self.patience)


@attrs.frozen(kw_only=True)
class Wanted:
    """One request of a family.

    Attributes:
        number: Its place in the conference.
        ticks: How long it lasts.
        desks: The numbers of the desks it needs.
        costs: Per sitting and start, what the start costs before prices, `BEYOND` where it cannot be; None for a sitting
            without starts.
        weight: What leaving it out costs.
    """

    number: int
    ticks: int
    desks: tuple[int, ...]
    costs: tuple[Costs | None, ...]
    weight: int


@attrs.frozen
class _Offered:
    """One request on one day: its bit in a set, and what each start costs with prices."""

    bit: int
    ticks: int
    costs: Costs


class Day:
    """What each set of a family's talks costs at least in one sitting.

    Attributes:
        least: The sets that can be, with their cost.
    """

    def __init__(
        self,
        house: House,
        wanted: Sequence[Wanted],
        travel: int,
        sitting: int,
        prices: Sequence[Sequence[int]],
    ) -> None:
        first, self._count = house.sittings[sitting]
        self._house, self._first, self._travel = house, first, travel
        self._offered = [
            _Offered(1 << place, each.ticks, self._priced(each, costs, prices))
            for place, each in enumerate(wanted)
            if (costs := each.costs[sitting]) is not None
        ]
        wait = house.wait
        self._arrive: list[float] = [-wait * tick for tick in range(self._count + 1)]
        self._leave = [wait * tick for tick in range(self._count + 1)]
        self._exact: dict[int, Way] = {}
        self._ends, self._ready = self._tables(self._offered, self._arrive)
        self.least = {
            talks: cost
            for talks, ends in self._ends.items()
            if (cost := min(map(add, ends, self._leave))) < BEYOND
        }

    def _priced(self, wanted: Wanted, costs: Costs, prices: Sequence[Sequence[int]]) -> Costs:
        """What each start costs with the prices of every tick of every desk."""
        ticks = wanted.ticks
        for desk in wanted.desks:
            here = prices[desk][self._first : self._first + self._count]
            if any(here):
                sums = [0, *accumulate(here)]
                costs = list(map(add, costs, here if ticks == 1 else map(sub, sums[ticks:], sums)))
        return costs

    def _tables(
        self, offered: Sequence[_Offered], arrive: Costs
    ) -> tuple[dict[int, Costs], dict[int, Costs]]:
        """Per set of talks and tick: the least cost when the last ends then, and when the next may start then."""
        ends: dict[int, Costs] = {}
        ready: dict[int, Costs] = {0: arrive}
        nothing = [BEYOND] * (self._travel)
        for talks in _sets(each.bit for each in offered):
            rows = [
                [BEYOND] * each.ticks + list(map(add, ready[talks ^ each.bit], each.costs))
                for each in offered
                if talks & each.bit and talks ^ each.bit in ready
            ]
            if rows:
                table = rows[0] if len(rows) == 1 else list(map(min, *rows))
                if min(table) < BEYOND:
                    ends[talks] = table
                    ready[talks] = [*nothing, *accumulate(table, min)][: self._count + 1]
        return ends, ready

    def talks(self, talks: int) -> Way:
        """The cheapest way to have these talks, each as (bit, first tick)."""
        if talks not in self._exact:
            whole = list(map(add, self._ends[talks], self._leave))
            self._exact[talks] = tuple(self._way(talks, whole.index(min(whole)), self._ends, self._ready))
        return self._exact[talks]

    def _way(
        self, talks: int, end: int, ends: dict[int, Costs], ready: dict[int, Costs]
    ) -> Iterator[tuple[int, int]]:
        """Back from the end of the last talk, each time by a talk that makes up the cost."""
        while talks:
            cost = ends[talks][end]
            last, start = next(
                (each, start)
                for each in self._offered
                if talks & each.bit
                and 0 <= (start := end - each.ticks) < len(each.costs)
                and (before := ready.get(talks ^ each.bit)) is not None
                and before[start] + each.costs[start] == cost
            )
            yield last.bit, self._first + start
            talks ^= last.bit
            if talks:
                end = ends[talks].index(ready[talks][start])

    def make_exact(self, talks: int) -> bool:
        """Count the long waiting of a set too; whether that made it dearer than was said."""
        if talks in self._exact or not self._house.long_wait or not self._waiting(self.talks(talks)) > 0:
            return False
        told = self.least[talks]
        if not self._all_dear(talks):
            self._by_arrival(talks)
        return bool(self.least[talks] > told)

    def _waiting(self, way: Way) -> int:
        """The minutes of waiting above what counts once; below nought when there is less."""
        ticks = {each.bit: each.ticks for each in self._offered}
        spoken = sum(ticks[bit] for bit, _ in way)
        span: int = max(tick + ticks[bit] for bit, tick in way) - min(tick for _, tick in way)
        return (span - spoken) * self._house.tick_minutes - self._house.patience

    def _all_dear(self, talks: int) -> bool:
        """Try what it costs with every minute at the dear rate, less what that takes too much for the first minutes.

        That is never more than the truth; where the cheapest way then does wait so long, it is the truth.
        """
        house = self._house
        tick = house.wait + house.long_wait * house.tick_minutes
        offered = [each for each in self._offered if talks & each.bit]
        ends, ready = self._tables(offered, [-tick * each for each in range(self._count + 1)])
        spoken = sum(each.ticks for each in offered)
        less = house.long_wait * (spoken * house.tick_minutes + house.patience)
        whole = [cost + tick * end for end, cost in enumerate(ends[talks])]
        way = tuple(self._way(talks, whole.index(min(whole)), ends, ready))
        if self._waiting(way) < 0:
            return False
        self.least[talks], self._exact[talks] = min(whole) - less, way
        return True

    def _by_arrival(self, talks: int) -> None:
        """Work out what a set costs for each moment the first talk can begin."""
        offered = [each for each in self._offered if talks & each.bit]
        spoken = sum(each.ticks for each in offered)
        self.least[talks] = BEYOND
        for arrival in range(self._count):
            arrive = [BEYOND] * (self._count + 1)
            arrive[arrival] = self._arrive[arrival]
            ends, ready = self._tables(offered, arrive)
            for end, cost in enumerate(ends.get(talks, ())):
                whole = cost + self._leave[end] + self._house.too_long(end - arrival - spoken)
                if whole < self.least[talks]:
                    self.least[talks] = whole
                    self._exact[talks] = tuple(self._way(talks, end, ends, ready))


def _sets(bits: Iterable[int]) -> Sequence[int]:
    """Every set of these bits but the empty one, smaller ones before those that hold them."""
    found = [0]
    for bit in bits:
        found += [each | bit for each in found]
    return found[1:]
