"""The learning room of the school that the settings name, opened for one caller."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import click

from partnership.cli.options import open_school
from partnership.errors import InvalidInput, Problem
from partnership.host.learning import Learning
from partnership.ids import GuardianId
from partnership.serial.documents import parse_json

__all__ = ["by_option", "read_object", "room"]

by_option = click.option(
    "--by",
    required=True,
    help="Who does it: guardian:ID, staff:ID or pupil:ID; a guardian sees their own only.",
)


@contextmanager
def room(config: Path | None, store: Path | None, by: str) -> Iterator[Learning]:
    """Goals and plans, for whoever comes."""
    kind, _, id = by.partition(":")
    guardian = GuardianId(id) if kind == "guardian" else None
    with open_school(config, store) as school:
        yield school.learning(guardian, by=by)


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        InvalidInput: It holds something else.
    """
    found = parse_json(path.read_text(encoding="utf-8"), source=path.name)
    if not isinstance(found, dict):
        raise InvalidInput([Problem("$", "expected an object")], source=path.name)
    return cast("dict[str, Any]", found)
