"""CSV files in a folder or a zip, row by row, with the line each row starts on."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from partnership.errors import InvalidInput, Problem, did_you_mean
from partnership.plugins.oneroster.cells import is_ended

__all__ = ["Cells", "Files", "Roles", "Tables"]

_LARGEST = 4 * 1024**3
"""Bytes one file may unpack to."""

Cells = Sequence[Any]
"""The cells of the columns that were asked for: text, or None where the file has no such column."""


Roles = Mapping[str, list[tuple[str, str | None]]]
"""The roles of each user, as (role, org)."""


class Tables(Protocol):
    """What an export tells in tables: users, classes, enrollments and the like."""

    def __contains__(self, name: str) -> bool:
        """Whether there is such a table."""

    def table(
        self, name: str, needed: Sequence[str], wanted: Sequence[str] = ()
    ) -> Iterator[tuple[int, Cells]]:
        """The rows of a table: where each stands, and the cells of these columns, in this order."""

    def place(self, name: str, number: int) -> str:
        """What to call a row of a table."""

    def roles(self) -> Roles:
        """The roles of users, where they stand apart; that of a user is there as soon as its row was read."""


class Files:
    """The CSV files of an export.

    Raises:
        InvalidInput: There is no such folder or zip, or it holds no CSV file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        self._members: Mapping[str, str] = {}
        if path.is_dir():
            self._members = {each.stem: str(each) for each in sorted(path.glob("*.csv"))}
        elif path.is_file() and zipfile.is_zipfile(path):
            self._zip = zipfile.ZipFile(path)
            self._members = {
                Path(each.filename).stem: each.filename
                for each in self._zip.infolist()
                if each.filename.endswith(".csv") and each.filename.count("/") <= 1
            }
        if not self._members:
            raise InvalidInput(
                [Problem(str(path), "neither a folder nor a zip with OneRoster CSV files")],
                source="OneRoster",
            )

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def place(self, name: str, number: int) -> str:
        """The file and line."""
        return f"{name}.csv:{number}"

    def roles(self) -> Roles:
        """The roles of each user, where version 1.2 keeps them; ended ones do not count."""
        roles: dict[str, list[tuple[str, str | None]]] = {}
        if "roles" in self:
            rows = self.table("roles", ("userSourcedId", "role"), ("status", "orgSourcedId"))
            for _, cells in rows:
                if cells and cells[0] and cells[1] and not is_ended(cells[2]):
                    roles.setdefault(cells[0], []).append((cells[1], cells[3]))
        return roles

    def _open(self, name: str) -> BinaryIO:
        member = self._members[name]
        if self._zip is None:
            return Path(member).open("rb")
        if self._zip.getinfo(member).file_size > _LARGEST:
            raise InvalidInput([Problem(f"{name}.csv", "unpacks to more than 4 GiB")], source="OneRoster")
        return self._zip.open(member)  # type: ignore[return-value]

    def table(
        self, name: str, needed: Sequence[str], wanted: Sequence[str] = ()
    ) -> Iterator[tuple[int, Cells]]:
        """The rows of a file: for each the line it starts on and the cells of these columns, in this order.

        A cell is None when the file has no such column: what is not told is not empty. Rows that do not have as many
        cells as the header are given as an empty list.

        Args:
            name: The file.
            needed: Columns that must be there.
            wanted: Columns that may be.

        Raises:
            InvalidInput: A needed column is missing, the header names one twice, or the file is not UTF-8.
        """
        with self._open(name) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            try:
                header = [cell.strip() for cell in next(reader, [])]
                places = self._places(name, header, needed, wanted)
                pick = _picker(places)
                width, line = len(header), reader.line_num + 1
                for cells in reader:
                    if len(cells) == width:
                        yield line, pick(cells)
                    elif cells:
                        yield line, []
                    line = reader.line_num + 1
            except UnicodeDecodeError:
                line = self._first_not_utf_8(name)
                self._refuse(name, line, "is not UTF-8 text; export as UTF-8 (not ANSI or UTF-16)")
            except csv.Error as error:
                self._refuse(name, reader.line_num, f"is not readable as CSV: {error}")

    def _first_not_utf_8(self, name: str) -> int:
        """The first line that is not UTF-8; text is read further ahead than the lines that were told of."""
        with self._open(name) as raw:
            return next(number for number, line in enumerate(raw, 1) if not _is_utf_8(line))

    def _refuse(self, name: str, line: int, why: str) -> None:
        raise InvalidInput([Problem(self.place(name, line), why)], source="OneRoster") from None

    def _places(
        self, name: str, header: Sequence[str], needed: Sequence[str], wanted: Sequence[str]
    ) -> list[int | None]:
        problems = [
            Problem(
                self.place(name, 1),
                f'column "{column}" is missing{did_you_mean(column, header, listed=False)}',
            )
            for column in needed
            if column not in header
        ]
        problems += [
            Problem(self.place(name, 1), f'column "{column}" is there twice')
            for column in (*needed, *wanted)
            if header.count(column) > 1
        ]
        if problems:
            raise InvalidInput(problems, source="OneRoster")
        return [header.index(column) if column in header else None for column in (*needed, *wanted)]


def _picker(places: Sequence[int | None]) -> Callable[[list[str]], Cells]:
    """How to take the wanted cells out of a row, at least two; what the file has no column for is taken from its end."""
    pick = itemgetter(*(-1 if place is None else place for place in places))
    return lambda cells: pick([*map(str.strip, cells), None])


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
