"""A transaction that reads each record once: what fifty letters of one evening look at is the same evening."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from partnership.host.passed_on import PassedOn
from partnership.ports import Claim, NewRecord, Record, Transaction

__all__ = ["Remembered"]


class Remembered(PassedOn):
    """Does what the transaction behind it does, and remembers what it got until it is written.

    Whoever reads changes nothing in what they get, for the next one gets the same.

    Args:
        inner: The transaction.
    """

    def __init__(self, inner: Transaction) -> None:
        super().__init__(inner)
        self._got: dict[tuple[str, str], Record | None] = {}

    def get(self, kind: str, id: str) -> Record | None:
        """The record, or None; see `partnership.ports.Transaction.get`."""
        key = kind, id
        if key not in self._got:
            self._got[key] = super().get(kind, id)
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
        return super().put(kind, id, body, expected=expected, index=index, claims=claims)

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Remove a record; see `partnership.ports.Transaction.delete`."""
        self._got.pop((kind, id), None)
        super().delete(kind, id, expected=expected)

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Write new records; see `partnership.ports.BulkTransaction.create`."""
        for id, *_ in records:
            self._got.pop((kind, id), None)
        super().create(kind, records)
