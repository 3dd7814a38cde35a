"""A school of 1,500 pupils after five years in one SQLite file: its ten most asked questions, and how deep a page may lie."""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from tests.benchmarks._history import Size, fill
from tests.benchmarks._questions import QUESTIONS, by_hand, by_store

SCHOOL = SchoolId("de-beuk")
TIMES = 200
AIM = 20.0
"""Milliseconds that no question may take at its 99th percentile."""


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long one piece of work takes by a clock."""
    start = clock()
    work()
    return (clock() - start) * 1000


def p99(times: Sequence[float]) -> float:
    """The time that one in a hundred exceeds."""
    return statistics.quantiles(times, n=100)[98] if len(times) > 1 else times[0]


def questions(store: SqlStore, raw: sqlite3.Connection, size: Size, times: int) -> float:
    """Print each question's median and 99th percentile beside the same by hand; the slowest 99th by the processor's clock.

    On a machine that does other work too, the wall's clock says more of that work than of ours.
    """
    print(f"{'question':34} {'rows':>5} {'median':>9} {'p99':>9} {'p99, cpu':>9} {'by hand':>9}   ratio")
    slowest = 0.0
    for name, draw in QUESTIONS.items():
        chance = Random(name)  # noqa: S311 - the same questions every time
        ours, busy, hand, rows = [], [], [], []
        for _ in range(times):
            asked = draw(size, chance)
            rows.append(by_store(store, SCHOOL, asked))
            ours.append(milliseconds(lambda: by_store(store, SCHOOL, asked)))  # noqa: B023 - called at once
            busy.append(milliseconds(lambda: by_store(store, SCHOOL, asked), time.thread_time))  # noqa: B023
            assert by_hand(raw.execute, ":{}".format, SCHOOL, asked) == rows[-1]
            hand.append(milliseconds(lambda: by_hand(raw.execute, ":{}".format, SCHOOL, asked)))  # noqa: B023
        middle, other = statistics.median(ours), statistics.median(hand)
        print(
            f"{name:34} {statistics.median(rows):5.0f} {middle:6.2f} ms {p99(ours):6.2f} ms {p99(busy):6.2f} ms {other:6.2f} ms "
            f"{middle / other:5.1f} x"
        )
        slowest = max(slowest, p99(busy))
    return slowest


def depth(store: SqlStore, size: Size, times: int) -> None:
    """Print what a page of a hundred costs at the beginning, in the middle and at the end of all contacts."""
    for share in (0.0, 0.5, 0.99):
        after = ("", "")
        with store.transaction(SCHOOL, write=False) as block:
            number = int(size.contacts * share)
            if number and (found := block.get("contact", f"c{number:07}")):
                after = (found.body["at"], found.id)

            def page() -> object:
                return block.find("contact", "at", after=after if after[1] else None)  # noqa: B023 - called at once

            took = [milliseconds(page) for _ in range(times)]
        print(f"page of 100 after {number:7} contacts   {statistics.median(took):6.2f} ms")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a file and ask."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pupils", type=int, default=1500)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--talks", type=int, default=6_000)
    parser.add_argument("--times", type=int, default=TIMES)
    asked = parser.parse_args(arguments)
    size = Size(pupils=asked.pupils, contacts=asked.contacts, talks=asked.talks)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school.db"
        with closing(SqlStore(f"sqlite:///{path}")) as store:
            start = time.perf_counter()
            records = fill(store, SCHOOL, size)
            took = time.perf_counter() - start
            print(
                f"{records} records in {path.stat().st_size / 1e6:.0f} MB, written at {records / took:.0f} a second"
            )
            with closing(sqlite3.connect(path)) as raw:
                slowest = questions(store, raw, size, asked.times)
            depth(store, size, asked.times)
    print(
        f"slowest p99 {slowest:.2f} ms of processor; the aim is {AIM:.0f} ms: {'reached' if slowest <= AIM else 'NOT reached'}"
    )


if __name__ == "__main__":
    main()
