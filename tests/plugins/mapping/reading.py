"""Small exports and mappings, read as a school would."""

from pathlib import Path
from typing import Any

from partnership.people.roster import RosterRow
from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.mapping.source import MappedRoster

__all__ = ["faults", "fields", "read"]


def read(folder: Path, mapping: str, text: str | bytes, *, name: str = "export.csv") -> list[RosterRow]:
    """What an export says, by a mapping of which the tables' heads may be left out."""
    if "[[tables]]" not in mapping:
        mapping = f"[[tables]]\n{mapping}"
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(MappedRoster(path, parse_layout(mapping)).rows())


def fields(rows: list[RosterRow]) -> dict[str, dict[str, Any]]:
    """What is told of each, by its id."""
    return {row.id: dict(row.fields) for row in rows}


def faults(rows: list[RosterRow]) -> list[str]:
    """Every fault, in words."""
    return [str(fault) for row in rows for fault in row.faults]
