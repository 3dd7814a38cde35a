"""`partnership support`: support plans by the law, from the intake to the evaluation with the parents."""

from collections.abc import Callable

import click

from partnership.cli import render, rooms
from partnership.cli.options import json_option
from partnership.host.support import Support
from partnership.ids import GuardianId, PupilId, SupportPlanId, fresh_id
from partnership.learning.support_plans import SupportPlan
from partnership.serial.values import dump

__all__ = ["support"]


@click.group()
def support() -> None:
    """Support plans: never in force without consent of everyone with authority to the action part."""


def _step(name: str, said: str, move: Callable[[Support, SupportPlanId], SupportPlan]) -> None:
    @support.command(name, help=said)
    @click.argument("id")
    @rooms.support
    def _(door: rooms.Door[Support], id: str) -> None:
        with door.open() as room:
            render.line(str(move(room, SupportPlanId(id)).state))


_step("consult", "Ask everyone with authority for consent to plan ID.", Support.consult)
_step("adopt", "Adopt plan ID; says who was not asked and what is missing.", Support.adopt)
_step("run", "Plan ID runs from now on.", Support.put_in_force)
_step("close", "Plan ID is over.", Support.close)


@support.command("begin")
@click.argument("pupil")
@rooms.support
def begin_(door: rooms.Door[Support], pupil: str) -> None:
    """Begin a plan for PUPIL with the intake, and say its id."""
    with door.open() as room:
        render.line(room.begin(SupportPlanId(fresh_id()), PupilId(pupil)).id)


@support.command("draft")
@click.argument("id")
@click.option("--perspective", required=True, help="Where the pupil can get, and what helps and hinders.")
@click.option("--action", required=True, help="What the school does: parents consent to this part.")
@rooms.support
def draft_(door: rooms.Door[Support], id: str, perspective: str, action: str) -> None:
    """Write both parts of plan ID."""
    with door.open() as room:
        made = room.draft(SupportPlanId(id), perspective=perspective, action=action)
    render.line(f"version {made.version}")


@support.command("hear")
@click.argument("id")
@click.option("--view", required=True, help="What the pupil thinks, in their own words.")
@click.option("--done", required=True, help="What was done with it.")
@rooms.support
def hear_(door: rooms.Door[Support], id: str, view: str, done: str) -> None:
    """The pupil was heard about plan ID."""
    with door.open() as room:
        room.hear(SupportPlanId(id), view=view, done_with_it=done)
    render.line("heard")


@support.command("answer")
@click.argument("id")
@click.option("--version", type=int, required=True, help="Which version of the action part was read.")
@click.option("--consent/--withhold", "given", required=True, help="Yes or no.")
@click.option("--reason", help="Why not.")
@rooms.support
def answer_(door: rooms.Door[Support], id: str, version: int, given: bool, reason: str | None) -> None:
    """Answer, as the guardian of --by, whether the action part of plan ID has consent."""
    with door.open() as room:
        room.answer(SupportPlanId(id), version=version, given=given, reason=reason)
    render.line("answered")


@support.command("amend")
@click.argument("id")
@click.option("--action", required=True, help="The new action part.")
@rooms.support
def amend_(door: rooms.Door[Support], id: str, action: str) -> None:
    """Write the action part of plan ID anew; every consent is void."""
    with door.open() as room:
        made = room.amend(SupportPlanId(id), action=action)
    render.line(f"version {made.version}; consult again")


@support.command("evaluate")
@click.argument("id")
@click.option("--guardian", "guardians", multiple=True, required=True, help="Who was there; may be repeated.")
@click.option("--outcome", required=True, help="What came of it.")
@rooms.support
def evaluate_(door: rooms.Door[Support], id: str, guardians: tuple[str, ...], outcome: str) -> None:
    """Plan ID was evaluated with parents."""
    with door.open() as room:
        room.evaluate(SupportPlanId(id), guardians=map(GuardianId, guardians), outcome=outcome)
    render.line("evaluated")


@support.command("show")
@click.argument("pupil")
@rooms.support
@json_option
def show_(door: rooms.Door[Support], pupil: str, as_json: bool) -> None:
    """The plans of PUPIL as --by may see them."""
    with door.open() as room:
        found = room.plans_of(PupilId(pupil))
    if as_json:
        render.data([dump(each) for each in found])
        return
    for each in found:
        render.title(f"{each.id}: {each.state}, version {each.version}")
        for answer in each.consents:
            render.line(
                f"  {'consent' if answer.given else 'withheld'} to version {answer.version} on {answer.on}"
            )
    if not found:
        render.line("no support plan that you may see")


@support.command("due")
@rooms.support
@json_option
def due_(door: rooms.Door[Support], as_json: bool) -> None:
    """Which plans are late to be adopted, and which are to be evaluated with the parents."""
    with door.open() as room:
        late, due = [each.id for each in room.late()], [each.id for each in room.due()]
    if as_json:
        render.data({"late": late, "due": due})
        return
    for id in late:
        render.line(f"{id}: not adopted in time")
    for id in due:
        render.line(f"{id}: to be evaluated with the parents")
    if not (late or due):
        render.line("nothing waits")


@support.command("sweep")
@rooms.support
def sweep_(door: rooms.Door[Support]) -> None:
    """Call the parents to every evaluation whose day has come; run it every night."""
    with door.open() as room:
        called = room.sweep()
    for id in called:
        render.line(f"{id}: the parents are called to its evaluation")
    if not called:
        render.line("nothing waits")
