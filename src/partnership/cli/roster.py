"""`partnership roster import`: bring the school's records in line with its student information system."""

from pathlib import Path

import attrs
import click

from partnership.cli import render
from partnership.cli.options import config_option, json_option, open_school, store_option

__all__ = ["roster"]


@click.group()
def roster() -> None:
    """Pupils, guardians, staff and classes."""


@roster.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", default="oneroster", show_default=True, help="The roster source that reads it.")
@click.option("--dry-run", is_flag=True, help="Decide and report, write nothing.")
@click.option("--allow-shrink", is_flag=True, help="End as many links as the source says, for once.")
@store_option
@config_option
@json_option
def import_(
    path: Path,
    source: str,
    dry_run: bool,
    allow_shrink: bool,
    store: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Import a roster from PATH and report what came of each row."""
    with open_school(config, store) as school:
        report = school.import_roster(path, source=source, dry_run=dry_run, allow_shrink=allow_shrink)
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
        render.roster_report(report)
