"""The linear program of column generation: a mixture of known evenings per family, no desk holding more than it can."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import highspy

from partnership.conferences.bounds.desk import Desk
from partnership.conferences.bounds.family import Evening
from partnership.conferences.bounds.market import SCALE, Market, Prices

__all__ = ["Program"]


class _Quiet(highspy.Highs):
    """The solver without its greeting, which it would write among the answers of a command."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's own name
        """Be silent before anything else is set up."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Program:
    """Evenings so far and the prices they lead to.

    It is solved by the interior-point method without crossover: its prices lie in the middle of all that are best, which
    is where column generation needs them; those in a corner send families to and fro.
    """

    def __init__(self, market: Market) -> None:
        self._market = market
        self._solver = _Quiet()  # type: ignore[no-untyped-call]
        for option, value in (
            ("threads", 1),
            ("solver", "ipm"),
            ("run_crossover", "off"),
            ("ipm_optimality_tolerance", 1e-5),
        ):
            self._solver.setOptionValue(option, value)
        self._limits: dict[tuple[int, int], list[int]] = {}
        for number, desk in enumerate(market.desks):
            self._limit(number, desk)
        self._family_rows = [self._row(1.0, 1.0) for _ in market.families]
        self._known: set[tuple[int, tuple[tuple[int, int], ...]]] = set()
        for number, family in enumerate(market.families):
            nobody = sum(each.weight for each in family.wanted)
            self._column(number, Evening(cost=nobody, own=nobody, talks=()))

    def _row(self, least: float, most: float) -> int:
        self._solver.addRow(least, most, 0, [], [])
        return int(self._solver.getNumRow()) - 1

    def _limit(self, number: int, desk: Desk) -> None:
        """A desk holds so many talks at each tick, and where it rests, so many ticks of each stretch."""
        for tick in range(self._market.ticks):
            if desk.wanted >> tick & 1:
                self._limits[number, tick] = [self._row(-highspy.kHighsInf, desk.places)]
        for stretch, most in _stretches(desk):
            row = self._row(-highspy.kHighsInf, most)
            for tick in stretch:
                if (number, tick) in self._limits:
                    self._limits[number, tick].append(row)

    def add(self, evenings: Iterable[Evening]) -> int:
        """Make evenings known, one for each family in their order; how many were new."""
        new = 0
        for number, evening in enumerate(evenings):
            key = number, tuple(sorted((wanted.number, start) for wanted, start in evening.talks))
            if key not in self._known:
                self._known.add(key)
                self._column(number, evening)
                new += 1
        return new

    def _column(self, family: int, evening: Evening) -> None:
        rows = Counter([self._family_rows[family]])
        for desk, tick in evening.moments():
            rows.update(self._limits[desk, tick])
        points, times = evening.own / SCALE, [float(count) for count in rows.values()]
        self._solver.addCol(points, 0.0, highspy.kHighsInf, len(rows), list(rows), times)

    def solved(self) -> tuple[Prices, int]:
        """The prices at which the known evenings are best mixed, and what that mixture costs, both in units."""
        self._solver.run()
        dual = self._solver.getSolution().row_dual
        prices = self._market.free()
        for (desk, tick), rows in self._limits.items():
            prices[desk][tick] = max(0, round(-SCALE * sum(dual[row] for row in rows)))
        return prices, round(SCALE * self._solver.getInfo().objective_function_value)


def _stretches(desk: Desk) -> Iterator[tuple[Sequence[int], int]]:
    """Stretches of ticks just too long to be talked through, and the ticks that can be."""
    if desk.pauses is None:
        return
    talked = desk.pauses.in_a_row * max(desk.lengths)
    for first, ticks in desk.sittings:
        for start in range(first, first + ticks - talked):
            yield range(start, min(start + talked + desk.pauses.ticks, first + ticks)), talked
