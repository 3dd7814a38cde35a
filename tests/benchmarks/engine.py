"""What the planner makes of whole conferences: `python -m tests.benchmarks.engine [--seconds N] [--finer] [FOLDER]`.

The folder holds `NAME.conference.json` files and, if there is one, a `reference.json` with the best total known and a
proven bound for each NAME. Without a folder an evening of an invented school is planned. With `--finer` talks may start
twice as often, so that they overlap by halves and the quick way of equal places is closed; what is best known for the
usual grid can be had there too.
"""

import argparse
import json
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable
from partnership.serial.conference_file import read_conference
from partnership.testing.school import invent_school, wishes_of

__all__ = ["main"]

_ENDING = ".conference.json"
_MEGABYTE = 1_000_000


def conferences_in(folder: Path | None) -> Iterator[tuple[str, Conference]]:
    """The conferences of a folder by name, or invented ones."""
    if folder is None:
        yield "primary", wishes_of(invent_school())
        yield "secondary", wishes_of(invent_school(secondary=True, classes=24, pupils=600))
        return
    for path in sorted(folder.glob(f"*{_ENDING}")):
        yield path.name.removesuffix(_ENDING), read_conference(path)


def finer(conference: Conference) -> Conference:
    """The same conference on a grid of half the step."""
    return attrs.evolve(conference, step_minutes=conference.step_minutes // 2)


def peak_memory(conference: Conference) -> float:
    """The most memory a short plan holds at once, in megabytes; apart, because watching it is slow."""
    tracemalloc.start()
    solve(conference, iterations=10 * len(conference.requests))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / _MEGABYTE


def planned(conference: Conference, seconds: float) -> tuple[Timetable, float]:
    """A plan and the seconds it took; a plan that breaks a rule ends everything."""
    begin = time.perf_counter()
    timetable = solve(conference, seconds=seconds, seed=1)
    took = time.perf_counter() - begin
    broken = check(conference, timetable).broken
    if broken:
        raise SystemExit(f"broken rules: {', '.join(broken)}")
    return timetable, took


def ratio(total: int, other: int | None) -> str:
    """How many times another total, or nothing when there is none to compare with."""
    return f"{total / other:.3f}" if other else "-"


def main(arguments: list[str] | None = None) -> None:
    """Print a line for every conference: total, left over, against the best known and the bound, seconds, memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--finer", action="store_true")
    asked = parser.parse_args(arguments or [])
    known: dict[str, dict[str, Any]] = {}
    if asked.folder is not None and (asked.folder / "reference.json").exists():
        known = json.loads((asked.folder / "reference.json").read_text(encoding="utf-8"))["instances"]
    print(f"{'':10}{'talks':>7}{'total':>9}{'left':>6}{'/best':>8}{'/bound':>8}{'seconds':>9}{'MB':>7}")
    for name, usual in conferences_in(asked.folder):
        conference = finer(usual) if asked.finer else usual
        timetable, took = planned(conference, asked.seconds)
        objective, reference = check(conference, timetable).objective, known.get(name, {})
        print(
            f"{name:10}{len(conference.requests):7}{objective.total:9}{objective.left_over:6}"
            f"{ratio(objective.total, reference.get('best_known')):>8}"
            f"{ratio(objective.total, reference.get('bound')):>8}{took:9.2f}{peak_memory(conference):7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
