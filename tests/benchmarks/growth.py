"""How planning grows with the school: `python -m tests.benchmarks.growth [--seconds N] [TALKS …]`.

For three evenings of 300, 1,000, 3,000 and 6,000 talks: the time of one step of improvement, which depends on how full a
teacher's evening is and not on how many families there are; and for the largest of them a whole plan in so many seconds,
with the most memory the process ever held.
"""

import argparse
import resource
import time
from itertools import pairwise
from random import Random

from partnership.conferences.checker import check
from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import Conference
from partnership.conferences.search.anneal import anneal
from partnership.conferences.search.budget import Budget
from partnership.conferences.search.construct import construct
from partnership.conferences.search.heat import Heat
from partnership.conferences.search.negotiate import negotiate
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Cast
from tests.benchmarks.evenings import evenings_of

__all__ = ["main"]

_TALKS = (300, 1_000, 3_000, 6_000)
_STEPS = 51_200
_WARM = 40
"""Steps a talk before measuring, so that what days cost is remembered at every size alike."""

_HEAT = Heat(first=8.0, last=8.0)


def measure(conference: Conference) -> str:
    """Seconds to compile and to negotiate, and microseconds a step, of the process's own time."""
    clock = time.process_time
    times = [clock()]
    demands = Demands(Cast(conference))
    board = Board(demands, vetoes_of(demands))
    times.append(clock())
    negotiate(board)
    construct(board)
    times.append(clock())
    for steps in (_WARM * len(conference.requests), _STEPS):
        anneal(board, _HEAT, Budget(steps=steps, first=steps), Random(1))  # noqa: S311 - chance, not secrecy
        times.append(clock())
    compiling, negotiating, _, improving = (after - before for before, after in pairwise(times))
    return f"{compiling:10.2f}{negotiating:10.2f}{improving / _STEPS * 1e6:10.1f}"


def main(arguments: list[str] | None = None) -> None:
    """Print the curve, then the largest plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("talks", nargs="*", type=int, default=_TALKS)
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args(arguments or [])
    print(f"{'talks':>7}{'families':>10}{'staff':>7}{'compile s':>10}{'first s':>10}{'µs a step':>10}")
    conferences = [evenings_of(talks) for talks in asked.talks]
    for conference in conferences:
        print(
            f"{len(conference.requests):7}{len(conference.parties):10}{len(conference.staff):7}{measure(conference)}",
            flush=True,
        )
    conference = conferences[-1]
    begin = time.perf_counter()
    timetable = solve(conference, seconds=asked.seconds, seed=1)
    took = time.perf_counter() - begin
    report = check(conference, timetable)
    if not report.valid:
        raise SystemExit(f"broken rules: {', '.join(report.broken)}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(
        f"\n{len(conference.requests)} talks in {took:.1f} s: {report.objective.total} points,"
        f" {report.objective.left_over} left over, {report.objective.outside_preferred} outside the wishes,"
        f" {report.objective.extra_sitting} evenings more; at most {most:.0f} MB"
    )


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
