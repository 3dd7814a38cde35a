"""What a mapping that reads well may still get wrong: fields that are none, dates nobody can read, links without ends."""

import codecs
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from partnership.errors import Problem, did_you_mean
from partnership.people.contact_details import DetailKind
from partnership.people.roster import KINDS, LINKS, Coverage
from partnership.plugins.mapping.layout import Cell, Layout, Row, Table
from partnership.plugins.mapping.targets import TARGETS, Sort, Target, plain
from partnership.plugins.mapping.trees import attribute_of

__all__ = ["FORMATS", "faults_of"]

FORMATS = ("delimited", "xml", "json")
"""What an export can be written in."""

_WORD = re.compile(r"[^\W\d_]+")
_DIRECTIVE = re.compile(r"%(.)")
_DAY_PARTS = ("Y", "m", "d")
_CLOCK_PARTS = ("H", "M", "S", "f", "z")
_STEPS = re.compile(r"/{0,2}[\w.-]+(/[\w.-]+)*")
_DETAILS = tuple(map(str, DetailKind))
_CITIZEN = frozenset(
    {"bsn", "burgerservicenummer", "sofinummer", "onderwijsnummer", "pgn", "persoonsgebondennummer", "ssn"}
)
"""Names of the numbers by which a country knows its citizens; no roster needs them."""

_NAMED = {"pupil": "name.", "guardian": "name.", "staff": "name.", "class": "title"}
_CONDITION = Target(sort=Sort.TEXT)
_SECRET = Target(sort=Sort.FLAG)


def faults_of(layout: Layout) -> Iterator[Problem]:
    """Everything wrong with a mapping, with the paths of its TOML."""
    if not layout.tables:
        yield Problem("$.tables", "there are none: what would be read?")
    for kind, covers in layout.covers.items():
        if kind not in KINDS:
            yield Problem(f"$.covers.{kind}", f"is no kind{did_you_mean(kind, KINDS)}", KINDS)
        elif covers is Coverage.ABSENT and kind in layout.kinds:
            yield Problem(f"$.covers.{kind}", "is absent, but a table tells of it")
    for number, table in enumerate(layout.tables):
        yield from _of_table(table, f"$.tables[{number}]")


def _of_table(table: Table, path: str) -> Iterator[Problem]:
    if not table.rows:
        yield Problem(f"{path}.rows", "there are none: what does a record tell of?")
    if table.format not in FORMATS:
        yield Problem(f"{path}.format", f"is no format{did_you_mean(table.format, FORMATS)}", FORMATS)
    elif table.format == "delimited":
        yield from _of_delimited(table, path)
    elif not table.record and table.format == "xml":
        yield Problem(f"{path}.record", "is required: the path to the records, such as pupils/pupil")
    elif table.record and not _STEPS.fullmatch(table.record):
        yield Problem(f"{path}.record", "is no plain path, such as pupils/pupil")
    if table.root is not None and table.format != "xml":
        yield Problem(f"{path}.root", "is for XML")
    if table.blank not in {"empty", "untold"}:
        yield Problem(f"{path}.blank", "expected one of empty, untold", ("empty", "untold"))
    yield from _of_dates(table.dates, f"{path}.dates")
    for number, row in enumerate(table.rows):
        yield from _of_row(row, table, f"{path}.rows[{number}]")


def _of_delimited(table: Table, path: str) -> Iterator[Problem]:
    if len(table.delimiter) != 1 or table.delimiter in {'"', "\r", "\n", table.quote}:
        yield Problem(f"{path}.delimiter", "expected one character, such as ; or a tab")
    if len(table.quote) > 1 or table.quote in {"\r", "\n"}:
        yield Problem(f"{path}.quote", "expected one character, or nothing")
    try:
        codecs.lookup(table.encoding)
    except LookupError:
        yield Problem(f"{path}.encoding", "is no encoding; the usual ones are utf-8, cp1252 and utf-16")
    if table.record is not None:
        yield Problem(f"{path}.record", "is for XML and JSON; here every line is a record")


def _of_dates(dates: tuple[str, ...], path: str) -> Iterator[Problem]:
    for number, each in enumerate(dates):
        parts = _DIRECTIVE.findall(each)
        if sorted(part for part in parts if part not in _CLOCK_PARTS) != sorted(_DAY_PARTS):
            yield Problem(f"{path}[{number}]", "expected one each of %Y, %m and %d, such as %d-%m-%Y")


