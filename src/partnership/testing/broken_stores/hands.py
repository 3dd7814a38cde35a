"""Faults that show only when many work at once."""

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType

import attrs

from partnership.errors import Retry
from partnership.ids import SchoolId
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Claim, Transaction
from partnership.testing.broken_stores.blocks import NoTransaction
from partnership.testing.broken_stores.fault import Put, PutFault, in_store
from partnership.testing.broken_stores.outbox import Leased

__all__ = ["HAND_FAULTS"]

_A_MOMENT = 0.02


class Slow(MemoryTransaction):
    """Takes a moment to end, as a disk does."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Later."""
        time.sleep(_A_MOMENT / 4)
        super().__exit__(kind, error, trace)


class LastCommitWins(MemoryStore):
    """Blocks work side by side on copies, and the last one to end writes over the others."""

    block = Slow

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Nobody waits."""
        yield


class LockedInOtherWords(MemoryStore):
    """Who comes second is told in the database's own words, which no service knows."""

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Not waited for."""
        if not self._writing.acquire(blocking=False):
            raise sqlite3.OperationalError("database is locked")
        try:
            yield
        finally:
            self._writing.release()


class LeaseInTwoSteps(MemoryStore):
    """A worker looks first and hides later, and another looks in between."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """Looked without a turn."""
        seen = [
            (school, queued.message)
            for school, kept in self._schools.items()
            for queued in kept.outbox.values()
            if queued.waiting(now)
        ][:limit]
        time.sleep(_A_MOMENT)
        super().lease(now=now, limit=limit, seconds=seconds)
        return seen


class LeaseNeverFree(MemoryStore):
    """A worker is told to try again, for ever."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """Never."""
        raise Retry(f"busy at {now}, with {limit} for {seconds}")


class ClaimsInAnyOrder(MemoryStore):
    """Claims are locked in the order they were named, so that two baskets wait for each other."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: defaultdict[Claim, threading.Lock] = defaultdict(threading.Lock)

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Locks first, each waited for; then the block as it should be."""
        begin, locks, held = super().transaction, self._locks, list[threading.Lock]()

        class Waiting(PutFault):
            """Waits for its claims before it is let in."""

            def write(self, asked: Put) -> int:
                """In the order they were named."""
                for claim in asked.claims:
                    if not locks[claim].acquire(timeout=10 * _A_MOMENT):
                        raise Retry("waited for each other")
                    held.append(locks[claim])
                    time.sleep(_A_MOMENT / 20)
                with begin(school) as inside:
                    return inside.put(
                        asked.kind, asked.id, asked.body, expected=asked.expected, claims=asked.claims
                    )

        try:
            with Waiting(self._school(school), write=write) as block:
                yield block
        finally:
            for lock in held:
                lock.release()


class CheckedThenWritten(PutFault):
    """Looks at the revision, and writes a moment later whatever is there by then."""

    def write(self, asked: Put) -> int:
        """In two steps."""
        stale = self.revision_of(asked.kind, asked.id) != asked.expected
        time.sleep(_A_MOMENT / 10)
        now = self.revision_of(asked.kind, asked.id)
        return super().write(asked if stale else asked._replace(expected=now))


class ReadCheckWrite(NoTransaction):
    """A revision is checked in one statement and raised in another."""

    block = CheckedThenWritten


class TwoCommits(MemoryStore):
    """The records of a block are committed first, and what was told of them after."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """In between, a record is there of which the journal knows nothing."""
        before = self._school(school)
        with super().transaction(school, write=write) as block:
            yield block
            if write and isinstance(block, MemoryTransaction):
                done = block._school  # noqa: SLF001 - to break it
                first = attrs.evolve(done, journal=before.journal, outbox=before.outbox)
                self._schools = self._schools | {school: first}
                time.sleep(_A_MOMENT)


HAND_FAULTS = (
    in_store(ReadCheckWrite, "test_no_change_of_many_is_lost"),
    in_store(TwoCommits, "test_a_commit_is_seen_whole"),
    in_store(LastCommitWins, "test_no_change_of_many_is_lost"),
    in_store(LastCommitWins, "test_one_of_many_gets_the_moment"),
    in_store(LastCommitWins, "test_of_two_that_read_the_same_one_writes"),
    in_store(LastCommitWins, "test_changes_of_many_are_numbered_without_a_gap"),
    in_store(LockedInOtherWords, "test_of_two_that_read_the_same_one_writes"),
    in_store(LeaseInTwoSteps, "test_a_message_goes_to_one_worker"),
    in_store(LeaseNeverFree, "test_a_message_goes_to_one_worker"),
    in_store(ClaimsInAnyOrder, "test_baskets_in_opposite_order_do_not_wait_in_a_ring"),
)
