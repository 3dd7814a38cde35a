"""Reading 100,000 pupils through a mapping, against csv.DictReader; and the memory that takes."""

import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.mapping.source import MappedRoster
from tests.plugins.mapping.test_large import LINES, TREE, elements, lines, peak, written

PUPILS = 100_000


def peer(path: Path) -> int:
    """Every line of a file as a dictionary."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file, delimiter=";"))


def took(work: Callable[[], int]) -> tuple[float, int]:
    """The best processor time of three, and what was counted."""
    times = []
    count = 0
    for _ in range(3):
        begun = time.process_time()
        count = work()
        times.append(time.process_time() - begun)
    return min(times), count


def main() -> None:
    """Print rows a second, the ratio to the peer, and the peak of memory for a tenth of the pupils and for all."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "export", lines(PUPILS))
        source = MappedRoster(path, parse_layout(LINES))
        base, records = took(lambda: peer(path))
        seconds, rows = took(lambda: sum(1 for _ in source.rows()))
        print(f"csv.DictReader (the peer) {records:7} records {base:6.2f} s")
        print(f"through a mapping         {rows:7} rows    {seconds:6.2f} s {seconds / base:6.1f} x peer")
        for name, layout, parts in (("delimited", LINES, lines), ("XML", TREE, elements)):
            for pupils in (PUPILS // 10, PUPILS):
                export = written(Path(folder) / "memory", parts(pupils))
                held = peak(MappedRoster(export, parse_layout(layout))) / 1e6
                print(f"peak memory, {name}, {pupils:6} pupils: {held:5.2f} MB")


if __name__ == "__main__":
    main()
