"""`partnership roster import`: bring the school's records in line with its student information system."""

from pathlib import Path

import attrs
import click

from partnership.cli import render
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import FILE_NAME, SchoolSettings, Settings, StoreSettings, read_settings
from partnership.ids import SchoolId

__all__ = ["roster"]


@click.group()
def roster() -> None:
    """Pupils, guardians, staff and classes."""


def settings_of(config: Path | None, store: Path | None) -> Settings:
    """The settings of a file, or of the one in this folder, or else a SQLite file of its own."""
    path = config or Path(FILE_NAME)
    if config is not None or path.exists():
        settings = read_settings(path)
    else:
        settings = Settings(
            school=SchoolSettings(id=SchoolId("school")),
            store=StoreSettings(name="sqlite", settings={"path": "partnership.db"}),
        )
    if store is None:
        return settings
    return attrs.evolve(settings, store=StoreSettings(name="sqlite", settings={"path": str(store)}))


@roster.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", default="oneroster", show_default=True, help="The roster source that reads it.")
@click.option("--dry-run", is_flag=True, help="Decide and report, write nothing.")
@click.option("--allow-shrink", is_flag=True, help="End as many links as the source says, for once.")
@click.option(
    "--store", type=click.Path(path_type=Path), help="A SQLite file, instead of the store of the settings."
)
@click.option(
    "--config", type=click.Path(path_type=Path), help=f"Settings; else {FILE_NAME} where it is there."
)
@click.option("--json", "as_json", is_flag=True, help="For a program.")
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
    settings = settings_of(config, store)
    host = Host(discover=True, blocked=settings.plugins.blocked)
    with School(settings, host) as school:
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
