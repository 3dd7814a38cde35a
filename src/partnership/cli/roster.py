"""`partnership roster import`: bring the school's records in line with its student information system."""

from pathlib import Path
from typing import Any

import attrs
import click

from partnership.cli import render
from partnership.cli.kinds import TO_WRITE
from partnership.cli.options import config_option, json_option, open_school, store_option
from partnership.serial.documents import write_whole
from partnership.serial.roster_page import roster_page

__all__ = ["roster"]


def _settings(told: tuple[str, ...]) -> dict[str, Any]:
    """The settings of a source, from `NAME=VALUE` each."""
    for each in told:
        if "=" not in each:
            raise click.BadParameter(f"{each!r} is not NAME=VALUE", param_hint="--with")
    return dict(each.split("=", 1) for each in told)


@click.group()
def roster() -> None:
    """Pupils, guardians, staff and classes."""


@roster.command("import")
@click.argument("path")
@click.option("--source", default="oneroster", show_default=True, help="The roster source that reads it.")
@click.option("--with", "told", multiple=True, metavar="NAME=VALUE", help="A setting of the source.")
@click.option("--dry-run", is_flag=True, help="Decide and report, write nothing.")
@click.option("--allow-shrink", is_flag=True, help="End as many links as the source says, for once.")
@click.option("--whole", is_flag=True, help="Name every row that is new or differs, and its fields.")
@click.option("--page", type=TO_WRITE, help="Write the whole report as a page to read.")
@store_option
@config_option
@json_option
def import_(
    path: str,
    source: str,
    told: tuple[str, ...],
    dry_run: bool,
    allow_shrink: bool,
    whole: bool,
    page: Path | None,
    store: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Import a roster from PATH, a file, folder or address, and report what came of each row."""
    with open_school(config, store) as school:
        report = school.import_roster(
            path,
            source=source,
            dry_run=dry_run,
            allow_shrink=allow_shrink,
            whole=whole or page is not None,
            **_settings(told),
        )
    if page is not None:
        write_whole(page, roster_page(report, source=source).encode())
    if as_json:
        render.data(
            {
                "counts": report.counts,
                "steps": [attrs.asdict(each) for each in report.steps],
                "problems": [attrs.asdict(each) for each in report.problems],
                "dry_run": report.dry_run,
            }
        )
    else:
        render.roster_report(report, whole=whole)
