"""The school system's store, held to the contract of stores: by `partnership conformance`, or in tests of one's own."""

import sqlite3
from contextlib import closing
from pathlib import Path

from school_system_store import SchoolSystemStore

from partnership.ports import Store
from partnership.testing.stores import RawRow, StoreContract


class SchoolSystemTrial(StoreContract):
    """It keeps everything: what was committed stays, and every process may open it."""

    persistent = True
    shared = True

    def make_store(self, folder: Path) -> Store:
        return SchoolSystemStore(str(folder / "school-system.db"))

    def raw_rows(self, store: Store, folder: Path) -> list[RawRow]:
        with closing(sqlite3.connect(folder / "school-system.db")) as rows:
            return [RawRow(*row) for row in rows.execute("SELECT school, kind, id, revision FROM record")]
