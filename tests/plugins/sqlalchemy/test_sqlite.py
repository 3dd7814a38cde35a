"""The SQLite store keeps every promise, and the file says the same when read past it."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from partnership.plugins.sqlalchemy.asking import Asking
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import create, scan
from partnership.testing.contracts.examples import BEECH
from partnership.testing.contracts.many import DAYS
from partnership.testing.trials import SqliteTrial as TestSqlite

__all__ = ["TestSqlite"]


def test_many_in_whose_way_nobody_is_any_more_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server somebody may delete what was in the way before it can be named: then nothing is refused."""
    insert, short = Asking.insert_all, [1]

    def one_was_there(self: Asking, statement: Any, rows: Sequence[tuple[Any, ...]]) -> int:
        return insert(self, statement, rows) - (short.pop() if short else 0)

    monkeypatch.setattr(Asking, "insert_all", one_was_there)
    with closing(SqlStore(f"sqlite:///{tmp_path}/school.db")) as store:
        with store.transaction(BEECH) as block:
            create(block, "talk", DAYS)
        with store.transaction(BEECH, write=False) as block:
            assert [(each.id, each.body) for each in scan(block, "talk")] == sorted(
                (id, body) for id, body, _ in DAYS
            )
            assert [found.record.id for found in block.find("talk", "day")] == ["t2", "t1"]
