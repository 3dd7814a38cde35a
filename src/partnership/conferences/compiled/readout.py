"""From the board back to placements: instants instead of ticks, names instead of indices."""

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.timetable import Placement

__all__ = ["placement_on", "placements_on"]


def placement_on(board: Board, request: int) -> Placement:
    """A placed request as a placement."""
    demands, held = board.demands, board.held[request]
    asked = demands.cast.conference.requests[request]
    rooms, interpreters = demands.room_at, demands.interpreter_at
    return Placement(
        request=asked.id,
        start=demands.timeline.moment(board.start[request]),
        minutes=asked.minutes,
        room=next((rooms[index] for index in held if index in rooms), None),
        interpreter=next((interpreters[index] for index in held if index in interpreters), None),
    )


def placements_on(board: Board) -> tuple[Placement, ...]:
    """Everything placed, in order of start, then request id."""
    placed = [placement_on(board, request) for request, tick in enumerate(board.start) if tick != NOBODY]
    return tuple(sorted(placed, key=lambda each: (each.start, each.request)))
