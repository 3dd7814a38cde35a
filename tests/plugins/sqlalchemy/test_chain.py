"""A journal row changed later shows, whoever changed it; erased details do not break the chain."""

import logging
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import attrs
import pytest
from sqlalchemy import event

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Head, Message
from partnership.serial.chain import START, Audit, verify
from partnership.testing.contracts.examples import BEECH, NOON, OAK, message, moved


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """Five changes of two talks at one school, one at another."""
    store = SqlStore(f"sqlite:///{tmp_path / 'school.db'}", busy_seconds=0.05)
    for number in range(5):
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(number, id=f"t{number % 2}")])
    with store.transaction(OAK) as transaction:
        transaction.append([moved(9)])
    yield store
    store.close()


def audit(store: SqlStore, school: SchoolId = BEECH, known: Head = START) -> Audit:
    """What a check finds."""
    return verify(store, school, known=known)


def tamper(folder: Path, statement: str, *values: object) -> None:
    """Change one row of the file past the store."""
    with closing(sqlite3.connect(folder / "school.db")) as raw, raw:
        assert raw.execute(statement, values).rowcount == 1


def test_an_untouched_journal_is_whole(store: SqlStore) -> None:
    """At every school, also where nothing ever happened; the end it names is that of the store."""
    found = [audit(store, school) for school in (BEECH, OAK, SchoolId("new"))]
    assert [(each.broken, each.rows, each.erased) for each in found] == [
        (None, 5, 0),
        (None, 1, 0),
        (None, 0, 0),
    ]
    assert [each.head for each in found] == [
        store.chain(school)[0] for school in (BEECH, OAK, SchoolId("new"))
    ]


@pytest.mark.parametrize(
    "column",
    [
        *("at", "what", "kind", "id", "actor", "purpose", "ground"),
        *("details", "salt", "digest", "previous_hash", "hash"),
    ],
)
def test_a_changed_row_shows(store: SqlStore, tmp_path: Path, column: str) -> None:
    """Whichever column was changed; the other school's journal stays whole."""
    value = 7 if column == "at" else ""
    statement = f"UPDATE journal SET {column} = ? WHERE school = ? AND seq = 3"  # noqa: S608 - a column named above
    tamper(tmp_path, statement, value, BEECH)
    found = audit(store)
    assert (found.broken, found.rows) == (3, 2)
    assert found.problem
    assert audit(store, OAK).broken is None


@pytest.mark.parametrize("column", ["details", "salt"])
def test_half_an_erasure_shows(store: SqlStore, tmp_path: Path, column: str) -> None:
    """Details and their salt go together."""
    tamper(tmp_path, f"UPDATE journal SET {column} = NULL WHERE school = ? AND seq = 3", BEECH)  # noqa: S608
    assert audit(store).broken == 3


@pytest.mark.parametrize("gone", [1, 3, 5])
def test_a_missing_row_shows(store: SqlStore, tmp_path: Path, gone: int) -> None:
    """The first, one in the middle, and the last too."""
    tamper(tmp_path, "DELETE FROM journal WHERE school = ? AND seq = ?", BEECH, gone)
    assert audit(store).broken == gone


def test_a_tail_cut_off_with_its_end_shows_where_an_end_is_known(store: SqlStore, tmp_path: Path) -> None:
    """Whoever can write the tables can hide the cut from the store, but not from an end that was kept elsewhere."""
    known = audit(store).head
    before = store.chain(BEECH)[1][3]
    tamper(tmp_path, "DELETE FROM journal WHERE school = ? AND seq = 5", BEECH)
    tamper(tmp_path, "UPDATE school SET seq = 4, hash = ? WHERE school = ?", before.hash, BEECH)
    assert audit(store).broken is None
    found = audit(store, known=known)
    assert (found.broken, found.problem) == (5, "the rows up to 5, known before, are missing")
    with store.transaction(BEECH) as transaction:
        transaction.append([moved(7), moved(8)])
    found = audit(store, known=known)
    assert (found.broken, "written anew" in found.problem) == (5, True)
    assert audit(store, known=Head(seq=4, hash=before.hash)).broken is None


def test_a_row_too_many_shows(store: SqlStore, tmp_path: Path) -> None:
    """Moved in from another school."""
    tamper(tmp_path, "UPDATE journal SET school = ?, seq = 6 WHERE school = ?", BEECH, OAK)
    assert audit(store).broken == 6
    assert audit(store, OAK).broken == 1


