"""`partnership goal`: goals that home, school and the pupil share."""

from collections.abc import Callable
from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.files import read_object
from partnership.cli.options import json_option
from partnership.host.learning import Learning
from partnership.host.school import School
from partnership.ids import GoalId, GuardianId, PupilId, fresh_id
from partnership.learning.goal_views import GoalView
from partnership.learning.goals import SharedGoal
from partnership.serial.values import dump, load
from partnership.services.desk import now

__all__ = ["goal"]


@click.group()
def goal() -> None:
    """Shared goals: proposed by anyone, agreed once home said how it can help, rated by each for themselves."""


@goal.command("propose")
@click.argument("file", type=click.Path(path_type=Path))
@rooms.learning
@json_option
def propose_(door: rooms.Door[Learning], file: Path, as_json: bool) -> None:
    """Propose the goal in FILE (JSON: pupil, wordings, since, until, …) and say what it still lacks."""
    given = {"id": fresh_id(), "authors": [door.by], "proposed_at": _this_instant()} | read_object(file)
    with door.open() as learning:
        wanted = load(SharedGoal, given, source=file.name)
        made = learning.propose(wanted)
        gaps = learning.missing(wanted)
    if as_json:
        render.data({"id": made.id, "missing": [dump(gap) for gap in gaps]})
        return
    render.line(made.id)
    for gap in gaps:
        render.line(f"not yet {gap.letter}: {gap.what}")


def _this_instant() -> str:
    """This instant as text."""
    return now().isoformat()


def _step(name: str, said: str, move: Callable[[Learning, GoalId], GoalView]) -> None:
    @goal.command(name, help=said)
    @click.argument("id")
    @rooms.learning
    def _(door: rooms.Door[Learning], id: str) -> None:
        with door.open() as learning:
            render.line(str(move(learning, GoalId(id)).state))


_step("discuss", "Home and school talked about goal ID.", Learning.discuss)
_step("agree", "Agree on goal ID; says all that is missing.", Learning.agree)
_step("activate", "Begin with goal ID.", Learning.activate)
_step("review", "Look back on goal ID.", Learning.review)
_step("achieve", "Goal ID was reached.", Learning.achieve)


@goal.command("answer")
@click.argument("id")
@click.argument("words")
@rooms.learning
def answer_(door: rooms.Door[Learning], id: str, words: str) -> None:
    """Answer, as the guardian of --by, how home can support goal ID."""
    with door.open() as learning:
        learning.answer(GoalId(id), words)
    render.line("answered")


@goal.command("rate")
@click.argument("id")
@click.option("--level", type=click.IntRange(-2, 2), required=True, help="0 is as expected.")
@click.option("--why", default="", help="What was seen.")
@rooms.learning
def rate_(door: rooms.Door[Learning], id: str, level: int, why: str) -> None:
    """Say where the pupil is with goal ID; nobody sees it who has not said so themselves."""
    with door.open() as learning:
        learning.rate(GoalId(id), level, why=why)
    render.line("rated")


@goal.command("drop")
@click.argument("id")
@click.option("--reason", required=True, help="Why; it stays with the goal.")
@rooms.learning
def drop_(door: rooms.Door[Learning], id: str, reason: str) -> None:
    """Stop with goal ID."""
    with door.open() as learning:
        learning.drop(GoalId(id), reason=reason)
    render.line("dropped")


@goal.command("artefacts")
@click.argument("id")
@click.option("--for", "guardian", required=True, help="The guardian's id.")
@rooms.learning
@json_option
def artefacts_(door: rooms.Door[Learning], id: str, guardian: str, as_json: bool) -> None:
    """What goal ID gives now for one guardian: the tip, points for a talk, newsletter, success note, thanks."""
    with door.open() as learning:
        found = learning.artefacts(GoalId(id), GuardianId(guardian))
    if as_json:
        render.data([dump(each) for each in found])
        return
    for each in found:
        render.line(f"{each.kind}: {each.text}")


@goal.command("follow")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--catalogue", default="case", show_default=True, help="The catalogue that reads it.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@rooms.whole
@json_option
def follow_(door: rooms.Door[School], path: Path, catalogue: str, dry_run: bool, as_json: bool) -> None:
    """Let goals follow the curriculum in PATH: what was replaced becomes what took its place."""
    with door.open() as school:
        found = school.host.catalogue(catalogue, path=path)
        done = school.learning(by=door.by).follow(found.items(), dry_run=dry_run)
    if as_json:
        render.data(dump(done))
        return
    for each in done.renewed:
        render.line(f"{each.goal}: {each.was} is now {each.now[0]}")
    for each in done.undecided:
        render.line(f"{each.goal}: {each.was} was split, choose {' or '.join(each.now)}")
    for each in done.unknown:
        render.line(f"{each.goal}: {each.was} is not in the catalogue")
    render.line(f"{done.kept} in force as they are")


@goal.command("show")
@click.argument("pupil")
@rooms.learning
@json_option
def show_(door: rooms.Door[Learning], pupil: str, as_json: bool) -> None:
    """The goals of PUPIL, as --by may see them."""
    with door.open() as learning:
        found = learning.goals_of(PupilId(pupil))
    if as_json:
        render.data([dump(each) for each in found])
        return
    for each in found:
        _told(each)
    if not found:
        render.line("no goal that you may see")


def _told(view: GoalView) -> None:
    render.title(f"{view.wordings[0].text} ({view.state}, until {view.until})")
    for commitment in view.commitments:
        render.line(f"  {commitment.side}: {commitment.what}")
    for rating in view.ratings:
        render.line(f"  {rating.rater} says {rating.level:+d}")
