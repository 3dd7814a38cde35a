"""`partnership material`: what families can use at home, and what is due: late copies and links to look at."""

from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.options import json_option
from partnership.host.supplies import Supplies
from partnership.learning.materials import Material
from partnership.serial.documents import parse_json, read_bytes
from partnership.serial.values import dump, load

__all__ = ["material"]


@click.group()
def material() -> None:
    """Learning material for at home: nothing digital without a way around the screen."""


@material.command("keep")
@click.argument("file", type=click.Path(path_type=Path))
@rooms.supplies
def keep_(door: rooms.Door[Supplies], file: Path) -> None:
    """Keep the material in FILE (a JSON list); refused where something digital has no offline equivalent."""
    data = parse_json(read_bytes(file), source=file.name)
    wanted = load(tuple[Material, ...], data, source=file.name)
    with door.open() as room:
        kept = room.materials.keep(*wanted)
    render.line(f"{render.counted(len(kept), 'piece', 'pieces')} kept")


@material.command("due")
@rooms.supplies
@json_option
def due_(door: rooms.Door[Supplies], as_json: bool) -> None:
    """See what is late, tell who has it, give what was kept aside too long to the next, and list the links to look at."""
    with door.open() as room:
        room.materials.sweep()
        late, links = room.materials.due(), room.materials.links_to_check()
    if as_json:
        render.data({"overdue": [dump(each) for each in late], "links": [dump(each) for each in links]})
        return
    for copy in late:
        render.line(
            f"{copy.material} {copy.number}: with guardian:{copy.guardian} until {copy.until}; call them"
        )
    for each in links:
        when = "never looked at" if each.checked_on is None else f"looked at on {each.checked_on}"
        render.line(f"{each.id}: {each.link} {when}")
    if not late and not links:
        render.line("nothing is due")
