"""Column generation over family evenings: a linear program finds the prices, whole-number pricing proves the bound.

The solver is used for its prices only. They are rounded to whole units and what they prove is counted anew without it
(`partnership.conferences.bounds.market`), so no tolerance of the solver, and no mistake in it, can make a bound too high.
"""

from collections.abc import Callable
from time import monotonic

import attrs

from partnership.conferences.bounds.bound import Best, nothing_proven
from partnership.conferences.bounds.haggling import Haggling
from partnership.conferences.bounds.market import LEANT_ON, Market
from partnership.conferences.bounds.opening import opening_prices
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.timetable import Bound
from partnership.plugins.highs.program import Program

__all__ = ["HighsBounder"]

_WARM_UP = 6
"""Rounds of haggling whose evenings the program begins with, so that its first prices make sense."""

_MOST_ROUNDS = 200


@attrs.frozen(kw_only=True)
class HighsBounder:
    """Bounds by column generation; behind the `Bounder` port."""

    def bound(
        self,
        conference: Conference,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        target: int | None = None,
        rulebook: Rulebook = STANDARD,
        progress: Callable[[float, int], None] | None = None,
    ) -> Bound:
        """The best bound before the deadline, the last round, or the end of what column generation can prove."""
        rulebook = rulebook.at(conference)
        if missing := [name for name in LEANT_ON if not rulebook.keeps(name)]:
            return nothing_proven(missing)
        begin = monotonic()
        most = _MOST_ROUNDS if iterations is None else iterations
        market = Market(conference, rulebook)
        best = Best(market, opening_prices(market))
        program = Program(market)
        program.add(market.evenings(best.prices))
        haggling = Haggling(market, best.prices)
        for number in range(_WARM_UP):
            haggling.round(number / _WARM_UP)
            program.add(haggling.evenings)
        for number in range(most):
            elapsed = 0.0 if seconds is None else (monotonic() - begin) / seconds if seconds > 0 else 1.0
            if progress is not None:
                progress(min(1.0, max(elapsed, number / most)), best.points)
            if elapsed >= 1.0 or (target is not None and best.points >= target):
                break
            prices, ceiling = program.solved()
            evenings = market.evenings(prices)
            best.look(prices, evenings)
            if not program.add(evenings) or best.points >= market.points(ceiling):
                break
        return best.bound("by column generation")
