"""`partnership contact`: a one-minute entry, and whom the school has not reached."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
import click

from partnership.cli import render
from partnership.cli.options import config_option, json_option, open_school, store_option
from partnership.contact.moments import (
    Attempt,
    ContactMoment,
    ContactState,
    Direction,
    FollowUp,
    Outcome,
    Tone,
)
from partnership.contact.notices import Notice
from partnership.contact.positives import due_good_news, five_names
from partnership.host.contact import Contacts
from partnership.ids import ContactId, GuardianId, PupilId, StaffId, fresh_id
from partnership.serial.values import dump

__all__ = ["contact"]


@click.group()
def contact() -> None:
    """What school and home told each other."""


@contact.command("log")
@click.option("--pupil", "pupils", multiple=True, required=True, help="Whom it was about; may be repeated.")
@click.option(
    "--guardian", "guardians", multiple=True, required=True, help="Whom it was with; may be repeated."
)
@click.option("--staff", required=True, help="Who of the school.")
@click.option(
    "--channel", default="phone", show_default=True, help="By what: phone, talk, visit, email, app…"
)
@click.option("--from-home", is_flag=True, help="Home began.")
@click.option(
    "--tone",
    type=click.Choice([str(each) for each in Tone]),
    default="neutral",
    show_default=True,
    help="Good news, or a concern, or neither.",
)
@click.option(
    "--outcome",
    type=click.Choice([str(each) for each in Outcome]),
    default="reached",
    show_default=True,
    help="What came of trying.",
)
@click.option("--facts", default="", help="What was seen or heard.")
@click.option("--agreement", default="", help="What was agreed.")
@click.option("--step", "step", default=None, help="One step that was promised.")
@click.option("--by-day", "due", type=click.DateTime(["%Y-%m-%d"]), help="The day the step is to be done by.")
@click.option("--answers", default=None, help="The id of the word from home that this answers.")
@click.option("--overruled", default=None, help="Why a concern has to come first this school year.")
@store_option
@config_option
@json_option
def log_(
    pupils: tuple[str, ...],
    guardians: tuple[str, ...],
    staff: str,
    channel: str,
    from_home: bool,
    tone: str,
    outcome: str,
    facts: str,
    agreement: str,
    step: str | None,
    due: date | None,
    answers: str | None,
    overruled: str | None,
    store: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Log a contact that just was, or was tried."""
    if (step is None) != (due is None):
        raise click.UsageError(
            "a promised step and the day it is to be done by go together: --step, --by-day"
        )
    with open_school(config, store) as school:
        now = school.desk.clock()
        came = Outcome(outcome)
        moment = ContactMoment(
            id=ContactId(fresh_id()),
            pupils=tuple(map(PupilId, pupils)),
            guardians=tuple(map(GuardianId, guardians)),
            staff=StaffId(staff),
            at=now,
            direction=Direction.IN if from_home else Direction.OUT,
            channel=channel,
            tone=Tone(tone),
            facts=facts,
            agreement=agreement,
            attempts=() if from_home else (Attempt(at=now, channel=channel, outcome=came),),
            follow_ups=_promised(step, due, staff),
            answers=None if answers is None else ContactId(answers),
            overruled=overruled,
            state=ContactState.REACHED if from_home or came is Outcome.REACHED else ContactState.ATTEMPTED,
        )
        school.contacts.log(moment, by=f"staff:{staff}")
    if as_json:
        render.data(dump(moment))
    else:
        render.line(f"logged {moment.id}")


def _promised(step: str | None, due: date | None, staff: str) -> tuple[FollowUp, ...]:
    if step is None or due is None:
        return ()
    return (FollowUp(what=step, owner=f"staff:{staff}", due=date(due.year, due.month, due.day)),)


@contact.command("due")
@store_option
@config_option
@json_option
def due_(store: Path | None, config: Path | None, as_json: bool) -> None:
    """Whom the school has not reached, what waits for an answer or was promised, and five names for good news."""
    with open_school(config, store) as school:
        notices = list(_notices(school.contacts))
        names = five_names(school.contacts.ledger(), school.contacts.pupils())
    if as_json:
        render.data(
            {
                "notices": [attrs.asdict(each) | {"facts": dict(each.facts)} for each in notices],
                "names": names,
            }
        )
        return
    for each in notices:
        told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in each.facts.items())
        render.line(
            f"{each.about}: {each.rule.partition('.')[2].replace('_', ' ')} ({told}): {each.next_step}"
        )
    if not notices:
        render.line("nothing is waiting")
    if names:
        render.line(f"good news this week for: {', '.join(names)}")


def _notices(contacts: Contacts) -> Iterator[Notice]:
    ledger, pupils = contacts.ledger(), contacts.pupils()
    since = contacts.year.start
    yield from ledger.unanswered()
    yield from ledger.open_follow_ups()
    yield from ledger.another_channel()
    yield from ledger.unheard(pupils, since)
    yield from ledger.asymmetric(contacts.guardians())
    yield from due_good_news(ledger, pupils, since)
