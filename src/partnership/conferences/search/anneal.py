"""Improve a timetable: try chains, take what is better, and sometimes, early on, what is worse.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over Kempe chains. A left-over talk is tried at one of its
starts; whoever held it looks for the cheapest other place.
"""

from collections.abc import Callable
from math import exp
from random import Random

import attrs

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.chains import chains_of
from partnership.conferences.search.ejection import eject
from partnership.conferences.search.construct import cheapest, ticks_in

__all__ = ["Heat", "anneal", "push_in"]


EJ = 0.05


@attrs.frozen(kw_only=True)
class Heat:
    """How many points worse a step may be and still be taken now and then, at the beginning and at the end."""

    first: float
    last: float

    def at(self, share: float) -> float:
        """The heat when this share of the time, from 0 to 1, is gone."""
        return float(self.first * (self.last / self.first) ** min(share, 1.0))


def anneal(board: Board, heat: Heat, budget: Budget, random: Random, *, until: float = 1.0) -> None:
    """Improve a board until this share of the budget is used, and leave it at the best state it saw."""
    draw, start, held = random.random, board.start, board.held
    choices = [ticks_in(demand.starts) for demand in board.each]
    lively = [each for each, ticks in enumerate(choices) if len(ticks) > (start[each] != NOBODY)]
    if not lively:
        return
    chain = chains_of(board)
    mixed = len({demand.ticks for demand in board.each}) > 1
    best, begun, warmth, steps = board.points, budget.spent(), heat.first, 0
    since_best: dict[int, tuple[int, tuple[int, ...]]] = {}

    def accept(change: int) -> bool:
        return change <= 0 or (change < IMPOSSIBLE and draw() < exp(-change / warmth))

    while True:
        if steps % LOOK_UP == 0:
            share = budget.share(best)
            if share >= until:
                break
            warmth = heat.at((share - begun) / (until - begun))
        steps += 1
        request = lively[int(draw() * len(lively))]
        ticks = choices[request]
        tick = ticks[int(draw() * len(ticks))]
        if start[request] == NOBODY:
            touched = push_in(board, request, tick, accept)
        elif draw() < EJ:
            for _ in range(30):
                request = lively[int(draw() * len(lively))]
                if start[request] != NOBODY and board.each[request].unwished >> start[request] & 1:
                    break
            else:
                continue
            ticks = choices[request]
            tick = ticks[int(draw() * len(ticks))]
            if tick == start[request]:
                continue
            touched = eject(board, request, tick, accept, draw)
        else:
            move = chain(request, tick) if tick != start[request] else None
            if move is None or (mixed and board.clashes(move)):
                continue
            turned = board.turned(move)
            change = board.price(move, turned)
            if not accept(change):
                continue
            touched = {each: (start[each], held[each]) for each in move}
            if not board.make(move, change):
                continue
        for each, before in touched.items():
            since_best.setdefault(each, before)
        if board.points < best:
            best = board.points
            since_best.clear()
    board.put_back(since_best, best)


def push_in(
    board: Board, request: int, tick: int, accept: Callable[[int], bool]
) -> dict[int, tuple[int, tuple[int, ...]]]:
    """Try a left-over talk on one of its starts; those in its way go where they cost least.

    Returns what every talk that was touched held before, or nothing when the whole step was taken back.
    """
    wish = {request: board.wish(request, tick)}
    others = sorted(board.holders(request, tick, wish[request]))
    before = {each: (board.start[each], board.held[each]) for each in (request, *others)}
    wish |= {each: board.held[each] for each in others}
    move = {request: tick} | dict.fromkeys(others, NOBODY)
    points = board.points
    change = board.price(move, board.turned(move, wish))
    if change >= IMPOSSIBLE or not board.make(move, change, wish):
        return {}
    for other in others:
        elsewhere = cheapest(board, other)
        if elsewhere is not None:
            board.place(other, elsewhere)
    if accept(board.points - points):
        return before
    board.put_back(before, points)
    return {}
