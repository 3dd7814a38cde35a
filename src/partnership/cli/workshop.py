"""`partnership workshop`: which there are, whom each reached, and who is asked whether it was tried at home."""

from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.options import by_option, config_option, json_option, store_option
from partnership.ids import WorkshopId
from partnership.serial.values import dump

__all__ = ["workshop"]

_Place = Path | None


@click.group()
def workshop() -> None:
    """Workshops for parents: whom one reached comes before what it taught."""


@workshop.command("list")
@by_option
@store_option
@config_option
@json_option
def list_(by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """The workshops, and how far each is."""
    with rooms.supplies(config, store, by) as room:
        found = room.workshops.all()
    if as_json:
        render.data([dump(each) for each in found])
        return
    for each in found:
        sessions = render.counted(len(each.sessions), "session", "sessions")
        render.line(f"{each.id}: {each.texts[0].title}, {each.state}, {sessions}")
    if not found:
        render.line("there is no workshop yet")


@workshop.command("report")
@click.argument("id")
@by_option
@store_option
@config_option
@json_option
def report_(id: str, by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """How workshop ID goes, in numbers, and what that speaks for."""
    with rooms.supplies(config, store, by) as room:
        report = room.workshops.report(WorkshopId(id))
    if as_json:
        render.data(dump(report))
        return
    figures = report.figures
    render.line(f"invited {figures.invited}, reached {figures.reached}, came {figures.came}")
    render.line(f"answered {figures.answered}, tried at home {figures.tried}")
    render.line(f"  {report.advice}")


@workshop.command("follow-up")
@by_option
@store_option
@config_option
def follow_up_(by: str, store: _Place, config: _Place) -> None:
    """Ask who came long enough ago whether they tried it at home; run it every night."""
    with rooms.supplies(config, store, by) as room:
        asked = room.workshops.follow_up()
    render.line(f"{render.counted(len(asked), 'guardian', 'guardians')} asked")
