"""`partnership goal`: goals that home, school and the pupil share."""

from collections.abc import Callable
from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.files import read_object
from partnership.cli.options import by_option, config_option, json_option, open_school, store_option
from partnership.host.learning import Learning
from partnership.ids import GoalId, GuardianId, PupilId, fresh_id
from partnership.learning.goal_views import GoalView
from partnership.learning.goals import SharedGoal
from partnership.serial.values import dump, load
from partnership.services.desk import now

__all__ = ["goal"]

_Place = Path | None


@click.group()
def goal() -> None:
    """Shared goals: proposed by anyone, agreed once home said how it can help, rated by each for themselves."""


@goal.command("propose")
@click.argument("file", type=click.Path(path_type=Path))
@by_option
@store_option
@config_option
@json_option
def propose_(file: Path, by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """Propose the goal in FILE (JSON: pupil, wordings, since, until, …) and say what it still lacks."""
    given = {"id": fresh_id(), "authors": [by], "proposed_at": _this_instant()} | read_object(file)
    with rooms.learning(config, store, by) as learning:
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
    @by_option
    @store_option
    @config_option
    def _(id: str, by: str, store: _Place, config: _Place) -> None:
        with rooms.learning(config, store, by) as learning:
            render.line(str(move(learning, GoalId(id)).state))


_step("discuss", "Home and school talked about goal ID.", Learning.discuss)
_step("agree", "Agree on goal ID; says all that is missing.", Learning.agree)
_step("activate", "Begin with goal ID.", Learning.activate)
_step("review", "Look back on goal ID.", Learning.review)
_step("achieve", "Goal ID was reached.", Learning.achieve)


@goal.command("answer")
@click.argument("id")
@click.argument("words")
@by_option
@store_option
@config_option
def answer_(id: str, words: str, by: str, store: _Place, config: _Place) -> None:
    """Answer, as the guardian of --by, how home can support goal ID."""
    with rooms.learning(config, store, by) as learning:
        learning.answer(GoalId(id), words)
    render.line("answered")


@goal.command("rate")
@click.argument("id")
@click.option("--level", type=click.IntRange(-2, 2), required=True, help="0 is as expected.")
@click.option("--why", default="", help="What was seen.")
@by_option
@store_option
@config_option
def rate_(id: str, level: int, why: str, by: str, store: _Place, config: _Place) -> None:
    """Say where the pupil is with goal ID; nobody sees it who has not said so themselves."""
    with rooms.learning(config, store, by) as learning:
        learning.rate(GoalId(id), level, why=why)
    render.line("rated")


@goal.command("drop")
@click.argument("id")
@click.option("--reason", required=True, help="Why; it stays with the goal.")
@by_option
@store_option
@config_option
def drop_(id: str, reason: str, by: str, store: _Place, config: _Place) -> None:
    """Stop with goal ID."""
    with rooms.learning(config, store, by) as learning:
        learning.drop(GoalId(id), reason=reason)
    render.line("dropped")


@goal.command("artefacts")
@click.argument("id")
@click.option("--for", "guardian", required=True, help="The guardian's id.")
@by_option
@store_option
@config_option
@json_option
def artefacts_(id: str, guardian: str, by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """What goal ID gives now for one guardian: the tip, points for a talk, newsletter, success note, thanks."""
    with rooms.learning(config, store, by) as learning:
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
@by_option
@store_option
@config_option
@json_option
def follow_(
    path: Path,
    catalogue: str,
    dry_run: bool,
    by: str,
    store: _Place,
    config: _Place,
    as_json: bool,
) -> None:
    """Let goals follow the curriculum in PATH: what was replaced becomes what took its place."""
    with open_school(config, store) as school:
        found = school.host.catalogue(catalogue, path=path)
        done = school.learning(by=by).follow(found.items(), dry_run=dry_run)
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
@by_option
@store_option
@config_option
@json_option
def show_(pupil: str, by: str, store: _Place, config: _Place, as_json: bool) -> None:
    """The goals of PUPIL, as --by may see them."""
    with rooms.learning(config, store, by) as learning:
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
