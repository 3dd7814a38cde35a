"""The door to where a school's records are kept: documents with indexes, claims, a journal and an outbox."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

import attrs

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.times import instant

__all__ = ["Claim", "Found", "Head", "Link", "Message", "Record", "Store", "SwiftStore", "Transaction"]


@attrs.frozen(order=True)
class Claim:
    """One moment of one person, room seat or interpreter; a school gives each out once.

    Attributes:
        resource: Whose moment, such as `staff:jansen` or `room:r12/0`.
        tick: Which moment: minutes since 1970-01-01T00:00Z.
    """

    resource: str
    tick: int


@attrs.frozen(kw_only=True)
class Record:
    """A stored document: plain data (JSON types) under a kind and an id, with the revision it is at (from 1)."""

    kind: str
    id: str
    revision: int
    body: Mapping[str, Any] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Found:
    """One row of a `find`: the index value it was found under and the record; `(value, record.id)` continues a page."""

    value: str
    record: Record


@attrs.frozen(kw_only=True)
class Message:
    """Something to tell someone, queued in the same transaction as the change it tells about.

    Attributes:
        key: Unique per school, `event/talk/kind/recipient/version`; queueing a known key again does nothing.
        topic: What kind of message it is, for the one who renders it.
        body: Plain data to render from, late; never in the repr.
        due: Not to be sent before this instant, in UTC.
    """

    key: str
    topic: str
    body: Mapping[str, Any] = attrs.field(repr=False)
    due: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class Link:
    """A journal row as it lies in the store, for whoever checks the chain (`partnership.serial.chain`).

    Attributes:
        seq: Its number, from 1.
        at: Microseconds since 1970-01-01T00:00Z.
        details: The details as text; None once they were erased.
        salt: What was put before the details to make their digest; None once they were erased.
        digest: The digest of salt and details.
        previous_hash: The hash of the row before; empty for the first.
        hash: The hash of this row, which covers all the others but the details and their salt.
    """

    seq: int
    at: int
    what: str
    kind: str
    id: str
    actor: str
    purpose: str
    ground: str
    details: str | None = attrs.field(repr=False)
    salt: str | None = attrs.field(repr=False)
    digest: str
    previous_hash: str
    hash: str


@attrs.frozen(kw_only=True)
class Head:
    """The end of a school's journal: the number of its last row and that row's hash; 0 and empty where nothing happened."""

    seq: int = 0
    hash: str = ""


@runtime_checkable
class Transaction(Protocol):
    """One all-or-nothing piece of work at one school. Left by an exception, it leaves no trace.

    It sees its own work. A `put`, `delete` or `append` that is refused (`Conflict`, `Taken`, `InvalidValue`) did nothing,
    and the block may go on; after a `Retry` or `StoreFailed` it can only end. What it reads of others may change before
    it commits: guard with a revision or a claim what must not.
    """

    def get(self, kind: str, id: str) -> Record | None:
        """The record, or None. Ids are compared exactly: no folding, stripping or normalising."""

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
        """Write a record whole, replacing its index values and claims, and return its new revision.

        Args:
            kind: What it is.
            id: Which one.
            body: The new body, plain data.
            expected: The revision it must be at now; None means it must not exist.
            index: Values to find it by, name → value or values (dates as ISO text); compared in code-point order.
            claims: The moments it holds from now on; those it held and does not name are freed.

        Raises:
            Conflict: It is at another revision.
            Taken: Another record of this school holds one of the claims.
        """

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Remove a record with its index values and claims.

        Raises:
            Conflict: It is at another revision or not there.
        """

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
        """Records of a kind whose value in this index lies in `[ge, lt)`, ordered by (value, id) in code points.

        Args:
            kind: What to look for.
            index: A name given to `put`; None means by id.
            ge: The least value; every value when empty.
            lt: The first value not wanted; None means no end.
            after: The `(value, id)` of the last row of the page before.
            limit: At most this many rows.
        """

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Add changes to the journal and messages to the outbox; messages with a known key are left as they are."""

    def sift(self, forget: Callable[[Change | Message], bool]) -> int:
        """Show every change of the journal and every message not yet done, and empty those that are to be forgotten.

        A change loses its details, and with them the salt of their digest: that it happened stays, the chain stays
        whole, and the digest says nothing any more. A message loses its words and is done; its key stays known.
        Once the block is committed, what it emptied, deleted or replaced is in no part of the medium that the store
        can overwrite.

        Args:
            forget: Asked once of each, oldest change first; it must do nothing but look.

        Returns:
            How many were emptied by this.

        Raises:
            StoreFailed: Something is to be forgotten in a block that only reads.
        """


@runtime_checkable
class Store(Protocol):
    """Where a school's records are kept. Schools never see each other's rows."""

    def transaction(self, school: SchoolId, *, write: bool = True) -> AbstractContextManager[Transaction]:
        """Begin; committed when the block ends, undone when it raises.

        With `write=False` the block sees one moment and any writing raises `StoreFailed`.

        Raises:
            Retry: Busy, or lost a race; nothing was done.
            StoreFailed: The medium failed; nothing was done.
            CommitUnknown: The answer to the commit was lost; it was done or it was not.
        """

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """Committed changes with their sequence numbers (from 1, without gaps), oldest first."""

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        """The same rows as they lie in the store, with the end of the journal as the store has it written down.

        The end is kept apart from the rows, so that rows missing from it show; both are of one moment.
        """

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Sequence[tuple[SchoolId, Message]]:
        """Due messages, hidden from other workers for so many seconds, earliest due first.

        Args:
            now: By the worker's clock. A lease that ends more than a day from now was taken by a clock that ran ahead,
                and hides nothing.
            limit: At most this many messages.
            seconds: From one to a day's.
        """

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """These messages are done; they never come back and their keys stay known."""

    def close(self) -> None:
        """Let go of connections and files; closing twice is harmless."""


@runtime_checkable
class SwiftStore(Protocol):
    """What a store may have besides, where waiting for the medium costs much: writing notes that may be lost."""

    def swift(self, school: SchoolId) -> AbstractContextManager[Transaction]:
        """Begin to write, as `Store.transaction` does and with its promises, but one.

        A power cut may undo the last of what was committed so, whole transactions and in their order, until the next that
        is begun by `transaction` is committed. A program that dies undoes nothing.
        """
