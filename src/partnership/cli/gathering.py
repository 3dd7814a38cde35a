"""`partnership gathering`: parents' evenings: which there are, what one still lacks, and whom they reached."""

from collections.abc import Mapping
from pathlib import Path

import click

from partnership.cli import render
from partnership.cli.options import config_option, json_option, open_school, store_option
from partnership.contact.turnout import Turnout
from partnership.ids import GatheringId
from partnership.serial.values import dump

__all__ = ["gathering"]

_Place = Path | None


@click.group()
def gathering() -> None:
    """Parents' evenings: planned, announced, held, and closed when everybody was served."""


@gathering.command("list")
@store_option
@config_option
@json_option
def list_(store: _Place, config: _Place, as_json: bool) -> None:
    """Every gathering, when its last occasion ends and how far it is."""
    with open_school(config, store) as school:
        found = school.gatherings().every()
        zone = school.settings.school.timezone
    if as_json:
        render.data([dump(each) for each in found])
        return
    for each in found:
        over = "no time yet" if each.over is None else f"{each.over.astimezone(zone):%Y-%m-%d %H:%M}"
        render.line(f"{each.id}: {each.kind}, {', '.join(each.classes)}, {over}, {each.state}")
    if not found:
        render.line("there is no gathering yet")


@gathering.command("check")
@click.argument("id")
@store_option
@config_option
@json_option
def check_(id: str, store: _Place, config: _Place, as_json: bool) -> int:
    """Say all that gathering ID still lacks before parents can be invited; status 1 when there is something."""
    with open_school(config, store) as school:
        problems = school.gatherings().check(GatheringId(id))
    if as_json:
        render.data([dump(each) for each in problems])
    else:
        for each in problems or ("nothing is missing",):
            render.line(str(each))
    return int(bool(problems))


@gathering.command("turnout")
@click.argument("id", required=False)
@store_option
@config_option
@json_option
def turnout_(id: str | None, store: _Place, config: _Place, as_json: bool) -> None:
    """How many households gathering ID reached, or all of them together; and what is still to be done."""
    wanted = None if id is None else GatheringId(id)
    with open_school(config, store) as school:
        room = school.gatherings()
        whole = room.turnout(wanted)
        groups = {"language": room.turnout_by_language(wanted), "day part": room.turnout_by_day_part(wanted)}
        notices = room.notices()
    if as_json:
        told = {"all": whole, "by": groups, "notices": notices}
        render.data(dump(told))
        return
    render.line(f"households: {_told(whole)}")
    for name, group in groups.items():
        _grouped(name, group)
    for each in notices:
        render.line(f"{each.about}: {each.next_step}")


def _grouped(name: str, group: Mapping[str, Turnout]) -> None:
    for each, turnout in group.items():
        render.line(f"by {name}, {each}: {_told(turnout)}")


def _told(turnout: Turnout) -> str:
    return f"{turnout.invited} invited, {turnout.came} came, {turnout.served} served"
