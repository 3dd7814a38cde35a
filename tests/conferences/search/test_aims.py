"""Where an improvement looks: only at what may be, and beside the family's other talks as near as can be."""

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.aims import beside, mates_of, nearest
from partnership.conferences.search.construct import construct, ticks_in
from partnership.conferences.table import Cast
from partnership.testing.strategies.conferences import conferences


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """A board on which at least one talk has a place."""
    demands = Demands(Cast(draw(conferences())), STANDARD)
    board = Board(demands, vetoes_of(demands, STANDARD))
    construct(board)
    assume(any(start != NOBODY for start in board.start))
    return board


@given(boards(), st.data())
def test_beside_is_the_nearest_start_that_does_not_overlap(board: Board, data: st.DataObject) -> None:
    """After the other talk the first, before it the last; of the starts the request may have at all."""
    placed = [each for each, start in enumerate(board.start) if start != NOBODY]
    request, other = data.draw(st.sampled_from(range(len(board.each)))), data.draw(st.sampled_from(placed))
    starts, first = ticks_in(board.each[request].starts), board.start[other]
    later = [tick for tick in starts if tick >= first + board.each[other].ticks]
    earlier = [tick for tick in starts if tick + board.each[request].ticks <= first]
    assert beside(board, request, other, after=True) == min(later, default=NOBODY)
    assert beside(board, request, other, after=False) == max(earlier, default=NOBODY)


@given(boards(), st.integers(0, 2**32))
def test_an_aim_is_a_start_the_talk_may_have(board: Board, seed: int) -> None:
    """Of the talk that was asked about, or of one at the edge of the same teacher's day; or there is none."""
    draw = Random(seed).random  # noqa: S311 - chance, not secrecy
    choices = {number: ticks_in(demand.starts) for number, demand in enumerate(board.each) if demand.starts}
    aim, asked = nearest(board, choices, draw), board.demands.cast.conference.requests
    for request in choices:
        for _ in range(5):
            moved, tick = aim(request)
            assert tick == NOBODY or board.each[moved].starts >> tick & 1
            assert moved == request or set(asked[moved].staff) & set(asked[request].staff)


@given(boards())
def test_mates_are_the_other_talks_of_the_family(board: Board) -> None:
    """Both ways, and never oneself."""
    asked = board.demands.cast.conference.requests
    for number, mates in enumerate(mates_of(board)):
        family = [each for each, request in enumerate(asked) if request.party == asked[number].party]
        assert sorted([*mates, number]) == family
