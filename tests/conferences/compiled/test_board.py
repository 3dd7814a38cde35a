"""The compiled form says what the readable rules say, and costs what the standard objective costs."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnership.conferences.checker import check
from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import Conference
from partnership.conferences.objective import objective_of
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.construct import ticks_in
from partnership.conferences.search.settle import settle
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import LeftOver, Timetable
from partnership.testing.strategies.conferences import conferences, timetables, valid_timetables


def board_of(conference: Conference) -> Board:
    """An empty board of a conference under the standard rules."""
    demands = Demands(Cast(conference))
    return Board(demands, vetoes_of(demands))


def timetable_on(board: Board) -> Timetable:
    """What stands on a board."""
    requests = board.demands.cast.conference.requests
    return Timetable(
        placements=placements_on(board),
        left_over=tuple(LeftOver(request=requests[each].id) for each in board.left_over()),
    )


def in_step(conference: Conference) -> bool:
    """Whether every sitting starts a whole number of ticks after the first, so that nothing is rounded."""
    board = board_of(conference)
    first = conference.sittings[0].start
    tick = timedelta(minutes=board.demands.timeline.minutes)
    return all(not (sitting.start - first) % tick for sitting in conference.sittings)


@given(st.data())
def test_every_valid_timetable_stands(data: st.DataObject) -> None:
    """Whatever the readable rules allow can be put on the board, and costs there what the objective says."""
    conference = data.draw(conferences().filter(in_step).filter(lambda each: not each.travel.between))
    timetable = data.draw(valid_timetables(conference))
    board = board_of(conference)
    assert settle(board, timetable) == []
    assert [(each.request, each.start) for each in placements_on(board)] == [
        (each.request, each.start) for each in timetable.placements
    ]
    assert board.points == objective_of(conference, timetable).total


@given(st.data())
def test_any_timetable_leaves_a_sound_board(data: st.DataObject) -> None:
    """Of a timetable full of mistakes stands only what no rule objects to."""
    conference = data.draw(conferences())
    timetable = data.draw(timetables(conference))
    board = board_of(conference)
    settle(board, timetable)
    standing = timetable_on(board)
    report = check(conference, standing)
    assert report.broken == ()
    assert board.points == report.objective.total


@given(st.data())
def test_free_starts_are_those_the_rules_allow(data: st.DataObject) -> None:
    """A left-over talk can start, according to the board, at just the starts the readable rules allow."""
    conference = data.draw(conferences().filter(in_step).filter(lambda each: not each.travel.between))
    timetable = data.draw(valid_timetables(conference))
    kept = tuple(each for each in timetable.placements if data.draw(st.booleans()))
    board = board_of(conference)
    settle(board, Timetable(placements=kept))
    table = Table(conference, timetable_on(board))
    for request in board.left_over():
        asked = conference.requests[request]
        allowed = {
            start
            for start in starts_for(asked, table.cast)
            if any(STANDARD.allows(table.talk(one), table) for one in options_at(asked, start, table.cast))
        }
        possible = set()
        for tick in ticks_in(board.free(request)):
            if board.place(request, tick):
                possible.add(board.demands.timeline.moment(tick))
                board.take_off(request)
        assert possible == allowed


@given(st.data())
def test_a_move_costs_what_it_changes(data: st.DataObject) -> None:
    """The price of a placement is the difference of two objectives, and taking it off undoes it."""
    conference = data.draw(conferences())
    board = board_of(conference)
    settle(board, data.draw(valid_timetables(conference)))
    before = board.points, list(board.start), list(board.parts), [list(row) for row in board.at]
    request = data.draw(st.integers(0, len(conference.requests) - 1))
    was, held = board.start[request], board.held[request]
    if was != NOBODY:
        board.take_off(request)
    for tick in ticks_in(board.free(request)):
        price, points = board.place_price(request, tick), board.points
        if board.place(request, tick):
            assert price < IMPOSSIBLE
            assert board.points == points + price == objective_of(conference, timetable_on(board)).total
            board.take_off(request)
        assert board.points == points
    board.put_back({request: (was, held)}, before[0])
    assert (board.points, board.start, board.parts, board.at) == before
