"""A school system's own database as a store: six tables beside the school's, in the standard library's sqlite3."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from typing import Any

from partnership.changes import Change
from partnership.errors import Conflict, Retry, StoreFailed, Taken
from partnership.ids import SchoolId
from partnership.ports import Claim, Found, Head, Link, Message, Record, Transaction
from partnership.serial import records as checked
from partnership.serial.chain import change_of, erased, link_from, link_text, links_of
from partnership.serial.moments import instant_at, microseconds
from partnership.times import instant

TABLES = """
CREATE TABLE IF NOT EXISTS record (school, kind, id, revision, body, PRIMARY KEY (school, kind, id));
CREATE TABLE IF NOT EXISTS found_by (school, kind, name, value, id, PRIMARY KEY (school, kind, name, value, id)); CREATE INDEX IF NOT EXISTS found_by_owner ON found_by (school, kind, id);
CREATE TABLE IF NOT EXISTS claim (school, resource, tick, kind, id, PRIMARY KEY (school, resource, tick)); CREATE INDEX IF NOT EXISTS claim_owner ON claim (school, kind, id);
CREATE TABLE IF NOT EXISTS journal (school, seq, link, PRIMARY KEY (school, seq));
CREATE TABLE IF NOT EXISTS tail (school PRIMARY KEY, seq, hash);
CREATE TABLE IF NOT EXISTS outbox (school, key, topic, body, due, hidden, done, PRIMARY KEY (school, key));
"""
DUE = """
SELECT school, key, topic, body, due FROM outbox
WHERE NOT done AND due <= ? AND (hidden <= ? OR hidden > ?) ORDER BY due, school, key LIMIT ?
"""
TAIL = "SELECT seq, hash FROM tail WHERE school = ?"
DONE = "UPDATE outbox SET done = 1, body = '{}' WHERE school = ? AND key = ?"


class Block:
    """One piece of work at one school. It is the only writer while it lasts, so it may look first and write then."""

    def __init__(self, rows: sqlite3.Connection, school: str, *, write: bool) -> None:
        self.rows, self.school, self.write, self.over = rows, school, write, False

    def ask(self, words: str, *values: object, write: bool = False) -> list[Any]:
        if self.over or write > self.write:
            raise StoreFailed("this transaction is over" if self.over else "this transaction only reads")
        return self.rows.execute(words, values).fetchall()

    def get(self, kind: str, id: str, *, write: bool = False) -> Record | None:
        key = self.school, checked.exact(kind, field="kind"), checked.exact(id, field="id")
        row = "SELECT revision, body FROM record WHERE school = ? AND kind = ? AND id = ?"
        found = self.ask(row, *key, write=write)
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
        row = self.school, kind, id, (revision := (expected or 0) + 1), text
        self.ask("INSERT INTO record VALUES (?, ?, ?, ?, ?)", *row)
        for name, value in (("", id), *values):  # by id is an index as well, with a name nobody can give
            self.ask("INSERT INTO found_by VALUES (?, ?, ?, ?, ?)", self.school, kind, name, value, id)
        for c in wanted:
            self.ask("INSERT INTO claim VALUES (?, ?, ?, ?, ?)", self.school, c.resource, c.tick, kind, id)
        return revision

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        self.expect(kind, id, expected)
        self.free(kind, id)

    def expect(self, kind: str, id: str, expected: int | None) -> None:
        found = record.revision if (record := self.get(kind, id, write=True)) else None
        if found != expected:
            raise Conflict(kind, id, expected=expected, found=found)

    def free(self, kind: str, id: str) -> None:
        for table in ("record", "found_by", "claim"):
            self.ask(f"DELETE FROM {table} WHERE school = ? AND kind = ? AND id = ?", self.school, kind, id)  # noqa: S608 - our own names

    def find(self, kind: str, index: str | None = None, *, ge: str = "", lt: str | None = None,
             after: tuple[str, str] | None = None, limit: int = 100) -> Sequence[Found]:  # fmt: skip
        checked.exact_range(index, ge, lt, after)
        found = self.ask(
            "SELECT value, id, revision, body FROM found_by JOIN record USING (school, kind, id) "
            "WHERE school = ? AND kind = ? AND name = ? AND value >= ? AND (? IS NULL OR value < ?) "
            "AND (value, id) > (?, ?) ORDER BY value, id LIMIT ?",
            self.school, checked.exact(kind, field="kind"), index or "", max(ge, (after or ("",))[0]), lt, lt, *(after or ("", "")), checked.page_size(limit),
        )  # fmt: skip
        return tuple(Found(value=value, record=Record(kind=kind, id=id, revision=revision, body=json.loads(body)))
                     for value, id, revision, body in found)  # fmt: skip

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        told = [(change, checked.change_details(change)) for change in changes]
        queued = [(each, checked.message_body(each)) for each in messages]
        before = as_head(self.ask(TAIL, self.school, write=True))
        links, end = links_of(told, school=self.school, after=before)
        self.ask("INSERT OR REPLACE INTO tail VALUES (?, ?, ?)", self.school, end.seq, end.hash)
        for link in links:
            self.ask("INSERT INTO journal VALUES (?, ?, ?)", self.school, link.seq, link_text(link))
        for each, body in queued:
            row = self.school, each.key, each.topic, body, microseconds(each.due), 0, False
            self.ask("INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)", *row)

    def sift(self, forget: Callable[[Change | Message], bool]) -> int:
        rows = self.ask("SELECT link FROM journal WHERE school = ?", self.school)
        told = [link for (text,) in rows if forget(change_of(link := link_from(text))) and link.details]
        waiting = "SELECT key, topic, body, due FROM outbox WHERE school = ? AND NOT done"
        queued = [each for row in self.ask(waiting, self.school) if forget(each := as_message(*row))]
        empty = "UPDATE journal SET link = ? WHERE school = ? AND seq = ?"
        for link in told:
            self.ask(empty, link_text(erased(link)), self.school, link.seq, write=True)
        for each in queued:
            self.ask(DONE, self.school, each.key, write=True)
        return len(told) + len(queued)


class SchoolSystemStore:
    """The school system's database, opened anew for every block, so that threads and processes may share it."""

    def __init__(self, path: str) -> None:
        self.path = path
        with self.open("BEGIN") as rows:
            rows.executescript("PRAGMA journal_mode = WAL; BEGIN;" + TABLES)

    @contextmanager
    def open(self, begin: str) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, isolation_level=None, timeout=5)) as rows:
            try:
                rows.execute(begin)
                yield rows
                rows.execute("COMMIT")  # else, once closed, all is undone
            except sqlite3.Error as error:
                busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                raise (Retry("busy") if busy else StoreFailed("the database failed")) from None

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        checked.exact(school, field="school")
        with self.open("BEGIN IMMEDIATE" if write else "BEGIN") as rows:
            block = Block(rows, school, write=write)
            try:
                yield block
            finally:
                block.over = True

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        return tuple((link.seq, change_of(link)) for link in self.chain(school, after=after, limit=limit)[1])

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        words = "SELECT link FROM journal WHERE school = ? AND seq > ? ORDER BY seq LIMIT ?"
        values = checked.exact(school, field="school"), after, checked.page_size(limit)
        with self.open("BEGIN") as rows:
            links = tuple(link_from(text) for (text,) in rows.execute(words, values))
            return as_head(rows.execute(TAIL, [school]).fetchall()), links

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Sequence[tuple[SchoolId, Message]]:
        now, rest, until = instant(now, field="now"), checked.page_size(limit), checked.lease_time(seconds)
        at, hidden, longest = (
            microseconds(now + each) for each in (timedelta(), until, checked.LONGEST_LEASE)
        )
        with self.open("BEGIN IMMEDIATE") as rows:
            found = rows.execute(DUE, [at, at, longest, rest]).fetchall()
            hide = [(hidden, school, key) for school, key, *_ in found]
            rows.executemany("UPDATE outbox SET hidden = ? WHERE school = ? AND key = ?", hide)
        return tuple((SchoolId(school), as_message(*row)) for school, *row in found)

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        checked.exact(school, field="school")
        with self.open("BEGIN IMMEDIATE") as rows:
            rows.executemany(DONE, [(school, checked.exact(key, field="message key")) for key in keys])

    def close(self) -> None:
        """Nothing is open between two blocks."""


def as_head(rows: list[Any]) -> Head:
    """What is written down as the end of a school's journal, apart from its rows."""
    return Head(seq=rows[0][0], hash=rows[0][1]) if rows else Head()


def as_message(key: str, topic: str, body: str, due: int) -> Message:
    """A row of the outbox."""
    return Message(key=key, topic=topic, body=json.loads(body), due=instant_at(due))
