"""The planner of `partnership.conferences.search` behind the `Solver` port."""

from collections.abc import Callable

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable

__all__ = ["EngineSolver"]


@attrs.frozen(kw_only=True)
class EngineSolver:
    """Plans a conference by the rules of one rulebook.

    Attributes:
        rulebook: The rules that hold; the standard ones unless an adopter brings others.
    """

    rulebook: Rulebook = STANDARD

    def solve(
        self,
        conference: Conference,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        seed: int = 0,
        start: Timetable | None = None,
        progress: Callable[[float, int], None] | None = None,
    ) -> Timetable:
        """The best timetable found before the deadline or the last iteration; see `Solver.solve`."""
        return solve(
            conference,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            start=start,
            progress=progress,
            rulebook=self.rulebook,
        )
