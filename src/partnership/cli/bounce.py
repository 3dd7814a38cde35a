"""`partnership bounce`: letters that came back, from a folder, a file or the standard input."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from mailbox import Maildir
from pathlib import Path

import click

from partnership.cli import render
from partnership.cli.options import config_option, json_option, open_school, store_option
from partnership.services.bounces import Outcome

__all__ = ["bounce"]

_UNKNOWN = 1


@click.command()
@click.argument("path", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option(
    "--to", "carried_to", multiple=True, metavar="ADDRESS", help="The address the message was carried to."
)
@store_option
@config_option
@json_option
def bounce(
    path: Path, carried_to: tuple[str, ...], store: Path | None, config: Path | None, as_json: bool
) -> int:
    """Take in letters that came back: each goes by the next channel, and at the end somebody calls.

    PATH is a Maildir, of which every message that is not marked as seen is read, a file with one message, or - for one on
    the standard input. A message that is of no letter of ours changes nothing, is left unseen, and makes the status 1.
    """
    tally = Counter[str](dict.fromkeys(Outcome, 0))
    with open_school(config, store) as school:
        for message, seen in _messages(path):
            outcome = school.post.bounced(message, carried_to=carried_to)
            tally[outcome] += 1
            if outcome is not Outcome.UNKNOWN:
                seen()
    if as_json:
        render.data(dict(tally))
    else:
        counts = [f"{count} {name}" for name, count in tally.items() if count]
        render.line(", ".join(counts) or "nothing came back")
    return _UNKNOWN if tally[Outcome.UNKNOWN] else 0


def _messages(path: Path) -> Iterator[tuple[bytes, Callable[[], None]]]:
    """Each message, and how to say that it was seen to."""
    if path == Path("-"):
        yield sys.stdin.buffer.read(), _nothing
    elif path.is_dir():
        box = Maildir(path, create=False)
        for key in sorted(box.keys()):
            if "S" not in box.get_message(key).get_flags():
                yield box.get_bytes(key), partial(_seen, box, key)
    else:
        yield path.read_bytes(), _nothing


def _nothing() -> None:
    """A message that nobody keeps."""


def _seen(box: Maildir, key: str) -> None:
    message = box.get_message(key)
    message.set_subdir("cur")
    message.add_flag("S")
    box[key] = message
