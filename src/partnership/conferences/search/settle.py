"""A timetable onto a board: whatever of it can stand, stands."""

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.timetable import Placement, Timetable

__all__ = ["settle"]


def settle(board: Board, timetable: Timetable) -> list[int]:
    """Place the talks of a timetable where they were, and return those that cannot be there any more.

    Placements of requests nobody makes any more are passed over. When two talks exclude each other, the pinned one
    stands, else the earlier.
    """
    asked = {request.id: number for number, request in enumerate(board.demands.cast.conference.requests)}
    requests = board.demands.cast.conference.requests
    known = [each for each in timetable.placements if each.request in asked]
    order = sorted(
        known,
        key=lambda each: (requests[asked[each.request]].pinned is None, each.start, asked[each.request]),
    )
    return [asked[each.request] for each in order if not _stands(board, asked[each.request], each)]


def _stands(board: Board, request: int, placement: Placement) -> bool:
    """Place one talk just where it was, in its room and with its interpreter if those are still free."""
    tick = board.demands.timeline.tick(placement.start)
    if board.start[request] != NOBODY or tick is None or not board.free(request) >> tick & 1:
        return False
    held = board.choice(request, tick, (placement.room, placement.interpreter)) or board.held[request]
    move, wish = {request: tick}, {request: held}
    change = board.price(move, board.turned(move, wish), wish)
    return change < IMPOSSIBLE and board.make(move, change, wish)
