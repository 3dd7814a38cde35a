"""From what a mapping says of a cell to a function that reads it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from partnership.errors import Problem
from partnership.plugins.mapping.layout import Cell, Flags, Table
from partnership.plugins.mapping.targets import ABSENT, Sort, Target, plain

__all__ = ["Access", "Accesses", "Read", "Record", "condition", "found", "reading"]

Record = Any
"""A record, as its own kind of file gives it: cells, an element, an object."""

Value = Any
"""What a field holds: text, true or false, a number, a list, or None."""

Access = Callable[[Record], str | None]
"""What a record has in one column, without spaces around it; None when it has no such column at all."""

Accesses = Callable[[str, bool], Access]
"""The access to a column by its name; the second says whether the column may be missing."""

Read = Callable[[Record, str, list[Problem]], Value]
"""A value of a record, which stands at a place; faults are added to the list, and a value at fault is not told."""

_Convert = Callable[[str], Value]
_DAY = timedelta(days=1)


def found(cell: Cell, accesses: Accesses, slot: int | None = None) -> Access:
    """The words that a cell stands for."""
    if cell.value is not None:
        return _around(cell, slot, _always(cell.value))
    columns = [accesses(_named(column, slot), cell.optional) for column in cell.columns]
    if len(columns) == 1:
        return _around(cell, slot, columns[0])
    return _around(cell, slot, _first(columns) if cell.first else _joined(columns, cell.join))


def _always(text: str) -> Access:
    return lambda _: text


def _named(text: str, slot: int | None) -> str:
    return text if slot is None else text.replace("{slot}", str(slot))


def _first(columns: list[Access]) -> Access:
    def find(record: Record) -> str | None:
        best = None
        for column in columns:
            text = column(record)
            if text:
                return text
            best = text if best is None else best
        return best

    return find


def _joined(columns: list[Access], join: str) -> Access:
    def find(record: Record) -> str | None:
        parts = [text for column in columns if (text := column(record)) is not None]
        return join.join(part for part in parts if part) if parts else None

    return find


def _around(cell: Cell, slot: int | None, inner: Access) -> Access:
    """With what stands before and behind."""
    before, behind, after = _named(cell.prefix, slot), _named(cell.suffix, slot), cell.after
    if not before and not behind and not after:
        return inner
    numbered = "{number}" in before + behind

    def find(record: Record) -> str | None:
        text = inner(record)
        text = text.rpartition(after)[2] if text and after else text
        if not text:
            return text
        whole = f"{before}{text}{behind}"
        return whole.replace("{number}", str(record.number)) if numbered else whole

    return find


def condition(cell: Cell, accesses: Accesses, slot: int | None = None) -> Callable[[Any], bool]:
    """Whether something is true of a record."""
    find, words = found(cell, accesses, slot), frozenset(cell.is_one_of)
    if words:
        return lambda record: find(record) in words
    return lambda record: bool(find(record))


def reading(
    cell: Cell, target: Target, table: Table, accesses: Accesses, *, label: str, slot: int | None = None
) -> Read:
    """A function that reads a cell for a field.

    Args:
        cell: What the mapping says of it.
        target: The field.
        table: The ways of its table.
        accesses: How to get at columns.
        label: What to call it in faults.
        slot: The number of its slot.
    """
    find, convert = found(cell, accesses, slot), _converter(cell, target, table)
    absent = ABSENT if cell.default is None else _own(target, cell.default, cell.split)
    empty = _empty(cell, target, table, absent)
    required, where = cell.required, f" {_named(' '.join(cell.columns), slot) or label}"

    def read(record: Record, place: str, faults: list[Problem]) -> Value:
        text = find(record)
        if text:
            try:
                return convert(text)
            except ValueError as error:
                faults.append(Problem(f"{place}{where}", str(error)))
                return ABSENT
        if required:
            faults.append(Problem(f"{place}{where}", "is empty and may not be"))
            return ABSENT
        return absent if text is None else empty

    return read


def _empty(cell: Cell, target: Target, table: Table, absent: Value) -> Value:
    """What an empty cell says."""
    if "" in cell.map:
        return _own(target, cell.map[""], cell.split)
    if target.sort is Sort.FLAG and not cell.map:
        if "" in table.flags.yes:
            return True
        if "" in table.flags.no:
            return False
    if absent is not ABSENT:
        return absent
    return ABSENT if table.blank == "untold" else target.empty


def _own(target: Target, word: str, split: str) -> Value:
    return plain(target, word, split=split) if word else target.empty


def _converter(cell: Cell, target: Target, table: Table) -> _Convert:
    """From a word that is there to a value; a `ValueError` says what would be right."""
    if cell.value is not None:
        always = _own(target, cell.value, cell.split)
        return (lambda _: always) if not (cell.prefix or cell.suffix) else str
    if cell.map:
        return _mapped(cell, target)
    if target.sort is Sort.DAY:
        return _days(cell.dates or table.dates, inclusive=cell.inclusive)
    if target.sort is Sort.FLAG:
        return _flags(table.flags)
    if target.sort is Sort.TEXT:
        return str
    return lambda text: plain(target, text, split=cell.split)


def _mapped(cell: Cell, target: Target) -> _Convert:
    values: Mapping[str, Value] = {word: _own(target, own, cell.split) for word, own in cell.map.items()}
    known = ", ".join(word for word in values if word)
    otherwise = None if cell.otherwise is None else _own(target, cell.otherwise, cell.split)

    def convert(text: str) -> Value:
        if text in values:
            return values[text]
        if cell.otherwise is None:
            raise ValueError(f"is not one of {known}")
        return otherwise

    return convert


def _flags(flags: Flags) -> _Convert:
    values = {**{word.lower(): True for word in flags.yes}, **{word.lower(): False for word in flags.no}}
    known = ", ".join(word for word in (*flags.yes, *flags.no) if word)

    def convert(text: str) -> bool:
        try:
            return values[text.lower()]
        except KeyError:
            raise ValueError(f"is not one of {known}") from None

    return convert


def _days(formats: tuple[str, ...], *, inclusive: bool) -> _Convert:
    """A day as ISO text; of a moment only the day as it is written, whatever its zone.

    The last day there is stands for no end at all.
    """
    example = ", ".join(date(2026, 8, 31).strftime(each) for each in formats)

    @lru_cache(maxsize=4096)  # a school's pupils share few birthdays
    def convert(text: str) -> str | None:
        for each in formats:
            try:
                day = datetime.strptime(text, each).date()  # noqa: DTZ007 - only the day is read
            except ValueError:
                continue
            if not inclusive:
                return day.isoformat()
            return None if day == date.max else (day + _DAY).isoformat()
        raise ValueError(f"is not a date such as {example}")

    return convert
