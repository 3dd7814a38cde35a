"""`partnership module`: suggest online modules, and take in what learning programs said of them."""

from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.host.supplies import Supplies
from partnership.serial.documents import read_bytes
from partnership.serial.xapi import read_statements

__all__ = ["module"]


@click.group()
def module() -> None:
    """Online modules for parents; how far somebody is, only they can see."""


@module.command("suggest")
@rooms.supplies
def suggest_(door: rooms.Door[Supplies]) -> None:
    """Tell the guardians of pupils with an agreed goal what is good for it, each once; run it every night."""
    with door.open() as room:
        due = room.modules.suggest()
    render.line(f"{render.counted(due, 'suggestion', 'suggestions')} in all, each sent once")


@module.command("take-in")
@click.argument("file", type=click.Path(path_type=Path))
@rooms.supplies
def take_in_(door: rooms.Door[Supplies], file: Path) -> None:
    """Take in the xAPI statements in FILE (JSON), each to whom it belongs; says nothing of whose they are."""
    said = read_statements(read_bytes(file), source=file.name)
    with door.open() as room:
        room.modules.take_in(said)
    render.line(f"{render.counted(len(said), 'statement', 'statements')} read")
