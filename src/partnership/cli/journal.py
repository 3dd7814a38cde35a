"""`partnership journal verify`: is the journal what was written, and all that was written?"""

import re
from pathlib import Path

import attrs
import click

from partnership.cli import privacy_words, render
from partnership.cli.options import config_option, json_option, open_school, store_option
from partnership.ports import Head
from partnership.serial.chain import START, verify

__all__ = ["journal"]

_BROKEN = 1
_HEAD = re.compile(r"(\d+):([0-9a-f]{64})")


@click.group()
def journal() -> None:
    """What happened, by whom, for what purpose and on what ground."""


def _head(_: click.Context, __: click.Parameter, value: str | None) -> Head:
    if value is None:
        return START
    match = _HEAD.fullmatch(value)
    if match is None:
        raise click.BadParameter("expected what an earlier check printed, such as 120:9f2c… (64 digits)")
    return Head(seq=int(match[1]), hash=match[2])


@journal.command("verify")
@click.option(
    "--head", callback=_head, metavar="ROW:HASH", help="An end that an earlier check printed and you kept."
)
@store_option
@config_option
@json_option
def verify_(head: Head, store: Path | None, config: Path | None, as_json: bool) -> int:
    """Check every row of the school's journal; status 1 when one was changed or is missing.

    Keep the end it prints somewhere else, and hand it to the next check: then rows cut off since, or a journal written
    anew, show too.
    """
    with open_school(config, store) as school:
        found = verify(school.store, school.settings.school.id, known=head)
    if as_json:
        render.data(attrs.asdict(found))
    else:
        privacy_words.audit(found)
    return 0 if found.broken is None else _BROKEN
