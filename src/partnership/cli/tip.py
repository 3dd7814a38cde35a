"""`partnership tip`: small things a family can do at home, chosen for one home and judged by tip."""

from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.files import read_object
from partnership.cli.options import json_option
from partnership.host.supplies import Supplies
from partnership.ids import GuardianId, PupilId
from partnership.learning.texts import text_for
from partnership.learning.tip_choice import TipChoice
from partnership.learning.tips import HomeTip, SentTip
from partnership.serial.values import dump, load

__all__ = ["tip"]

_for = click.option("--for", "guardian", help="Which guardian; of a guardian who asks it is themselves.")


@click.group()
def tip() -> None:
    """Home tips: for a goal of now, in the language, time and with the things of one home."""


@tip.command("keep")
@click.argument("file", type=click.Path(path_type=Path))
@rooms.supplies
def keep_(door: rooms.Door[Supplies], file: Path) -> None:
    """Keep the tip in FILE (JSON: id, category, texts, minutes, …), in the place of the one of the same id."""
    wanted = load(HomeTip, read_object(file), source=file.name)
    with door.open() as room:
        render.line(room.tips.keep(wanted).id)


@tip.command("suggest")
@click.argument("pupil")
@_for
@rooms.supplies
@json_option
def suggest_(door: rooms.Door[Supplies], pupil: str, guardian: str | None, as_json: bool) -> int:
    """Say which tip fits a home of PUPIL now, why, and why no other; sends nothing. Status 1 when none fits."""
    with door.open() as room:
        choice = room.tips.suggest(PupilId(pupil), _guardian(guardian, door.by))
    if as_json:
        render.data(dump(choice))
    else:
        _told(choice)
    return int(choice.tip is None)


@tip.command("send")
@click.argument("pupil", required=False)
@_for
@rooms.supplies
def send_(door: rooms.Door[Supplies], pupil: str | None, guardian: str | None) -> int:
    """Send a home of PUPIL the tip that fits it; without PUPIL every home of every pupil. Status 1 when none was sent."""
    with door.open() as room:
        if pupil is None:
            sent: tuple[SentTip | None, ...] = room.tips.send_round()
        else:
            sent = (room.tips.send(PupilId(pupil), _guardian(guardian, door.by)),)
    count = sum(each is not None for each in sent)
    render.line(f"{render.counted(count, 'tip', 'tips')} sent")
    return int(not count)


@tip.command("report")
@rooms.supplies
@json_option
def report_(door: rooms.Door[Supplies], as_json: bool) -> None:
    """Which tips do not work, by tip and never by family; and who never got one in their language."""
    with door.open() as room:
        failing, unserved = room.tips.not_working(), room.tips.unserved()
    if as_json:
        render.data(
            {"not_working": [dump(each) for each in failing], "unserved": [dump(each) for each in unserved]}
        )
        return
    for figures in failing:
        render.line(f"{figures.tip}: tried by {figures.tried}, of use to {figures.worked}")
    for each in unserved:
        render.line(f"guardian:{each.guardian} never got a tip in {each.language}")
    if not failing and not unserved:
        render.line("every tip that was tried works, and everyone got one they can read")


def _guardian(id: str | None, by: str) -> GuardianId | None:
    """Whose home it is; who is no guardian says which."""
    if id is None and not by.startswith("guardian:"):
        raise click.BadParameter("say which guardian: a pupil can have two homes", param_hint="'--for'")
    return None if id is None else GuardianId(id.removeprefix("guardian:"))


def _told(choice: TipChoice) -> None:
    if choice.tip is None:
        render.title("no tip fits now")
    else:
        render.title(f"{choice.tip.id}: {text_for(choice.tip.texts, choice.language).title}")
    for words in choice.because:
        render.line(f"  {words}")
    for each in choice.passed:
        render.line(f"not {each.tip}: {'; '.join(each.because)}")
