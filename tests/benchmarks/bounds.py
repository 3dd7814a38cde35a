"""What each prover proves of whole conferences: `python -m tests.benchmarks.bounds [--seconds N] [FOLDER]`.

The folder holds `NAME.conference.json` files; without one, evenings of an invented school are taken. Columns: the bound
by matching alone, by haggling, by column generation (with the extra `highs`), the total that planning reaches in as
many seconds, and the seconds of processor time that each bound took.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from partnership.conferences.bounds import bound
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Bound
from partnership.errors import MissingExtra
from partnership.host.plugins import Host
from tests.benchmarks.engine import conferences_in

__all__ = ["main"]


def timed(prove: Callable[[], Bound]) -> tuple[int, float]:
    """What is proven, in points, and the processor time it took."""
    begin = time.process_time()
    total = prove().total
    return total, time.process_time() - begin


def column_generation(conference: Conference, seconds: float) -> str:
    """What HiGHS proves and how long it takes, or nothing where it is not installed."""
    try:
        bounder = Host(discover=True).bounder("highs")
    except MissingExtra:
        return f"{'-':>9}{'-':>8}"
    total, took = timed(lambda: bounder.bound(conference, seconds=seconds))
    return f"{total:9}{took:8.1f}"


def main(arguments: list[str] | None = None) -> None:
    """Print a line for every conference; a bound above a total ends everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    asked = parser.parse_args(arguments or [])
    print(
        f"{'':10}{'talks':>7}{'matching':>9}{'s':>6}{'haggling':>9}{'s':>8}{'highs':>9}{'s':>8}{'planned':>9}"
    )
    for name, conference in conferences_in(asked.folder):
        first, first_took = timed(lambda conference=conference: bound(conference))  # type: ignore[misc]
        more, more_took = timed(
            lambda conference=conference: bound(conference, seconds=asked.seconds)  # type: ignore[misc]
        )
        planned = check(conference, solve(conference, seconds=asked.seconds, seed=1)).objective.total
        if max(first, more) > planned:
            raise SystemExit(f"{name}: a bound of {max(first, more)} above a total of {planned}")
        print(
            f"{name:10}{len(conference.requests):7}{first:9}{first_took:6.2f}{more:9}{more_took:8.1f}"
            f"{column_generation(conference, asked.seconds)}{planned:9}",
            flush=True,
        )


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
