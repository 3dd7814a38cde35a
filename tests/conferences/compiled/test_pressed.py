"""On an evening full of limits the board takes just the moves that break no rule, and counts what they cost."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.compiled.pressed import assigned, pressed

from partnership.conferences.checker import check
from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.options import options_at
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.construct import ticks_in
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import LeftOver, Timetable


def timetable_after(board: Board, move: dict[int, int], held: dict[int, tuple[int, ...]]) -> Timetable:
    """The timetable as it would be when a move is made."""
    requests = board.demands.cast.conference.requests
    where = {number: (tick, board.held[number]) for number, tick in enumerate(board.start)}
    where |= {number: (tick, held[number]) for number, tick in move.items()}
    return Timetable(
        placements=tuple(
            board.demands.placement(number, tick, people)
            for number, (tick, people) in where.items()
            if tick >= 0
        ),
        left_over=tuple(
            LeftOver(request=requests[number].id) for number, (tick, _) in where.items() if tick < 0
        ),
    )


@pytest.mark.parametrize("about", ["rows", "numbers", "places"])
@given(data=st.data())
def test_a_move_is_made_just_when_no_rule_objects_and_costs_what_it_changes(
    data: st.DataObject, about: str
) -> None:
    """From the empty board, and from whatever stood before; a move that is not made leaves no trace."""
    conference = data.draw(pressed(about))
    demands = Demands(Cast(conference))
    board = Board(demands, vetoes_of(demands))
    everyone = range(len(conference.requests))
    few = st.lists(st.sampled_from(everyone), min_size=1, max_size=3, unique=True)
    for requests in (st.just(everyone), few, st.just(everyone), few):
        move, held = data.draw(assigned(board, data.draw(requests)))
        report = check(demands.cast, timetable_after(board, move, held))
        before = board.points, list(board.start), list(board.parts), list(board.held), list(board.talks)
        price = board.price(move, board.turned(move, held), held)
        made = price < IMPOSSIBLE and board.make(move, price, held)
        assert made is report.valid, report.broken
        if made:
            assert board.points == report.objective.total
        else:
            assert (board.points, board.start, board.parts, board.held, board.talks) == before


@pytest.mark.parametrize("about", ["rows", "numbers", "places"])
@given(data=st.data())
def test_a_talk_alone_can_start_just_where_no_rule_objects(data: st.DataObject, about: str) -> None:
    """Of all ticks, in some room and with some interpreter; and it fits there with what it would hold."""
    conference = data.draw(pressed(about))
    demands = Demands(Cast(conference))
    board = Board(demands, vetoes_of(demands))
    request = data.draw(st.sampled_from(range(len(conference.requests))))
    asked, table = conference.requests[request], Table(demands.cast, Timetable())
    book = STANDARD.at(conference)
    timeline = demands.timeline
    moments = [
        sitting.start + timedelta(minutes=place * timeline.minutes)
        for sitting, length in zip(timeline.sittings, timeline.lengths, strict=True)
        for place in range(length)
    ]
    allowed = {
        moment
        for moment in moments
        if any(book.allows(table.talk(option), table) for option in options_at(asked, moment, table.cast))
    }
    possible = set()
    for tick in ticks_in(board.free(request)):
        assert board.free(request) == board.each[request].starts
        if board.place(request, tick):
            possible.add(timeline.moment(tick))
            assert board.fits[request] >> tick & 1
            board.take_off(request)
    assert possible == allowed
