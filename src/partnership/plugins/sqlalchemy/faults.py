"""What a database's own error means to us: try again, or give up. Its words are dropped, for they may quote a row."""

import sqlite3
from typing import Literal

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from partnership.errors import CommitUnknown, Retry, StoreFailed

__all__ = ["When", "fault"]

_SQLITE_BUSY = {"SQLITE_BUSY": "busy", "SQLITE_LOCKED": "locked"}
_SQLITE_SAYS = {
    "SQLITE_CANTOPEN": "the database file cannot be opened; check its folder and rights",
    "SQLITE_CORRUPT": "the database file is damaged; restore a copy",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk could not be read or written",
    "SQLITE_NOTADB": "the file is damaged or not a database",
    "SQLITE_PERM": "the database file may not be opened",
    "SQLITE_READONLY": "the database file may not be written",
}
_SERVER_AGAIN = {
    "40001": "lost a race",
    "40P01": "waited for each other",
    "53300": "too many connections",
    "55P03": "busy",
    "57P01": "the server is stopping",
    "57P02": "the server is restarting",
    "57P03": "the server is starting",
}
_SERVER_UNSURE = {"40003", "57P01", "57P02"}
"""Said at a commit, they leave open whether it was done."""

_SERVER_SAYS = {
    "25006": "the database may not be written",
    "28000": "the server refuses this user",
    "28P01": "the server refuses this password",
    "3D000": "the server has no such database",
    "42501": "the database does not let this user do that",
    "53100": "the disk is full",
}


When = Literal["opening", "working", "committing"]


def fault(error: SQLAlchemyError, when: When = "working") -> Retry | StoreFailed:
    """The error to raise instead.

    Args:
        error: What the database layer raised.
        when: At the first contact nobody answering is a fault and not bad luck; and when the answer to a commit is
            lost, nobody knows whether it was done, so it is not for repeating.
    """
    if isinstance(error, NoConnection):
        return Retry("all connections are in use")
    if not isinstance(error, DBAPIError):
        return StoreFailed(f"the database layer gave up ({type(error).__name__})")
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    return _of_server(error, getattr(error.orig, "sqlstate", None), when)


def _of_sqlite(error: sqlite3.Error) -> Retry | StoreFailed:
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    plain = "_".join(name.split("_")[:2])
    if plain in _SQLITE_BUSY:
        return Retry(f"the database is {_SQLITE_BUSY[plain]} ({name})")
    return StoreFailed(f"{_SQLITE_SAYS.get(plain, 'SQLite could not do it')} ({name})")


def _of_server(error: DBAPIError, state: str | None, when: When) -> Retry | StoreFailed:
    lost = state is None or state.startswith("08") or error.connection_invalidated
    if when == "committing" and (lost or state in _SERVER_UNSURE):
        return CommitUnknown(
            "the answer to the commit was lost; look whether it was done before doing it again"
        )
    if state is not None and state in _SERVER_AGAIN:
        return Retry(f"{_SERVER_AGAIN[state]} ({state})")
    if lost:
        nobody = StoreFailed("no database server answers")
        return nobody if when == "opening" else Retry("the connection was lost")
    return StoreFailed(f"{_SERVER_SAYS.get(str(state), 'the database could not do it')} ({state})")
