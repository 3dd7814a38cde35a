"""What an author of a store fills in, and what a store declares."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from partnership.ports import Store
from partnership.testing.promises import Promises, needs

__all__ = ["RawRow", "StoreFace", "needs"]


@attrs.frozen(order=True)
class RawRow:
    """A record as it lies in the medium itself, read past the store."""

    school: str
    kind: str
    id: str
    revision: int


class StoreFace(Promises):
    """The two things an author writes, and the declarations.

    The journal and the outbox are no capabilities: every use case writes them in the transaction of its change, so a
    store that lacks one waives the tests it fails, each with the reason.

    Attributes:
        persistent: Whether what was committed is there when the same folder is opened again.
        shared: Whether two openings of one folder, in one process or several, work at the same time.
        many_hands: Whether threads may share one opening; they may unless a store says otherwise.
    """

    persistent: ClassVar[bool]
    shared: ClassVar[bool]
    many_hands: ClassVar[bool] = True
    capabilities: ClassVar[tuple[str, ...]] = ("persistent", "shared", "many_hands")
    factory = "make_store"

    def make_store(self, folder: Path) -> Store:
        """Open the store that lives in this folder; an empty folder means an empty store."""
        raise NotImplementedError(f"{type(self).__name__}.make_store: open your store here")

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """Every record at every school, read by other means than the store's own (SQL, the file itself)."""
        raise NotImplementedError(f"{type(self).__name__}.raw_rows: read your medium past the store")

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        """An empty store, closed at the end."""
        store = self.make_store(tmp_path)
        yield store
        store.close()
