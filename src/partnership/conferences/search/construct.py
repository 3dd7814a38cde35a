"""A first timetable: who has least choice goes first, each talk where it costs least."""

from collections.abc import Callable

from partnership.conferences.compiled.board import NOBODY, Before, Board, Held, Move
from partnership.conferences.compiled.burden import IMPOSSIBLE

__all__ = ["cheapest", "construct", "move_in", "priced", "push_in", "ticks_in"]


def ticks_in(mask: int) -> list[int]:
    """The ticks of a bit mask, in order."""
    ticks = []
    while mask:
        ticks.append((mask & -mask).bit_length() - 1)
        mask &= mask - 1
    return ticks


def cheapest(board: Board, request: int) -> int | None:
    """The free start that costs a left-over request least, the earliest of equals; None when there is none."""
    best, found = IMPOSSIBLE, None
    price = _prices(board, request)
    for tick in ticks_in(board.free(request)):
        change = price(tick)
        if change < best:
            best, found = change, tick
    return found


def _prices(board: Board, request: int) -> Callable[[int], int]:
    """What `place_price` says for one request, but for what is the same for every start."""
    demand, party = board.each[request], board.demands.party[request]
    if demand.pools:
        return lambda tick: board.place_price(request, tick)
    if board.talks[party] >= board.demands.most_talks[party]:
        return lambda _: IMPOSSIBLE
    parts, costs, outside, unwished = board.parts, board.costs, board.outside, demand.unwished
    base, block_of, within = board.base[request], board.block_of, board.within
    days = [index * board.blocks for index in demand.people if costs[index * board.blocks] is not None]

    def price(tick: int) -> int:
        block, bits = block_of[tick], base << within[tick]
        change = outside * (unwished >> tick & 1)
        for day in days:
            if cost := costs[
                day + block
            ]:  # pragma: no branch - for the type checker: these days all have one
                now = parts[day + block]
                change += cost[now ^ bits] - cost[now]
        return change if change < IMPOSSIBLE // 2 else IMPOSSIBLE

    return price


def construct(board: Board) -> None:
    """Place every left-over request that still can be, those with the fewest starts first."""
    order = sorted(board.left_over(), key=lambda each: (board.each[each].starts.bit_count(), each))
    for request in order:
        tick = cheapest(board, request)
        if tick is not None:
            board.place(request, tick)


def priced(board: Board, move: Move, held: Held) -> int:
    """What a move changes in points when its talks then hold these, or `IMPOSSIBLE`."""
    return board.price(move, board.turned(move, held), held)


def push_in(board: Board, request: int, tick: int, accept: Callable[[int], bool]) -> Before:
    """Try a left-over talk on one of its starts; those in its way go where they cost least, unless one is pinned.

    Returns what every talk that was touched held before, or nothing when the whole step was taken back.
    """
    wish = {request: board.wish(request, tick)}
    others = sorted(board.holders(request, tick, wish[request]))
    asked = board.demands.cast.conference.requests
    if any(asked[other].pinned for other in others):
        return {}
    before = {each: (board.start[each], board.held[each]) for each in (request, *others)}
    wish |= {each: board.held[each] for each in others}
    move = {request: tick} | dict.fromkeys(others, NOBODY)
    points = board.points
    change = priced(board, move, wish)
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


def move_in(board: Board, request: int, tick: int, accept: Callable[[int], bool]) -> Before:
    """Try a placed talk on another of its starts; those in its way go where they cost least, which may be its old place."""
    if board.start[request] == tick:
        return {}
    before, points = {request: (board.start[request], board.held[request])}, board.points
    board.take_off(request)
    saved = board.points - points
    touched = push_in(board, request, tick, lambda change: accept(change + saved))
    if not touched:
        board.put_back(before, points)
        return {}
    return {**touched, **before}
