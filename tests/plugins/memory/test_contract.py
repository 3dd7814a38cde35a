"""The memory store keeps every promise but lasting."""

from collections.abc import Collection
from pathlib import Path

from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Store
from partnership.testing.stores import RawRow, StoreContract


class TestMemoryStore(StoreContract):
    """The yardstick, measured."""

    persistent = False
    shared = False

    def make_store(self, folder: Path) -> Store:
        """A new one each time: nothing lies in the folder."""
        assert folder.is_dir()
        return MemoryStore()

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """The dictionaries themselves."""
        assert isinstance(store, MemoryStore)
        assert list(folder.iterdir()) == []
        return [
            RawRow(school, *key, kept.revision)
            for school, kept_there in store._schools.items()
            for key, kept in kept_there.records.items()
        ]
