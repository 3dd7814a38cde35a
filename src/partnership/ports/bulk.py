"""Many records at once: every store can, one by one, and one that is quicker with many together may say so.

A roster has a hundred thousand records. Whoever reads all of a kind, or writes many new ones, does it with `scan` and
`create`; how the store goes about it makes no difference to what is read, kept or refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from partnership.errors import Conflict, InvalidValue
from partnership.ports.store import Record, Transaction

__all__ = ["BulkTransaction", "NewRecord", "create", "scan"]

_PAGE = 1000

NewRecord = tuple[str, Mapping[str, Any], Mapping[str, str | Sequence[str]]]
"""What becomes a record: its id, its body, and the values to find it by."""


@runtime_checkable
class BulkTransaction(Protocol):
    """What a block may have besides, where many records together cost less than each by itself."""

    def scan(self, kind: str) -> Iterator[Record]:
        """Every record of a kind by its id, as `find` gives them page after page."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Write new records, as `put` does with each when it must not exist and claims nothing: all of them, or none.

        Raises:
            Conflict: One of them exists, or is there twice; the block may go on.
        """


def scan(transaction: Transaction, kind: str) -> Iterator[Record]:
    """Every record of a kind by its id, without holding more than a page of them."""
    if isinstance(transaction, BulkTransaction):
        yield from transaction.scan(kind)
        return
    after: tuple[str, str] | None = None
    while page := transaction.find(kind, after=after, limit=_PAGE):
        for found in page:
            yield found.record
        after = page[-1].value, page[-1].record.id


def create(transaction: Transaction, kind: str, records: Sequence[NewRecord]) -> None:
    """Write new records of a kind: all of them, or none.

    Args:
        transaction: Where.
        kind: What they are.
        records: Which.

    Raises:
        Conflict: One of them exists, or is there twice; the block may go on.
        InvalidValue: One of them cannot be kept; the block may go on.
    """
    if isinstance(transaction, BulkTransaction):
        transaction.create(kind, records)
        return
    for number, (id, body, index) in enumerate(records):
        try:
            transaction.put(kind, id, body, expected=None, index=index)
        except (Conflict, InvalidValue):
            for written, _, _ in records[:number]:
                transaction.delete(kind, written, expected=1)
            raise
