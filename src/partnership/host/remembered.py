"""A transaction that reads each record once: what fifty letters of one evening look at is the same evening."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from partnership.changes import Change
from partnership.ports import Claim, Found, Message, Record, Transaction

__all__ = ["Remembered"]


class Remembered:
    """Does what the transaction behind it does, and remembers what it got until it is written.

    Whoever reads changes nothing in what they get, for the next one gets the same.

    Args:
        inner: The transaction.
    """

    def __init__(self, inner: Transaction) -> None:
        self._inner = inner
        self._got: dict[tuple[str, str], Record | None] = {}

    def get(self, kind: str, id: str) -> Record | None:
        """The record, or None; see `partnership.ports.Transaction.get`."""
        key = kind, id
        if key not in self._got:
            self._got[key] = self._inner.get(kind, id)
        return self._got[key]

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
        self._got.pop((kind, id), None)
        return self._inner.put(kind, id, body, expected=expected, index=index, claims=claims)

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Remove a record; see `partnership.ports.Transaction.delete`."""
        self._got.pop((kind, id), None)
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

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Add to the journal and the outbox; see `partnership.ports.Transaction.append`."""
        self._inner.append(changes, messages)

    def sift(self, forget: Callable[[Change | Message], bool]) -> int:
        """Look at every change and message; see `partnership.ports.Transaction.sift`."""
        return self._inner.sift(forget)
