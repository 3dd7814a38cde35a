"""Improving a board: what it claims is what the timetable costs, it only gets better, and no budget is no step."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.compiled.test_board import board_of, timetable_on

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.search.anneal import anneal
from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.construct import construct
from partnership.conferences.search.heat import Heat
from partnership.testing.strategies.conferences import conferences


@given(conferences(max_requests=9), st.integers(0, 4), st.integers(1, 300))
def test_a_board_is_left_at_the_best_it_was(conference: Conference, looks: int, heat: int) -> None:
    """Whatever is tried: it keeps every rule, costs what it says, and that is the least that was told of."""
    board = board_of(conference)
    construct(board)
    told = [board.points]
    budget = Budget(steps=looks * LOOK_UP, progress=lambda _, points: told.append(points))
    anneal(board, Heat(first=float(heat), last=1.0), budget, Random(looks))  # noqa: S311 - chance, not secrecy
    assert told == sorted(told, reverse=True)
    assert board.points == told[-1]
    report = check(conference, timetable_on(board))
    assert report.broken == ()
    assert report.objective.total == board.points


@given(conferences(max_requests=9))
def test_without_a_budget_not_a_step_is_taken(conference: Conference) -> None:
    """Nothing is drawn and nobody moves."""
    board, random = board_of(conference), Random(7)  # noqa: S311 - chance, not secrecy
    construct(board)
    before = list(board.start), list(board.held), board.points
    anneal(board, Heat(first=20.0, last=1.0), Budget(steps=0), random)
    assert (board.start, board.held, board.points) == before
    assert random.getstate() == Random(7).getstate()  # noqa: S311 - chance, not secrecy
