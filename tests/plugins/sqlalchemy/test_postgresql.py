"""The PostgreSQL store keeps every promise, and the tables say the same when read past it."""

from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Store
from partnership.testing.stores import RawRow, StoreContract

psycopg = pytest.importorskip("psycopg")


class TestPostgresql(StoreContract):
    """Tables of its own for every test, in one real server."""

    persistent = True
    shared = True
    url: Callable[[Path], str]

    @pytest.fixture(autouse=True)
    def _server(self, database: Callable[[Path], str]) -> None:
        self.url = database

    def make_store(self, folder: Path) -> Store:
        """The tables that belong to this folder."""
        return SqlStore(self.url(folder))

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """By the driver itself, in another session."""
        assert isinstance(store, SqlStore)
        with psycopg.connect(self.url(folder)) as raw:
            return [
                RawRow(*row)
                for row in raw.execute("SELECT school, kind, id, revision FROM entity").fetchall()
            ]
