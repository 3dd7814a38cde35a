"""Where an improvement looks: beside another talk of the family, where somebody sits idle, or anywhere at all.

Most moves to a chance moment make an evening worse. Talks of one family belong together, and so do those of one member
of staff; a search that looks there first finds what it looks for several times as often.
"""

from collections.abc import Callable, Mapping, Sequence

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.search.construct import ticks_in

__all__ = ["BETTER", "EDGE", "HALF", "HOLES", "NEAR", "Aim", "beside", "mates_of", "nearest", "uneasy"]

Aim = Callable[[int], tuple[int, int]]
"""From a request to the request that is moved and the start it is tried on, `NOBODY` when there is none."""

NEAR = 0.55
"""Share of the steps that look right beside another talk of the same family."""

HOLES = 0.45
"""Share of the steps that look where a member of staff sits idle between two talks."""

EDGE = 0.3
"""Share of those that take the first or last talk of that day, so that the day grows shorter."""

BETTER = 0.02
"""Share of the steps that give an uneasy talk a better moment, whoever must look for another one then."""

_TRIES = 20
"""Talks looked at in search of an uneasy one."""

HALF = 0.5


def mates_of(board: Board) -> list[list[int]]:
    """Per request, the other requests of its party."""
    of_party: dict[int, list[int]] = {}
    for request, party in enumerate(board.demands.party):
        of_party.setdefault(party, []).append(request)
    return [
        [other for other in of_party[party] if other != request]
        for request, party in enumerate(board.demands.party)
    ]


def beside(board: Board, request: int, other: int, *, after: bool) -> int:
    """The start of a talk that is nearest to another talk, after or before it; `NOBODY` when there is none."""
    starts, first = board.each[request].starts, board.start[other]
    if after:
        end = first + board.each[other].ticks
        later = starts >> end
        return end + (later & -later).bit_length() - 1 if later else NOBODY
    earlier = first - board.each[request].ticks + 1
    return (starts & ((1 << earlier) - 1)).bit_length() - 1 if earlier > 0 else NOBODY


def nearest(board: Board, choices: Mapping[int, Sequence[int]], draw: Callable[[], float]) -> Aim:
    """An aim at where a talk saves a family or a member of staff time, or now and then anywhere."""
    mates, start, each = mates_of(board), board.start, board.each
    staffs = [len(request.staff) for request in board.demands.cast.conference.requests]
    busy_bits = (1 << board.demands.timeline.width) - 1

    def hole(request: int) -> tuple[int, int]:
        here = start[request]
        index = board.held[request][int(draw() * staffs[request])]
        block, offset = board.block_of[here], here - board.within[here]
        day = board.parts[index * board.blocks + block] & busy_bits
        first, last = (day & -day).bit_length() - 1, day.bit_length() - 1
        if draw() < EDGE:
            request = board.at[index][offset + (first if draw() < HALF else last)]
        idle = ~day & ((1 << last) - (1 << first))
        ends = idle & day >> 1
        starts = (idle & day << 1) | ends >> each[request].ticks - 1
        fits = starts & board.fits[request] >> offset
        later = fits & -(1 << first + int(draw() * (last - first))) or fits
        return request, offset + (later & -later).bit_length() - 1 if later else NOBODY

    def aim(request: int) -> tuple[int, int]:
        kind = draw()
        if kind < NEAR and (others := mates[request]):
            other = others[int(draw() * len(others))]
            if start[other] != NOBODY:
                return request, beside(board, request, other, after=draw() < HALF)
        elif kind > 1 - HOLES and start[request] != NOBODY:
            return hole(request)
        ticks = choices[request]
        return request, ticks[int(draw() * len(ticks))]

    return aim


def uneasy(
    board: Board, lively: Sequence[int], draw: Callable[[], float]
) -> Callable[[int, int], tuple[int, int]]:
    """A function that finds an uneasy talk and a better moment: one that is wished for, or beside the family's others.

    It begins with a given talk and moment, and falls back on those.
    """
    mates, start, block_of, each = mates_of(board), board.start, board.block_of, board.each
    wished = [ticks_in(demand.starts & ~demand.unwished) for demand in each]

    def find(request: int, there: int) -> tuple[int, int]:
        asked = request
        for _ in range(_TRIES):
            here = start[request]
            if here != NOBODY:
                if each[request].unwished >> here & 1 and (ticks := wished[request]):
                    return request, ticks[int(draw() * len(ticks))]
                for other in mates[request]:
                    if start[other] != NOBODY and block_of[start[other]] != block_of[here]:
                        near = beside(board, request, other, after=draw() < HALF)
                        if near != NOBODY:
                            return request, near
            request = lively[int(draw() * len(lively))]
        return asked, there

    return find
