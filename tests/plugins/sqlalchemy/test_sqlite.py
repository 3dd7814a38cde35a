"""The SQLite store keeps every promise, and the file says the same when read past it."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Store
from partnership.testing.stores import RawRow, StoreContract


class TestSqlite(StoreContract):
    """A real file for every test."""

    persistent = True
    shared = True

    def make_store(self, folder: Path) -> Store:
        """The file `school.db` in the folder."""
        return SqlStore(f"sqlite:///{folder / 'school.db'}")

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """By the standard library's own driver."""
        assert isinstance(store, SqlStore)
        with closing(sqlite3.connect(folder / "school.db")) as raw:
            return [
                RawRow(*row)
                for row in raw.execute("SELECT school, kind, id, revision FROM entity WHERE body IS NOT NULL")
            ]
