"""What pupils are known by: the file's own keys, or the pseudonyms that stay the same between systems (ECK iD)."""

from pathlib import Path

import attrs

from partnership.errors import UnknownName
from partnership.plugins.mapping.document import read_layout
from partnership.plugins.mapping.layout import Cell, Layout, Row

__all__ = ["KEYS", "layout_by"]

KEYS = ("key", "eckid")
"""The attributes of a pupil that can name it."""


def layout_by(pupil_key: str) -> Layout:
    """The mapping of EDEXML, with pupils known by one of `KEYS`.

    Raises:
        UnknownName: There is no such key.
    """
    if pupil_key not in KEYS:
        raise UnknownName("pupil key", pupil_key, known=KEYS)
    layout = read_layout(Path(__file__).with_name("edexml.toml"))
    return attrs.evolve(
        layout,
        tables=tuple(
            attrs.evolve(table, rows=tuple(_by(row, pupil_key) for row in table.rows))
            for table in layout.tables
        ),
    )


def _by(row: Row, key: str) -> Row:
    if row.kind == "pupil":
        return attrs.evolve(row, id=_named(f"@{key}"))
    if row.kind == "enrolment":
        up = "" if row.each is None else "../"
        return attrs.evolve(row, fields={**row.fields, "pupil": _named(f"{up}@{key}")})
    return row


def _named(column: str) -> Cell:
    """A pseudonym is written as an address; only its last part tells pupils apart, and can be half of a link."""
    return Cell(column=(column,), after="/")
