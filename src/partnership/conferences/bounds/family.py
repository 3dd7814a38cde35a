"""The cheapest evening a family can buy at given prices: which talks, on which days, at which moments, exactly.

Talks of one party never overlap, so the talks it has in a sitting come one after another. Per sitting, a table holds
for each set of its talks and each tick what it costs at least to have had just these talks when the last ends then;
waiting is paid by the tick of being there, less the ticks spoken. Over the sittings, sets are joined. Waiting above
`long_wait_after` is dearer still: where the cheapest evening has any, that day is worked out again for each moment it
can begin, for then its waiting is known.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from partnership.conferences.bounds.day import Day, House, Wanted

__all__ = ["Evening", "Family"]


@attrs.frozen(kw_only=True)
class Evening:
    """What a family buys, in units.

    Attributes:
        cost: What it costs with the prices of its moments.
        own: What it costs without: its own shortcomings.
        talks: Its talks, as (request, first tick).
    """

    cost: int
    own: int
    talks: tuple[tuple[Wanted, int], ...]

    def moments(self) -> Iterator[tuple[int, int]]:
        """Every moment it takes, as (desk, tick)."""
        return _moments(self.talks)


@attrs.frozen(kw_only=True)
class Family:
    """A party and what it asks.

    Attributes:
        house: What is the same for every family.
        wanted: Its requests.
        most_talks: The most it may have.
        travel: Ticks between two of its talks in a sitting.
    """

    house: House
    wanted: tuple[Wanted, ...]
    most_talks: int
    travel: int

    def evening(self, prices: Sequence[Sequence[int]]) -> Evening:
        """The cheapest evening at these prices per desk and tick."""
        days = [
            Day(self.house, self.wanted, self.travel, sitting, prices)
            for sitting in range(len(self.house.sittings))
        ]
        while True:
            cost, chosen = self._joined(days)
            vague = [days[sitting] for sitting, talks in chosen if days[sitting].make_exact(talks)]
            if not vague:
                talks = tuple(
                    (self.wanted[bit.bit_length() - 1], tick)
                    for sitting, had in chosen
                    for bit, tick in days[sitting].talks(had)
                )
                paid = sum(prices[desk][tick] for desk, tick in _moments(talks))
                return Evening(cost=int(cost), own=int(cost) - paid, talks=talks)

    def _joined(self, days: Sequence[Day]) -> tuple[float, tuple[tuple[int, int], ...]]:
        """The least cost over all days, and the set of talks on each day that is used."""
        best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0, ())}
        for sitting, day in enumerate(days):
            joined = dict(best)
            for here, points in day.least.items():
                for before, (cost, chosen) in best.items():
                    if before & here:
                        continue
                    both = cost + points + (self.house.extra_sitting if before else 0)
                    known = joined.get(before | here)
                    if known is None or both < known[0]:
                        joined[before | here] = both, (*chosen, (sitting, here))
            best = joined
        return min(
            (cost + self._left_out(had), chosen)
            for had, (cost, chosen) in best.items()
            if had.bit_count() <= self.most_talks
        )

    def _left_out(self, had: int) -> int:
        return sum(each.weight for place, each in enumerate(self.wanted) if not had >> place & 1)


def _moments(talks: Iterable[tuple[Wanted, int]]) -> Iterator[tuple[int, int]]:
    return (
        (desk, tick)
        for wanted, start in talks
        for desk in wanted.desks
        for tick in range(start, start + wanted.ticks)
    )
