"""Planning, CP-SAT and first come, first served on the same evenings: `python -m tests.benchmarks.compare [FOLDER]`.

`--seconds N` is what each may use for each evening, `--out NAME` where NAME.md, NAME.csv and NAME.svg go. The folder
holds `NAME.conference.json` files; without one, evenings of invented schools are planned. Where OR-Tools is not
installed its column is left out. Every timetable is judged by the checker before it is counted.
"""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import attrs

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.errors import MissingExtra
from partnership.host.plugins import Host
from partnership.ports import Solver
from tests.benchmarks._picture import Panel, picture
from tests.benchmarks.engine import conferences_in

__all__ = ["Result", "compare", "main", "table"]

SOLVERS: Mapping[str, str] = {
    "partnership": "planned",
    "cp-sat": "CP-SAT",
    "first-come": "first come",
}
"""The solvers compared, and what a reader calls them."""

COLUMNS = (
    "evening",
    "talks",
    "solver",
    "total",
    "left over",
    "wishes",
    "waiting",
    "idle",
    "bound",
    "seconds",
)


@attrs.frozen(kw_only=True)
class Result:
    """What one solver made of one evening.

    Attributes:
        talks: How many were asked.
        wishes: The share, from 0 to 1, of what was asked that is held in the time the family would rather come.
        waiting: Minutes that a family waits on average, over all its evenings.
        idle: Minutes that a member of staff sits idle on average.
        bound: What CP-SAT proved any timetable must cost, if it did.
    """

    evening: str
    talks: int
    solver: str
    total: int
    left_over: int
    wishes: float
    waiting: float
    idle: float
    bound: int | None
    seconds: float

    def cells(self) -> tuple[str, ...]:
        """The result as a row of the table."""
        return (
            self.evening,
            str(self.talks),
            SOLVERS[self.solver],
            str(self.total),
            str(self.left_over),
            f"{self.wishes:.1%}",
            f"{self.waiting:.1f}",
            f"{self.idle:.1f}",
            "" if self.bound is None else str(self.bound),
            f"{self.seconds:.1f}",
        )


def measured(name: str, evening: Conference, solver: str, made: Solver, seconds: float, seed: int) -> Result:
    """One solver on one evening; a timetable that breaks a rule ends everything."""
    begin = time.perf_counter()
    timetable = made.solve(evening, seconds=seconds, seed=seed)
    took = time.perf_counter() - begin
    report = check(evening, timetable)
    if not report.valid:
        raise SystemExit(f"{solver} breaks rules on {name}: {', '.join(report.broken)}")
    objective, talks = report.objective, len(evening.requests)
    families = len({request.party for request in evening.requests})
    return Result(
        evening=name,
        talks=talks,
        solver=solver,
        total=objective.total,
        left_over=objective.left_over,
        wishes=(talks - objective.left_over - objective.outside_preferred) / max(1, talks),
        waiting=objective.wait_minutes / max(1, families),
        idle=objective.idle_minutes / max(1, len(evening.staff)),
        bound=timetable.bound.total if timetable.bound else None,
        seconds=took,
    )


def compare(
    evenings: Sequence[tuple[str, Conference]],
    seconds: float,
    *,
    seed: int = 1,
    tell: Callable[[Result], None] = lambda result: None,
) -> list[Result]:
    """Every solver that can be made here, on every evening in turn."""
    host, solvers = Host(discover=True), {}
    for name in SOLVERS:
        try:
            solvers[name] = host.solver(name)
        except MissingExtra as missing:
            print(missing, file=sys.stderr)
    results = []
    for evening, conference in evenings:
        for solver, made in solvers.items():
            results.append(measured(evening, conference, solver, made, seconds, seed))
            tell(results[-1])
    return results


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table with aligned columns."""
    rows = [COLUMNS, *(result.cells() for result in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = "-|-".join("-" * width for width in widths)
    return (
        "\n".join(f"| {line} |" for line in lines[:1])
        + f"\n|-{rule}-|\n"
        + "\n".join(f"| {line} |" for line in lines[1:])
    )


def drawn(results: Sequence[Result]) -> str:
    """The results as a picture: what a family, and a school, would feel of each."""
    evenings = list(dict.fromkeys(result.evening for result in results))
    shown = [name for name in SOLVERS if any(result.solver == name for result in results)]
    of = {(result.evening, result.solver): result for result in results}

    def panel(title: str, unit: str, value: Callable[[Result], float], *, digits: int = 0) -> Panel:
        rows = [[value(of[evening, solver]) for solver in shown] for evening in evenings]
        return Panel(title=title, unit=unit, rows=rows, digits=digits)

    return picture(
        title="The same evenings, three ways",
        labels=[f"{evening} · {of[evening, shown[0]].talks} talks" for evening in evenings],
        series=[SOLVERS[name] for name in shown],
        panels=[
            panel("Talks left over", "fewer is better", lambda result: result.left_over),
            panel(
                "Wishes granted",
                "% of talks in the time a family asked; more is better",
                lambda result: 100 * result.wishes,
            ),
            panel("Waiting", "minutes a family, less is better", lambda result: result.waiting, digits=1),
        ],
    )


def main(arguments: list[str] | None = None) -> None:
    """Print the table, a line as soon as it is known, and write it with a picture beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments or [])
    results = compare(
        list(conferences_in(asked.folder)),
        asked.seconds,
        tell=lambda result: print("  ".join(result.cells()), flush=True),
    )
    print(f"\n{table(results)}")
    if asked.out is not None:
        asked.out.with_suffix(".md").write_text(f"{table(results)}\n", encoding="utf-8")
        asked.out.with_suffix(".svg").write_text(drawn(results), encoding="utf-8")
        with asked.out.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *(result.cells() for result in results)])


if __name__ == "__main__":
    main(sys.argv[1:])
