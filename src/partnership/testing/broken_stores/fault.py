"""The memory store as something to break, one place at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Claim

__all__ = ["Fault", "Put", "PutFault", "in_block", "in_store"]


@attrs.frozen(kw_only=True)
class Fault:
    """One fault.

    Attributes:
        name: What to call it.
        what: What goes wrong, in a sentence.
        caught_by: The test of the contract that has to notice.
        make: A store that has it, opened in a folder.
    """

    name: str
    what: str
    caught_by: str
    make: Callable[[Path], MemoryStore]


def in_store(store: type[MemoryStore], caught_by: str) -> Fault:
    """A fault of a store as a whole."""
    return Fault(name=store.__name__, what=str(store.__doc__), caught_by=caught_by, make=lambda _: store())


def in_block(block: type[MemoryTransaction], caught_by: str) -> Fault:
    """A fault of what a block does."""

    def make(_: Path) -> MemoryStore:
        store = MemoryStore()
        store.block = block
        return store

    return Fault(name=block.__name__, what=str(block.__doc__), caught_by=caught_by, make=make)


class Put(NamedTuple):
    """What a `put` was asked."""

    kind: str
    id: str
    body: Mapping[str, Any]
    expected: int | None
    found_by: Mapping[str, str | Sequence[str]]
    claims: tuple[Claim, ...]


class PutFault(MemoryTransaction):
    """A block that writes something else than it was asked to."""

    def put(
        self,
        kind: str,
        id: str,
        body: Mapping[str, Any],
        *,
        expected: int | None,
        index: Mapping[str, str | Sequence[str]] | None = None,
        claims: Iterable[Claim] = (),
    ) -> int:
        """Where the fault goes; here it is done right."""
        return self.write(Put(kind, id, body, expected, dict(index or {}), tuple(claims)))

    def write(self, asked: Put) -> int:
        """As the memory store does."""
        return super().put(
            asked.kind,
            asked.id,
            asked.body,
            expected=asked.expected,
            index=asked.found_by,
            claims=asked.claims,
        )

    def revision_of(self, kind: str, id: str) -> int | None:
        """At which revision the record is."""
        kept = self._school.records.get((kind, id))
        return kept.revision if kept else None
