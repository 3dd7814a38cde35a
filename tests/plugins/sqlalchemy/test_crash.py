"""Many processes and sudden deaths, on a real file and a real server, checked by raw SQL."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.serial.chain import verify

ROOT = Path(__file__).resolve().parents[3]
WRITER = [sys.executable, str(Path(__file__).with_name("writer.py"))]
BEECH = SchoolId("de-beuk")
PROCESSES, SLOTS, LIVES = 8, 20, 50


def start(*command: str) -> subprocess.Popen[str]:
    """A program of `writer.py`, with this checkout's library."""
    return subprocess.Popen(
        [*WRITER, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )


def all_book(url: str) -> list[dict[str, Any]]:
    """Eight processes that begin at the same moment; what each won."""
    devices = [start("book", url, f"g{number}", str(SLOTS)) for number in range(PROCESSES)]
    for device in devices:
        assert device.stdout is not None
        assert device.stdout.readline() == "ready\n"
    said = []
    for device in devices:
        assert device.stdin is not None
        device.stdin.write("go\n")
        device.stdin.flush()
    for device in devices:
        answer, _ = device.communicate(timeout=120)
        assert device.returncode == 0
        said.append(json.loads(answer))
    return said


def judge(said: list[dict[str, Any]], claims: list[tuple[int, str]], talks: int) -> None:
    """Every slot has exactly one winner, who knows it; the losers know it too; the tables say the same."""
    winners = sorted((slot, f"{slot}-g{number}") for number, each in enumerate(said) for slot in each["won"])
    assert [slot for slot, _ in winners] == list(range(SLOTS))
    assert sum(each["lost"] for each in said) == (PROCESSES - 1) * SLOTS
    assert claims == winners
    assert talks == SLOTS


TEACHER = "SELECT tick, id FROM claim WHERE resource = 'staff:jansen' ORDER BY tick"


def test_eight_processes_book_one_evening_in_sqlite(tmp_path: Path) -> None:
    """No slot twice, no slot lost, in a file that did not exist when they all opened it."""
    said = all_book(f"sqlite:///{tmp_path / 'school.db'}")
    with closing(sqlite3.connect(tmp_path / "school.db")) as raw:
        judge(said, raw.execute(TEACHER).fetchall(), raw.execute("SELECT count(*) FROM entity").fetchone()[0])
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_eight_processes_book_one_evening_in_postgresql(
    database: Callable[[Path], str], tmp_path: Path
) -> None:
    """The same, on a server, where they truly write at once."""
    import psycopg  # noqa: PLC0415 - comes with the server

    said = all_book(database(tmp_path))
    with psycopg.connect(database(tmp_path)) as raw:
        count = raw.execute("SELECT count(*) FROM entity").fetchone()
        judge(said, raw.execute(TEACHER).fetchall(), count[0] if count else 0)


def test_a_killed_writer_leaves_no_trace(tmp_path: Path) -> None:
    """Fifty times kill -9: every block is there whole or not at all, and what was told as committed is there."""
    url = f"sqlite:///{tmp_path / 'school.db'}"
    program = start("killed", url, str(LIVES))
    answer, _ = program.communicate(timeout=300)
    assert program.returncode == 0
    report = json.loads(answer)
    assert report["middles"] == LIVES // 2
    with closing(sqlite3.connect(tmp_path / "school.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        blocks = dict(raw.execute("SELECT substr(id, 1, 7), count(*) FROM entity GROUP BY 1"))
        assert set(blocks.values()) == {3}
        for query, each in (
            ("SELECT value, count(*) FROM entity_index GROUP BY 1", 3),
            ("SELECT substr(resource, 7), count(*) FROM claim GROUP BY 1", 60),
            ("SELECT id, count(*) FROM journal GROUP BY 1", 1),
            ("SELECT key, count(*) FROM outbox GROUP BY 1", 1),
        ):
            assert dict(raw.execute(query)) == dict.fromkeys(blocks, each)
    assert set(report["told"]) <= set(blocks)
    assert len(set(blocks) - set(report["told"])) <= LIVES  # a commit may be done and its word not yet out
    assert not [name for name in blocks if int(name[:2]) % 2 and name[3:] != "0000"]
    store = SqlStore(url)
    assert [number for number, _ in store.journal(BEECH, limit=10**6)] == list(range(1, len(blocks) + 1))
    assert verify(store, BEECH).broken is None
    store.close()
