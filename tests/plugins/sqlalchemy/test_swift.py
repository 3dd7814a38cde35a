"""Notes are written without waiting for the disk; everything else waits, and both keep what they promise."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.host.posting import BEECH, School

from partnership.changes import SCHOOL_TASK, Change
from partnership.errors import StoreFailed
from partnership.hookspecs import hookimpl
from partnership.host.observed import ObservedStore
from partnership.host.plugins import Host
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.plugins.sqlalchemy.transaction import SqlTransaction
from partnership.ports import SwiftStore, Transaction, run


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """In a file, and on a server."""
    url = f"sqlite:///{tmp_path / 'school.db'}"
    if request.param == "postgresql":
        database: Callable[[Path], str] = request.getfixturevalue("database")
        url = database(tmp_path)
    store = SqlStore(url)
    yield store
    store.close()


def waits(store: SqlStore, block: Transaction) -> bool:
    """Whether the end of this block waits for the disk, by the database's own word."""
    assert isinstance(block, SqlTransaction)
    if store._engine.dialect.name == "sqlite":
        return bool(block._asking._connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2)
    return bool(block._asking._connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on")


def test_only_a_note_does_not_wait(store: SqlStore) -> None:
    """Before and after it everything does, on the same connection too."""
    for _ in range(3):
        with store.transaction(BEECH) as block:
            assert waits(store, block)
        with store.swift(BEECH) as block:
            assert not waits(store, block)


def test_a_note_is_kept_seen_and_undone_like_anything_else(store: SqlStore) -> None:
    """By whoever opens the store; of no use once its block has ended."""
    with store.swift(BEECH) as block:
        block.put("note", "a", {"says": "sent"}, expected=None)
    with suppress(KeyError), store.swift(BEECH) as block:
        block.put("note", "b", {}, expected=None)
        raise KeyError
    with pytest.raises(StoreFailed):
        block.get("note", "a")
    with store.transaction(BEECH, write=False) as reading:
        assert [each.record.id for each in reading.find("note")] == ["a"]


def test_a_piece_of_work_is_a_note_where_the_store_can(store: SqlStore) -> None:
    """And an ordinary one where it cannot; what it changed is announced in either case."""
    heard: list[str] = []

    class Ears:
        @hookimpl
        def partnership_committed(self, changes: list[Change]) -> None:
            heard.extend(each.id for each in changes)

    def work(block: Transaction) -> None:
        change = Change(
            what="note.made",
            kind="note",
            id=name,
            at=School().now,
            actor="system:x",
            purpose="y",
            ground=SCHOOL_TASK,
        )
        block.append([change])

    host = Host({"ears": Ears()})
    for name, inner in (("swift", store), ("plain", MemoryStore())):  # noqa: B007 - the work reads it
        observed = ObservedStore(inner, host)
        assert isinstance(observed, SwiftStore)
        run(observed, BEECH, work, swift=True)
        run(inner, BEECH, work, swift=True)
    assert heard == ["swift", "plain"]
