"""Better prices: families buy one after another, and what is bought becomes dearer, what is left cheaper.

This is an incremental subgradient method (Nedić and Bertsekas 2001) on the dual of `bounds.market`: after each family's
choice only the moments that family could have bought change price, by a step that shrinks from round to round.
"""

from collections.abc import Iterator, Sequence
from random import Random

from partnership.conferences.bounds.day import BEYOND
from partnership.conferences.bounds.family import Evening, Family
from partnership.conferences.bounds.market import SCALE, Market, Prices

__all__ = ["Haggling"]

_FIRST, _LAST = 10.0, 0.02
"""The step of the first and the last round, in points: a minute or so of waiting, and next to nothing."""


class Haggling:
    """Rounds of buying at changing prices.

    Attributes:
        evenings: What each family bought last.
    """

    def __init__(self, market: Market, prices: Prices) -> None:
        self._market = market
        self._prices = [list(row) for row in prices]
        self._moments = [list(_moments(family)) for family in market.families]
        wanted: dict[tuple[int, int], int] = {}
        for moments in self._moments:
            for moment in moments:
                wanted[moment] = wanted.get(moment, 0) + 1
        rates = [desk.rate() for desk in market.desks]
        self._shares = {moment: rates[moment[0]] / count for moment, count in wanted.items()}
        self.evenings: Sequence[Evening] = ()
        self._order = list(range(len(market.families)))
        self._random = Random(0)  # noqa: S311 - chance, not secrecy

    def round(self, used: float) -> Prices:
        """Let every family buy once, in an order of chance, and answer the prices then.

        Args:
            used: The share of all rounds that is over, from 0 to 1: the more, the smaller the step.
        """
        step = SCALE * _FIRST * (_LAST / _FIRST) ** used
        self._random.shuffle(self._order)
        bought: dict[int, Evening] = {}
        for number in self._order:
            evening = self._market.families[number].evening(self._prices)
            self._settle(number, evening, step)
            bought[number] = evening
        self.evenings = [bought[number] for number in range(len(bought))]
        return self.prices

    @property
    def prices(self) -> Prices:
        """What every moment costs now."""
        return [list(row) for row in self._prices]

    def _settle(self, family: int, evening: Evening, step: float) -> None:
        """What the family bought becomes dearer, what it left cheaper, by its share of what there is."""
        bought = set(evening.moments())
        for desk, tick in self._moments[family]:
            share = self._shares[desk, tick]
            row = self._prices[desk]
            if (desk, tick) in bought:
                row[tick] = max(0, row[tick] + round(step * (1 - share)))
            elif row[tick]:
                row[tick] = max(0, row[tick] - round(step * share))


def _moments(family: Family) -> Iterator[tuple[int, int]]:
    """Every moment at every desk that a family could buy, each once."""
    found = {
        (desk, first + start + tick): None
        for wanted in family.wanted
        for (first, _), costs in zip(family.house.sittings, wanted.costs, strict=True)
        for start, cost in enumerate(costs or ())
        if cost < BEYOND
        for desk in wanted.desks
        for tick in range(wanted.ticks)
    }
    return iter(found)
