"""A proven lower bound on what any timetable of a conference costs, without a solver."""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from partnership.conferences.bounds.family import Evening
from partnership.conferences.bounds.haggling import Haggling
from partnership.conferences.bounds.market import LEANT_ON, SCALE, Market, Prices
from partnership.conferences.bounds.opening import opening_prices
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.timetable import Bound

__all__ = ["Best", "bound", "nothing_proven"]

_LOOK_EVERY = 4
"""Rounds of haggling between two looks at what the prices prove, for a look takes as long as a round."""


def bound(
    conference: Conference,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    target: int | None = None,
    rulebook: Rulebook = STANDARD,
    progress: Callable[[float, int], None] | None = None,
) -> Bound:
    """Points that no timetable of this conference costs less than, with the proof in words.

    Args:
        conference: What is asked.
        seconds: Time to use for better prices; with neither this nor `iterations`, the first prices have to do.
        iterations: Rounds of better prices; the same number gives the same bound on every machine.
        target: The total of a timetable that is known; when the bound reaches it, that is the best there is.
        rulebook: The rules that hold. Without those in `LEANT_ON` nothing is proven.
        progress: Told now and then the share of the budget used, from 0 to 1, and the best bound so far, in points.
    """
    rulebook = rulebook.at(conference)
    if missing := [name for name in LEANT_ON if not rulebook.keeps(name)]:
        return nothing_proven(missing)
    begin = monotonic()
    market = Market(conference, rulebook)
    best = Best(market, opening_prices(market))
    haggling = Haggling(market, best.prices)
    rounds = enumerate(_shares(begin, seconds, iterations))
    for number, used in rounds:  # pragma: no branch - they have no end
        if progress is not None:
            progress(used, best.points)
        if used >= 1.0 or (target is not None and best.points >= target):
            break
        prices = haggling.round(used)
        if number % _LOOK_EVERY == _LOOK_EVERY - 1:
            best.look(prices)
    best.look(haggling.prices)
    return best.bound("by matching talks to moments and letting families outbid each other")


def nothing_proven(missing: list[str]) -> Bound:
    """The bound that always holds, where rules that the others lean on are switched off."""
    return Bound(
        total=0, proof=f"no total is below nought; more cannot be said without the rules {', '.join(missing)}"
    )


def _shares(begin: float, seconds: float | None, iterations: int | None) -> Iterator[float]:
    """How much of the budget is used before each round, up to 1; without a budget all of it is."""
    if seconds is None and iterations is None:
        iterations = 0
    rounds = 0
    while True:
        yield max(_share(rounds, iterations), _share(monotonic() - begin, seconds))
        rounds += 1


def _share(used: float, most: float | None) -> float:
    """The share that is used of so much, up to 1; nought where there is no limit."""
    if most is None:
        return 0.0
    return min(1.0, used / most) if most > 0 else 1.0


class Best:
    """The prices that have proven most so far.

    Attributes:
        prices: Those prices.
        points: What they prove, in whole points.
        units: The same before rounding up, in units.
    """

    def __init__(self, market: Market, prices: Prices) -> None:
        self._market = market
        self.prices = prices
        self.units = market.bound(prices)

    @property
    def points(self) -> int:
        """What has been proven so far, in whole points."""
        return self._market.points(self.units)

    def look(self, prices: Prices, evenings: Sequence[Evening] | None = None) -> int:
        """Find out what other prices prove, in units, and keep them when it is more."""
        units = self._market.bound(prices, evenings)
        if units > self.units:
            self.prices, self.units = prices, units
        return units

    def bound(self, how: str) -> Bound:
        """The bound, with its proof in words."""
        earned = self._market.earnings(self.prices) // SCALE
        spent = self.units // SCALE + earned
        return Bound(
            total=self.points,
            proof=(
                f"Put a price on every moment of staff, interpreters and rooms. At prices found {how}, the cheapest "
                f"evenings of all families together cost at least {spent} points, and all moments together earn at most "
                f"{earned}. What is left, rounded up to a multiple of {self._market.step}, is the least any timetable "
                "costs: its families bought some evenings, and nobody sold a moment twice."
            ),
        )
