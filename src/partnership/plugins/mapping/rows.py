"""What one record tells, as roster rows."""

from collections.abc import Callable, Iterator
from typing import Any

from partnership.errors import Problem
from partnership.people.roster import RosterRow
from partnership.plugins.mapping.cells import Accesses, Record, condition, found, reading
from partnership.plugins.mapping.layout import Cell, Detail, Row, Table
from partnership.plugins.mapping.shapes import SHAPES
from partnership.plugins.mapping.targets import ABSENT, TARGETS, Sort, Target

__all__ = ["RowReader", "Within", "cells_of"]

Within = Callable[[Record, str], Iterator[Record]]
"""The records at a path within a record."""

_DETAIL, _SECRET = Target(sort=Sort.TEXT, empty=""), Target(sort=Sort.FLAG)


class RowReader:
    """Reads one kind of row out of records, for one slot.

    Args:
        row: What the mapping says of it.
        table: Its table.
        accesses: How to get at columns; asked once for each.
        within: How to get at nested records.
        slot: The number that stands for `{slot}`; None when the row has no slots.
    """

    def __init__(
        self, row: Row, table: Table, accesses: Accesses, within: Within, slot: int | None = None
    ) -> None:
        self._row, self._within = row, within
        self._id = None if row.id is None else found(row.id, accesses, slot)
        self._when = None if row.when is None else condition(row.when, accesses, slot)
        self._ended = None if row.ended is None else condition(row.ended, accesses, slot)
        known = TARGETS[row.kind]
        self._fields = [
            (
                *_parts(name),
                reading(cell, known[name], table, accesses, label=name, slot=slot),
            )
            for name, cell in row.fields.items()
        ]
        self._details = [_DetailReader(each, table, accesses, within, slot) for each in row.details]
        self._shape = SHAPES[row.kind]
        numbered = {column for cell in cells_of(row) for column in cell.columns if "{slot}" in column}
        self._filled = [accesses(column.replace("{slot}", str(slot)), True) for column in sorted(numbered)]  # noqa: FBT003

    def rows(self, place: str, record: Record) -> Iterator[RosterRow]:
        """What a record tells of this kind: one row, none, or one for each nested record."""
        if self._row.each is None:
            nested: Iterator[Record] = iter((record,))
        else:
            nested = self._within(record, self._row.each)
        for each in nested:
            there = not self._filled or any(filled(each) for filled in self._filled)
            if there and (self._when is None or self._when(each)):
                yield self._of(place, each)

    def _of(self, place: str, record: Record) -> RosterRow:
        faults: list[Problem] = []
        fields: dict[str, Any] = {}
        for group, name, read in self._fields:
            value = read(record, place, faults)
            if value is ABSENT:
                continue
            if group:
                fields.setdefault(group, {})[name] = value
            else:
                fields[name] = value
        if self._details:
            self._add_details(fields, record, place, faults)
        self._shape(fields, place, faults)
        id = self._identity(fields, record, place, faults)
        ended = self._ended is not None and self._ended(record)
        return RosterRow(
            place=place,
            kind=self._row.kind,
            id=id,
            fields=fields if id else {},
            ended=ended,
            faults=tuple(faults),
        )

    def _identity(self, fields: dict[str, Any], record: Record, place: str, faults: list[Problem]) -> str:
        """The id of what a row is about; empty, with a fault that says why, when there is none."""
        if self._id is not None:
            ids = {"id": self._id(record) or ""}
        else:
            ids = {end: fields.get(end, "") for end in self._row.ends}
        for name, each in ids.items():
            if not each:
                faults.append(Problem(place, f"has no {name}"))
            elif "/" in each:
                faults.append(Problem(place, f"the {name} has a /, with which links are made"))
        usable = all(each and "/" not in each for each in ids.values())
        return "/".join(ids.values()) if usable else ""

    def _add_details(self, fields: dict[str, Any], record: Record, place: str, faults: list[Problem]) -> None:
        """Ways to reach somebody, each once; of two that are the same the secret one counts. None told, none known."""
        told = [each for reader in self._details for each in reader.details(record, place, faults)]
        if told:
            secrecy: dict[tuple[str, str], bool] = {}
            for kind, value, secret in told:
                if value:
                    secrecy[kind, value] = secrecy.get((kind, value), False) or secret
            fields["details"] = [
                {"kind": kind, "value": value, "secret": secret} for (kind, value), secret in secrecy.items()
            ]


class _DetailReader:
    """Reads one way to reach somebody."""

    def __init__(
        self, detail: Detail, table: Table, accesses: Accesses, within: Within, slot: int | None
    ) -> None:
        self._detail, self._within = detail, within
        self._value = reading(detail.value, _DETAIL, table, accesses, label=detail.kind, slot=slot)
        secret = detail.secret or Cell(value="false")
        self._secret = reading(secret, _SECRET, table, accesses, label="secret", slot=slot)

    def details(
        self,
        record: Record,
        place: str,
        faults: list[Problem],
    ) -> Iterator[tuple[str, str, bool]]:
        """The kind, the value (empty when there is none) and the secrecy of each that is told."""
        nested = [record] if self._detail.each is None else self._within(record, self._detail.each)
        for each in nested:
            value = self._value(each, place, faults)
            if value is not ABSENT:
                secret = self._secret(each, place, faults) if value else False
                yield self._detail.kind, value, secret in (True, None, ABSENT)


def _parts(name: str) -> tuple[str, str]:
    group, _, last = name.rpartition(".")
    return group, last


def cells_of(row: Row) -> Iterator[Cell]:
    """Every cell a row is read from."""
    yield from row.fields.values()
    yield from (each for each in (row.id, row.when, row.ended) if each is not None)
    for detail in row.details:
        yield detail.value
        if detail.secret is not None:
            yield detail.secret
