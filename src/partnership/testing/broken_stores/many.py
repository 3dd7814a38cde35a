"""Faults in the quicker way with many records at once."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from partnership.errors import Conflict
from partnership.plugins.memory.school import Kept
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import NewRecord, Record
from partnership.testing.broken_stores.fault import in_block

__all__ = ["MANY_FAULTS"]


class ManyReplace(MemoryTransaction):
    """Of many, one that exists is replaced."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Without a look at what is there."""
        for id, body, index in records:
            kept = self._school.records.get((kind, id))
            self.put(kind, id, body, expected=kept.revision if kept else None, index=index)


class ManyPassOver(MemoryTransaction):
    """Of many, one that exists is passed over, and nobody is told."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Only what is new."""
        there = self._school.records
        super().create(kind, [each for each in records if (kind, each[0]) not in there])


class ManyHalfDone(MemoryTransaction):
    """Of many, those before the one that is refused stay."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """In two parts."""
        half = len(records) // 2
        super().create(kind, records[:half])
        super().create(kind, records[half:])


class ManyTwice(MemoryTransaction):
    """Of many, the last of those with one id counts."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """By id."""
        super().create(kind, list({each[0]: each for each in records}.values()))


class ManyNameless(MemoryTransaction):
    """Of many, the one that is refused is not the one that is named."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """The first."""
        try:
            super().create(kind, records)
        except Conflict:
            raise Conflict(kind, records[0][0], expected=None, found=1) from None


class ManyUnfound(MemoryTransaction):
    """Of many, none is found by its values."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Without them."""
        super().create(kind, [(id, body, {}) for id, body, _ in records])


class ManyUnchecked(MemoryTransaction):
    """Of many, none is looked at before it is kept."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Whatever it is."""
        for id, body, _ in records:
            text = json.dumps(body, default=str)
            self._school.records[kind, id] = Kept(revision=1, text=text, index=(), claims=())


class ManyWhileReading(MemoryTransaction):
    """Many are written in a block that only reads."""

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Whatever the block may."""
        self._write = True
        super().create(kind, records)


class ScanOnePage(MemoryTransaction):
    """All of a kind are only the first thousand."""

    def scan(self, kind: str) -> Iterator[Record]:
        """The first of them."""
        return islice(super().scan(kind), 1_000)


class ScanAgain(MemoryTransaction):
    """The last record of a page is read again with the next."""

    def scan(self, kind: str) -> Iterator[Record]:
        """One of a thousand twice."""
        for number, record in enumerate(super().scan(kind), start=1):
            yield from [record] * (1 if number % 1_000 else 2)


class ScanUnordered(MemoryTransaction):
    """All of a kind come as they were written."""

    def scan(self, kind: str) -> Iterator[Record]:
        """In no order."""
        kept = self._reading().records.items()
        return iter([each.record(kind, id) for (of_kind, id), each in kept if of_kind == kind])


class ScanOfAnyKind(MemoryTransaction):
    """All of a kind are all there are."""

    def scan(self, kind: str) -> Iterator[Record]:
        """Of every kind."""
        kinds = sorted({of_kind for of_kind, _ in self._school.records} | {kind})
        return (record for each in kinds for record in super(ScanOfAnyKind, self).scan(each))


class ScanBefore(MemoryTransaction):
    """All of a kind are those that were there when the block began."""

    began: tuple[Record, ...] | None = None

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """With a look at what was there."""
        self.began = self.began or tuple(super().scan(kind))
        super().create(kind, records)

    def scan(self, kind: str) -> Iterator[Record]:
        """Nothing of one's own."""
        return super().scan(kind) if self.began is None else iter(self.began)


MANY_FAULTS = (
    in_block(ManyReplace, "test_many_are_all_there_or_none"),
    in_block(ManyPassOver, "test_many_are_all_there_or_none"),
    in_block(ManyHalfDone, "test_many_are_all_there_or_none"),
    in_block(ManyTwice, "test_many_are_all_there_or_none"),
    in_block(ManyNameless, "test_many_are_all_there_or_none"),
    in_block(ManyUnfound, "test_many_new_records_are_what_they_are_one_by_one"),
    in_block(ManyUnchecked, "test_many_are_refused_for_one_that_cannot_be_kept"),
    in_block(ManyWhileReading, "test_many_are_written_in_a_block_that_may"),
    in_block(ScanOnePage, "test_all_of_a_kind_are_read_once_in_order"),
    in_block(ScanAgain, "test_all_of_a_kind_are_read_once_in_order"),
    in_block(ScanUnordered, "test_all_of_a_kind_are_read_once_in_order"),
    in_block(ScanOfAnyKind, "test_all_of_a_kind_are_read_once_in_order"),
    in_block(ScanBefore, "test_all_of_a_kind_are_read_once_in_order"),
)
