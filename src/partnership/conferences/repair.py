"""Mend a timetable after the conference changed: as few talks move as possible.

A teacher falls ill, a family asks late or cancels, a room is withdrawn. What can stay, stays. Whoever lost their place,
and whoever had none, is placed again; others move only to make room, and then as few as can be.
"""

from collections.abc import Iterable, Iterator
from time import monotonic

import attrs

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.search.construct import cheapest, priced, ticks_in
from partnership.conferences.search.fair_order import fairly_ordered
from partnership.conferences.search.settle import pin_down, settle
from partnership.conferences.search.solve import NAME, answer
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Timetable

__all__ = ["repair"]

_DEEPEST = 3
"""Talks of others that may move for one talk."""

_TRIES = 20_000
"""Boards looked at before one talk is given up."""


def repair(conference: Conference, timetable: Timetable, *, rulebook: Rulebook = STANDARD) -> Timetable:
    """The timetable for the conference as it is now, with least change.

    First as many talks as possible are placed, then as few as possible of those that could stay are moved (at most three
    for each talk that needs a place), then what costs least is chosen. The same input gives the same answer.

    Args:
        conference: What is asked now.
        timetable: What was planned before; it may name requests that are gone.
        rulebook: The rules that hold.
    """
    begin = monotonic()
    demands = Demands(Cast(fairly_ordered(conference, 0)), rulebook)
    board = Board(demands, vetoes_of(demands, rulebook))
    pin_down(board, timetable)
    settle(board, timetable)
    lost = board.left_over()
    lost.sort(key=lambda each: (-board.each[each].weight, board.each[each].starts.bit_count(), each))
    for request in lost:
        if not _is_overbooked(board, request):
            _place(board, request)
    return attrs.evolve(
        answer(board, Cast(conference), rulebook), solver=NAME, seconds=round(monotonic() - begin, 3)
    )


def _is_overbooked(board: Board, request: int) -> bool:
    """Whether somebody in a talk has less time left, in all, than it takes: then nothing that moves can make room."""
    demand = board.each[request]
    for index in demand.people:
        there = 0
        for other in _requests_of(board, index):
            starts = board.each[other].starts
            for shift in range(board.each[other].ticks):
                there |= starts << shift
        free = sum(board.at[index][tick] == NOBODY for tick in ticks_in(there))
        if free < demand.ticks:
            return True
    return False


def _requests_of(board: Board, index: int) -> Iterable[int]:
    return (request for request, demand in enumerate(board.each) if index in demand.people)


def _place(board: Board, request: int) -> None:
    """Place one talk with the fewest others moved, if it can be placed at all."""
    tick = cheapest(board, request)
    if tick is not None and board.place(request, tick):
        return
    for deepest in range(1, _DEEPEST + 1):
        tries = iter(range(_TRIES))
        best: tuple[int, dict[int, int]] | None = None
        for moved in _ways(board, [request], deepest, tries):
            if best is None or board.points < best[0]:
                best = board.points, moved
        if best is not None:
            _go(board, best[1])
            return


def _ways(board: Board, homeless: list[int], spare: int, tries: Iterator[int]) -> Iterator[dict[int, int]]:
    """Each way to place all of these while at most so many others move; the board stands so while it is yielded."""
    if not homeless:
        yield {}
        return
    request, rest = homeless[0], homeless[1:]
    starts = board.each[request].starts if spare else board.free(request)
    for tick in ticks_in(starts):
        if next(tries, None) is None:
            return
        wish = {request: board.wish(request, tick)}
        others = sorted(board.holders(request, tick, wish[request]))
        if len(others) > spare or _pinned(board, others):
            continue
        before = {each: (board.start[each], board.held[each]) for each in (request, *others)}
        points = board.points
        move = {request: tick} | dict.fromkeys(others, NOBODY)
        wish |= {each: board.held[each] for each in others}
        change = priced(board, move, wish)
        if change < IMPOSSIBLE and board.make(move, change, wish):
            for further in _ways(board, [*rest, *others], spare - len(others), tries):
                yield {request: tick} | further
            board.put_back(before, points)


def _pinned(board: Board, requests: Iterable[int]) -> bool:
    asked = board.demands.cast.conference.requests
    return any(asked[each].pinned for each in requests)


def _go(board: Board, starts: dict[int, int]) -> None:
    """Take the way that was found: everyone off the board, then everyone where they go."""
    for request in starts:
        if board.start[request] != NOBODY:
            board.take_off(request)
    for request, tick in starts.items():
        board.place(request, tick)
