"""From the board back to placements: instants instead of ticks, names instead of indices."""

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.timetable import Placement

__all__ = ["placement_on", "placements_on"]


def placement_on(board: Board, request: int) -> Placement:
    """A placed request as a placement."""
    return board.demands.placement(request, board.start[request], board.held[request])


def placements_on(board: Board) -> tuple[Placement, ...]:
    """Everything placed, in order of start, then request id."""
    placed = [placement_on(board, request) for request, tick in enumerate(board.start) if tick != NOBODY]
    return tuple(sorted(placed, key=lambda each: (each.start, each.request)))
