"""Doing a piece of work in a store once: tried again where nothing was done, looked up where nobody knows.

An operation has an id, written down as a record of its own in the same transaction as the work. Whoever lost the answer
to a commit begins again by writing it down again: when it is there already the work was done, and when it is not the
first try can no longer be done either, for a store keeps one record of an id. So any store that keeps its promises can
do this, and none needs to know of it.
"""

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Generic, TypeVar

from partnership.errors import AlreadyDone, CommitUnknown, Conflict, Retry, StoreFailed
from partnership.ids import SchoolId, fresh_id
from partnership.ports.store import Store, SwiftStore, Transaction
from partnership.times import instant

__all__ = ["forget_operations", "run"]

_T = TypeVar("_T")

_KIND = "operation"
_PAGE = 500
_FIRST_PAUSE, _LONGEST_PAUSE = 0.005, 0.5


def run(
    store: Store,
    school: SchoolId,
    work: Callable[[Transaction], _T],
    *,
    tries: int = 8,
    operation: str | None = None,
    swift: bool = False,
) -> _T:
    """Do a whole piece of work in a transaction, and again from its start when the store says `Retry`.

    The work may be called several times, so it must do nothing but use the transaction. Between two tries there is a
    pause, each about twice as long as the one before until it is half a second: with eight tries half a second in all.

    Args:
        store: Where.
        school: Whose records.
        work: What to do.
        tries: How often at most.
        operation: An id of this piece of work that nothing else at the school has, such as `fresh_id()` or what a
            browser sent along with its request. With it a lost answer to a commit is looked up, and the work is done
            once however often it is asked for.
        swift: Whether a power cut may undo it (`SwiftStore`), where the store is quicker then.

    Returns:
        What the work returned in the transaction that was committed.

    Raises:
        Retry: The store was still busy at the last try; nothing was done.
        CommitUnknown: The answer to a commit was lost, and it has no id or the store could not be asked any more.
        AlreadyDone: An earlier call did this operation.
    """
    begin = store.swift if swift and isinstance(store, SwiftStore) else store.transaction
    piece = _Piece(begin, school, work, operation)
    for count in range(tries - 1):
        try:
            return piece.once()
        except Retry:
            pass
        except CommitUnknown:
            if operation is None:
                raise
        time.sleep(_pause(count))
    return piece.once()


def forget_operations(store: Store, school: SchoolId, *, before: datetime) -> int:
    """Remove the ids of operations done before an instant, and return how many.

    From then on a call with such an id does the work anew. A day is plenty: nobody waits longer for an answer.
    """
    until, count = instant(before, field="before").isoformat(), 0
    while True:

        def work(transaction: Transaction) -> int:
            found = transaction.find(_KIND, "at", lt=until, limit=_PAGE)
            for each in found:
                transaction.delete(_KIND, each.record.id, expected=each.record.revision)
            return len(found)

        count += (gone := run(store, school, work))
        if gone < _PAGE:
            return count


def _pause(count: int) -> float:
    """Seconds to wait after so many pauses, by chance a little more or less, so that two do not meet again."""
    return min(_FIRST_PAUSE * 2.0 ** min(count, 20), _LONGEST_PAUSE) * random.uniform(0.5, 1)  # noqa: S311 - no secret


class _Piece(Generic[_T]):
    """A piece of work while it is tried: what the last try answered, and whether that may have been committed."""

    def __init__(
        self,
        begin: Callable[[SchoolId], AbstractContextManager[Transaction]],
        school: SchoolId,
        work: Callable[[Transaction], _T],
        operation: str | None,
    ) -> None:
        self._begin = begin
        self._school = school
        self._work = work
        self._operation = operation
        self._mine = fresh_id()
        self._unsure = False
        self._answer: _T

    def once(self) -> _T:
        """Try it, or find that the last try did it."""
        try:
            with self._begin(self._school) as transaction:
                if self._operation is None or self._write_down(transaction, self._operation):
                    self._unsure = False  # the last try was not committed, and no longer can be
                    self._answer = self._work(transaction)
        except CommitUnknown:
            self._unsure = True
            raise
        except (Retry, StoreFailed):
            if self._unsure:
                raise CommitUnknown("the answer to the commit was lost, and nobody can be asked") from None
            raise
        return self._answer

    def _write_down(self, transaction: Transaction, operation: str) -> bool:
        """Write the operation down; False when the last try of this piece did so, and was committed."""
        at = datetime.now(UTC).isoformat()
        try:
            transaction.put(_KIND, operation, {"by": self._mine}, expected=None, index={"at": at})
        except Conflict:
            there = transaction.get(_KIND, operation)
            if self._unsure and there is not None and there.body["by"] == self._mine:
                return False
            raise AlreadyDone(operation) from None
        return True
