"""Faults by which a message is lost, sent twice, or sent about what did not happen."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

import attrs

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.plugins.memory.school import Queued, School
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Message, Transaction
from partnership.testing.broken_stores.fault import in_block, in_store

__all__ = ["OUTBOX_FAULTS"]

Leased = Sequence[tuple[SchoolId, Message]]


class QueuedOutside(MemoryStore):
    """A message of a block that is undone is sent."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """What was queued is carried over."""
        with super().transaction(school, write=write) as work:
            assert isinstance(work, MemoryTransaction)
            try:
                yield work
            finally:
                self._schools.setdefault(school, School(school)).outbox.update(work._school.outbox)  # noqa: SLF001 - to break it


class QueueReplaces(MemoryTransaction):
    """A known key queued again takes the new words."""

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Written over."""
        super().append(changes)
        for message in messages:
            super().append((), [message])
            self._school.outbox[message.key] = Queued(message=message)


class LeaseHidesNothing(MemoryStore):
    """Two workers get the same message."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """Shown again at once."""
        before = {school: dict(kept.outbox) for school, kept in self._schools.items()}
        got = super().lease(now=now, limit=limit, seconds=seconds)
        for school, outbox in before.items():
            self._schools[school].outbox.update(outbox)
        return got


class LeaseForEver(MemoryStore):
    """A message whose worker died never comes back."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """For a day, which is for ever to whoever waits."""
        return super().lease(now=now, limit=limit, seconds=seconds and max(seconds, 24 * 3600))


class LeaseByAnyClock(MemoryStore):
    """A worker whose clock ran ahead hides a message until its clock is right."""

    def __init__(self) -> None:
        super().__init__()
        self._until: dict[tuple[SchoolId, str], datetime] = {}

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """Not before the end of the last lease, whenever that is."""
        there = super().lease(now=now, limit=limit, seconds=seconds)
        got = tuple(each for each in there if self._until.get((each[0], each[1].key), now) <= now)
        self._until |= {(school, queued.key): now + timedelta(seconds=seconds) for school, queued in got}
        return got


class LeaseTooEarly(MemoryStore):
    """A message is sent before it is due."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """An hour ahead."""
        return super().lease(now=now + timedelta(hours=1), limit=limit, seconds=seconds)


class DueNowWaits(MemoryStore):
    """What is due now is not due yet."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """A moment ago."""
        return super().lease(now=now - timedelta(microseconds=1), limit=limit, seconds=seconds)


class LeaseUnordered(MemoryStore):
    """The latest comes first."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """Backwards."""
        return tuple(super().lease(now=now, limit=limit, seconds=seconds))[::-1]


class LeaseTakesAll(MemoryStore):
    """A worker gets everything, however little it asked for."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """No limit."""
        return super().lease(now=now, limit=max(limit, 10**9), seconds=seconds)


class LeaseHidesAll(MemoryStore):
    """Asking for two hides all that are due."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """All are hidden, some are given."""
        return super().lease(now=now, limit=10**9, seconds=seconds)[:limit]


class AckForgetsKey(MemoryStore):
    """A finished message whose key is queued again is sent again."""

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """Thrown away."""
        for key in keys:
            self._schools[school].outbox.pop(key, None)


class AckEverywhere(MemoryStore):
    """A key done at one school is done at every school."""

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """At all."""
        known = tuple(keys)
        for each in {school, *self._schools}:
            super().ack(each, known)


class AckDoesNothing(MemoryStore):
    """A finished message comes back after its lease."""

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """Checked and forgotten."""
        super().ack(SchoolId(school and "nowhere"), keys)


class LeaseIgnoresDue(MemoryStore):
    """A worker is given everything that waits, whenever it is due."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """At the end of time."""
        return super().lease(now=now.replace(year=9000), limit=limit, seconds=seconds)


class LeaseOfNothing(MemoryStore):
    """A lease that hides nothing is taken for one of a second."""

    def lease(self, *, now: datetime, limit: int, seconds: int) -> Leased:
        """At least one."""
        return super().lease(now=now, limit=limit, seconds=max(seconds, 1))


class AckOfAnything(MemoryStore):
    """A key that is none is passed over."""

    def ack(self, school: SchoolId, keys: Iterable[str]) -> None:
        """Those that are."""
        super().ack(school, [key for key in keys if key])


class FoldedKeys(MemoryTransaction):
    """Key `a` and key `A` are one key."""

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Folded."""
        super().append(changes, [attrs.evolve(each, key=each.key.casefold()) for each in messages])


class HalfOfABadQueue(MemoryTransaction):
    """Messages before one that is refused stay."""

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """One by one."""
        super().append(changes)
        for message in messages:
            super().append((), [message])


OUTBOX_FAULTS = (
    in_store(LeaseIgnoresDue, "test_what_is_due_comes_earliest_first"),
    in_store(LeaseOfNothing, "test_a_lease_that_means_nothing_is_refused"),
    in_store(AckOfAnything, "test_an_ack_of_no_key_is_refused"),
    in_block(FoldedKeys, "test_keys_are_compared_by_code_points"),
    in_block(HalfOfABadQueue, "test_a_message_that_cannot_be_kept_is_refused_whole"),
    in_store(QueuedOutside, "test_a_message_of_an_undone_block_is_never_sent"),
    in_block(QueueReplaces, "test_a_known_key_is_left_as_it_is"),
    in_store(LeaseHidesNothing, "test_a_leased_message_is_hidden_for_so_many_seconds"),
    in_store(LeaseForEver, "test_a_leased_message_is_hidden_for_so_many_seconds"),
    in_store(LeaseByAnyClock, "test_a_clock_that_ran_ahead_hides_nothing_for_good"),
    in_store(LeaseTooEarly, "test_what_is_due_comes_earliest_first"),
    in_store(DueNowWaits, "test_what_is_due_comes_earliest_first"),
    in_store(LeaseUnordered, "test_what_is_due_comes_earliest_first"),
    in_store(LeaseTakesAll, "test_a_lease_takes_no_more_than_its_limit"),
    in_store(LeaseHidesAll, "test_a_lease_takes_no_more_than_its_limit"),
    in_store(AckForgetsKey, "test_a_message_that_is_done_never_comes_back"),
    in_store(AckEverywhere, "test_a_message_that_is_done_never_comes_back"),
    in_store(AckDoesNothing, "test_a_message_that_is_done_never_comes_back"),
)
