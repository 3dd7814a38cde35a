"""`partnership newsletter`: which there are, and how one reads."""

from pathlib import Path

import click

from partnership.cli import render
from partnership.cli.options import config_option, file_option, json_option, open_school, store_option
from partnership.ids import EditionId
from partnership.serial.documents import write_whole
from partnership.serial.newsletter_page import newsletter_page
from partnership.serial.values import dump

__all__ = ["newsletter"]


@click.group()
def newsletter() -> None:
    """The monthly newsletter of a class."""


@newsletter.command("list")
@store_option
@config_option
@json_option
def list_(store: Path | None, config: Path | None, as_json: bool) -> None:
    """Every edition, its month and how far it is."""
    with open_school(config, store) as school:
        editions = school.newsletters.editions()
    if as_json:
        render.data([dump(each) for each in editions])
        return
    for each in editions:
        stale = [variant.language for variant in each.variants if each.is_stale(variant)]
        told = f", stale: {', '.join(stale)}" if stale else ""
        render.line(
            f"{each.id}: class {each.class_id}, {each.month[0]}-{each.month[1]:02}, {each.state}{told}"
        )
    if not editions:
        render.line("there is no newsletter yet")


@newsletter.command("translate")
@click.argument("edition")
@click.option("--language", required=True, help="Into which, as a tag such as tr.")
@click.option("--by", required=True, help="Who asks for it, such as staff:jansen.")
@store_option
@config_option
def translate_(edition: str, language: str, by: str, store: Path | None, config: Path | None) -> None:
    """Have EDITION put into another language by the translator of the settings, for a person to check."""
    with open_school(config, store) as school:
        made = school.newsletters.translate(EditionId(edition), language, school.translator, by=by)
        [text] = [each.text for each in made.variants if each.language == language]
    render.line(text)
    render.line("")
    render.line("a machine's: it is not sent before a person has read it")


@newsletter.command("preview")
@click.argument("edition")
@file_option
@click.option("--language", default=None, help="For who reads this language, as a tag such as tr.")
@store_option
@config_option
def preview(edition: str, out: Path, language: str | None, store: Path | None, config: Path | None) -> None:
    """Write EDITION as the page a family reads."""
    with open_school(config, store) as school:
        found = school.newsletters.edition(EditionId(edition))
        own, group = school.settings.school.name, school.newsletters.group(found)
        page = newsletter_page(found, language=language, school=own, group=group)
    write_whole(out, page.encode())
    render.written("written", out)
