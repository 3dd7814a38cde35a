"""A transaction that passes everything on to another; who does one thing more says only that."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from partnership.changes import Change
from partnership.ports import Claim, Found, Message, NewRecord, Record, Transaction, create, scan

__all__ = ["PassedOn"]


class PassedOn:
    """Does what the transaction behind it does.

    Args:
        inner: The transaction.
    """

    def __init__(self, inner: Transaction) -> None:
        self._inner = inner

    def get(self, kind: str, id: str) -> Record | None:
        """The record, or None; see `partnership.ports.Transaction.get`."""
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
        """Write a record; see `partnership.ports.Transaction.put`."""
        return self._inner.put(kind, id, body, expected=expected, index=index, claims=claims)

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Remove a record; see `partnership.ports.Transaction.delete`."""
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
        """Records in order; see `partnership.ports.Transaction.find`."""
        return self._inner.find(kind, index, ge=ge, lt=lt, after=after, limit=limit)

    def scan(self, kind: str) -> Iterator[Record]:
        """Every record of a kind; see `partnership.ports.BulkTransaction.scan`."""
        return scan(self._inner, kind)

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Write new records; see `partnership.ports.BulkTransaction.create`."""
        create(self._inner, kind, records)

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Add to the journal and the outbox; see `partnership.ports.Transaction.append`."""
        self._inner.append(changes, messages)

    def sift(self, forget: Callable[[Change | Message], bool]) -> int:
        """Look at every change and message; see `partnership.ports.Transaction.sift`."""
        return self._inner.sift(forget)
