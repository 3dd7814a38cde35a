"""The store in a database."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy import statements as sql
from partnership.plugins.sqlalchemy.engine import noting, open_engine, reading, writing
from partnership.plugins.sqlalchemy.faults import When, fault
from partnership.plugins.sqlalchemy.row_security import AS_SCHOOL, AS_WORKER
from partnership.plugins.sqlalchemy.rows import change_of_row, link_of_row, message_of_row
from partnership.plugins.sqlalchemy.schema import prepare
from partnership.plugins.sqlalchemy.transaction import SqlTransaction
from partnership.ports import Head, Link, Message, Transaction
from partnership.serial.moments import microseconds
from partnership.serial.records import LONGEST_LEASE, exact, lease_time, page_size
from partnership.times import instant

__all__ = ["SqlStore"]

_log = logging.getLogger("partnership.store")
_T = TypeVar("_T")


class SqlStore:
    """Keeps every school's records in SQLite or PostgreSQL.

    Threads and processes may share the database; a process that forks opens its own store.

    Args:
        url: Such as `sqlite:///school.db` or `postgresql://host/database`.
        upgrade: Whether tables of an older version are brought up to date.
        busy_seconds: How long to wait for another writer or a free connection, until told to `Retry`.
        row_security: Whether PostgreSQL itself is to keep the rows of schools apart (see `row_security`); once it was
            asked to, it does so for every program.

    Attributes:
        found: The version of the tables before they were opened; None when there were none.

    Raises:
        InvalidValue: A URL of no use, or row security where there is none.
        MissingExtra: The driver is not installed.
        NewerSchema: Written by a newer version of this library.
        StoreFailed: Nothing can be opened there, or the tables are older and `upgrade` is not set.
    """

    def __init__(
        self, url: str, *, upgrade: bool = False, busy_seconds: float = 5.0, row_security: bool = False
    ) -> None:
        engine = open_engine(url, busy_seconds=busy_seconds)
        self._reading, self._writing, self._noting = reading(engine), writing(engine), noting(engine)
        self._engine = engine
        self._owed = False
        try:
            prepared = prepare(self._writing, upgrade=upgrade, row_security=row_security)
        except SQLAlchemyError as error:
            self.close()
            raise fault(error, "opening") from None
        except BaseException:
            self.close()
            raise
        self.found, self._guarded = prepared.found, prepared.guarded

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Begin; see `partnership.ports.Store.transaction`."""
        with self._block(self._writing if write else self._reading, school, write=write) as block:
            yield block

    @contextmanager
    def swift(self, school: SchoolId) -> Iterator[Transaction]:
        """Begin to write a note; see `partnership.ports.SwiftStore.swift`."""
        with self._block(self._noting, school, write=True) as block:
            yield block

    @contextmanager
    def _block(self, engine: Engine, school: SchoolId, *, write: bool) -> Iterator[SqlTransaction]:
        exact(school, field="school")
        with self._begun(engine, school) as connection:
            work = SqlTransaction(connection, school, write=write)
            try:
                yield work
                work.finish()
            finally:
                work.end()
        if work.forgot and self._engine.dialect.name == "sqlite":
            self._write_anew()

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """Committed changes, numbered from 1; see `partnership.ports.Store.journal`."""
        exact(school, field="school")
        size = page_size(limit)
        rows = self._read(
            lambda connection: _journal_rows(connection, school, after=after, limit=size), school
        )
        return tuple((row.seq, change_of_row(row)) for row in rows)

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        """The rows of the journal and its end; see `partnership.ports.Store.chain`."""
        exact(school, field="school")

        def work(connection: Connection) -> tuple[Head, Sequence[Link]]:
            last = connection.execute(sql.LAST, {"of_school": school}).all()
            rows = _journal_rows(connection, school, after=after, limit=page_size(limit))
            head = Head(seq=last[0].seq, hash=last[0].hash) if last else Head()
            return head, tuple(link_of_row(row) for row in rows)

        return self._read(work, school)

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Sequence[tuple[SchoolId, Message]]:
        """Due messages, hidden for a while; see `partnership.ports.Store.lease`."""
        now, hidden = instant(now, field="now"), lease_time(seconds)
        until = microseconds(now + hidden)
        wanted = {
            "now": microseconds(now),
            "longest": microseconds(now + LONGEST_LEASE),
            "rows": page_size(limit),
        }

        def work(connection: Connection) -> Sequence[Any]:
            rows = connection.execute(sql.DUE, wanted).all()
            hide = [{"of_school": row.school, "of_key": row.key, "until": until} for row in rows]
            if hide:
                connection.execute(sql.HIDE, hide)
            return rows

        # A lease that a power cut undoes is taken anew.
        with self._begun(self._noting, None) as connection:
            rows = _told(lambda: work(connection))
        return tuple((SchoolId(row.school), message_of_row(row)) for row in rows)

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """These are done and their words are dropped; see `partnership.ports.Store.ack`."""
        exact(school, field="school")
        done = [
            {"of_school": school, "of_key": key}
            for key in sorted({exact(key, field="message key") for key in keys})
        ]
        if done:
            self._work(lambda connection: connection.execute(sql.DONE, done), school)

    def close(self) -> None:
        """Let go of the connections; see `partnership.ports.Store.close`."""
        if self._owed:
            self._write_anew()
        self._engine.dispose()

    def _write_anew(self) -> None:
        """Write the file anew and empty the write-ahead file, for SQLite leaves copies behind where it moved a row."""
        try:
            with closing(_told(self._engine.raw_connection)) as connection:
                cursor = connection.cursor()
                cursor.execute("VACUUM")
                self._owed, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                cursor.close()
        except sqlite3.Error:
            self._owed = True
        if self._owed:
            _log.warning(
                "others use the file: a copy of what was erased may stay in it until the store is closed"
            )

    def _read(self, work: Callable[[Connection], _T], school: SchoolId) -> _T:
        with self._begun(self._reading, school) as connection:
            return _told(lambda: work(connection))

    def _work(self, work: Callable[[Connection], _T], school: SchoolId) -> _T:
        with self._begun(self._writing, school) as connection:
            return _told(lambda: work(connection))

    @contextmanager
    def _begun(self, engine: Engine, school: SchoolId | None) -> Iterator[Connection]:
        """A transaction for one school, or for the worker who serves them all."""
        with _begun(engine) as connection:
            if self._guarded and school is None:
                _told(lambda: connection.execute(AS_WORKER))
            elif self._guarded:
                _told(lambda: connection.execute(AS_SCHOOL, {"school": school}))
            yield connection


def _told(work: Callable[[], _T], when: When = "working") -> _T:
    """Do it, and tell a fault of the database in our words."""
    try:
        return work()
    except SQLAlchemyError as error:
        raise fault(error, when) from None


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction: committed at the end of the block, undone when it raises."""
    connection = _told(engine.connect)
    try:
        _told(connection.begin)
        yield connection
        _told(connection.commit, "committing")
    finally:
        # This undoes what was not committed; where the server is gone it has undone that itself, and the block's own
        # error is the one to tell.
        with suppress(SQLAlchemyError):
            connection.close()


def _journal_rows(connection: Connection, school: str, *, after: int, limit: int) -> Sequence[Any]:
    return connection.execute(sql.READ_JOURNAL, {"of_school": school, "after": after, "rows": limit}).all()