def everything(folder: Path) -> bytes:
    """Every byte of every file: the tables, their free pages and the write-ahead file."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_what_was_forgotten_is_in_no_byte_while_the_store_is_open(store: SqlStore, tmp_path: Path) -> None:
    """That it happened stays; what it said does not, nor what was to be told about it."""
    with store.transaction(BEECH) as transaction:
        transaction.append((), [message("k1", text="Kerkstraat 1"), message("k2", text="Dorpsweg 2")])
    assert b"Kerkstraat" in everything(tmp_path)
    with store.transaction(BEECH) as transaction:
        emptied = transaction.sift(
            lambda each: "Kerkstraat" in str(dict(each.body)) if hasattr(each, "body") else each.id == "t1"
        )
    assert emptied == 3
    found = audit(store)
    assert (found.broken, found.rows, found.erased) == (None, 5, 2)
    assert [queued.key for _, queued in store.lease(now=NOON, limit=9, seconds=60)] == ["k2"]
    left = everything(tmp_path)
    assert b"Kerkstraat" not in left
    assert b'"minutes":2,' in left
    assert b'"minutes":3,' not in left


def test_a_long_journal_is_gone_through_to_its_end(store: SqlStore) -> None:
    """Page after page."""
    with store.transaction(OAK) as transaction:
        transaction.append([moved(number, id=f"n{number}") for number in range(1001)])
    with store.transaction(OAK) as transaction:
        assert transaction.sift(lambda each: getattr(each, "id", "") in {"n0", "n1000"}) == 2
    assert (audit(store, OAK).broken, audit(store, OAK).rows, audit(store, OAK).erased) == (None, 1002, 2)


def test_a_writer_in_the_way_is_told(
    store: SqlStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody who begins to write in the moment after; what was owed is done at closing."""
    with closing(sqlite3.connect(tmp_path / "school.db", isolation_level=None, timeout=0)) as other:
        begin = lambda *_: other.in_transaction or other.execute("BEGIN IMMEDIATE")  # noqa: E731 - it listens once
        event.listen(store._engine.pool, "checkin", begin)
        with store.transaction(BEECH) as transaction, caplog.at_level(logging.WARNING):
            assert transaction.sift(lambda each: getattr(each, "id", "") == "t1") == 2
        event.remove(store._engine.pool, "checkin", begin)
        assert other.in_transaction
    assert "until the store is closed" in caplog.text
    store.close()
    assert b'"minutes":3,' not in everything(tmp_path)


def test_looking_is_no_erasing(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    """A block that shows everything and forgets nothing does not have the file written anew."""
    said: list[str] = []
    event.listen(store._engine, "connect", lambda raw, _: raw.set_trace_callback(said.append))
    store._engine.dispose()
    for forget in (False, True):
        said.clear()
        with store.transaction(BEECH) as transaction:
            transaction.append([moved(7)])
            transaction.sift(lambda each: forget)  # noqa: B023 - called at once
        assert ("VACUUM" in said) == forget


def test_a_reader_in_the_way_is_told(
    store: SqlStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What was forgotten stays in the write-ahead file for as long as somebody reads there, and no longer than that."""
    with store.transaction(BEECH, write=False) as reading:
        reading.get("talk", "t1")
        with store.transaction(BEECH) as transaction, caplog.at_level(logging.WARNING):
            assert transaction.sift(lambda each: getattr(each, "id", "") == "t1") == 2
    assert "until the store is closed" in caplog.text
    store.close()
    assert b'"minutes":3,' not in everything(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 3])
def test_rows_of_every_size_leave_no_copy(tmp_path: Path, seed: int) -> None:
    """Where a database moves rows to make room it leaves copies behind: none is left of what was erased or replaced."""
    chance = random.Random(seed)  # noqa: S311 - chance here is no secret
    words = [f"word{number:04}x{chance.randrange(10**9):09}" for number in range(400)]
    with closing(SqlStore(f"sqlite:///{tmp_path / 'school.db'}")) as store:
        for number, word in enumerate(words):
            with store.transaction(BEECH) as block:
                body = {"word": word * chance.choice([1, 3, 40, 300]), "number": number}
                block.put(
                    "note", f"{chance.randrange(10**6)}-{number}", body, expected=None, index={"w": word}
                )
                told = {"word": word * chance.choice([1, 20])}
                change = attrs.evolve(moved(number), details=told)
                block.append([change], [attrs.evolve(message(f"k{number}"), body=told)])
        order = list(range(len(words)))
        chance.shuffle(order)
        gone: set[str] = set()
        for start in range(0, 350, 10):
            gone |= {words[number] for number in order[start : start + 10]}
            with store.transaction(BEECH) as block:
                for found in block.find("note", limit=1000):
                    record = found.record
                    if record.body["word"][:18] not in gone:
                        continue
                    if chance.random() < 0.5:
                        block.delete("note", record.id, expected=record.revision)
                    else:
                        other = {"word": "y" * chance.choice([1, 500]), "number": -1}
                        block.put("note", record.id, other, expected=record.revision)
                block.sift(lambda each: _word(each)[:18] in gone)  # noqa: B023 - called at once
            left = everything(tmp_path)
            assert [word for word in sorted(gone) if word.encode() in left] == []


def _word(each: Change | Message) -> str:
    return str((each.body if isinstance(each, Message) else each.details).get("word", ""))
