"""The mapping of transfer files, for a pupil as this school knows it."""

from pathlib import Path

import attrs

from partnership.plugins.mapping.document import read_layout
from partnership.plugins.mapping.layout import Cell, Layout, Row

__all__ = ["layout_for"]


def layout_for(pupil: str | None) -> Layout:
    """The mapping of transfer files.

    Carers have no number in such a file, so they are known by the pupil's id and their place in it.

    Args:
        pupil: The pupil's id at this school; None for the id that the other school wrote.
    """
    layout = read_layout(Path(__file__).with_name("oso.toml"))
    if pupil is None:
        return layout
    return attrs.evolve(
        layout,
        tables=tuple(
            attrs.evolve(table, rows=tuple(_of(row, pupil) for row in table.rows)) for table in layout.tables
        ),
    )


def _of(row: Row, pupil: str) -> Row:
    def named(cell: Cell) -> Cell:
        return attrs.evolve(cell, column=(), value=pupil)

    if row.id is not None:
        return attrs.evolve(row, id=named(row.id))
    ends = {end: named(row.fields[end]) for end in row.ends}
    return attrs.evolve(row, fields={**row.fields, **ends})
