"""Reading and importing a OneRoster export of 20,000 pupils, against csv.DictReader into attrs objects."""

import csv
import gc
import sqlite3
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import attrs

from partnership.ids import SchoolId
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.oneroster.source import OneRoster
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Store
from partnership.services.roster import import_roster
from partnership.testing.school import invent_school, write_oneroster

PUPILS, CLASSES = 20_000, 800
ROUNDS = 3
PEER = "csv.DictReader into attrs (the peer)"
SQLITE, BY_HAND = "first import into SQLite", "the same rows into SQLite by hand"
TABLES = ("entity", "entity_index", "school", "journal")
SCHOOL = SchoolId("de-beuk")


def peer(folder: Path) -> int:
    """Read every file with csv.DictReader into attrs objects, a field for each column; the number of rows."""
    rows = 0
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            fields = {str(name).replace(".", "_"): attrs.field() for name in reader.fieldnames or ()}
            kind = attrs.make_class(path.stem, fields, frozen=True)
            rows += len([kind(*row.values()) for row in reader])
    return rows


def bring_in(store: Store, folder: Path, *, dry_run: bool = False) -> int:
    """Import the export; the number of roster rows."""
    source = OneRoster(folder)
    report = import_roster(
        store, SCHOOL, source, origin="oneroster", clock=lambda: datetime.now(UTC), dry_run=dry_run
    )
    return report.count()


def by_hand(export: Path, copy: Path) -> int:
    """The rows that an import wrote, inserted again with SQLite's own driver: what the medium itself costs.

    The same tables, the same settings, one transaction; the rows are in memory, as plain tuples, before the clock runs.
    """
    with closing(sqlite3.connect(export)) as source:
        tables = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
        rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            target.execute(f"PRAGMA {setting}")
        for table in tables:
            target.execute(table)

        def insert() -> int:
            target.execute("BEGIN IMMEDIATE")
            for name, several in rows.items():
                marks = ", ".join("?" * len(several[0]))
                target.executemany(f"INSERT INTO {name} VALUES ({marks})", several)
            target.execute("COMMIT")
            return len(rows["entity"])

        return TIMES.take(BY_HAND, insert)


@attrs.define
class Times:
    """The best processor time of each piece of work over the rounds, in seconds, and what it counted."""

    best: dict[str, tuple[float, int]] = attrs.field(factory=dict)

    def take(self, name: str, work: Callable[[], int]) -> int:
        """Do it and remember how long it took; what it counted."""
        gc.collect()
        start = time.process_time()
        count = work()
        took = time.process_time() - start
        self.best[name] = min(self.best.get(name, (took, count)), (took, count))
        return count


TIMES = Times()


def rounds(folder: Path, scratch: Path) -> None:
    """Each piece of work several times, one after the other, so that a busy moment of the machine meets them all."""
    for number in range(ROUNDS):
        TIMES.take(PEER, lambda: peer(folder))
        TIMES.take("reading into roster rows", lambda: sum(1 for _ in OneRoster(folder).rows()))
        TIMES.take("reading and deciding (dry run)", lambda: bring_in(MemoryStore(), folder, dry_run=True))
        file = scratch / f"{number}.db"
        for medium, store in (("memory", MemoryStore()), ("SQLite", SqlStore(f"sqlite:///{file}"))):
            for name in ("first", "second"):
                TIMES.take(f"{name} import into {medium}", lambda store=store: bring_in(store, folder))  # type: ignore[misc]
            store.close()
        by_hand(file, scratch / f"{number}-by-hand.db")


def megabytes(work: Callable[[], int]) -> float:
    """The peak of memory a piece of work takes on top of what was there."""
    gc.collect()
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print processor times as ratios to the peer, and the peak memory of three imports one after the other."""
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        folder = write_oneroster(invent_school(classes=CLASSES, pupils=PUPILS), scratch / "csv")
        rounds(folder, scratch)
        base = TIMES.best[PEER][0]
        for name, (took, count) in TIMES.best.items():
            print(f"{name:36} {count:7} rows {took:6.2f} s {took / base:6.1f} x peer")
        share = TIMES.best[BY_HAND][0] / TIMES.best[SQLITE][0]
        print(f"of the {SQLITE}, the medium's own share is {share:.0%}")
        store = SqlStore(f"sqlite:///{scratch / 'memory.db'}")
        for name in ("first", "second", "third"):
            print(
                f"peak memory of the {name} import into SQLite: {megabytes(lambda: bring_in(store, folder)):.0f} MB"
            )
        store.close()


if __name__ == "__main__":
    main()
