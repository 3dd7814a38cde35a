"""A school system's own database as a store: five tables beside the school's, in the standard library's sqlite3.

`school_system_plugin.py` offers it and shows it at work; `school_system_trial.py` holds it to the contract.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from partnership.changes import Change
from partnership.errors import Conflict, InvalidValue, Retry, StoreFailed, Taken
from partnership.ids import SchoolId
from partnership.ports import Claim, Found, Message, Record, Transaction
from partnership.serial import records as checked
from partnership.serial.values import dump, load
from partnership.times import instant

TABLES = """
CREATE TABLE IF NOT EXISTS record (school, kind, id, revision, body, PRIMARY KEY (school, kind, id));
CREATE TABLE IF NOT EXISTS found_by (school, kind, name, value, id, PRIMARY KEY (school, kind, name, value, id));
CREATE INDEX IF NOT EXISTS found_by_owner ON found_by (school, kind, id);
CREATE TABLE IF NOT EXISTS claim (school, resource, tick, kind, id, PRIMARY KEY (school, resource, tick));
CREATE INDEX IF NOT EXISTS claim_owner ON claim (school, kind, id);
CREATE TABLE IF NOT EXISTS journal (school, seq, change, PRIMARY KEY (school, seq));
CREATE TABLE IF NOT EXISTS outbox (school, key, topic, body, due, hidden, done, PRIMARY KEY (school, key));
"""


class Block:
    """One piece of work at one school. It is the only writer while it lasts, so it may look first and write then."""

    def __init__(self, rows: sqlite3.Connection, school: str, *, write: bool) -> None:
        self.rows, self.school, self.write, self.over = rows, school, write, False

    def ask(self, words: str, *values: object, write: bool = False) -> list[Any]:
        if self.over or write > self.write:
            raise StoreFailed("this transaction is over" if self.over else "this transaction only reads")
        return self.rows.execute(words, values).fetchall()

    def get(self, kind: str, id: str) -> Record | None:
        key = self.school, checked.exact(kind, field="kind"), checked.exact(id, field="id")
        found = self.ask("SELECT revision, body FROM record WHERE school = ? AND kind = ? AND id = ?", *key)
        return Record(kind=kind, id=id, revision=found[0][0], body=json.loads(found[0][1])) if found else None

    def put(self, kind: str, id: str, body: Mapping[str, Any], *, expected: int | None,
            index: Mapping[str, str | Sequence[str]] | None = None, claims: Iterable[Claim] = ()) -> int:  # fmt: skip
        text, values, wanted = checked.encode(body), checked.index_rows(index), checked.claim_rows(claims)
        self.expect(kind, id, expected)
        holder = "SELECT kind, id FROM claim WHERE school = ? AND resource = ? AND tick = ?"
        others = ((c, self.ask(holder, self.school, c.resource, c.tick)) for c in wanted)
        if taken := [(c.resource, c.tick) for c, held in others if held not in ([], [(kind, id)])]:
            raise Taken(taken)
        self.free(kind, id)
        revision = (expected or 0) + 1
        self.ask(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?)", self.school, kind, id, revision, text, write=True
        )
        for name, value in (
            ("", id),
            *values,
        ):  # by id is an index like the others, with a name nobody can give
            self.ask("INSERT INTO found_by VALUES (?, ?, ?, ?, ?)", self.school, kind, name, value, id)
        for c in wanted:
            self.ask("INSERT INTO claim VALUES (?, ?, ?, ?, ?)", self.school, c.resource, c.tick, kind, id)
        return revision

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        self.expect(kind, id, expected)
        self.free(kind, id)

    def expect(self, kind: str, id: str, expected: int | None) -> None:
        self.ask("SELECT 1", write=True)
        record = self.get(kind, id)
        found = record.revision if record else None
        if found != expected:
            raise Conflict(kind, id, expected=expected, found=found)

    def free(self, kind: str, id: str) -> None:
        for table in ("record", "found_by", "claim"):
            self.ask(f"DELETE FROM {table} WHERE school = ? AND kind = ? AND id = ?", self.school, kind, id)  # noqa: S608 - our own names

    def find(self, kind: str, index: str | None = None, *, ge: str = "", lt: str | None = None,
             after: tuple[str, str] | None = None, limit: int = 100) -> Sequence[Found]:  # fmt: skip
        checked.exact_range(index, ge, lt, after)
        where = self.school, checked.exact(kind, field="kind"), index or ""
        found = self.ask(
            "SELECT value, id, revision, body FROM found_by JOIN record USING (school, kind, id) "
            "WHERE school = ? AND kind = ? AND name = ? AND value >= ? AND (? IS NULL OR value < ?) "
            "AND (value, id) > (?, ?) ORDER BY value, id LIMIT ?",
            *where, max(ge, (after or ("",))[0]), lt, lt, *(after or ("", "")), checked.page_size(limit),
        )  # fmt: skip
        return tuple(
            Found(value=value, record=Record(kind=kind, id=id, revision=revision, body=json.loads(body)))
            for value, id, revision, body in found
        )

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        told = [dump(change) for change in changes if checked.change_details(change)]
        queued = [(each, checked.message_body(each)) for each in messages]
        [[last]] = self.ask(
            "SELECT coalesce(max(seq), 0) FROM journal WHERE school = ?", self.school, write=True
        )
        for seq, change in enumerate(told, last + 1):
            self.ask("INSERT INTO journal VALUES (?, ?, ?)", self.school, seq, json.dumps(change))
        for each, body in queued:
            row = self.school, each.key, each.topic, body, moment(each.due), "", False
            self.ask("INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)", *row)


class SchoolSystemStore:
    """The school system's database, opened anew for every block, so that threads and processes may share it."""

    def __init__(self, path: str | Path) -> None:
        self.path = path
        with self.open() as rows:
            rows.executescript("PRAGMA journal_mode = WAL;" + TABLES)

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        rows = sqlite3.connect(self.path, isolation_level=None, timeout=5)
        try:
            yield rows
        except sqlite3.Error as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            raise (Retry("busy") if busy else StoreFailed("the database failed")) from None
        finally:
            rows.close()  # and what was not committed is undone

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        checked.exact(school, field="school")
        with self.open() as rows:
            rows.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            block = Block(rows, school, write=write)
            try:
                yield block
                rows.execute("COMMIT")
            finally:
                block.over = True

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        words = "SELECT seq, change FROM journal WHERE school = ? AND seq > ? ORDER BY seq LIMIT ?"
        values = checked.exact(school, field="school"), after, checked.page_size(limit)
        with self.open() as rows:
            return tuple((seq, load(Change, json.loads(text))) for seq, text in rows.execute(words, values))

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Sequence[tuple[SchoolId, Message]]:
        now, rest = instant(now, field="now"), checked.page_size(limit)
        if seconds < 1:
            raise InvalidValue("seconds", f"{seconds} hides nothing; at least 1")
        due = ("SELECT school, key, topic, body, due FROM outbox WHERE NOT done AND due <= :now AND hidden <= :now "
               "ORDER BY due, school, key LIMIT :rest")  # fmt: skip
        with self.open() as rows:
            rows.execute("BEGIN IMMEDIATE")
            found = rows.execute(due, {"now": moment(now), "rest": rest}).fetchall()
            hide = [(moment(now + timedelta(seconds=seconds)), school, key) for school, key, *_ in found]
            rows.executemany("UPDATE outbox SET hidden = ? WHERE school = ? AND key = ?", hide)
            rows.execute("COMMIT")
        return tuple(
            (SchoolId(school), Message(key=key, topic=topic, body=json.loads(body), due=datetime.fromisoformat(at)))
            for school, key, topic, body, at in found
        )  # fmt: skip

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        checked.exact(school, field="school")
        done = [(school, checked.exact(key, field="message key")) for key in keys]
        with self.open() as rows:
            rows.execute("BEGIN IMMEDIATE")
            rows.executemany("UPDATE outbox SET done = 1, body = '{}' WHERE school = ? AND key = ?", done)
            rows.execute("COMMIT")

    def close(self) -> None:
        """Nothing is open between two blocks."""


def moment(at: datetime) -> str:
    """An instant in UTC as text of one width, so that the order of texts is the order of time."""
    return at.isoformat(timespec="microseconds")
