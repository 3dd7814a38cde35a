"""`partnership talk`: what is prepared, written down and agreed in talks about pupils."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.files import read_object
from partnership.cli.options import json_option, reader_option
from partnership.host.school import School
from partnership.host.talks import Talks
from partnership.ids import ConferenceId, TalkId, fresh_id
from partnership.learning.agenda_words import agenda_words
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import ALL_SIDES, Side
from partnership.learning.talks import ProgressTalk, TalkKind, Way
from partnership.serial.values import dump, load

__all__ = ["talk"]

_way = click.option(
    "--way", type=click.Choice([str(each) for each in Way]), help="How; as planned when not said."
)


@click.group()
def talk() -> None:
    """Talks: prepared by each for themselves, written down by school and home apart, agreed with a day."""


@talk.command("plan")
@click.argument("file", type=click.Path(path_type=Path))
@rooms.talks
def plan_(door: rooms.Door[Talks], file: Path) -> None:
    """Plan the talk in FILE (JSON: pupil, kind, staff, guardians, on, …) and say its id."""
    wanted = load(ProgressTalk, {"id": fresh_id()} | read_object(file), source=file.name)
    with door.open() as talks:
        render.line(talks.plan(wanted).id)


@talk.command("take-over")
@click.argument("conference")
@click.option(
    "--kind",
    type=click.Choice([str(each) for each in TalkKind]),
    default="progress",
    show_default=True,
    help="What kind of talk they are.",
)
@rooms.talks
def take_over_(door: rooms.Door[Talks], conference: str, kind: str) -> None:
    """Bring talks in line with the evening CONFERENCE: when it is planned, and again when it is over."""
    with door.open() as talks:
        for each in talks.take_over(ConferenceId(conference), kind=TalkKind(kind)):
            render.line(f"{each.id}: {each.state}, {each.on}")


@talk.command("prepare")
@click.argument("id")
@click.argument("points", nargs=-1, required=True)
@rooms.talks
def prepare_(door: rooms.Door[Talks], id: str, points: tuple[str, ...]) -> None:
    """Say, as --by, what to speak about in talk ID."""
    with door.open() as talks:
        talks.prepare(TalkId(id), *points)
    render.line("prepared")


@talk.command("agenda")
@click.argument("id")
@reader_option
@rooms.talks
@json_option
def agenda_(door: rooms.Door[Talks], id: str, language: str | None, as_json: bool) -> None:
    """The agenda of talk ID as --by reads it, made from what is open."""
    with door.open() as talks:
        spoken, usual = language or talks.spoken, talks.usual
        items = talks.agenda(TalkId(id), language=spoken)
    if as_json:
        render.data([dump(each) for each in items])
        return
    titles, last = agenda_words(spoken, usual).titles, None
    for each in items:
        if each.kind is not last:
            render.title(titles[each.kind])
        apart = each.only_for is not None and not door.by.startswith("guardian:")
        render.line(f"  {each.text}{f' [only for guardian:{each.only_for}]' if apart else ''}")
        last = each.kind


def _step(name: str, said: str, word: str, move: Callable[[Talks, TalkId], object]) -> None:
    @talk.command(name, help=said)
    @click.argument("id")
    @rooms.talks
    def _(door: rooms.Door[Talks], id: str) -> None:
        with door.open() as talks:
            move(talks, TalkId(id))
        render.line(word)


_step("miss", "Nobody came to talk ID: says what the school owes.", "missed", Talks.miss)
_step("decline", "They would rather not have talk ID.", "declined", Talks.decline)


@talk.command("hold")
@click.argument("id")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today when not said.")
@_way
@rooms.talks
def hold_(door: rooms.Door[Talks], id: str, on: datetime | None, way: str | None) -> None:
    """Talk ID was held."""
    with door.open() as talks:
        talks.hold(TalkId(id), on=None if on is None else on.date(), way=None if way is None else Way(way))
    render.line("held")


@talk.command("move")
@click.argument("id")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The new day.")
@_way
@rooms.talks
def move_(door: rooms.Door[Talks], id: str, on: datetime, way: str | None) -> None:
    """Talk ID has another day."""
    with door.open() as talks:
        talks.move(TalkId(id), on=on.date(), way=None if way is None else Way(way))
    render.line("moved")


@talk.command("minutes")
@click.argument("id")
@click.argument("text")
@rooms.talks
def minutes_(door: rooms.Door[Talks], id: str, text: str) -> None:
    """Write down what was said in talk ID: a guardian in words of their own, staff for the school."""
    with door.open() as talks:
        (talks.say if door.by.startswith("guardian:") else talks.write)(TalkId(id), text)
    render.line("written")


@talk.command("agree")
@click.argument("id")
@click.argument("what")
@click.option(
    "--owner", type=click.Choice([str(each) for each in ALL_SIDES]), required=True, help="Whose it is."
)
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), required=True, help="By when.")
@rooms.talks
def agree_(door: rooms.Door[Talks], id: str, what: str, owner: str, due: datetime) -> None:
    """Agree in talk ID on WHAT, and say its name; its owner is reminded on the day."""
    made = Agreement(id=fresh_id()[:8], owner=Side(owner), what=what, due=due.date())
    with door.open() as talks:
        talks.agree(TalkId(id), made)
    render.line(made.id)


@talk.command("done")
@click.argument("id")
@click.argument("agreement")
@rooms.talks
def done_(door: rooms.Door[Talks], id: str, agreement: str) -> None:
    """AGREEMENT of talk ID was kept."""
    with door.open() as talks:
        talks.done(TalkId(id), agreement)
    render.line("done")


@talk.command("first")
@rooms.whole
@json_option
def first_(door: rooms.Door[School], as_json: bool) -> None:
    """Which pupils had a first talk in the first school weeks, as many as the norm says, and who waits for one."""
    with door.open() as school:
        found = school.talks(by=door.by).first_talks(school.contacts.pupils())
    if as_json:
        render.data(dump(found))
        return
    until = "this school year" if found.by is None else f"by {found.by}"
    render.line(f"{found.share.count} of {found.share.of} had a first talk {until}")
    for pupil in found.waiting:
        render.line(f"{pupil}: waits for a first talk, in which the parents speak first")


@talk.command("open")
@rooms.talks
@json_option
def open_(door: rooms.Door[Talks], as_json: bool) -> None:
    """What waits after talks: agreements that are open, minutes that are late, and talks that are owed."""
    with door.open() as talks:
        waiting, missed, late = talks.open_agreements(), talks.owed(), talks.late_minutes()
        today = talks.today
    if as_json:
        render.data(
            {
                "agreements": [{"talk": found.id, **dump(each)} for found, each in waiting],
                "late_minutes": [each.id for each in late],
                "owed": [{"talk": found.id, **dump(other)} for found, other in missed],
            }
        )
        return
    for found, each in waiting:
        overdue = " (late)" if each.due < today else ""
        render.line(f"{found.id}/{each.id}: {each.owner}, by {each.due}{overdue}: {each.what}")
    for found in late:
        render.line(f"{found.id}: minutes are late, the talk was on {found.on}")
    for found, other in missed:
        render.line(f"{found.id}: owed another way, {other.way} by {other.due or 'soon'}")
    if not (waiting or late or missed):
        render.line("nothing waits")
