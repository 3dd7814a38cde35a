"""Faults in beginning and ending a block."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from partnership.errors import StoreFailed
from partnership.ids import SchoolId
from partnership.plugins.memory.school import School
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Record, Transaction
from partnership.testing.broken_stores.fault import in_block, in_store

__all__ = ["BLOCK_FAULTS"]


class CommitsOnError(MemoryStore):
    """A block that raises is kept."""

    kept: type[BaseException] = BaseException

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """The error is held back until the commit is done."""
        held: BaseException | None = None
        with super().transaction(school, write=write) as block:
            try:
                yield block
            except self.kept as error:
                held = error
        if held is not None:
            raise held


class CommitsWhenStopped(CommitsOnError):  # noqa: N818 - a store, whatever its parent is called
    """A block that the user stops is kept."""

    kept = KeyboardInterrupt


class NoTransaction(MemoryStore):
    """Everybody works on the same rows at once."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """No copy."""
        if not write:
            with super().transaction(school, write=False) as block:
                yield block
            return
        self._schools.setdefault(school, School(school))
        with self.block(self._schools[school], write=True) as block:
            yield block


class ReadingWrites(MemoryStore):
    """A reading block writes."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Always a writing one."""
        with super().transaction(school, write=write or True) as block:
            yield block


class ReadingMoves(MemoryStore):
    """A reading block sees what others commit meanwhile."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """On the rows themselves, which writers change in place."""
        before = self._schools.get(school)
        with super().transaction(school, write=write) as block:
            yield block
        if write and before is not None:
            before.records.clear()
            before.records.update(self._schools[school].records)


class NinthLost(MemoryStore):
    """Every ninth commit is not written, and nobody is told."""

    commits = 0

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Put back as it was."""
        before = self._schools
        with super().transaction(school, write=write) as block:
            yield block
        self.commits += write
        if write and self.commits % 9 == 0:
            self._schools = before


class OpenForEver(MemoryTransaction):
    """A transaction kept past its block still works."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is closed."""


class OwnWorkUnseen(MemoryTransaction):
    """A block reads what was there when it began."""

    def __init__(self, school: School, *, write: bool) -> None:
        super().__init__(school, write=write)
        self._before = school.copy()

    def get(self, kind: str, id: str) -> Record | None:
        """From the copy."""
        super().get(kind, id)
        kept = self._before.records.get((kind, id))
        return kept.record(kind, id) if kept else None


class OtherErrors(MemoryStore):
    """Whatever a block raises comes out as a failure of the store."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Wrapped."""
        with super().transaction(school, write=write) as block:
            try:
                yield block
            except Exception as error:
                raise StoreFailed("rolled back") from error


class ClosesOnce(MemoryStore):
    """Closing what is closed is an error."""

    closed = False

    def close(self) -> None:
        """Once only."""
        if self.closed:
            raise StoreFailed("already closed")
        self.closed = True


BLOCK_FAULTS = (
    in_store(CommitsOnError, "test_it_answers_as_the_memory_store_does"),
    in_store(CommitsOnError, "test_a_block_that_raises_leaves_no_trace"),
    in_store(CommitsWhenStopped, "test_a_block_that_raises_leaves_no_trace"),
    in_store(NoTransaction, "test_nobody_sees_half_a_block"),
    in_store(ReadingWrites, "test_a_reading_block_writes_nothing"),
    in_store(ReadingMoves, "test_a_reading_block_sees_one_moment"),
    in_store(NinthLost, "test_every_block_that_ends_well_is_kept"),
    in_block(OpenForEver, "test_a_block_that_has_ended_does_nothing"),
    in_block(OwnWorkUnseen, "test_a_block_sees_its_own_work"),
    in_store(OtherErrors, "test_a_block_that_raises_leaves_no_trace"),
    in_store(ClosesOnce, "test_closing_twice_is_harmless"),
)
