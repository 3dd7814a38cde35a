"""Delimited text as records: cells between `;`, `,` or tabs, in any encoding that was named."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from partnership.errors import InvalidInput, Problem, did_you_mean
from partnership.plugins.mapping.cells import Access, Record
from partnership.plugins.mapping.layout import Table

__all__ = ["Delimited"]

_MARK = codecs.BOM_UTF8
SHORT = "has more or fewer cells than the header"


class Delimited:
    """The lines of one file.

    Args:
        stream: Its bytes.
        table: How it is written.
        name: What to call it in places.
    """

    def __init__(self, stream: BinaryIO, table: Table, name: str) -> None:
        self._name, self._table = name, table
        self._utf8 = codecs.lookup(table.encoding).name in {"utf-8", "utf-8-sig"}
        self._unicode = codecs.lookup(table.encoding).name.startswith("utf")
        self._text = io.TextIOWrapper(
            stream, encoding="utf-8-sig" if self._utf8 else table.encoding, newline=""
        )
        self._problems: list[Problem] = []
        if not self._utf8 and stream.peek(len(_MARK))[: len(_MARK)] == _MARK:  # type: ignore[attr-defined]
            raise self._refusal(
                1, f"is UTF-8 by its first bytes, and not {table.encoding} as the mapping says"
            )
        self._reader = csv.reader(
            self._text,
            delimiter=table.delimiter,
            quotechar=table.quote or None,
            quoting=csv.QUOTE_MINIMAL if table.quote else csv.QUOTE_NONE,
            strict=True,
        )
        self._header = self._columns()

    def _columns(self) -> Sequence[str]:
        for _ in range(self._table.skip):
            self._next()
        return self._table.columns or [cell.strip() for cell in self._next() or ()]

    def _next(self) -> list[str] | None:
        try:
            return next(self._reader, None)
        except UnicodeError:  # by its version, Python says more or less of what is wrong
            advice = "; ANSI is cp1252" if self._utf8 else ""
            raise self._refusal(
                self._reader.line_num + 1,
                f"is not {self._table.encoding} text: say the right encoding in the mapping{advice}",
            ) from None
        except csv.Error as error:
            raise self._refusal(self._reader.line_num, f"is not readable: {error}") from None

    def _refuse_mistaken(self, cells: Sequence[str], line: int) -> None:
        """Refuse a line of which the letters are UTF-8: read as anything else, everybody would be called `NoÃ«l`.

        A line in another encoding that has letters outside ASCII is as good as never UTF-8 by chance.
        """
        text = "".join(cells)
        if text.isascii():
            return
        try:
            text.encode(self._table.encoding).decode("utf-8")
        except UnicodeError:
            return
        raise self._refusal(
            line, f"is UTF-8 by its letters, and not {self._table.encoding} as the mapping says"
        )

    def _refusal(self, line: int, why: str) -> InvalidInput:
        return InvalidInput([Problem(f"{self._name}:{line}", why)], source="mapping")

    def access(self, column: str, optional: bool) -> Access:  # noqa: FBT001 - the shape of `Accesses`
        """What a line has in a column; a column that is missing is noted, unless it may be."""
        places = [place for place, name in enumerate(self._header) if name == column]
        where = f"{self._name}:{self._table.skip + 1}"
        if len(places) == 1:
            (place,) = places
            return lambda cells: cells[place].strip()
        if places:
            self._problems.append(Problem(where, f'column "{column}" is there {len(places)} times'))
        elif not optional:
            why = f'column "{column}" is missing{did_you_mean(column, self._header, listed=False)}'
            self._problems.append(Problem(where, why))
        return lambda _: None

    def check(self) -> None:
        """Refuse a file without the columns that were asked for.

        Raises:
            InvalidInput: Some are missing or there twice; each is told once.
        """
        if self._problems:
            raise InvalidInput(dict.fromkeys(self._problems), source="mapping")

    def within(self, record: Record, path: str) -> Iterator[Record]:
        """Nothing: a line has no records within."""
        del record, path
        return iter(())

    def records(self) -> Iterator[tuple[str, Record]]:
        """The place and cells of each line; None where the cells are not as many as the columns.

        Raises:
            InvalidInput: The file is not text of its encoding, or its quoting is broken.
        """
        width, line = len(self._header), self._reader.line_num + 1
        while (cells := self._next()) is not None:
            if cells:
                if not self._unicode:
                    self._refuse_mistaken(cells, line)
                yield f"{self._name}:{line}", cells if len(cells) == width else None
            line = self._reader.line_num + 1
