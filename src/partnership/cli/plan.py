"""`partnership plan`: plans of action that home and school carry out together."""

from datetime import date, datetime
from pathlib import Path

import click

from partnership.cli import render, rooms
from partnership.cli.files import read_object
from partnership.cli.options import json_option
from partnership.host.learning import Learning
from partnership.ids import PlanId, fresh_id
from partnership.learning.effect import TooFewMeasurements
from partnership.learning.plans import ActionPlan
from partnership.serial.values import dump, load

__all__ = ["plan"]

_on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today when not said.")


@click.group()
def plan() -> None:
    """Action plans: measured before and during, with steps of home and school that count alike."""


@plan.command("make")
@click.argument("file", type=click.Path(path_type=Path))
@rooms.learning
def make_(door: rooms.Door[Learning], file: Path) -> None:
    """Make the plan in FILE (JSON: pupil, needs, measure, steps, …) and say its id."""
    given = {"id": fresh_id(), "authors": [door.by]} | read_object(file)
    wanted = load(ActionPlan, given, source=file.name)
    with door.open() as learning:
        made = learning.make_plan(wanted)
        learning.develop(made.id, *wanted.steps)
    render.line(made.id)


@plan.command("measure")
@click.argument("id")
@click.argument("value", type=float)
@_on
@rooms.learning
def measure_(door: rooms.Door[Learning], id: str, value: float, on: datetime | None) -> None:
    """Write down a measurement for plan ID."""
    with door.open() as learning:
        learning.measure(PlanId(id), value, on=_day(on, learning))
    render.line("measured")


@plan.command("begin")
@click.argument("id")
@click.option("--review-on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day to look back.")
@_on
@rooms.learning
def begin_(door: rooms.Door[Learning], id: str, review_on: datetime, on: datetime | None) -> None:
    """Begin with the steps of plan ID; says all that is missing."""
    with door.open() as learning:
        learning.begin(PlanId(id), on=_day(on, learning), review_on=review_on.date())
    render.line("begun")


@plan.command("step")
@click.argument("id")
@click.argument("step")
@_on
@rooms.learning
def step_(door: rooms.Door[Learning], id: str, step: str, on: datetime | None) -> None:
    """Write down that STEP of plan ID was done."""
    with door.open() as learning:
        learning.log_step(PlanId(id), step, on=_day(on, learning))
    render.line("done")


@plan.command("show")
@click.argument("id")
@rooms.learning
@json_option
def show_(door: rooms.Door[Learning], id: str, as_json: bool) -> None:
    """How plan ID goes: its effect, what was done on both sides, and what that speaks for."""
    with door.open() as learning:
        found, report = learning.plan(PlanId(id)), learning.report(PlanId(id))
    if as_json:
        render.data({"plan": dump(found), "report": dump(report)})
        return
    few = isinstance(report.effect, TooFewMeasurements)
    render.line(f"{found.stage}; {'too few measurements yet' if few else f'effect {report.effect:.2f}'}")
    for side, share in (("school", report.school), ("home", report.home)):
        render.line(f"  {side}: {'nothing planned yet' if share is None else f'{share:.0%} done'}")
    render.line(f"  {report.advice}")


@plan.command("sweep")
@rooms.learning
def sweep_(door: rooms.Door[Learning]) -> None:
    """Bring every plan whose day has come to its evaluation; run it every night."""
    with door.open() as learning:
        due = learning.sweep()
    for id in due:
        render.line(f"{id}: to be evaluated")
    if not due:
        render.line("nothing waits")


def _day(on: datetime | None, learning: Learning) -> date:
    return learning.today if on is None else on.date()
