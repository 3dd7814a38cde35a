"""Statements given to SQLite's own driver: the layer between takes ten times as long as SQLite does.

A server is asked through the layer, which knows when a connection was lost and which others were lost with it.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

__all__ = ["Ask", "asker"]

_Values = Mapping[str, Any] | Sequence[Mapping[str, Any]] | Sequence[tuple[Any, ...]]
Ask = Callable[[str, _Values], Any]
"""Do a statement with one set of values or, for a list, with each; the answer has `rowcount` and `fetchall()`."""


def asker(connection: Connection) -> Ask:
    """How to ask the database of this connection, in the transaction it has begun.

    The answer to one statement is to be fetched before the next is asked.

    Raises:
        SQLAlchemyError: When asked, the database failed; SQLite's own error is wrapped like the layer wraps it.
    """
    if connection.dialect.name != "sqlite":
        return connection.exec_driver_sql
    cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment] # the layer's own protocol

    def ask(words: str, values: _Values) -> sqlite3.Cursor:
        try:
            if isinstance(values, list):
                return cursor.executemany(words, values)
            return cursor.execute(words, values)
        except sqlite3.Error as error:
            raise DBAPIError(None, None, error) from None

    return ask
