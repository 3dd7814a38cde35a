"""A server that stops, waits or is not there."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, NoSuchTableError

from partnership.errors import CommitUnknown, PartnershipError, Retry, StoreFailed
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.faults import fault
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Transaction

BEECH = SchoolId("de-beuk")
LOST = "the answer to the commit was lost"


@pytest.fixture
def url(database: Callable[[Path], str], tmp_path: Path) -> str:
    """Tables of this test's own."""
    return database(tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """A store with two talks in it, and little patience."""
    store = SqlStore(url, busy_seconds=0.2)
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {}, expected=None)
        transaction.put("talk", "t2", {}, expected=None)
    yield store
    store.close()


def end_sessions(url: str) -> None:
    """What a restart does to everyone connected to these tables' server."""
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def revisions(store: SqlStore) -> list[int]:
    """Of both talks."""
    with store.transaction(BEECH, write=False) as transaction:
        return [row.record.revision for row in transaction.find("talk")]


def test_a_connection_lost_before_the_commit_may_be_tried_again(store: SqlStore, url: str) -> None:
    """Nothing was done, and the next try finds a new connection."""

    def work() -> None:
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=1)
            end_sessions(url)
            transaction.put("talk", "t2", {}, expected=1)

    with pytest.raises(Retry):
        work()
    while True:
        try:
            assert revisions(store) == [1, 1]
            break
        except Retry:  # other pooled connections are dead too, and are found so one by one
            continue


def test_a_commit_whose_answer_was_lost_is_not_for_repeating(store: SqlStore, url: str) -> None:
    """Nobody knows whether it was done, so it is no `Retry`."""

    def work() -> None:
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=1)
            end_sessions(url)

    with pytest.raises(CommitUnknown, match=LOST):
        work()


def test_two_blocks_that_wait_for_each_other_are_told(url: str) -> None:
    """One is told to try again and the other goes on."""
    store, gate = SqlStore(url, busy_seconds=10), threading.Barrier(2)
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {}, expected=None)
        transaction.put("talk", "t2", {}, expected=None)

    def work(first: str, second: str) -> str:
        try:
            with store.transaction(BEECH) as transaction:
                transaction.put("talk", first, {}, expected=1)
                gate.wait(30)
                transaction.put("talk", second, {}, expected=1)
        except PartnershipError as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(work, ("t1", "t2"), ("t2", "t1")))
    assert sorted(said) == ["Retry", "done"]
    assert revisions(store) == [2, 2]
    store.close()


def test_a_block_waits_only_so_long_for_another(store: SqlStore) -> None:
    """Then it is told to try again."""

    def late() -> None:
        with store.transaction(BEECH) as other:
            other.put("talk", "t1", {}, expected=1)

    with store.transaction(BEECH) as first:
        first.put("talk", "t1", {}, expected=1)
        with pytest.raises(Retry, match="busy"):
            late()
    assert revisions(store) == [2, 1]


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """At the first contact that is a fault, not bad luck."""
    with pytest.raises(StoreFailed, match="no database server answers"):
        SqlStore(f"postgresql://postgres@/postgres?host={tmp_path}")


def test_the_reading_block_is_one_for_the_server_too(store: SqlStore) -> None:
    """Even past our own check the server would refuse to write."""

    def write_past(block: Transaction) -> None:
        block._write = True  # type: ignore[attr-defined]
        block.delete("talk", "t1", expected=1)

    def work() -> None:
        with store.transaction(BEECH, write=False) as block:
            write_past(block)

    with pytest.raises(StoreFailed, match="may not be written"):
        work()


@pytest.mark.parametrize(
    ("state", "when", "kind", "words"),
    [
        ("40001", "working", Retry, "lost a race (40001)"),
        ("53300", "opening", Retry, "too many connections (53300)"),
        ("57P03", "opening", Retry, "the server is starting (57P03)"),
        ("08006", "working", Retry, "the connection was lost"),
        ("08006", "opening", StoreFailed, "no database server answers"),
        ("53100", "committing", StoreFailed, "the disk is full (53100)"),
        ("40001", "committing", Retry, "lost a race (40001)"),
        ("57P01", "working", Retry, "the server is stopping (57P01)"),
        ("57P02", "committing", CommitUnknown, f"{LOST}; look whether it was done before doing it again"),
        ("40003", "committing", CommitUnknown, f"{LOST}; look whether it was done before doing it again"),
        ("XX001", "working", StoreFailed, "the database could not do it (XX001)"),
    ],
)
def test_what_a_server_says_is_told_in_our_words(
    state: str, when: Any, kind: type[PartnershipError], words: str
) -> None:
    """Without its own, which may quote a row."""
    error = fault(DBAPIError(None, None, psycopg.errors.lookup(state)("Key (id)=(Jansen)")), when)
    assert (type(error), str(error)) == (kind, words)


def test_a_fault_of_the_layer_between_is_told(url: str) -> None:
    """By its kind alone."""
    error = fault(NoSuchTableError(url))
    assert (type(error), str(error)) == (StoreFailed, "the database layer gave up (NoSuchTableError)")
