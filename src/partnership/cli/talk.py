"""`partnership talk`: what is prepared, written down and agreed in talks about pupils."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.files import read_object
from partnership.cli.options import (
    by_option,
    config_option,
    json_option,
    open_school,
    reader_option,
    store_option,
)
from partnership.host.talks import Talks
from partnership.ids import ConferenceId, TalkId, fresh_id
from partnership.learning.agenda_words import agenda_words
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import ALL_SIDES, Side
from partnership.learning.talks import ProgressTalk, TalkKind, Way
from partnership.serial.values import dump, load

__all__ = ["talk"]

_Place = Path | None
_way = click.option(
    "--way", type=click.Choice([str(each) for each in Way]), help="How; as planned when not said."
)


@click.group()
def talk() -> None:
    """Talks: prepared by each for themselves, written down by school and home apart, agreed with a day."""


@talk.command("plan")
@click.argument("file", type=click.Path(path_type=Path))
@by_option
@store_option
@config_option
def plan_(file: Path, by: str, store: _Place, config: _Place) -> None:
    """Plan the talk in FILE (JSON: pupil, kind, staff, guardians, on, …) and say its id."""
    wanted = load(ProgressTalk, {"id": fresh_id()} | read_object(file), source=file.name)
    with rooms.talks(config, store, by) as talks:
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
@by_option
@store_option
@config_option
def take_over_(conference: str, kind: str, by: str, store: _Place, config: _Place) -> None:
    """Bring talks in line with the evening CONFERENCE: when it is planned, and again when it is over."""
    with rooms.talks(config, store, by) as talks:
        for each in talks.take_over(ConferenceId(conference), kind=TalkKind(kind)):
            render.line(f"{each.id}: {each.state}, {each.on}")


@talk.command("prepare")
@click.argument("id")
@click.argument("points", nargs=-1, required=True)
@by_option
@store_option
@config_option
def prepare_(id: str, points: tuple[str, ...], by: str, store: _Place, config: _Place) -> None:
    """Say, as --by, what to speak about in talk ID."""
    with rooms.talks(config, store, by) as talks:
        talks.prepare(TalkId(id), *points)
    render.line("prepared")


@talk.command("agenda")
@click.argument("id")
@reader_option
@by_option
@store_option
@config_option
@json_option
def agenda_(id: str, language: str | None, by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """The agenda of talk ID as --by reads it, made from what is open."""
    with rooms.talks(config, store, by) as talks:
        spoken, usual = language or talks.spoken, talks.usual
        items = talks.agenda(TalkId(id), language=spoken)
    if as_json:
        render.data([dump(each) for each in items])
        return
    titles, last = agenda_words(spoken, usual).titles, None
    for each in items:
        if each.kind is not last:
            render.title(titles[each.kind])
        apart = each.only_for is not None and not by.startswith("guardian:")
        render.line(f"  {each.text}{f' [only for guardian:{each.only_for}]' if apart else ''}")
        last = each.kind


def _step(name: str, said: str, word: str, move: Callable[[Talks, TalkId], object]) -> None:
    @talk.command(name, help=said)
    @click.argument("id")
    @by_option
    @store_option
    @config_option
    def _(id: str, by: str, store: _Place, config: _Place) -> None:
        with rooms.talks(config, store, by) as talks:
            move(talks, TalkId(id))
        render.line(word)


_step("miss", "Nobody came to talk ID: says what the school owes.", "missed", Talks.miss)
_step("decline", "They would rather not have talk ID.", "declined", Talks.decline)


@talk.command("hold")
@click.argument("id")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today when not said.")
@_way
@by_option
@store_option
@config_option
def hold_(id: str, on: datetime | None, way: str | None, by: str, store: _Place, config: _Place) -> None:
    """Talk ID was held."""
    with rooms.talks(config, store, by) as talks:
        talks.hold(TalkId(id), on=None if on is None else on.date(), way=None if way is None else Way(way))
    render.line("held")


@talk.command("move")
@click.argument("id")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The new day.")
@_way
@by_option
@store_option
@config_option
def move_(id: str, on: datetime, way: str | None, by: str, store: _Place, config: _Place) -> None:
    """Talk ID has another day."""
    with rooms.talks(config, store, by) as talks:
        talks.move(TalkId(id), on=on.date(), way=None if way is None else Way(way))
    render.line("moved")


@talk.command("minutes")
@click.argument("id")
@click.argument("text")
@by_option
@store_option
@config_option
def minutes_(id: str, text: str, by: str, store: _Place, config: _Place) -> None:
    """Write down what was said in talk ID: a guardian in words of their own, staff for the school."""
    with rooms.talks(config, store, by) as talks:
        (talks.say if by.startswith("guardian:") else talks.write)(TalkId(id), text)
    render.line("written")


@talk.command("agree")
@click.argument("id")
@click.argument("what")
@click.option(
    "--owner", type=click.Choice([str(each) for each in ALL_SIDES]), required=True, help="Whose it is."
)
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), required=True, help="By when.")
@by_option
@store_option
@config_option
def agree_(id: str, what: str, owner: str, due: datetime, by: str, store: _Place, config: _Place) -> None:
    """Agree in talk ID on WHAT, and say its name; its owner is reminded on the day."""
    made = Agreement(id=fresh_id()[:8], owner=Side(owner), what=what, due=due.date())
    with rooms.talks(config, store, by) as talks:
        talks.agree(TalkId(id), made)
    render.line(made.id)


@talk.command("done")
@click.argument("id")
@click.argument("agreement")
@by_option
@store_option
@config_option
def done_(id: str, agreement: str, by: str, store: _Place, config: _Place) -> None:
    """AGREEMENT of talk ID was kept."""
    with rooms.talks(config, store, by) as talks:
        talks.done(TalkId(id), agreement)
    render.line("done")


@talk.command("first")
@by_option
@store_option
@config_option
@json_option
def first_(by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """Which pupils had a first talk in the first school weeks, as many as the norm says, and who waits for one."""
    with open_school(config, store) as school:
        pupils = school.contacts.pupils()
    with rooms.talks(config, store, by) as talks:
        found = talks.first_talks(pupils)
    if as_json:
        render.data(dump(found))
        return
    until = "this school year" if found.by is None else f"by {found.by}"
    render.line(f"{found.share.count} of {found.share.of} had a first talk {until}")
    for pupil in found.waiting:
        render.line(f"{pupil}: waits for a first talk, in which the parents speak first")


@talk.command("open")
@by_option
@store_option
@config_option
@json_option
def open_(by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """What waits after talks: agreements that are open, minutes that are late, and talks that are owed."""
    with rooms.talks(config, store, by) as talks:
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
