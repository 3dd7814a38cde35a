"""`partnership languages`: which are spoken, how sure we are of each, and which the families ask for."""

from pathlib import Path

import click

from partnership.cli import render
from partnership.cli.options import config_option, json_option, open_school, store_option
from partnership.host.languages import LanguageUse, language_use
from partnership.serial.values import dump

__all__ = ["languages"]


@click.command()
@store_option
@config_option
@json_option
def languages(store: Path | None, config: Path | None, as_json: bool) -> int:
    """Every language of letters and pages; status 1 when guardians read one that is not spoken."""
    with open_school(config, store) as school:
        found = language_use(school.desk)
    if as_json:
        render.data([dump(each) for each in found])
    else:
        for each in found:
            render.line(_told(each))
    return int(not all(each.spoken for each in found))


def _told(use: LanguageUse) -> str:
    readers = f"; chosen by {use.readers}" if use.readers else ""
    if not use.spoken:
        return f"{use.tag}: not spoken here, they get the school's language{readers}"
    unread = f", {use.unread} sentences read by nobody who speaks it yet" if use.unread else ""
    return f"{use.tag}: {use.name}, {use.status}{unread}{readers}"
