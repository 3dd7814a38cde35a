"""Sudden deaths in the middle of a block, on a real file, checked by raw SQL."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.serial.chain import verify

ROOT = Path(__file__).resolve().parents[3]
WRITER = [sys.executable, str(Path(__file__).with_name("writer.py"))]
BEECH = SchoolId("de-beuk")
LIVES = 50


def test_a_killed_writer_leaves_no_trace(tmp_path: Path) -> None:
    """Fifty times kill -9: every block is there whole or not at all, and what was told as committed is there."""
    url = f"sqlite:///{tmp_path / 'school.db'}"
    program = subprocess.run(
        [*WRITER, url, str(LIVES)],
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )
    report = json.loads(program.stdout)
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
