"""Plan a whole conference."""

from random import Random
from time import monotonic

import attrs

from partnership.conferences.answer import answer_of
from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.search.anneal import anneal
from partnership.conferences.search.budget import Budget, Progress
from partnership.conferences.search.construct import construct
from partnership.conferences.search.fair_order import fairly_ordered
from partnership.conferences.search.heat import Heat
from partnership.conferences.search.negotiate import negotiate
from partnership.conferences.search.settle import pin_down, settle
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Timetable

__all__ = ["NAME", "answer", "solve"]

NAME = "partnership"
"""What a timetable of this engine says it was made by."""

_STEPS_PER_REQUEST = 200

_ANSWERING = 5
"""How many times as long as compiling a conference it takes to judge and explain its timetable, roughly."""

_NEGOTIATING = 0.4
"""The most of the time that is spent on the first timetable."""

_MOST_HELP = 5_000
"""Left-over requests times all requests up to which a plan says what would help; above it, `explain` does on demand."""

_PARTS = 15
"""A first round of one part, then of two, four and eight."""


def solve(
    conference: Conference,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    start: Timetable | None = None,
    progress: Progress | None = None,
    rulebook: Rulebook = STANDARD,
) -> Timetable:
    """The best timetable found within the budget; every request is placed or left over with reasons.

    Args:
        conference: What is asked.
        seconds: Time until the answer is there, as far as can be foreseen; None means until `iterations`.
        iterations: Steps of improvement. The same number and seed give the same timetable on every machine. With
            neither, 200 steps a request.
        seed: Chooses among equals.
        start: A timetable to begin from; what of it can stand is never made worse.
        progress: Told now and then the share of the budget used, from 0 to 1, and the best total so far, in points.
        rulebook: The rules that hold. Rules that are switched off are not kept, but for those about two talks at once;
            an adopter's are, if more slowly.
    """
    begin = monotonic()
    count = len(conference.requests)
    if seconds is None and iterations is None:
        iterations = _STEPS_PER_REQUEST * count
    first = count * _STEPS_PER_REQUEST // _PARTS
    budget = Budget(seconds=seconds, steps=iterations, first=first, progress=progress)
    demands = Demands(Cast(fairly_ordered(conference, seed)), rulebook)
    board = Board(demands, vetoes_of(demands, rulebook))
    budget.keep_back(_ANSWERING * (monotonic() - begin))
    pin_down(board, start)
    if start is None:
        negotiate(board, lambda: budget.is_over(_NEGOTIATING))
    else:
        settle(board, start)
    construct(board)
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    anneal(board, _heat(conference, warm=start is None), budget, random)
    return attrs.evolve(
        answer(board, Cast(conference), rulebook),
        solver=NAME,
        seed=seed,
        seconds=round(monotonic() - begin, 3),
    )


def _heat(conference: Conference, *, warm: bool) -> Heat:
    """Warm enough to bring a family another evening, cold enough at the end for single minutes of idle time."""
    weights = conference.weights
    least = max(1.0, weights.idle_minute * conference.step_minutes / 4)
    most = max(least, weights.extra_sitting / 10)
    return Heat(first=most if warm else min(most, 4 * least), last=least)


def answer(board: Board, cast: Cast, rulebook: Rulebook = STANDARD) -> Timetable:
    """The timetable on a board, judged once more by the readable rules, with reasons for who is left over.

    The board may know the conference in another order than the cast does. Only an adopter's rules can object to what is
    on a board, and then it is the board's order that says who goes, since that does not depend on who asked first.
    """
    order = [request.id for request in board.demands.cast.conference.requests]
    return answer_of(
        cast,
        placements_on(board),
        rulebook=rulebook,
        order=order,
        with_help=len(board.left_over()) * len(order) <= _MOST_HELP,
    )
