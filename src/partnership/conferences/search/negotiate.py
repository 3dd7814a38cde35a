"""A first timetable by negotiation: every family takes its cheapest day, and moments that too many want get dearer.

The idea comes from the wiring of circuits (McMurchie and Ebeling, *PathFinder: A Negotiation-Based Performance-Driven
Router for FPGAs*, 1995). Nobody has a right to a moment; whoever can go elsewhere at little loss does so, and what is
scarce goes to those who lose most without it.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.search.market import Market

__all__ = ["negotiate"]

_ROUNDS = 40

_AT_ONCE = 6
"""Talks of a family that are planned together; the work doubles with each. Larger families are planned in parts."""


def negotiate(board: Board, is_over: Callable[[], bool] = lambda: False) -> None:
    """Place the talks of a board where negotiation puts them; those still in each other's way are left over.

    Args:
        board: Nothing but pinned talks has a place on it yet.
        is_over: Asked now and then; as soon as it is so, what was agreed by then counts.
    """
    families = _families(board)
    market = Market(board, families)
    restless = families
    for _ in range(_ROUNDS):
        for family in restless:
            if is_over():
                break
            market.choose(family)
        restless = [family for family in families if market.crowded(family)]
        if not restless or is_over():
            break
        market.raise_prices()
    _sit_down(board, market, families)


def _families(board: Board) -> list[Sequence[int]]:
    """The requests that are planned together: those of a party, in parts when there are many."""
    of_party: dict[int, list[int]] = defaultdict(list)
    for request, party in enumerate(board.demands.party):
        of_party[party].append(request)
    return [
        requests[first : first + _AT_ONCE]
        for requests in of_party.values()
        for first in range(0, len(requests), _AT_ONCE)
    ]


def _sit_down(board: Board, market: Market, families: Sequence[Sequence[int]]) -> None:
    """Place what was agreed: families in nobody's way first, then whoever comes first."""
    order = sorted(
        (market.crowded(family), place, request)
        for place, family in enumerate(families)
        for request in family
    )
    for *_, request in order:
        start = market.asked[request]
        if start != NOBODY and board.free(request) >> start & 1:
            board.place(request, start)
