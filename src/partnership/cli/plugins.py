"""`partnership plugins`: what is installed, what it offers, and what is broken."""

import attrs
import click

from partnership.cli import render
from partnership.host.plugins import Host

__all__ = ["plugins"]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For a program.")
def plugins(as_json: bool) -> None:
    """Show the plug-ins, what they offer, and what is wrong with them."""
    listing = Host(discover=True).listing()
    if as_json:
        render.data([attrs.asdict(each) for each in listing])
    else:
        render.plugin_list(listing)
