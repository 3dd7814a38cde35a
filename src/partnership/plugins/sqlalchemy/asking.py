"""The way from a piece of work to its database: every statement passes here, and so does every fault."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Insert, Select
from sqlalchemy.exc import SQLAlchemyError

from partnership.errors import Conflict, PartnershipError, Taken
from partnership.plugins.sqlalchemy import statements as sql
from partnership.plugins.sqlalchemy.driver import asker
from partnership.plugins.sqlalchemy.faults import fault

__all__ = ["Asking", "Rows"]

_T = TypeVar("_T")
Rows = Sequence[Any]
"""What a database answers: rows in their order."""


class Asking:
    """Asks a database until it fails: it may have undone a part by itself, so nothing is asked of it any more.

    Attributes:
        ended: Why nothing is asked any more; None while there is no reason.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection, self._ask = connection, asker(connection)
        self._dialect = connection.dialect.name
        self.ended: PartnershipError | None = None

    def check(self) -> None:
        """Raise what ended it, if anything did."""
        if self.ended is not None:
            raise self.ended

    def rows(self, statement: Executable, values: Mapping[str, Any]) -> Rows:
        """What a query finds."""
        words = sql.words(statement, self._dialect)
        return self._run(lambda: self._ask(words, values).fetchall())

    def fetch(self, query: Select[Any], values: Mapping[str, Any]) -> Rows:
        """What a query finds, as rows whose columns have names and the types of their table."""
        return self._run(lambda: self._connection.execute(query, values).all())

    def execute(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Do it with each of these values, beside those that the statement has of its own."""
        self._run(lambda: self._connection.execute(statement, rows))

    def changed(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """Do it; the number of rows it changed."""
        return self._run(lambda: int(self._ask(sql.words(statement, self._dialect), values).rowcount))

    def each(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Do it with each of these values."""
        if rows:
            self._run(lambda: self._ask(sql.words(statement, self._dialect), rows))

    def insert(self, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> int:
        """Add rows in their order and count those that are new."""
        names = statement.table.columns.keys()
        return self.insert_all(statement, [tuple(row[name] for name in names) for row in rows])

    def insert_all(self, statement: Insert, rows: Sequence[tuple[Any, ...]]) -> int:
        """The same with rows in the order of the columns of their table; a server is told all of them in one statement."""
        if not rows:
            return 0
        words, columns = sql.in_order(statement)
        if self._dialect == "sqlite":
            return self._run(lambda: int(self._ask(words, rows).rowcount))
        arrays = dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))
        return self._run(lambda: self._connection.exec_driver_sql(sql.as_arrays(statement), arrays).rowcount)

    @contextmanager
    def whole(self) -> Iterator[Callable[[], None]]:
        """Undo a part that was refused, or what it did so far when it asks, so that the block may go on without it."""
        self._say("SAVEPOINT part")
        try:
            yield self._undo
        except (Conflict, Taken):
            self._undo()
            raise
        self._say("RELEASE SAVEPOINT part")

    def _undo(self) -> None:
        self._say("ROLLBACK TO SAVEPOINT part")

    def _say(self, words: str) -> None:
        self._run(lambda: self._ask(words, {}))

    def _run(self, ask: Callable[[], _T]) -> _T:
        self.check()
        try:
            return ask()
        except SQLAlchemyError as error:
            self.ended = fault(error)
            raise self.ended from None
