"""Full disks, damaged files, other schemas, busy and broken connections: each told in our words, nothing half-done."""

import resource
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from partnership.errors import (
    InvalidValue,
    MissingExtra,
    PartnershipError,
    Retry,
    StoreFailed,
)
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy import partnership_stores
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Transaction, run

BEECH = SchoolId("de-beuk")
PERSONAL = "Zoë Jansen, Kerkstraat 1"
ROOT = Path(__file__).resolve().parents[3]


def url(folder: Path) -> str:
    """The file `school.db` in the folder."""
    return f"sqlite:///{folder / 'school.db'}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """A store with one talk in it."""
    store = SqlStore(url(tmp_path), busy_seconds=0.05)
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {"who": PERSONAL}, expected=None)
    yield store
    store.close()


def rows(folder: Path) -> list[tuple[str]]:
    """The ids of all records, read past the store."""
    with closing(sqlite3.connect(folder / "school.db")) as raw:
        return raw.execute("SELECT id FROM entity ORDER BY id").fetchall()


def fill(store: SqlStore, talks: int) -> None:
    """Talks with much in them, in one block."""
    with store.transaction(BEECH) as transaction:
        for number in range(talks):
            transaction.put("talk", f"n{number}", {"who": PERSONAL * 100}, expected=None)


def read_all(folder: Path) -> None:
    """Open the store again and read every talk."""
    with (
        closing(SqlStore(url(folder))) as store,
        store.transaction(BEECH, write=False) as transaction,
    ):
        transaction.find("talk", limit=1000)


def says_nothing_personal(error: PartnershipError) -> None:
    """Neither the message nor the traceback a log would show repeats the record."""
    assert "Kerkstraat" not in "".join(traceback.format_exception(error))


def test_a_full_disk_is_told_and_nothing_is_lost(store: SqlStore, tmp_path: Path) -> None:
    """SQLite may grow by three more pages only; the old data stay whole and the block is undone."""
    with closing(sqlite3.connect(tmp_path / "school.db")) as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
    engine: Engine = store._engine

    @event.listens_for(engine, "connect")
    def small(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 3}")

    engine.dispose()
    with pytest.raises(StoreFailed, match="disk is full") as caught:
        fill(store, 100)
    says_nothing_personal(caught.value)
    assert rows(tmp_path) == [("t1",)]


def test_a_block_the_database_failed_cannot_be_committed(store: SqlStore, tmp_path: Path) -> None:
    """Going on after the failure, as if nothing were wrong, is refused at every step and at the end."""
    with closing(sqlite3.connect(tmp_path / "school.db")) as raw:
        raw.execute("DROP TABLE entity_index")

    def go_on(block: Transaction) -> None:
        block.put("talk", "t3", {}, expected=None)
        with pytest.raises(StoreFailed):
            block.put("talk", "t2", {}, expected=None, index={"day": "mon"})
        with pytest.raises(StoreFailed):
            block.get("talk", "t1")

    with pytest.raises(StoreFailed):
        run(store, BEECH, go_on)
    assert rows(tmp_path) == [("t1",)]


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_lost(store: SqlStore, tmp_path: Path) -> None:
    """The operating system refuses the file to grow (a real limit, in a process of its own)."""
    store.close()
    program = f"""
import resource
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Transaction, run
from partnership.errors import StoreFailed
store = SqlStore({url(tmp_path)!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    with store.transaction("de-beuk") as transaction:
        for number in range(100):
            transaction.put("talk", f"n{{number}}", {{"who": "x" * 50_000}}, expected=None)
except StoreFailed as error:
    print("failed:", error)
with store.transaction("de-beuk", write=False) as transaction:
    print([row.record.id for row in transaction.find("talk")])
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.splitlines()[0].startswith("failed: the disk")
    assert done.stdout.splitlines()[1] == "['t1']"
    assert rows(tmp_path) == [("t1",)]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 200_000


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """And left as it is."""
    (tmp_path / "school.db").write_bytes(b"Beste ouders, " * 1000)
    with pytest.raises(StoreFailed, match="damaged or not a database"):
        SqlStore(url(tmp_path))
    assert (tmp_path / "school.db").read_bytes() == b"Beste ouders, " * 1000


def test_a_damaged_file_is_told(store: SqlStore, tmp_path: Path) -> None:
    """Pages overwritten in the middle: reading says so, instead of guessing."""
    fill(store, 100)
    store.close()
    file = tmp_path / "school.db"
    whole = file.read_bytes()
    file.write_bytes(whole[: 4096 * 2] + b"\xa5" * (len(whole) - 4096 * 4) + whole[-4096 * 2 :])
    with pytest.raises(StoreFailed, match="damaged") as caught:
        read_all(tmp_path)
    says_nothing_personal(caught.value)


@pytest.mark.parametrize("name", ["absent/school.db", "."])
def test_a_place_that_cannot_be_opened_is_told(tmp_path: Path, name: str) -> None:
    """A folder that is not there, or a folder instead of a file."""
    with pytest.raises(StoreFailed, match="cannot be opened"):
        SqlStore(f"sqlite:///{tmp_path / name}")


def test_a_busy_store_says_so_after_a_while(store: SqlStore) -> None:
    """The second writer is told to try again, whatever it wants to do; readers are not kept waiting."""
    with store.transaction(BEECH) as first:
        first.put("talk", "t2", {}, expected=None)
        with pytest.raises(Retry, match="busy"), store.transaction(BEECH):
            pass
        with pytest.raises(Retry, match="busy"):
            store.ack(BEECH, ["k"])
        with store.transaction(BEECH, write=False) as reading:
            assert [row.record.id for row in reading.find("talk")] == ["t1"]


def test_when_all_connections_are_in_use_it_says_so(store: SqlStore) -> None:
    """More blocks at once than there are connections."""
    with ExitStack() as stack:
        for _ in range(16):
            stack.enter_context(store.transaction(BEECH, write=False))
        with pytest.raises(Retry, match="in use"):
            stack.enter_context(store.transaction(BEECH, write=False))


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("not a url", "is not a database URL"),
        ("mysql://x/y", "names mysql; known: postgresql, sqlite"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_a_url_of_no_use_is_refused(wrong: str, problem: str) -> None:
    """With what would be right."""
    with pytest.raises(InvalidValue, match=problem):
        SqlStore(wrong)


def test_the_offers_make_stores(tmp_path: Path) -> None:
    """`sqlite` by path and `sql` by URL are the same file."""
    offers = {offer.name: offer for offer in partnership_stores()}
    assert sorted(offers) == ["sql", "sqlite"]
    one, other = offers["sqlite"].make(path=tmp_path / "school.db"), offers["sql"].make(url=url(tmp_path))
    with one.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {}, expected=None)
    with other.transaction(BEECH, write=False) as transaction:
        assert transaction.get("talk", "t1") is not None
    one.close()
    other.close()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that helps; a fault of our own is not mistaken for it."""
    make = {offer.name: offer.make for offer in partnership_stores()}["sql"]
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(MissingExtra, match=r"partnership\[postgresql\]"):
            make(url="postgresql://nowhere/school")
    with monkeypatch.context() as patch:
        patch.delitem(sys.modules, "partnership.plugins.sqlalchemy.store")
        patch.setitem(sys.modules, "sqlalchemy", None)
        with pytest.raises(MissingExtra, match=r"partnership\[sql\]"):
            make(url="sqlite:///school.db")
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "partnership.plugins.sqlalchemy.store", None)
        with pytest.raises(ModuleNotFoundError, match=r"partnership\.plugins"):
            make(url="sqlite:///school.db")
