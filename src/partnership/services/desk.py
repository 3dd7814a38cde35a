"""Where use cases are done: one school's store, its clock and the rules it plans by."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

import attrs

from partnership.conferences.rules import STANDARD, Rulebook
from partnership.errors import Conflict
from partnership.ids import SchoolId, fresh_id
from partnership.ports import Clock, Found, Store, Transaction, run

__all__ = ["Desk", "every", "just", "now"]

_T = TypeVar("_T")

_PAGE = 500


def now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


@attrs.frozen(kw_only=True)
class Desk:
    """What every use case needs.

    Attributes:
        store: Where records are kept.
        school: Whose records.
        clock: What time it is.
        rulebook: The rules of a conference that hold here.
        tries: How often a decision is made anew when somebody else changed the same record first.
    """

    store: Store
    school: SchoolId
    clock: Clock = now
    rulebook: Rulebook = STANDARD
    tries: int = 64

    def read(self, work: Callable[[Transaction], _T]) -> _T:
        """Do something that only reads; it sees one moment."""
        with self.store.transaction(self.school, write=False) as transaction:
            return work(transaction)

    def once(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a piece of work in a transaction, once: a lost answer to the commit is looked up.

        Raises:
            Conflict: Somebody else changed a record of it first; nothing was done.
        """
        return run(self.store, self.school, work, operation=fresh_id())

    def anew(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a piece of work that reads all it decides by, and decide anew when somebody else was first.

        Raises:
            Conflict: Somebody else was first at the last try too.
        """
        for _ in range(self.tries - 1):
            try:
                return self.once(work)
            except Conflict:
                continue
        return self.once(work)


def just(value: str) -> str:
    """The end of the range that holds this one value of an index and no other."""
    return value + "\x01"


def every(
    transaction: Transaction,
    kind: str,
    index: str | None = None,
    *,
    value: str | None = None,
    ge: str = "",
    lt: str | None = None,
) -> Iterator[Found]:
    """Every record of a kind, or those with one value of an index or in a range of values, page by page."""
    after: tuple[str, str] | None = None
    end = lt if value is None else just(value)
    while True:
        page = transaction.find(kind, index, ge=value or ge, lt=end, after=after, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].value, page[-1].record.id
