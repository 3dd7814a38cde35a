"""An export read as its mapping says."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from partnership.errors import Problem
from partnership.people.roster import KINDS, LINKS, Coverage, RosterRow
from partnership.plugins.mapping.cells import Access, Record
from partnership.plugins.mapping.delimited import SHORT, Delimited
from partnership.plugins.mapping.files import Files
from partnership.plugins.mapping.layout import Layout, Row, Table
from partnership.plugins.mapping.rows import RowReader, cells_of
from partnership.plugins.mapping.trees import JsonRecords, XmlRecords

__all__ = ["MappedRoster"]


class _Reader(Protocol):
    """One file, record by record."""

    def access(self, column: str, optional: bool) -> Access: ...  # noqa: FBT001

    def check(self) -> None: ...

    def within(self, record: Record, path: str) -> Iterator[Record]: ...

    def records(self) -> Iterator[tuple[str, Record]]: ...


class MappedRoster:
    """An export as roster rows.

    Every file is read once for people and classes, and once more for the links between them; no more than one record is
    held, and a few bytes for each id of the rows that may repeat.

    Args:
        path: A file, or a folder or zip of files.
        layout: How it is written.

    Raises:
        InvalidInput: There is no such export, or a file of the mapping is not in it.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self._files, self._layout = Files(path), layout
        self._names = list(self._files.matching([table.file for table in layout.tables]))

    def coverage(self) -> Mapping[str, Coverage]:
        """What the mapping says of each kind it tells of; nothing of any other."""
        return {
            kind: self._layout.covers.get(kind, Coverage.SNAPSHOT)
            if kind in self._layout.kinds
            else Coverage.ABSENT
            for kind in KINDS
        }

    def rows(self) -> Iterator[RosterRow]:
        """Everybody and every class first, then the links between them.

        Raises:
            InvalidInput: A file cannot be read, or misses a column that must be there.
        """
        told: dict[tuple[str, str], int] = {}
        for links in (False, True):
            for table, names in zip(self._layout.tables, self._names, strict=True):
                wanted = [row for row in table.rows if (row.kind in LINKS) is links]
                if wanted:
                    for name in names:
                        yield from self._of_file(table, name, wanted, told, first=not links)

    def _of_file(
        self,
        table: Table,
        name: str,
        wanted: Sequence[Row],
        told: dict[tuple[str, str], int],
        *,
        first: bool,
    ) -> Iterator[RosterRow]:
        with self._files.open(name) as stream:
            file = _opened(table, name, stream)
            readers = [
                (row, RowReader(row, table, file.access, file.within, slot))
                for row in wanted
                for slot in row.slots or (None,)
            ]
            file.check()
            for place, record in file.records():
                if record is None:
                    if first or not any(row.kind not in LINKS for row in table.rows):
                        yield RosterRow(
                            place=place, kind=wanted[0].kind, id="", faults=(Problem(place, SHORT),)
                        )
                    continue
                for row, reader in readers:
                    for found in reader.rows(place, record):
                        yield from _again(found, told) if row.repeats and found.id else (found,)


def _opened(table: Table, name: str, stream: BinaryIO) -> _Reader:
    if table.format == "xml":
        columns = [column for row in table.rows for cell in cells_of(row) for column in cell.columns]
        return XmlRecords(stream, table, name, columns)
    if table.format == "json":
        return JsonRecords(stream, table, name)
    return Delimited(stream, table, name)


def _again(row: RosterRow, told: dict[tuple[str, str], int]) -> Iterator[RosterRow]:
    """A row that may repeat: told once, and a fault where it says something else than before."""
    key, said = (row.kind, row.id), hash((repr(row.fields), row.ended))
    if key not in told:
        told[key] = said
        yield row
    elif told[key] != said:
        why = f"says otherwise of {row.kind} {row.id} than an earlier record"
        yield RosterRow(place=row.place, kind=row.kind, id="", faults=(Problem(row.place, why),))