def _of_row(row: Row, table: Table, path: str) -> Iterator[Problem]:
    if row.kind not in KINDS:
        yield Problem(f"{path}.kind", f"is no kind{did_you_mean(row.kind, KINDS)}", KINDS)
        return
    known = TARGETS[row.kind]
    for name, cell in row.fields.items():
        if name in known:
            yield from _of_cell(cell, known[name], table, row, f"{path}.fields.{name}")
        else:
            yield Problem(
                f"{path}.fields.{name}", f"is no field of a {row.kind}{did_you_mean(name, known)}", (*known,)
            )
    yield from _of_identity(row, table, path)
    yield from _of_details(row, table, path)
    for name, condition in (("when", row.when), ("ended", row.ended)):
        if condition is not None:
            yield from _of_cell(condition, _CONDITION, table, row, f"{path}.{name}")
    if row.each is not None and (row.slots or table.format == "delimited"):
        yield Problem(f"{path}.each", "is for nested records in XML and JSON; use slots for numbered columns")
    yield from _of_each(row.each, table, path)
    if "authority" in row.fields:
        for name in ("evidence.reference", "evidence.seen_on"):
            if name not in row.fields:
                yield Problem(f"{path}.fields.{name}", "is required: authority is never told without proof")


def _of_identity(row: Row, table: Table, path: str) -> Iterator[Problem]:
    if row.kind in LINKS:
        if row.id is not None:
            yield Problem(f"{path}.id", f"a link is named by its ends: {', '.join(row.ends)}")
        for end in row.ends:
            if end not in row.fields:
                yield Problem(f"{path}.fields.{end}", "is required: a link has two ends")
        return
    if row.id is None:
        yield Problem(f"{path}.id", "is required: where the export's own id stands")
    else:
        yield from _of_cell(row.id, _CONDITION, table, row, f"{path}.id")
    named = _NAMED[row.kind]
    if not any(name.startswith(named) or name == "organisation" for name in row.fields):
        yield Problem(f"{path}.fields", f"a {row.kind} needs {named.rstrip('.')}")


def _of_details(row: Row, table: Table, path: str) -> Iterator[Problem]:
    if row.details and row.kind not in {"guardian", "staff"}:
        yield Problem(f"{path}.details", "only a guardian or member of staff has details")
    for number, detail in enumerate(row.details):
        where = f"{path}.details[{number}]"
        if detail.kind not in _DETAILS:
            yield Problem(f"{where}.kind", f"is no kind{did_you_mean(detail.kind, _DETAILS)}", _DETAILS)
        if detail.each is not None and table.format == "delimited":
            yield Problem(f"{where}.each", "is for nested records in XML and JSON")
        yield from _of_each(detail.each, table, where)
        yield from _of_cell(detail.value, _CONDITION, table, row, f"{where}.value")
        if detail.secret is not None:
            yield from _of_cell(detail.secret, _SECRET, table, row, f"{where}.secret")


def _of_cell(cell: Cell, target: Target, table: Table, row: Row, path: str) -> Iterator[Problem]:
    told = (bool(cell.column), bool(cell.first), cell.value is not None)
    if sum(told) != 1:
        yield Problem(path, "expected one of column, first and value")
    if cell.inclusive and not target.until:
        yield Problem(f"{path}.inclusive", "is for the day something ends")
    yield from _of_dates(cell.dates, f"{path}.dates")
    for name, words in (
        ("map", cell.map.values()),
        ("otherwise", () if cell.otherwise is None else (cell.otherwise,)),
        ("default", () if cell.default is None else (cell.default,)),
        ("value", () if cell.value is None else (cell.value,)),
    ):
        for word in words:
            yield from _of_word(word, target, cell, f"{path}.{name}")
    if not row.slots and any("{slot}" in each for each in (*cell.columns, cell.prefix, cell.suffix)):
        yield Problem(path, "speaks of {slot}, and the row has no slots")
    if table.format == "delimited" and "{number}" in cell.prefix + cell.suffix:
        yield Problem(path, "speaks of {number}, which records in XML and JSON have")
    for column in cell.columns:
        if _CITIZEN & set(_WORD.findall(column.lower())):
            yield Problem(path, f'"{column}" is a number of citizens, which is never read')
        if table.format == "xml":
            yield from _of_path(column, path)


def _of_each(each: str | None, table: Table, path: str) -> Iterator[Problem]:
    if each is not None and table.format == "xml":
        yield from _of_path(each, f"{path}.each")


def _of_word(word: str, target: Target, cell: Cell, path: str) -> Iterator[Problem]:
    try:
        if word:
            plain(target, word, split=cell.split)
    except ValueError as error:
        yield Problem(path, str(error), target.choices)


def _of_path(column: str, path: str) -> Iterator[Problem]:
    """A path from the root is plain, for it is kept as it comes by; from a record it may choose among brothers."""
    below = column
    while below.startswith("../"):
        below = below.removeprefix("../")
    steps, _ = attribute_of(below)
    if steps.startswith("/"):
        good = _STEPS.fullmatch(column) is not None and not steps.startswith("//")
    else:
        good = _leads(steps)
    if not good:
        yield Problem(path, f'"{column}" is no path')


def _leads(steps: str) -> bool:
    try:
        Element("x").find(steps)
    except (SyntaxError, KeyError, TypeError):  # by its version, the library trips over a broken one
        return False
    return True
