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

__all__ = ["by_option", "guardian_of", "read_object", "room"]


def _who(_context: click.Context, _parameter: click.Parameter, by: str) -> str:
    """Who does it, with what they are: without it a guardian would be taken for the school."""
    kind, _, id = by.partition(":")
    if not (kind and id):
        raise click.BadParameter("expected guardian:ID, staff:ID or pupil:ID; at night system:ID")
    return by


by_option = click.option(
    "--by",
    required=True,
    callback=_who,
    help="Who does it: guardian:ID, staff:ID or pupil:ID; a guardian sees their own only.",
)


def guardian_of(by: str) -> GuardianId | None:
    """The guardian who comes, or None when it is somebody else."""
    kind, _, id = by.partition(":")
    return GuardianId(id) if kind == "guardian" else None


@contextmanager
def room(config: Path | None, store: Path | None, by: str) -> Iterator[Learning]:
    """Goals and plans, for whoever comes."""
    with open_school(config, store) as school:
        yield school.learning(guardian_of(by), by=by)


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        InvalidInput: It holds something else.
    """
    found = parse_json(path.read_text(encoding="utf-8"), source=path.name)
    if not isinstance(found, dict):
        raise InvalidInput([Problem("$", "expected an object")], source=path.name)
    return cast("dict[str, Any]", found)
