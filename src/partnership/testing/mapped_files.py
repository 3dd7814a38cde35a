"""A roster written the way a mapping reads it: the other half of the law that what is written is read back the same."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import attrs

from partnership.people.roster import LINKS, RosterRow
from partnership.plugins.mapping.layout import Cell, Detail, Layout, Row, Table
from partnership.plugins.mapping.rows import cells_of
from partnership.plugins.mapping.targets import TARGETS, Sort, Target

__all__ = ["write_mapped"]

Told = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What is told: kind → id → fields."""


@attrs.define
class _Record:
    """The cells of one record, and the records within it."""

    cells: dict[str, str] = attrs.field(factory=dict)
    within: dict[str, list["_Record"]] = attrs.field(factory=dict)


def write_mapped(
    layout: Layout, rows: Sequence[RosterRow], folder: Path, *, shuffle: Random | None = None
) -> Path:
    """Write rows as an export of this layout, into a folder.

    The first kind of row of each table says how many records there are; the other kinds go beside it by the links between
    them. A layout that has no room for a row leaves it out.

    Args:
        layout: The mapping.
        rows: What to tell.
        folder: Where to; files without a name in the mapping are called `export`.
        shuffle: Puts the columns of delimited files in an order of chance; None leaves them in the order of the mapping.
    """
    told: dict[str, dict[str, Mapping[str, Any]]] = {kind: {} for kind in TARGETS}
    for row in rows:
        told[row.kind][row.id] = row.fields
    by_file: dict[str, list[Table]] = {}
    for table in layout.tables:
        by_file.setdefault((table.file or "export").replace("*", "1"), []).append(table)
    for name, tables in by_file.items():
        records = [(table, list(_records(table, told))) for table in tables]
        (folder / name).write_bytes(_WRITERS[tables[0].format](records, shuffle))
    return folder


def _records(table: Table, told: Told) -> Iterator[_Record]:
    anchor = table.rows[0]
    for id in filter(partial(_fits, anchor), told[anchor.kind]):
        record = _Record()
        for row in table.rows:
            beside = [id] if row is anchor else _beside(row.kind, anchor.kind, id, told)
            found = [each for each in beside if _fits(row, each)]
            for number, each in enumerate(found[: len(row.slots) or None], start=1):
                slot = row.slots[number - 1] if row.slots else None
                inner = record if row.each is None else _within(record, row.each, number)
                _fill(row, table, each, told[row.kind][each], inner, record, slot)
        yield record


def _beside(kind: str, anchor: str, id: str, told: Told) -> Iterator[str]:
    """The ids of a kind that some link joins to a record, in the order of the links."""
    for link, ends in LINKS.items():
        if kind not in (link, *ends) or anchor not in (link, *ends):
            continue
        for each in told[link]:
            of = {**dict(zip(ends, each.split("/"), strict=True)), link: each}
            if of[anchor] == id and of[kind] in told[kind]:
                yield of[kind]


def _fits(row: Row, id: str) -> bool:
    """Whether ids of these have what the mapping puts before them."""
    ends = [row.id] if row.id is not None else [row.fields[end] for end in row.ends]
    parts = zip(ends, [id] if row.id is not None else id.split("/"), strict=True)
    return all("{slot}" in cell.prefix or part.startswith(cell.prefix) for cell, part in parts)


def _within(record: _Record, path: str, number: int) -> _Record:
    inner = record.within.setdefault(path, [])
    while len(inner) < number:
        inner.append(_Record())
    return inner[number - 1]


def _fill(
    row: Row,
    table: Table,
    id: str,
    fields: Mapping[str, Any],
    record: _Record,
    outer: _Record,
    slot: int | None,
) -> None:
    def put(cell: Cell, text: str, into: _Record = record) -> None:
        if not cell.columns:
            return
        first, *others = (column.replace("{slot}", str(slot)) for column in cell.columns)
        into = outer if first.startswith("../") else into
        into.cells[first.removeprefix("../")] = text
        for other in others:
            into.cells.setdefault(other.removeprefix("../"), "")

    if row.id is not None:
        put(row.id, _bare(row.id, id, slot))
    for name, cell in row.fields.items():
        group, _, last = name.rpartition(".")
        there = (fields.get(group) or {}) if group else fields
        if name in row.ends:
            put(cell, _bare(cell, there[last], slot))
        elif last in there:
            put(cell, _text(cell, TARGETS[row.kind][name], there[last], table))
    for detail in row.details:
        if "details" in fields:
            _put_details(detail, table, fields["details"], record, put)


