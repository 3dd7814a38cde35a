"""Faults in finding: the wrong rows, the wrong order, the wrong page."""

from collections import ChainMap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from partnership.ids import SchoolId
from partnership.plugins.memory.school import School
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Found, Transaction
from partnership.testing.broken_stores.fault import Put, PutFault, in_block, in_store

__all__ = ["INDEX_FAULTS"]

After = tuple[str, str] | None
_ALL = 10**9


class FindFault(PutFault):
    """A block that finds something else than it was asked for."""

    def find(
        self,
        kind: str,
        index: str | None = None,
        *,
        ge: str = "",
        lt: str | None = None,
        after: After = None,
        limit: int = 100,
    ) -> Sequence[Found]:
        """The right rows, and what the fault makes of them."""
        super().find(kind, index, ge=ge, lt=lt, after=after, limit=limit)
        rows = super().find(kind, index, limit=_ALL)
        return tuple(self.picked(tuple(rows), ge, lt, after)[: self.cut(limit)])

    def picked(self, rows: Sequence[Found], ge: str, lt: str | None, after: After) -> Sequence[Found]:
        """The rows in the range, after that row, in order."""
        return [row for row in rows if self.within(row.value, ge, lt) and self.beyond(row, after)]

    def within(self, value: str, ge: str, lt: str | None) -> bool:
        """Whether the value lies in the range."""
        return ge <= value and (lt is None or value < lt)

    def beyond(self, row: Found, after: After) -> bool:
        """Whether the row comes after that one."""
        return after is None or (row.value, row.record.id) > after

    def cut(self, limit: int) -> int:
        """How many rows."""
        return limit


class EndInclusive(FindFault):
    """A range holds its end."""

    def within(self, value: str, ge: str, lt: str | None) -> bool:
        """Up to and with it."""
        return ge <= value and (lt is None or value <= lt)


class StartExclusive(FindFault):
    """A range does not hold its start."""

    def within(self, value: str, ge: str, lt: str | None) -> bool:
        """From past it."""
        return super().within(value, ge, lt) and (not ge or value != ge)


class PageRepeatsLast(FindFault):
    """A page begins with the last row of the page before."""

    def beyond(self, row: Found, after: After) -> bool:
        """With it."""
        return after is None or (row.value, row.record.id) >= after


class PagesById(FindFault):
    """A page goes on after the id, whatever the value."""

    def beyond(self, row: Found, after: After) -> bool:
        """By id alone."""
        return after is None or row.record.id > after[1]


class PagesByValue(FindFault):
    """A page goes on after the value, and skips the others that have it."""

    def beyond(self, row: Found, after: After) -> bool:
        """By value alone."""
        return after is None or row.value > after[0]


class PagesByPlace(FindFault):
    """A page goes on at a place in the list, which moves when records change."""

    seen = 2

    def picked(self, rows: Sequence[Found], ge: str, lt: str | None, after: After) -> Sequence[Found]:
        """From the third row."""
        picked = super().picked(rows, ge, lt, None)
        return picked[self.seen :] if after else picked


class NextPageForgetsRange(FindFault):
    """A further page runs on past the range."""

    def picked(self, rows: Sequence[Found], ge: str, lt: str | None, after: After) -> Sequence[Found]:
        """Without its end."""
        return super().picked(rows, ge, None if after else lt, after)


class LimitIgnored(FindFault):
    """All rows, however few were asked for."""

    def cut(self, limit: int) -> int:
        """None are cut off."""
        return max(limit, _ALL)


class NoUsualLimit(FindFault):
    """A find without a limit gives the whole school."""

    def cut(self, limit: int) -> int:
        """A hundred is taken for all."""
        return _ALL if limit == 100 else limit


class Unordered(FindFault):
    """Rows come as they lie."""

    def picked(self, rows: Sequence[Found], ge: str, lt: str | None, after: After) -> Sequence[Found]:
        """Backwards."""
        return super().picked(rows, ge, lt, after)[::-1]


class OrderedAsInADictionary(FindFault):
    """Order does not look at case."""

    def picked(self, rows: Sequence[Found], ge: str, lt: str | None, after: After) -> Sequence[Found]:
        """Folded."""
        picked = super().picked(rows, ge, lt, after)
        return sorted(picked, key=lambda row: (row.value.casefold(), row.record.id))


class OrderedAsUtf16(FindFault):
    """Order is of UTF-16 units, so that an emoji comes before a fullwidth letter."""

    def picked(self, rows: Sequence[Found], ge: str, lt: str | None, after: After) -> Sequence[Found]:
        """By units."""
        picked = super().picked(rows, ge, lt, after)
        return sorted(picked, key=lambda row: (row.value.encode("utf-16-be"), row.record.id))


