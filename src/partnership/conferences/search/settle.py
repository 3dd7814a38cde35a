"""A timetable onto a board: whatever of it can stand, stands."""

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.search.construct import cheapest, priced
from partnership.conferences.timetable import Placement, Timetable

__all__ = ["pin_down", "settle"]


def pin_down(board: Board, timetable: Timetable | None = None) -> None:
    """Place the pinned talks on an empty board, so that nothing else can take their place.

    Where two of them exclude each other, the one stands that stood in the timetable, else the one that was asked first.
    """
    stood = {each.request for each in timetable.placements} if timetable else frozenset()
    requests = board.demands.cast.conference.requests
    pinned = [number for number, request in enumerate(requests) if request.pinned]
    waiting = sorted(pinned, key=lambda each: requests[each].id not in stood)
    while waiting:
        left = [each for each in waiting if not _pinned(board, each)]
        if left == waiting:
            return
        waiting = left  # a talk may be allowed only once the one between it and another is there


def _pinned(board: Board, request: int) -> bool:
    tick = cheapest(board, request)
    return tick is not None and board.place(request, tick)


def settle(board: Board, timetable: Timetable) -> list[int]:
    """Place the talks of a timetable where they were, and return those that cannot be there any more.

    Placements of requests nobody makes any more are passed over. When two talks exclude each other, the earlier stands.
    """
    asked = {request.id: number for number, request in enumerate(board.demands.cast.conference.requests)}
    known = [each for each in timetable.placements if each.request in asked]
    order = sorted(known, key=lambda each: (each.start, asked[each.request]))
    return [asked[each.request] for each in order if not _stands(board, asked[each.request], each)]


def _stands(board: Board, request: int, placement: Placement) -> bool:
    """Place one talk just where it was, in its room and with its interpreter if those are still free."""
    tick = board.demands.timeline.tick(placement.start)
    if board.start[request] != NOBODY:
        return board.start[request] == tick
    if tick is None or not board.free(request) >> tick & 1:
        return False
    held = board.choice(request, tick, (placement.room, placement.interpreter)) or board.held[request]
    move, wish = {request: tick}, {request: held}
    change = priced(board, move, wish)
    return change < IMPOSSIBLE and board.make(move, change, wish)
