"""Faults in the journal."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import attrs

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Head, Link, Message, Transaction
from partnership.serial.chain import change_of
from partnership.testing.broken_stores.fault import in_block, in_store

__all__ = ["JOURNAL_FAULTS"]


class UndoneNumbersLost(MemoryStore):
    """A block that is undone uses up numbers."""

    used = 0

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Counted also when it fails."""
        try:
            with super().transaction(school, write=write) as block:
                yield block
        except BaseException:
            self.used += 1
            raise

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """The last number is too high."""
        rows = super().journal(school, after=after, limit=limit)
        return (*rows[:-1], *((number + self.used, change) for number, change in rows[-1:]))


class NewestFirst(MemoryStore):
    """The newest change comes first."""

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """Backwards."""
        return tuple(super().journal(school, after=after, limit=limit))[::-1]


class AfterInclusive(MemoryStore):
    """A page begins with the last change of the page before."""

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """With it."""
        return super().journal(school, after=after - 1, limit=limit)


class NumbersOfAllSchools(MemoryStore):
    """All schools count together."""

    def journal(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> Sequence[tuple[int, Change]]:
        """From the others' last."""
        others = sum(len(kept.journal) for name, kept in self._schools.items() if name != school)
        return [
            (number + others, change) for number, change in super().journal(school, after=after, limit=limit)
        ]


class WholeSeconds(MemoryTransaction):
    """The moment of a change is kept to the second."""

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Cut off."""
        cut = [attrs.evolve(change, at=change.at.replace(microsecond=0)) for change in changes]
        super().append(cut, messages)


class SameChangeOnce(MemoryTransaction):
    """A change that was told before is not told again."""

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """As in a set."""
        told = [change_of(link) for link in self._writing().journal]
        super().append([change for change in changes if change not in told], messages)


class HalfOfABadBatch(MemoryTransaction):
    """Changes before one that is refused stay."""

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """One by one."""
        for change in changes:
            super().append([change])
        super().append((), messages)


class ChainAcrossSchools(MemoryStore):
    """The chain of one school goes on at the next."""

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        """All rows are one chain."""
        end, links = super().chain(school, after=after, limit=limit)
        others = [link for name, kept in self._schools.items() if name != school for link in kept.journal]
        return end, [attrs.evolve(link, previous_hash=others[-1].hash) if others else link for link in links]


class EndFromTheRows(MemoryStore):
    """The end of the journal is read off the page instead of written down apart."""

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        """The last row that is shown."""
        _, links = super().chain(school, after=after, limit=limit)
        return Head(seq=links[-1].seq, hash=links[-1].hash) if links else Head(), links


class GroundLeftOut(MemoryStore):
    """The ground of a change is not kept."""

    def chain(self, school: SchoolId, *, after: int = 0, limit: int = 1000) -> tuple[Head, Sequence[Link]]:
        """Another word in its place."""
        end, links = super().chain(school, after=after, limit=limit)
        return end, [attrs.evolve(link, ground="unknown") for link in links]


class OneSalt(MemoryTransaction):
    """Every row has the same salt, so that equal details have equal digests."""

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """No salt to speak of."""
        super().append(changes, messages)
        journal = self._school.journal
        journal[:] = [attrs.evolve(link, salt="salt", digest="digest") for link in journal]


JOURNAL_FAULTS = (
    in_store(ChainAcrossSchools, "test_the_rows_are_a_chain"),
    in_store(EndFromTheRows, "test_the_rows_are_a_chain"),
    in_store(GroundLeftOut, "test_a_change_comes_back_whole"),
    in_block(OneSalt, "test_no_two_rows_share_a_salt"),
    in_store(UndoneNumbersLost, "test_changes_are_numbered_in_order_without_a_gap"),
    in_store(NewestFirst, "test_changes_are_numbered_in_order_without_a_gap"),
    in_block(SameChangeOnce, "test_changes_are_numbered_in_order_without_a_gap"),
    in_store(AfterInclusive, "test_a_page_of_the_journal"),
    in_store(NumbersOfAllSchools, "test_schools_number_apart"),
    in_block(WholeSeconds, "test_a_change_comes_back_whole"),
    in_block(HalfOfABadBatch, "test_a_change_that_cannot_be_kept_is_refused_whole"),
)
