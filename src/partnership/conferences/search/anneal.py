"""Improve a timetable: try chains, take what is better, and sometimes, early on, what is worse.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over Kempe chains. A left-over talk is tried at one of its
starts; whoever held it looks for the cheapest other place.
"""

from collections.abc import Callable
from math import exp
from random import Random

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.chains import chains_of
from partnership.conferences.search.construct import push_in, ticks_in
from partnership.conferences.search.heat import Heat
from partnership.conferences.search.slots import anneal_slots, in_slots

__all__ = ["anneal"]


def anneal(board: Board, heat: Heat, budget: Budget, random: Random, *, until: float = 1.0) -> None:
    """Improve a board until this share of the budget is used, and leave it at the best state it saw."""
    if in_slots(board):
        anneal_slots(board, heat, budget, random, until=until)
        return
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
