"""`partnership store upgrade`: bring the tables of a school's store up to date."""

from pathlib import Path

import click

from partnership.cli import render
from partnership.cli.options import config_option, settings_of, store_option
from partnership.host.plugins import Host

__all__ = ["store"]


@click.group()
def store() -> None:
    """Where the school's records are kept."""


@store.command()
@store_option
@config_option
def upgrade(store: Path | None, config: Path | None) -> None:
    """Bring tables of an older version up to date, all or nothing. Make a copy first."""
    settings = settings_of(config, store)
    host = Host(discover=True, blocked=settings.plugins.blocked)
    host.store(settings.store.name, **{**settings.store.settings, "upgrade": True}).close()
    render.line("the store is up to date")
