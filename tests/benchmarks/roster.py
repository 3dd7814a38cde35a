"""Reading and importing a OneRoster export of 20,000 pupils, against csv.DictReader into attrs objects."""

import csv
import gc
import tempfile
import time
import tracemalloc
from collections.abc import Callable
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


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """How long a piece of work takes, and what it counted."""
    gc.collect()
    start = time.perf_counter()
    count = work()
    return time.perf_counter() - start, count


def megabytes(work: Callable[[], int]) -> float:
    """The peak of memory a piece of work takes on top of what was there."""
    gc.collect()
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print times as ratios to the peer, and the peak memory of a first and a second pass."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_oneroster(invent_school(classes=CLASSES, pupils=PUPILS), Path(temporary) / "csv")
        base, rows = min(seconds(lambda: peer(folder)) for _ in range(3))
        print(f"csv.DictReader into attrs: {rows} rows in {base:.2f} s (the peer)")
        sql = SqlStore(f"sqlite:///{temporary}/school.db")
        memory = MemoryStore()
        for name, work in (
            ("reading into roster rows", lambda: sum(1 for _ in OneRoster(folder).rows())),
            ("reading and deciding (dry run)", lambda: bring_in(MemoryStore(), folder, dry_run=True)),
            ("first import into memory", lambda: bring_in(memory, folder)),
            ("second import into memory", lambda: bring_in(memory, folder)),
            ("first import into SQLite", lambda: bring_in(sql, folder)),
            ("second import into SQLite", lambda: bring_in(sql, folder)),
        ):
            took, count = seconds(work)
            print(f"{name:32} {count:7} rows {took:6.2f} s {took / base:6.1f} x peer")
        for name in ("first", "second"):
            print(
                f"peak memory of the {name} dry run: {megabytes(lambda: bring_in(sql, folder, dry_run=True)):.0f} MB"
            )
        sql.close()


if __name__ == "__main__":
    main()
