"""Many records at once, where the store has no quicker way and where somebody listens in between."""

from pathlib import Path

from partnership.host.observed import ObservedStore
from partnership.host.plugins import Host
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import BulkTransaction, Store
from partnership.testing.contracts.examples import BEECH
from partnership.testing.contracts.many import ManyContract


class OneByOne(MemoryTransaction):
    """A block as most stores have it: each record by itself."""

    scan = None  # type: ignore[assignment]
    create = None  # type: ignore[assignment]


class TestOneByOne(ManyContract):
    """A store that can do no more than it must."""

    def make_store(self, folder: Path) -> Store:
        """In memory."""
        assert folder.is_dir()
        store = MemoryStore()
        store.block = OneByOne
        return store

    def test_it_has_no_quicker_way(self, store: Store) -> None:
        """Or the tests above would say nothing of such stores."""
        with store.transaction(BEECH) as block:
            assert not isinstance(block, BulkTransaction)


class TestObserved(ManyContract):
    """A store that is listened to passes many on as many."""

    def make_store(self, folder: Path) -> Store:
        """Around one in memory."""
        assert folder.is_dir()
        return ObservedStore(MemoryStore(), Host(plugins=[]))

    def test_it_has_the_quicker_way(self, store: Store) -> None:
        """So that an import through a school's own door is as quick."""
        with store.transaction(BEECH) as block:
            assert isinstance(block, BulkTransaction)
