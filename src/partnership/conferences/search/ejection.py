"""Ejection: give one talk the moment it wants; whoever held it looks on, ejecting others in turn."""

from collections.abc import Callable

from partnership.conferences.compiled.board import NOBODY, Before, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.search.construct import ticks_in

__all__ = ["eject"]

_DEEPEST = 12
"""Talks that may change places in one go."""

_DISTURBANCE = 20
"""Points set against each talk ejected, so that a free moment goes before a taken one of the same price."""


def eject(
    board: Board, request: int, tick: int, accept: Callable[[int], bool], draw: Callable[[], float]
) -> Before:
    """Put a talk on this start and find everyone in its way another; nothing changes when that is not accepted.

    Returns what every talk that was touched held before; nothing when the whole step was taken back.
    """
    points = board.points
    before: dict[int, tuple[int, tuple[int, ...]]] = {}
    homeless = _settle_at(board, request, tick, before)
    while homeless and len(before) <= _DEEPEST:
        other = homeless.pop()
        best, found = 2.0 * IMPOSSIBLE, NOBODY
        for each in ticks_in(board.each[other].starts):
            price = _price(board, other, each, before) + draw()
            if price < best:
                best, found = price, each
        if found == NOBODY:
            break
        homeless += _settle_at(board, other, found, before)
    if board.points < IMPOSSIBLE and accept(board.points - points):
        return before
    board.put_back(before, points)
    return {}


def _price(board: Board, request: int, tick: int, before: Before) -> float:
    """What it changes to put a homeless talk here, with those in its way ejected and counted as if placed again."""
    wish = board.wish(request, tick)
    others = board.holders(request, tick, wish)
    if any(other in before for other in others):
        return 2.0 * IMPOSSIBLE
    move = {request: tick} | dict.fromkeys(others, NOBODY)
    held = {request: wish} | {other: board.held[other] for other in others}
    change = board.price(move, board.turned(move, held))
    return change - sum(board.each[other].weight - _DISTURBANCE for other in others)


def _settle_at(
    board: Board, request: int, tick: int, before: dict[int, tuple[int, tuple[int, ...]]]
) -> list[int]:
    """Put a talk here, eject those in its way, and return them; nothing happens when a rule forbids it."""
    wish = board.wish(request, tick)
    others = sorted(board.holders(request, tick, wish))
    move = {request: tick} | dict.fromkeys(others, NOBODY)
    held = {request: wish} | {other: board.held[other] for other in others}
    change = board.price(move, board.turned(move, held))
    was = {each: (board.start[each], board.held[each]) for each in move}
    if change >= IMPOSSIBLE or not board.make(move, change, held):
        return []
    for each, place in was.items():
        before.setdefault(each, place)
    return others
