"""A server that is gone when a block is undone hides nothing: what happened in the block is what is told."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from partnership.errors import Conflict
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore

BEECH = SchoolId("de-beuk")


def refused(store: SqlStore) -> None:
    """A block whose second put is stale."""
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t2", {}, expected=None)
        transaction.put("talk", "t1", {}, expected=7)


def test_a_block_whose_undoing_fails_tells_its_own_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is thrown away, nothing was done, and the next block has a sound one."""
    store = SqlStore(f"sqlite:///{tmp_path / 'school.db'}")
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {}, expected=None)

    def gone(_: Any) -> None:
        raise sqlite3.OperationalError("the server closed the connection")

    with monkeypatch.context() as patch:
        patch.setattr(store._engine.dialect, "do_rollback", gone)
        with pytest.raises(Conflict):
            refused(store)
    with store.transaction(BEECH) as transaction:
        assert transaction.get("talk", "t2") is None
        assert transaction.put("talk", "t1", {}, expected=1) == 2
    store.close()
