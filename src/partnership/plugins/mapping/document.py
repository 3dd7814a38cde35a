"""A mapping from its TOML file, in which every mistake is told at once, each with its path."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import attrs

from partnership.errors import InvalidInput, Problem
from partnership.people.roster import KINDS, Coverage
from partnership.plugins.mapping.layout import Cell, Detail, Layout, Row, Table
from partnership.plugins.mapping.meaning import faults_of
from partnership.plugins.mapping.targets import TARGETS
from partnership.serial.values import load

__all__ = ["parse_layout", "read_layout"]

_T = TypeVar("_T")

Raw = Any
"""Whatever a TOML file holds."""
_CELL = Cell()
_DETAIL = Detail(kind="email", value=_CELL)


def read_layout(path: Path) -> Layout:
    """The mapping in a file.

    Raises:
        InvalidInput: There is no such file, it is not TOML, or the mapping has mistakes; all of them are told.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InvalidInput([Problem(str(path), "is no readable UTF-8 file")], source="mapping") from None
    return parse_layout(text, source=path.name)


def parse_layout(text: str, *, source: str = "mapping") -> Layout:
    """The mapping in a TOML text.

    Args:
        text: The TOML.
        source: What to call it in errors.

    Raises:
        InvalidInput: It is not TOML, or the mapping has mistakes; all of them are told.
    """
    try:
        raw = tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # also a number of thousands of digits, or brackets without end
        raise InvalidInput([Problem("$", f"is not TOML: {error}")], source=source) from None
    reader = _Reader()
    layout = reader.layout(raw)
    unread = tuple(f"{path}{end}" for path in reader.unread for end in ".[ ")
    meant = (each for each in faults_of(layout) if not f"{each.path} ".startswith(unread))
    problems = [*reader.problems, *meant]
    if problems:
        raise InvalidInput(problems, source=source)
    return layout


class _Reader:
    """Reads part by part, so that a mistake in one hides none in another."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.unread: list[str] = []  # the paths of parts that something else stands in for

    def layout(self, raw: dict[str, Raw]) -> Layout:
        rest, tables = dict(raw), self._list(raw.get("tables", []), "$.tables")
        rest.pop("tables", None)
        if rest.get("covers") in [*Coverage]:
            rest["covers"] = dict.fromkeys(KINDS, rest["covers"])
        elif not isinstance(rest.get("covers", {}), dict):
            words = tuple(map(str, Coverage))
            told = f"expected {' or '.join(words)}, or a table that says it of each kind"
            self.problems.append(Problem("$.covers", told, words))
            del rest["covers"]
        head = self._part(Layout, rest, "$", Layout())
        read = tuple(self._table(each, f"$.tables[{number}]") for number, each in enumerate(tables))
        return attrs.evolve(head, tables=read)

    def _table(self, raw: Raw, path: str) -> Table:
        rest, rows = self._split(raw, "rows")
        table = self._part(Table, rest, path, Table())
        listed = self._list(rows or [], f"{path}.rows")
        return attrs.evolve(
            table,
            rows=tuple(self._row(each, f"{path}.rows[{number}]") for number, each in enumerate(listed)),
        )

    def _row(self, raw: Raw, path: str) -> Row:
        rest, fields, details = self._split(raw, "fields", "details")
        cells = {
            name: self._cell(rest.pop(name), f"{path}.{name}")
            for name in ("id", "when", "ended")
            if isinstance(rest, dict) and name in rest
        }
        row = self._part(Row, rest, path, Row(kind=""))
        known = TARGETS.get(row.kind, {})
        if not isinstance(fields or {}, dict):
            self._note(f"{path}.fields", "expected the columns of fields")
            fields = None
        return attrs.evolve(
            row,
            id=cells.get("id"),
            when=cells.get("when"),
            ended=cells.get("ended"),
            fields={
                name: self._cell(cell, f"{path}.fields.{name}")
                for name, cell in _flat(fields or {}, known, "")
            },
            details=tuple(
                self._detail(each, f"{path}.details[{number}]")
                for number, each in enumerate(self._list(details or [], f"{path}.details"))
            ),
        )

    def _detail(self, raw: Raw, path: str) -> Detail:
        rest, value, secret = self._split(raw, "value", "secret")
        if value is None:
            self._note(f"{path}.value", "is required")
        detail = self._part(Detail, {**rest, "value": {}} if isinstance(rest, dict) else rest, path, _DETAIL)
        return attrs.evolve(
            detail,
            value=self._cell(value if value is not None else {}, f"{path}.value"),
            secret=None if secret is None else self._cell(secret, f"{path}.secret"),
        )

    def _cell(self, raw: Raw, path: str) -> Cell:
        """A cell from a column's name, or from all it may say of itself."""
        if isinstance(raw, str):
            return Cell(column=(raw,))
        if isinstance(raw, bool):
            return Cell(value=_word(raw))
        if not isinstance(raw, dict):
            self._note(path, "expected the name of a column, or a table that says more")
            return _CELL
        rest = {name: _words(value) for name, value in raw.items()}
        for name in ("required", "optional", "inclusive"):
            if name in raw:
                rest[name] = raw[name]
        for name in ("column", "first", "is_one_of", "dates"):
            if isinstance(rest.get(name), str):
                rest[name] = [rest[name]]
        return self._part(Cell, rest, path, _CELL)

    def _split(self, raw: Raw, *names: str) -> tuple[Raw, ...]:
        """A table without some of its keys, and what these hold."""
        if not isinstance(raw, dict):
            return (raw, *(None for _ in names))
        rest = dict(raw)
        return (rest, *(rest.pop(name, None) for name in names))

    def _note(self, path: str, why: str) -> None:
        """A part that is so wrong that nothing more can be said of it."""
        self.problems.append(Problem(path, why))
        self.unread.append(path)

    def _list(self, raw: Raw, path: str) -> Sequence[Raw]:
        if isinstance(raw, list):
            return raw
        self.problems.append(Problem(path, "expected a list"))
        return []

    def _part(self, kind: type[_T], raw: Raw, path: str, instead: _T) -> _T:
        """A part, or something instead of it when it has mistakes, which are noted."""
        try:
            return load(kind, raw, source="mapping")
        except InvalidInput as error:
            self.problems += [
                attrs.evolve(each, path=path + each.path.removeprefix("$")) for each in error.problems
            ]
            if path != "$":
                self.unread.append(path)
            return instead


def _flat(fields: Mapping[str, Raw], known: Mapping[str, object], before: str) -> Iterator[tuple[str, Raw]]:
    """The cells of a table of fields by their whole names; `name.given` may stand as a table within a table."""
    for key, value in fields.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and any(each.startswith(f"{name}.") for each in known):
            yield from _flat(value, known, f"{name}.")
        else:
            yield name, value


def _words(value: Raw) -> Raw:
    """The constants of a cell as words: a mapping says true, 3 and 2026-08-31 as TOML does."""
    if isinstance(value, dict):
        return {name: _word(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_word(each) for each in value]
    return _word(value)


def _word(value: Raw) -> Raw:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