def _bare(cell: Cell, id: str, slot: int | None) -> str:
    """An id without what the mapping puts around it."""
    before, behind = (each.replace("{slot}", str(slot)) for each in (cell.prefix, cell.suffix))
    return id.removeprefix(before).removesuffix(behind)


def _put_details(detail: Detail, table: Table, told: Any, record: _Record, put: Any) -> None:
    chosen = [each for each in told if each["kind"] == detail.kind]
    if not chosen and detail.each is None:
        put(detail.value, "", record)
    for number, each in enumerate(chosen if detail.each else chosen[:1], start=1):
        into = record if detail.each is None else _within(record, detail.each, number)
        put(detail.value, each["value"], into)
        if detail.secret is not None:
            put(detail.secret, _text(detail.secret, Target(sort=Sort.FLAG), each["secret"], table), into)


def _text(cell: Cell, target: Target, value: Any, table: Table) -> str:
    """A value in the words of the export."""
    if value is None or value in ("", []):
        return next((word for word, own in cell.map.items() if own == ""), "")
    plain = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    if cell.map:
        return next((word for word, own in cell.map.items() if own == plain), "")
    if isinstance(value, bool):
        return (table.flags.yes if value else table.flags.no)[0]
    if target.sort is Sort.DAY:
        day = date.fromisoformat(value) - timedelta(days=cell.inclusive)
        return day.strftime((cell.dates or table.dates)[0])
    if target.sort is Sort.YEAR:
        return f"{value - 1}-{value}"
    return cell.split.join(value) if target.sort is Sort.LIST else plain


_Records = Sequence[tuple[Table, Sequence[_Record]]]


def _delimited(tables: _Records, shuffle: Random | None) -> bytes:
    ((table, records),) = tables
    columns = list(table.columns or _columns(table))
    if shuffle is not None and not table.columns:
        shuffle.shuffle(columns)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text,
        columns,
        restval="",
        delimiter=table.delimiter,
        quotechar=table.quote or None,
        quoting=csv.QUOTE_MINIMAL if table.quote else csv.QUOTE_NONE,
    )
    text.write("\r\n" * table.skip)
    if not table.columns:
        writer.writeheader()
    writer.writerows(record.cells for record in records)
    return text.getvalue().encode("utf-8-sig" if table.encoding == "utf-8-sig" else table.encoding)


def _columns(table: Table) -> Iterator[str]:
    """Every column the mapping reads, once."""
    yield from dict.fromkeys(
        column.replace("{slot}", str(slot))
        for row in table.rows
        for cell in cells_of(row)
        for column in cell.columns
        for slot in row.slots or ("",)
    )


def _xml(tables: _Records, shuffle: Random | None) -> bytes:
    del shuffle
    root = Element(tables[0][0].root or "export")
    for record in (each for _, records in tables for each in records):
        for path in [each for each in record.cells if each.startswith("/")]:
            _down(root, path.strip("/").split("/")).text = record.cells.pop(path)
    for table, records in tables:
        *above, last = (table.record or "").strip("/").split("/")
        home = _down(root, above)
        for record in records:
            _grow(SubElement(home, last), record)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _grow(element: Element, record: _Record) -> None:
    for path, text in record.cells.items():
        steps, at, attribute = path.partition("@")
        home = _down(element, [each for each in steps.strip("/").split("/") if each and each != "."])
        if at:
            home.set(attribute, text)
        else:
            home.text = text
    for path, inner in record.within.items():
        *above, last = path.split("/")
        for each in inner:
            _grow(SubElement(_down(element, above), last), each)


def _down(element: Element, steps: Sequence[str]) -> Element:
    for step in steps:
        found = element.find(step)
        element = SubElement(element, step) if found is None else found
    return element


def _json(tables: _Records, shuffle: Random | None) -> bytes:
    del shuffle
    whole: Any = {}
    for table, records in tables:
        listed = [_object(record) for record in records]
        if table.record is None:
            whole = listed
        else:
            _key(whole, table.record, listed)
    return json.dumps(whole, ensure_ascii=False).encode()


def _object(record: _Record) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for path, text in record.cells.items():
        _key(made, path, text)
    for path, inner in record.within.items():
        _key(made, path, [_object(each) for each in inner])
    return made


def _key(made: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split("/")
    for step in above:
        made = made.setdefault(step, {})
    made[last] = value


_WRITERS = {"delimited": _delimited, "xml": _xml, "json": _json}
