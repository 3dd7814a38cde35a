"""On an evening full of limits the board takes just the moves that break no rule, and counts what they cost."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.compiled.pressed import assigned, pressed, timetable_after

from partnership.conferences.checker import check
from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.options import options_at
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.construct import ticks_in
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Timetable
from partnership.ids import InterpreterId, RoomId
from partnership.times import Span

RATHER = [
    (None, None),
    (RoomId("annex"), None),
    (None, InterpreterId("rana")),
    (RoomId("r2"), InterpreterId("piotr")),
]


def named(board: Board, index: int) -> str:
    """The room or interpreter that an index of a pool stands for."""
    return board.demands.room_at.get(index) or board.demands.interpreter_at[index]


def state(board: Board) -> object:
    """Everything a board knows of the timetable on it."""
    rows = [list(row) for row in board.at]
    return (
        board.points,
        list(board.start),
        list(board.parts),
        list(board.held),
        list(board.fits),
        list(board.talks),
        rows,
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
    requests, everyone = conference.requests, range(len(conference.requests))
    start, points = state(board), board.points
    empty = {each: (NOBODY, board.held[each]) for each in everyone}
    few = st.lists(st.sampled_from(everyone), min_size=1, max_size=3, unique=True)
    for some in (st.just(everyone), few, st.just(everyone), few):
        move, held = data.draw(assigned(board, data.draw(some)))
        after = timetable_after(board, move, held)
        report = check(demands.cast, after)
        wish = None if all(held[each] == board.held[each] for each in move) else held
        before = state(board)
        price = board.price(move, board.turned(move, wish), wish)
        assert price in (IMPOSSIBLE, report.objective.total - board.points)
        made = price < IMPOSSIBLE and board.make(move, price, wish)
        assert made is report.valid, report.broken
        if made:
            assert board.points == report.objective.total
            assert placements_on(board) == after.placements
            assert [requests[each].id for each in board.left_over()] == [
                each.request for each in after.left_over
            ]
        else:
            assert state(board) == before
    board.put_back(empty, points)
    assert state(board) == start


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
    possible, before = set(), state(board)
    assert board.free(request) == board.each[request].starts
    for tick in ticks_in(board.free(request)):
        if board.place(request, tick):
            possible.add(timeline.moment(tick))
            assert board.fits[request] >> tick & 1
            board.take_off(request)
            board.put_back({request: (NOBODY, board.each[request].people)}, board.points)
        assert state(board) == before
    assert possible == allowed


def there_and_free(board: Board, pool: Iterable[int], tick: int, ticks: int) -> tuple[list[int], list[int]]:
    """Those of a pool who are there for so many ticks, and those of them whom no talk holds in one of these."""
    cast, timeline = board.demands.cast, board.demands.timeline
    time = Span.of(timeline.moment(tick), minutes=ticks * timeline.minutes)
    there = []
    for index in pool:
        name = board.demands.interpreter_at.get(index)
        presence = cast.present(None if name is None else cast.interpreters[name].available)
        there += [index] if any(span.covers(time) for span in presence) else []
    held = {
        index
        for request, start in enumerate(board.start)
        if start != NOBODY and start < tick + ticks and tick < start + board.each[request].ticks
        for index in board.held[request]
    }
    return there, [index for index in there if index not in held]


@pytest.mark.parametrize("about", ["rows", "places"])
@given(data=st.data())
def test_who_can_be_had_is_who_is_there_and_in_no_other_talk(data: st.DataObject, about: str) -> None:
    """Of each pool the first, unless one would rather have another; where all are busy one of them is wished for."""
    demands = Demands(Cast(data.draw(pressed(about))))
    board = Board(demands)
    move, held = data.draw(assigned(board, range(len(demands.each))))
    board.make(move, 0, held)
    for request, demand in enumerate(demands.each):
        free = set()
        for tick in ticks_in(demand.starts):
            pools = [there_and_free(board, pool, tick, demand.ticks) for pool in demand.pools]
            assert set(demand.people) <= set(board.wish(request, tick))
            assert board.wish(request, tick) == (
                *demand.people,
                *((open_ or there)[0] for there, open_ in pools),
            )
            if all(open_ for _, open_ in pools):
                rather = data.draw(st.sampled_from(RATHER))
                assert board.choice(request, tick, rather) == (
                    *demand.people,
                    *(next((i for i in open_ if named(board, i) in rather), open_[0]) for _, open_ in pools),
                )
                _, alone = there_and_free(board, demand.people, tick, demand.ticks)
                free |= {tick} if len(alone) == len(demand.people) else set()
            else:
                assert board.choice(request, tick) is None
            wish = board.wish(request, tick)
            assert board.holders(request, tick, wish) == {
                other
                for other, start in enumerate(board.start)
                if other != request and start != NOBODY
                if start < tick + demand.ticks and tick < start + board.each[other].ticks
                if not set(wish).isdisjoint(board.held[other])
            }
        assert set(ticks_in(board.free(request))) == free
        chosen = held[request][len(demand.people) :]
        assert set(ticks_in(board.fits[request])) == {
            tick
            for tick in ticks_in(demand.starts)
            if there_and_free(board, chosen, tick, demand.ticks)[0] == list(chosen)
        }


def at_once(board: Board, one: int, start: int, other: int, tick: int) -> bool:
    """Whether two talks that start then share a moment."""
    return start < tick + board.each[other].ticks and tick < start + board.each[one].ticks


@given(st.data())
def test_a_move_clashes_when_somebody_would_be_in_two_talks_at_once(data: st.DataObject) -> None:
    """With a talk that stays where it is, or with another that is moved; who is moved away is in nobody's way."""
    board = Board(Demands(Cast(data.draw(pressed("places")))))
    everyone = range(len(board.each))
    move, held = data.draw(assigned(board, everyone))
    board.make(move, 0, held)
    moved = data.draw(st.lists(st.sampled_from(everyone), min_size=1, unique=True))
    places = {each: [NOBODY, *ticks_in(board.fits[each])] for each in moved}
    new = {each: data.draw(st.sampled_from(ticks)) for each, ticks in places.items()}
    wish = {
        each: board.held[each] if tick == NOBODY else board.wish(each, tick) for each, tick in new.items()
    }
    for given_, now in ((None, board.held), (wish, [wish.get(each, board.held[each]) for each in everyone])):
        then = {
            each: tick for each, tick in {**dict(enumerate(board.start)), **new}.items() if tick != NOBODY
        }
        assert board.clashes(new, given_) is any(
            not set(now[one]).isdisjoint(now[other]) and at_once(board, one, then[one], other, then[other])
            for one, other in combinations(then, 2)
        )


@pytest.mark.parametrize("about", ["rows", "places"])
@given(data=st.data())
def test_placing_a_talk_costs_what_the_move_costs(data: st.DataObject, about: str) -> None:
    """Wherever it is free, with whatever stands already; where it is placed, it stands, and nowhere else."""
    board = Board(Demands(Cast(data.draw(pressed(about)))))
    move, held = data.draw(assigned(board, range(0, len(board.each), 2)))
    board.make(move, 0, held)
    for request in board.left_over():
        for tick in ticks_in(board.free(request)):
            there, chosen = {request: tick}, {request: board.choice(request, tick) or ()}
            price = board.price(there, board.turned(there, chosen), chosen)
            assert board.place_price(request, tick) == price
    for request in board.left_over():
        for tick in ticks_in(board.each[request].starts & ~board.free(request)):
            assert board.holders(request, tick, board.wish(request, tick)) != set()
