"""The obvious store: dictionaries, one writer at a time, a copy to work on and a swap at the end.

It is what the contract means by right, so it is written to be read, not to be fast: `find` looks at every record.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import attrs

from partnership.changes import Change
from partnership.errors import Retry
from partnership.ids import SchoolId
from partnership.plugins.memory.school import School
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Head, Link, Message, Transaction
from partnership.serial.chain import change_of
from partnership.serial.records import decode, encode, exact, lease_time, page_size
from partnership.times import instant

__all__ = ["MemoryStore"]


class MemoryStore:
    """Keeps every school's records in memory until the program ends.

    Threads may share it. A writer works on a copy of its school that takes the place of the old one at the end, so
    that a reader sees one moment and a failed writer leaves nothing.

    Args:
        wait: Seconds a writer waits for the one before it, until it is told to `Retry`.
    """

    block: type[MemoryTransaction] = MemoryTransaction
    """What a block works with."""

    def __init__(self, *, wait: float = 5.0) -> None:
        self._wait = wait
        self._writing = threading.Lock()
        self._schools: dict[SchoolId, School] = {}

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Begin; see `partnership.ports.Store.transaction`."""
        exact(school, field="school")
        if not write:
            with self.block(self._school(school), write=False) as reading:
                yield reading
            return
        with self._turn():
            copy = self._school(school).copy()
            with self.block(copy, write=True) as writing:
                yield writing
            self._schools = self._schools | {school: copy}

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """Committed changes, numbered from 1; see `partnership.ports.Store.journal`."""
        _, links = self.chain(school, after=after, limit=limit)
        return tuple((link.seq, change_of(link)) for link in links)

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        """The rows of the journal and its end; see `partnership.ports.Store.chain`."""
        kept = self._school(SchoolId(exact(school, field="school")))
        links = [link for link in kept.journal if link.seq > after]
        return kept.head, tuple(links[: page_size(limit)])

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Sequence[tuple[SchoolId, Message]]:
        """Due messages, hidden for a while; see `partnership.ports.Store.lease`."""
        now, hidden = instant(now, field="now"), lease_time(seconds)
        with self._turn():
            due = sorted(
                (
                    (queued.message.due, school, key)
                    for school, kept in self._schools.items()
                    for key, queued in kept.outbox.items()
                    if queued.waiting(now)
                ),
            )[: page_size(limit)]
            return tuple((school, self._hide(school, key, now + hidden)) for _, school, key in due)

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """These are done and their words are dropped; see `partnership.ports.Store.ack`."""
        with self._turn():
            outbox = self._school(SchoolId(exact(school, field="school"))).outbox
            for key in {exact(key, field="message key") for key in keys} & outbox.keys():
                outbox[key] = outbox[key].emptied()

    def close(self) -> None:
        """Nothing to let go of: the records stay as long as this object."""

    def _hide(self, school: SchoolId, key: str, until: datetime) -> Message:
        outbox = self._schools[school].outbox
        outbox[key] = attrs.evolve(outbox[key], hidden=until)
        return attrs.evolve(outbox[key].message, body=decode(encode(outbox[key].message.body)))

    def _school(self, school: SchoolId) -> School:
        return self._schools.get(school) or School(school)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Be the only writer."""
        if not self._writing.acquire(timeout=self._wait):
            raise Retry("another transaction is still writing")
        try:
            yield
        finally:
            self._writing.release()
