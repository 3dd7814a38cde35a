"""`partnership plugin new`: begin a plug-in of one's own."""

from pathlib import Path

import click

from partnership.cli import render
from partnership.cli.files import write_files
from partnership.errors import InvalidInput, Problem
from partnership.host.plugins import Host
from partnership.testing.scaffold import KINDS, scaffold

__all__ = ["plugin"]


@click.group()
def plugin() -> None:
    """Plug-ins of one's own."""


@plugin.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What it is to be.")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path),
    help="Where to; the name of the project when left out.",
)
def new(name: str, kind: str, folder: Path | None) -> None:
    """Begin a plug-in called NAME: a project that works, with tests that pass at once."""
    files = scaffold(name, kind)
    name = name.removeprefix("partnership-")
    taken = {each.plugin: each.plugin for each in Host(discover=True).listing()}
    taken |= {offer: each.plugin for each in Host(discover=True).listing() for _, offer, _ in each.offers}
    if name in taken:
        raise InvalidInput([Problem("name", f"the plug-in {taken[name]} uses it already")], source=name)
    folder = folder or Path(f"partnership-{name}")
    if folder.exists():
        raise InvalidInput([Problem("dir", "is there already; nothing was written")], source=str(folder))
    write_files(files, folder)
    render.line(f"{len(files)} files in {folder}; README.md says how to go on")
