"""Chains: who is in the way goes back to where the other came from, until nobody is in the way."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn
from tests.conferences.compiled.test_board import board_of
from tests.conferences.search.test_aims import boards

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.search import chains
from partnership.conferences.search.chains import chains_of
from partnership.conferences.search.construct import ticks_in


@settings(max_examples=15)
@given(boards(), st.data())
def test_a_chain_is_closed(board: Board, data: st.DataObject) -> None:
    """Everybody in it moves just as far, to where they may be, and who stood in their way is in it too."""
    placed = [each for each, start in enumerate(board.start) if start != NOBODY]
    request = data.draw(st.sampled_from(placed))
    tick = data.draw(st.sampled_from(ticks_in(board.fits[request])))
    assume(tick != board.start[request])
    move = chains_of(board)(request, tick)
    if move is None:
        return
    far = abs(tick - board.start[request])
    assert move[request] == tick
    assert len(move) <= chains.LONGEST
    for each, to in move.items():
        assert abs(to - board.start[each]) == far
        assert board.fits[each] >> to & 1
        assert board.holders(each, to, board.held[each]) <= move.keys()


def test_a_chain_may_be_just_as_long_as_the_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two talks change places."""
    board = board_of(autumn(requests=(asked("q1", "f1"), asked("q2", "f2"))))
    assert board.place(0, 0)
    assert board.place(1, 1)
    monkeypatch.setattr(chains, "LONGEST", 2)
    assert chains_of(board)(0, 1) == {0: 1, 1: 0}
