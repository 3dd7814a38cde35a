"""The room of what helps at home, of the school that the settings name, opened for one caller."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partnership.cli.learning_room import guardian_of
from partnership.cli.options import open_school
from partnership.host.supplies import Supplies

__all__ = ["supplies"]


@contextmanager
def supplies(config: Path | None, store: Path | None, by: str) -> Iterator[Supplies]:
    """Tips, workshops, modules and materials, for whoever comes."""
    with open_school(config, store) as school:
        yield school.supplies(guardian_of(by), by=by)
