"""Chains: move one talk, and everyone in its way moves into the room it leaves, and so on until it closes.

In the language of graphs these are Kempe chains: two moments of a timetable are swapped for just those talks that hang
together, so a full evening can be rearranged without a free place anywhere.
"""

from collections.abc import Callable

from partnership.conferences.compiled.board import NOBODY, Board

__all__ = ["LONGEST", "chains_of"]

LONGEST = 24
"""Talks in a chain; a longer one is given up."""


def chains_of(board: Board) -> Callable[[int, int], dict[int, int] | None]:
    """A function from a placed request and another start to the whole chain, or None when it does not close.

    This is where planning spends its time, so everything it needs is at hand in local names.
    """
    start, held, at = board.start, board.held, board.at
    ticks = [demand.ticks for demand in board.each]
    fits = board.fits

    def chain(request: int, tick: int) -> dict[int, int] | None:
        move = {request: tick}
        waiting = [request]
        while waiting:
            mover = waiting.pop()
            first = move[mover]
            shift = first - start[mover]
            for index in held[mover]:
                row = at[index]
                for each in range(first, first + ticks[mover]):
                    other = row[each]
                    if other != NOBODY and other not in move:
                        to = start[other] - shift
                        if to < 0 or not fits[other] >> to & 1:
                            return None
                        move[other] = to
                        waiting.append(other)
            if len(move) > LONGEST:
                return None
        return move

    return chain
