"""A store in SQLite (a file, the default) or PostgreSQL: the same tables and the same code for both."""

from collections.abc import Iterable
from pathlib import Path

from partnership.errors import MissingExtra
from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Store

__all__ = ["partnership_stores", "partnership_trials"]


def _sql(url: str, *, upgrade: bool = False, busy_seconds: float = 5.0, row_security: bool = False) -> Store:
    try:
        from partnership.plugins.sqlalchemy.store import SqlStore  # noqa: PLC0415 - only when asked for
    except ModuleNotFoundError as error:
        if error.name == "sqlalchemy":
            raise MissingExtra("a store in a database", "sql") from None
        raise
    return SqlStore(url, upgrade=upgrade, busy_seconds=busy_seconds, row_security=row_security)


def _sqlite(path: str | Path, *, upgrade: bool = False, busy_seconds: float = 5.0) -> Store:
    return _sql(f"sqlite:///{path}", upgrade=upgrade, busy_seconds=busy_seconds)


_OPTIONS = {
    "upgrade": "true to bring tables of an older version up to date (make a copy first)",
    "busy_seconds": "how long to wait for another writer",
}


@hookimpl
def partnership_stores() -> Iterable[Offer[Store]]:
    """The stores `sqlite` (one file) and `sql` (a database URL)."""
    return [
        Offer(
            name="sqlite",
            make=_sqlite,
            summary="One SQLite file; enough for a school.",
            options={"path": "the file; it is made when it is not there"} | _OPTIONS,
        ),
        Offer(
            name="sql",
            make=_sql,
            summary="PostgreSQL or SQLite by URL; for many schools or many servers.",
            options={
                "url": "such as postgresql://host/database or sqlite:///school.db",
                "row_security": "true to let PostgreSQL itself keep the rows of schools apart",
            }
            | _OPTIONS,
        ),
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On a file; a server is held to the contract where there is one."""
    return [
        Trial(kind="store", offer="sqlite", contract="partnership.testing.trials:SqliteTrial"),
    ]
