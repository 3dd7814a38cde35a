"""A first timetable: who has least choice goes first, each talk where it costs least."""

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE

__all__ = ["cheapest", "construct", "ticks_in"]


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
    for tick in ticks_in(board.free(request)):
        change = board.place_price(request, tick)
        if change < best:
            best, found = change, tick
    return found


def construct(board: Board) -> None:
    """Place every left-over request that still can be, pinned ones first, then by how few starts they have."""
    requests = board.demands.cast.conference.requests
    order = sorted(
        board.left_over(),
        key=lambda each: (requests[each].pinned is None, board.each[each].starts.bit_count(), each),
    )
    for request in order:
        if board.start[request] == NOBODY:
            tick = cheapest(board, request)
            if tick is not None:
                board.place(request, tick)
