"""`partnership conformance`: whether an installed plug-in keeps the contracts of what it offers."""

import attrs
import click

from partnership.cli import render
from partnership.host.plugins import Host
from partnership.testing.conformance import conformance as held

__all__ = ["conformance"]


@click.command()
@click.argument("plugin")
@click.option("--seconds", default=120.0, show_default=True, help="How long one test may take.")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
def conformance(plugin: str, seconds: float, as_json: bool) -> int:
    """Hold an installed PLUGIN to the contracts of what it offers; status 1 when it does not keep them."""
    report = held(Host(discover=True).plugin(plugin), seconds=seconds)
    if as_json:
        render.data(attrs.asdict(report) | {"kept": report.kept})
    else:
        render.conformance_report(report)
    return 0 if report.kept else 1
