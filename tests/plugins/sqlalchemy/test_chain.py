"""A journal row changed later shows; erased details do not break the chain."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from partnership.errors import InvalidValue
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.testing.contracts.examples import BEECH, OAK, moved


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    """Five changes of two talks at one school, one at another."""
    store = SqlStore(f"sqlite:///{tmp_path / 'school.db'}")
    for number in range(5):
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(number, id=f"t{number % 2}")])
    with store.transaction(OAK) as transaction:
        transaction.append([moved(9)])
    return store


def tamper(folder: Path, statement: str, *values: object) -> None:
    """Change one row of the file past the store."""
    with closing(sqlite3.connect(folder / "school.db")) as raw, raw:
        assert raw.execute(statement, values).rowcount == 1


def test_an_untouched_journal_is_whole(store: SqlStore) -> None:
    """At every school, also where nothing ever happened."""
    assert [store.broken_link(school) for school in (BEECH, OAK, SchoolId("new"))] == [None, None, None]


@pytest.mark.parametrize(
    "column",
    ["at", "what", "kind", "id", "actor", "purpose", "details", "salt", "digest", "previous_hash", "hash"],
)
def test_a_changed_row_shows(store: SqlStore, tmp_path: Path, column: str) -> None:
    """Whichever column was changed; the other school's journal stays whole."""
    value = 7 if column == "at" else "{}"
    statement = f"UPDATE journal SET {column} = ? WHERE school = ? AND seq = 3"  # noqa: S608 - a column named above
    tamper(tmp_path, statement, value, BEECH)
    assert store.broken_link(BEECH) == 3
    assert store.broken_link(OAK) is None


@pytest.mark.parametrize("gone", [1, 3, 5])
def test_a_missing_row_shows(store: SqlStore, tmp_path: Path, gone: int) -> None:
    """The first, one in the middle, and the last too."""
    tamper(tmp_path, "DELETE FROM journal WHERE school = ? AND seq = ?", BEECH, gone)
    assert store.broken_link(BEECH) == gone


def test_a_row_too_many_shows(store: SqlStore, tmp_path: Path) -> None:
    """Moved in from another school."""
    tamper(tmp_path, "UPDATE journal SET school = ?, seq = 6 WHERE school = ?", BEECH, OAK)
    assert store.broken_link(BEECH) == 6
    assert store.broken_link(OAK) == 1


def test_erased_details_are_gone_and_the_chain_is_whole(store: SqlStore, tmp_path: Path) -> None:
    """That it happened stays; what it said does not, in no byte of the file."""
    store.erase_details(BEECH, "talk", "t1")
    assert [dict(change.details) for _, change in store.journal(BEECH)] == [
        dict(moved(0).details),
        {},
        dict(moved(2).details),
        {},
        dict(moved(4).details),
    ]
    assert store.broken_link(BEECH) is None
    with pytest.raises(InvalidValue, match="kind"):
        store.erase_details(BEECH, "", "t1")
    store.close()
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b'"minutes":2,' in everything
    assert b'"minutes":3,' not in everything
