"""The room of what helps at home, of the school that the settings name, opened for one caller."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partnership.cli.options import open_school
from partnership.host.supplies import Supplies
from partnership.ids import GuardianId

__all__ = ["supplies"]


@contextmanager
def supplies(config: Path | None, store: Path | None, by: str) -> Iterator[Supplies]:
    """Tips, workshops, modules and materials, for whoever comes."""
    kind, _, id = by.partition(":")
    guardian = GuardianId(id) if kind == "guardian" else None
    with open_school(config, store) as school:
        yield school.supplies(guardian, by=by)
