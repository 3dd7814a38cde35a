"""`partnership send` and `partnership outbox`: what is told to families and staff, and whom somebody has to call."""

from pathlib import Path

import attrs
import click

from partnership.cli import post_words, render
from partnership.cli.kinds import TO_WRITE
from partnership.cli.options import config_option, json_option, open_school, store_option
from partnership.host.today_page import today_page
from partnership.serial.documents import write_whole
from partnership.serial.values import dump

__all__ = ["outbox", "send"]

_TO_CALL = 1

_messenger_option = click.option(
    "--messenger", metavar="NAME", help="Carries everything, instead of the messengers of the settings."
)


@click.command()
@click.option("--limit", type=click.IntRange(min=1), help="Hand over so many letters at most.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and send nothing.")
@_messenger_option
@store_option
@config_option
@json_option
def send(
    limit: int | None,
    dry_run: bool,
    messenger: str | None,
    store: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Send what is due; status 1 when a message reached nobody, so that somebody has to call.

    Run it every few minutes. What is no longer so is not sent, and what has to wait is looked at again in a later run.
    """
    with open_school(config, store) as school:
        post = school.post
        if dry_run:
            found = post.outgoing(messenger)
            if as_json:
                render.data([dump(each) for each in found])
            else:
                post_words.outgoing(found)
            return 0
        done = post.send(limit, messenger=messenger)
    if as_json:
        render.data(attrs.asdict(done))
    else:
        post_words.sendings(done)
    return _TO_CALL if done.failed or done.unknown else 0


@click.command()
@click.option(
    "--page",
    type=TO_WRITE,
    help="Write it as a page in numbers, for staff, to this file.",
)
@_messenger_option
@store_option
@config_option
@json_option
def outbox(
    page: Path | None, messenger: str | None, store: Path | None, config: Path | None, as_json: bool
) -> None:
    """What would go out today, what waits and until when, and what reached nobody; no addresses."""
    with open_school(config, store) as school:
        post = school.post
        if page is not None:
            write_whole(page, today_page(post.today(messenger)).encode())
            render.written("the post of today", page)
            return
        found, to_call, counted = post.outgoing(messenger), post.to_call(), post.counted()
    if as_json:
        render.data(
            {
                "outgoing": [dump(each) for each in found],
                "to_call": [dump(each) for each in to_call],
                "counted": dict(counted),
            }
        )
        return
    post_words.outgoing(found)
    post_words.to_call(to_call)
