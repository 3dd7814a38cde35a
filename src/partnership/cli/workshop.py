"""`partnership workshop`: which there are, whom each reached, and who is asked whether it was tried at home."""

import click

from partnership.cli import render, rooms
from partnership.cli.options import json_option
from partnership.host.supplies import Supplies
from partnership.ids import WorkshopId
from partnership.serial.values import dump

__all__ = ["workshop"]


@click.group()
def workshop() -> None:
    """Workshops for parents: whom one reached comes before what it taught."""


@workshop.command("list")
@rooms.supplies
@json_option
def list_(door: rooms.Door[Supplies], as_json: bool) -> None:
    """The workshops, and how far each is."""
    with door.open() as room:
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
@rooms.supplies
@json_option
def report_(door: rooms.Door[Supplies], id: str, as_json: bool) -> None:
    """How workshop ID goes, in numbers, and what that speaks for."""
    with door.open() as room:
        report = room.workshops.report(WorkshopId(id))
    if as_json:
        render.data(dump(report))
        return
    figures = report.figures
    render.line(f"invited {figures.invited}, reached {figures.reached}, came {figures.came}")
    render.line(f"answered {figures.answered}, tried at home {figures.tried}")
    render.line(f"  {report.advice}")


@workshop.command("follow-up")
@rooms.supplies
def follow_up_(door: rooms.Door[Supplies]) -> None:
    """Ask who came long enough ago whether they tried it at home; run it every night."""
    with door.open() as room:
        asked = room.workshops.follow_up()
    render.line(f"{render.counted(len(asked), 'guardian', 'guardians')} asked")
