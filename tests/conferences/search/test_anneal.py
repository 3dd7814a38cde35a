"""Improving a board: what it claims is what the timetable costs, it only gets better, and no budget is no step."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, span
from tests.conferences.compiled.test_board import board_of, timetable_on

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Interpreter, Sitting
from partnership.conferences.search.anneal import anneal
from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.construct import construct
from partnership.conferences.search.heat import Heat
from partnership.ids import InterpreterId, SittingId
from partnership.testing.strategies.conferences import conferences


@settings(max_examples=30)
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


@settings(max_examples=15)
@given(conferences(max_requests=9))
def test_without_a_budget_not_a_step_is_taken(conference: Conference) -> None:
    """Nothing is drawn and nobody moves."""
    board, random = board_of(conference), Random(7)  # noqa: S311 - chance, not secrecy
    construct(board)
    before = list(board.start), list(board.held), board.points
    anneal(board, Heat(first=20.0, last=1.0), Budget(steps=0), random)
    assert (board.start, board.held, board.points) == before
    assert random.getstate() == Random(7).getstate()  # noqa: S311 - chance, not secrecy


def test_nobody_is_moved_away_from_their_interpreter() -> None:
    """Amal is there early and Badr late: a talk that has Amal does not go where only Badr is and keep Amal."""
    evening = autumn(
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("19:00")),),
        guardians=(
            guardian("fatima", interpreter="ar"),
            guardian("bram", available=(span("18:40", "19:00"),)),
        ),
        interpreters=tuple(
            Interpreter(id=InterpreterId(name), languages=("ar",), available=(span(*hours),))
            for name, hours in (("amal", ("18:00", "18:30")), ("badr", ("18:30", "19:00")))
        ),
        requests=(asked("q1", "f1"), asked("q2", "f2", minutes=20), asked("q3", "f2", "devries")),
    )
    board = board_of(evening)
    assert board.place(0, 0)
    construct(board)
    anneal(board, Heat(first=20.0, last=1.0), Budget(steps=4 * LOOK_UP), Random(1))  # noqa: S311 - chance, not secrecy
    assert check(evening, timetable_on(board)).broken == ()


@pytest.mark.parametrize("minutes", [(20, 20, 20), (5, 10, 10)])
def test_talks_that_are_longer_than_a_step_or_differ_keep_out_of_each_others_way(
    minutes: tuple[int, ...],
) -> None:
    """However they are moved about, the rules are kept and the board knows what it costs."""
    families = tuple(f"f{number}" for number in range(6))
    evening = autumn(
        parties=tuple(family(name, f"g-{name}") for name in families),
        requests=tuple(
            asked(f"q-{name}-{place}", name, whom, minutes=minutes[(number + place) % 3])
            for number, name in enumerate(families)
            for place, whom in enumerate(("jansen", "devries")[: 1 + number % 2])
        ),
    )
    board = board_of(evening)
    construct(board)
    anneal(board, Heat(first=60.0, last=1.0), Budget(steps=4 * LOOK_UP), Random(1))  # noqa: S311 - chance, not secrecy
    report = check(evening, timetable_on(board))
    assert report.broken == ()
    assert report.objective.total == board.points
