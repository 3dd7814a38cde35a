"""Families book one after the other, each what suits it best of what is left; nobody moves for anybody."""

from collections.abc import Callable
from random import Random
from time import monotonic

import attrs

from partnership.conferences.answer import answer_of
from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.search.construct import ticks_in
from partnership.conferences.search.settle import pin_down, settle
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Timetable

__all__ = ["NAME", "FirstComeSolver"]

NAME = "first-come"
"""What a timetable of this solver says it was made by."""


@attrs.frozen(kw_only=True)
class FirstComeSolver:
    """An evening as a booking page fills it: the seed draws in which order families arrive, and each takes its pick.

    A family takes, talk by talk, the free start it likes best: in its preferred time, on an evening it comes already,
    with little waiting, and early. It does not think of the teacher's idle time, and nobody moves for it. Pinned talks
    stand before anybody arrives. One pass is the whole work, whatever time there is.

    Attributes:
        rulebook: The rules that hold; a booking that breaks one is not taken.
    """

    rulebook: Rulebook = STANDARD

    def solve(
        self,
        conference: Conference,
        *,
        seconds: float | None = None,  # noqa: ARG002 - one pass takes as long as it takes
        iterations: int | None = None,  # noqa: ARG002
        seed: int = 0,
        start: Timetable | None = None,
        progress: Callable[[float, int], None] | None = None,
    ) -> Timetable:
        """The evening after everybody has booked; see `Solver.solve`. What `start` has booked stays booked."""
        begin = monotonic()
        board = self._board(conference)
        pin_down(board, start)
        if start is not None:
            settle(board, start)
        arrivals = _arrivals(conference, Random(seed))  # noqa: S311 - chance, not secrecy
        for request in arrivals:
            _book(board, request)
        answer = answer_of(conference, placements_on(board), rulebook=self.rulebook)
        if start is not None:
            answer = _cheaper(answer_of(conference, start.placements, rulebook=self.rulebook), answer)
        if progress is not None:
            progress(1.0, _total(answer))
        return attrs.evolve(answer, solver=NAME, seed=seed, seconds=round(monotonic() - begin, 3))

    def _board(self, conference: Conference) -> Board:
        """A board on which things cost what they cost a family."""
        weights = attrs.evolve(conference.weights, idle_minute=0)
        demands = Demands(Cast(attrs.evolve(conference, weights=weights)), self.rulebook)
        return Board(demands, vetoes_of(demands, self.rulebook))


def _arrivals(conference: Conference, random: Random) -> list[int]:
    """The requests in the order they are booked: those of family after family."""
    of_party: dict[str, list[int]] = {party.id: [] for party in conference.parties}
    for number, request in enumerate(conference.requests):
        of_party[request.party].append(number)
    families = list(of_party.values())
    random.shuffle(families)
    return [number for family in families for number in family]


def _book(board: Board, request: int) -> None:
    """Take the free start that suits the family best, the earliest of equals; the next best when a rule forbids it."""
    if board.start[request] == NOBODY:
        prices = [(board.place_price(request, tick), tick) for tick in ticks_in(board.free(request))]
        for price, tick in sorted(prices):
            if price >= IMPOSSIBLE or board.place(request, tick):
                return


def _total(timetable: Timetable) -> int:
    return timetable.objective.total if timetable.objective else 0


def _cheaper(one: Timetable, other: Timetable) -> Timetable:
    """The timetable that costs less, the other one when they cost the same."""
    return one if _total(one) < _total(other) else other
