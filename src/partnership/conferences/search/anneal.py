"""Improve a timetable: try chains, take what is better, and sometimes, early on, what is worse.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over Kempe chains. A left-over talk is tried at one of its
starts; whoever held it looks for the cheapest other place.
"""

from collections.abc import Callable, Mapping
from random import Random

from partnership.conferences.compiled.board import NOBODY, Before, Board
from partnership.conferences.search.aims import BETTER, nearest, uneasy
from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.chains import chains_of
from partnership.conferences.search.construct import move_in, push_in, ticks_in
from partnership.conferences.search.heat import TOLERANCE, TOLERANCES, Heat
from partnership.conferences.search.slots import anneal_slots, in_slots

__all__ = ["anneal"]

_LOST = 0.03
"""Share of the steps that try a left-over talk, while there are any."""


def anneal(board: Board, heat: Heat, budget: Budget, random: Random) -> None:
    """Improve a board until the budget is used, and leave it at the best state it saw."""
    ticks = enumerate(ticks_in(demand.starts) for demand in board.each)
    choices = {each: mine for each, mine in ticks if len(mine) > (board.start[each] != NOBODY)}
    if not choices:
        return
    if in_slots(board) and not board.further:
        anneal_slots(board, heat, budget, random, choices)
    else:
        _anneal(board, heat, budget, random, choices)


def _anneal(
    board: Board, heat: Heat, budget: Budget, random: Random, choices: Mapping[int, list[int]]
) -> None:
    """Improve a board whose talks last differently long, or longer than a step."""
    draw, step, lively = random.random, _steps_of(board), list(choices)
    aim, better = nearest(board, choices, draw), uneasy(board, lively, draw)
    start, lost = board.start, [each for each in lively if board.start[each] == NOBODY]
    best, warmth, steps = board.points, heat.first, 0
    since_best: dict[int, tuple[int, tuple[int, ...]]] = {}

    def accept(change: int) -> bool:
        return change <= 0 or change <= warmth * TOLERANCE[int(draw() * TOLERANCES)]

    while True:
        if steps % LOOK_UP == 0:
            share = budget.look(best)
            if share is None:
                break
            warmth = heat.at(share)
        steps += 1
        request = lively[int(draw() * len(lively))]
        if lost and draw() < _LOST:
            request = lost[int(draw() * len(lost))]
        if draw() < BETTER and start[request] != NOBODY:
            ticks = choices[request]
            touched = move_in(board, *better(request, ticks[int(draw() * len(ticks))]), accept)
        else:
            touched = step(*aim(request), accept)
        for each, before in touched.items():
            since_best.setdefault(each, before)
        if touched and (lost or any(start[each] == NOBODY for each in touched)):
            lost = [each for each in {*lost, *touched} if start[each] == NOBODY and each in choices]
        if board.points < best:
            best = board.points
            since_best.clear()
    board.put_back(since_best, best)


def _steps_of(board: Board) -> Callable[[int, int, Callable[[int], bool]], Before]:
    """A function that tries a request on another start, and returns what every talk it moved held before."""
    chain, start, held = chains_of(board), board.start, board.held

    def step(request: int, tick: int, accept: Callable[[int], bool]) -> Before:
        if tick == NOBODY:
            return {}
        if start[request] == NOBODY:
            return push_in(board, request, tick, accept)
        move = chain(request, tick) if board.fits[request] >> tick & 1 else None
        if move is None or board.clashes(move):
            return {}
        change = board.price(move, board.turned(move))
        before = {each: (start[each], held[each]) for each in move}
        return before if accept(change) and board.make(move, change) else {}

    return step
