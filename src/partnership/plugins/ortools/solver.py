"""CP-SAT behind the `Solver` port: it begins from our plan, and is no more believed than anybody else."""

from collections.abc import Callable
from math import ceil
from time import monotonic

import attrs
from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpSolver

from partnership.conferences.answer import answer_of
from partnership.conferences.conference import Conference
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Bound, Timetable
from partnership.plugins.ortools.model import Model, OutOfTime

__all__ = ["NAME", "CpSatSolver"]

NAME = "cp-sat"
"""What a timetable of this solver says it was made by."""

_WARM = 0.2
"""Share of the time that our own search has, to begin from."""

_WORK_PER_STEP = 0.001
"""CP-SAT counts its work in units of about a second; one of our steps allows it this much."""

_STEPS_PER_REQUEST = 200

_SEEDS = 2**31
"""CP-SAT takes seeds below this."""


@attrs.frozen(kw_only=True)
class CpSatSolver:
    """Plans with CP-SAT from our own plan onwards, and proves how good the answer is where it can.

    Attributes:
        rulebook: The rules that hold. An adopter's rules are not in the model: talks that break one are taken out
            and placed again one by one.
        workers: How many processor cores it may use.
    """

    rulebook: Rulebook = STANDARD
    workers: int = attrs.field(default=1, validator=attrs.validators.ge(1))

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
        begin = monotonic()
        if seconds is None and iterations is None:
            iterations = _STEPS_PER_REQUEST * len(conference.requests)
        warm = solve(
            conference,
            seconds=None if seconds is None else _WARM * seconds,
            iterations=iterations,
            seed=seed,
            start=start,
            progress=progress and (lambda share, points: progress(_WARM * share, points)),
            rulebook=self.rulebook,
        )
        answer = warm
        if iterations != 0 and (seconds is None or seconds > 0):
            until = None if seconds is None else begin + seconds
            answer = self._improved(conference, warm, seed=seed, until=until, iterations=iterations)
        if progress is not None and answer.objective is not None:
            progress(1.0, answer.objective.total)
        return attrs.evolve(answer, solver=NAME, seed=seed, seconds=round(monotonic() - begin, 3))

    def _improved(
        self,
        conference: Conference,
        warm: Timetable,
        *,
        seed: int,
        until: float | None,
        iterations: int | None,
    ) -> Timetable:
        """The cheaper of our plan and what CP-SAT makes of it, with its bound when it has proven one."""
        cast = Cast(conference)
        try:
            model = Model(cast, self.rulebook, until=until)
        except OutOfTime:
            return warm
        model.hint(warm)
        model.hold_pins(warm)
        cp_sat = CpSolver()
        cp_sat.parameters.num_workers = self.workers
        cp_sat.parameters.random_seed = seed % _SEEDS
        if iterations is not None:
            cp_sat.parameters.max_deterministic_time = _WORK_PER_STEP * iterations
            cp_sat.parameters.interleave_search = self.workers > 1
        if until is not None:
            cp_sat.parameters.max_time_in_seconds = max(0.0, until - monotonic())
        status = cp_sat.solve(model.cp)
        if status not in (OPTIMAL, FEASIBLE):  # pragma: no cover - a deadline just when the model is whole
            return warm
        found = model.placements(cp_sat.response_proto.solution)
        answer = answer_of(cast, found, rulebook=self.rulebook)
        if len(answer.placements) < len(found):
            answer = _placed_again(cast, answer, self.rulebook)
        best = min(warm, answer, key=_total)
        least = ceil(cp_sat.best_objective_bound - 0.5)
        if model.exact and 0 < least <= _total(best):
            proof = "CP-SAT searched the whole model of the standard rules below this total"
            return attrs.evolve(best, bound=Bound(total=least, proof=proof))
        return best


def _placed_again(cast: Cast, answer: Timetable, rulebook: Rulebook) -> Timetable:
    """Each left-over talk at the first start where no rule objects to it, and no rule of an adopter to any other."""
    table, own = Table(cast, answer), rulebook.own()
    for left in answer.left_over:
        request = cast.requests[left.request]
        options = (one for moment in starts_for(request, cast) for one in options_at(request, moment, cast))
        for one in options:
            if rulebook.allows(table.talk(one), table):
                fuller = table.changed(placed=[one])
                if all(own.allows(talk, fuller) for talk in fuller.talks):
                    table = fuller
                    break
    return answer_of(cast, table.timetable.placements, rulebook=rulebook)


def _total(timetable: Timetable) -> int:
    return timetable.objective.total if timetable.objective else 0
