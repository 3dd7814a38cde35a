"""A store that tells the plug-ins what was committed, after it was and never before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from partnership.changes import Change
from partnership.host.plugins import Host
from partnership.ids import SchoolId
from partnership.ports import (
    Claim,
    Found,
    Head,
    Link,
    Message,
    NewRecord,
    Record,
    Store,
    SwiftStore,
    Transaction,
    create,
    scan,
)

__all__ = ["ObservedStore"]


class ObservedStore:
    """Does what the store behind it does, and announces the changes of each transaction once it is committed.

    Args:
        store: The store that keeps the records.
        host: Whose observers hear of it.
    """

    def __init__(self, store: Store, host: Host) -> None:
        self._store = store
        self._host = host

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Begin; see `partnership.ports.Store.transaction`."""
        with self._heard(self._store.transaction(school, write=write)) as listening:
            yield listening

    @contextmanager
    def swift(self, school: SchoolId) -> Iterator[Transaction]:
        """Begin to write a note, where the store can; see `partnership.ports.SwiftStore.swift`."""
        inner = self._store
        begun = inner.swift(school) if isinstance(inner, SwiftStore) else inner.transaction(school)
        with self._heard(begun) as listening:
            yield listening

    @contextmanager
    def _heard(self, begun: AbstractContextManager[Transaction]) -> Iterator["_Listening"]:
        """A block whose changes are announced once it is committed."""
        with begun as inner:
            listening = _Listening(inner)
            yield listening
        if listening.changes:
            self._host.announce(tuple(listening.changes))

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """Committed changes; see `partnership.ports.Store.journal`."""
        return self._store.journal(school, after=after, limit=limit)

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        """The rows as they lie there; see `partnership.ports.Store.chain`."""
        return self._store.chain(school, after=after, limit=limit)

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Sequence[tuple[SchoolId, Message]]:
        """Due messages; see `partnership.ports.Store.lease`."""
        return self._store.lease(now=now, limit=limit, seconds=seconds)

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """These are done; see `partnership.ports.Store.ack`."""
        self._store.ack(school, keys)

    def close(self) -> None:
        """Let go; see `partnership.ports.Store.close`."""
        self._store.close()


class _Listening:
    """A transaction that remembers the changes that were added to the journal."""

    def __init__(self, inner: Transaction) -> None:
        self._inner = inner
        self.changes: list[Change] = []

    def get(self, kind: str, id: str) -> Record | None:
        return self._inner.get(kind, id)

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
        return self._inner.put(kind, id, body, expected=expected, index=index, claims=claims)

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        self._inner.delete(kind, id, expected=expected)

    def find(
        self,
        kind: str,
        index: str | None = None,
        *,
        ge: str = "",
        lt: str | None = None,
        after: tuple[str, str] | None = None,
        limit: int = 100,
    ) -> Sequence[Found]:
        return self._inner.find(kind, index, ge=ge, lt=lt, after=after, limit=limit)

    def scan(self, kind: str) -> Iterator[Record]:
        return scan(self._inner, kind)

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        create(self._inner, kind, records)

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        told = tuple(changes)
        self._inner.append(told, messages)
        self.changes.extend(told)

    def sift(self, forget: Callable[[Change | Message], bool]) -> int:
        return self._inner.sift(forget)
