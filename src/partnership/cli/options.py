"""Options that several commands have, and the school they speak of."""

from pathlib import Path

import attrs
import click

from partnership.cli.kinds import TO_WRITE
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import FILE_NAME, SchoolSettings, Settings, StoreSettings, read_settings
from partnership.ids import SchoolId

__all__ = [
    "by_option",
    "config_option",
    "file_option",
    "folder_option",
    "json_option",
    "open_school",
    "reader_option",
    "settings_of",
    "staff_option",
    "store_option",
]

store_option = click.option(
    "--store", type=click.Path(path_type=Path), help="A SQLite file, instead of the store of the settings."
)
config_option = click.option(
    "--config", type=click.Path(path_type=Path), help=f"Settings; else {FILE_NAME} where it is there."
)
json_option = click.option("--json", "as_json", is_flag=True, help="For a program.")


_KINDS = ("guardian", "staff", "pupil", "system")


def _who(_context: click.Context, _parameter: click.Parameter, by: str) -> str:
    """Who does it, with what they are: without it a guardian would be taken for the school."""
    kind, _, id = by.partition(":")
    if kind not in _KINDS or not id:
        raise click.BadParameter("expected guardian:ID, staff:ID or pupil:ID; at night system:ID")
    return by


by_option = click.option(
    "--by",
    required=True,
    callback=_who,
    help="Who does it: guardian:ID, staff:ID or pupil:ID; a guardian sees their own only.",
)
staff_option = click.option("--by", required=True, help="Who does it, such as staff:office; for the journal.")
file_option = click.option("--out", type=TO_WRITE, required=True, help="The HTML file to write.")
folder_option = click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The folder to write into."
)
reader_option = click.option(
    "--language", help="For who reads this language, as a tag such as nl; else as --by chose."
)


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


def open_school(config: Path | None, store: Path | None) -> School:
    """The school of the settings, with everything installed."""
    settings = settings_of(config, store)
    return School(settings, Host(discover=True, blocked=settings.plugins.blocked))