class FirstValueOnly(PutFault):
    """A record is found under one value of an index only."""

    def write(self, asked: Put) -> int:
        """The first of several."""
        first = {
            name: values if isinstance(values, str) else values[:1] for name, values in asked.found_by.items()
        }
        return super().write(asked._replace(found_by=first))


class OldValuesStay(PutFault):
    """A changed record is found under its old values too."""

    def write(self, asked: Put) -> int:
        """With the old ones added."""
        kept = self._school.records.get((asked.kind, asked.id))
        names = {
            name: [values] if isinstance(values, str) else list(values)
            for name, values in asked.found_by.items()
        }
        for name, value in kept.index if kept else ():
            names.setdefault(name, []).append(value)
        return super().write(asked._replace(found_by=names))


class NamesFolded(PutFault):
    """Index `day` and index `Day` are one index."""

    def find(
        self,
        kind: str,
        index: str | None = None,
        *,
        ge: str = "",
        lt: str | None = None,
        after: After = None,
        limit: int = 100,
    ) -> Sequence[Found]:
        """By the folded name."""
        return super().find(kind, index and index.casefold(), ge=ge, lt=lt, after=after, limit=limit)


class IdsAsInADictionary(PutFault):
    """By id the order does not look at case."""

    def find(
        self,
        kind: str,
        index: str | None = None,
        *,
        ge: str = "",
        lt: str | None = None,
        after: After = None,
        limit: int = 100,
    ) -> Sequence[Found]:
        """Folded when no index is named."""
        rows = super().find(kind, index, ge=ge, lt=lt, after=after, limit=limit)
        return rows if index else tuple(sorted(rows, key=lambda row: row.value.casefold()))


class FindOfAllSchools(MemoryStore):
    """A find does not look at the school."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """A reader finds what every school has."""
        with super().transaction(school, write=write) as block:
            if not write and isinstance(block, MemoryTransaction):
                kept = [each.records for each in (*self._schools.values(), self._school(school))]
                block._school = School(school, records=dict(ChainMap(*kept)))  # noqa: SLF001 - to break it
            yield block


class DeletedIsFound(PutFault):
    """A record begun anew is found by what the deleted one was found by."""

    def __init__(self, school: School, *, write: bool) -> None:
        super().__init__(school, write=write)
        self._left: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """The values stay behind."""
        kept = self._school.records.get((kind, id))
        super().delete(kind, id, expected=expected)
        self._left[kind, id] = kept.index if kept else ()

    def write(self, asked: Put) -> int:
        """With what was left behind."""
        left = dict(self._left.get((asked.kind, asked.id), ()))
        return super().write(asked._replace(found_by={**left, **asked.found_by}))


class ValuesCutAtNul(PutFault):
    """A value ends at its first NUL."""

    def write(self, asked: Put) -> int:
        """Cut off."""
        cut = {
            name: values.split("\0")[0] if isinstance(values, str) else values
            for name, values in asked.found_by.items()
        }
        return super().write(asked._replace(found_by=cut))


INDEX_FAULTS = (
    in_block(IdsAsInADictionary, "test_without_an_index_it_is_by_id"),
    in_store(FindOfAllSchools, "test_kinds_indexes_and_schools_are_apart"),
    in_block(DeletedIsFound, "test_a_deleted_record_is_found_no_more"),
    in_block(ValuesCutAtNul, "test_a_value_no_database_keeps_is_refused"),
    in_block(EndInclusive, "test_a_range_holds_its_start_and_not_its_end"),
    in_block(StartExclusive, "test_a_range_holds_its_start_and_not_its_end"),
    in_block(PageRepeatsLast, "test_pages_together_are_the_whole_once"),
    in_block(PagesById, "test_pages_together_are_the_whole_once"),
    in_block(PagesByValue, "test_pages_together_are_the_whole_once"),
    in_block(PagesByPlace, "test_pages_are_stable_while_records_change"),
    in_block(NextPageForgetsRange, "test_a_range_and_a_page_hold_together"),
    in_block(LimitIgnored, "test_a_page_has_at_most_its_limit"),
    in_block(NoUsualLimit, "test_a_hundred_rows_unless_told"),
    in_block(Unordered, "test_values_are_ordered_by_code_points"),
    in_block(OrderedAsInADictionary, "test_values_are_ordered_by_code_points"),
    in_block(OrderedAsUtf16, "test_values_are_ordered_by_code_points"),
    in_block(FirstValueOnly, "test_a_record_may_have_several_values"),
    in_block(OldValuesStay, "test_a_put_replaces_the_values"),
    in_block(NamesFolded, "test_kinds_indexes_and_schools_are_apart"),
)
