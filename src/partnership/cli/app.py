"""The command and its subcommands; every error of ours becomes words and a status here."""

import os
from collections.abc import Sequence

import click

from partnership.cli import render
from partnership.cli.answers import diff, explain_, fairness_, offer
from partnership.cli.bounce import bounce
from partnership.cli.conference import conference
from partnership.cli.conformance import conformance
from partnership.cli.contact import contact
from partnership.cli.demo import demo
from partnership.cli.feed import feed
from partnership.cli.gathering import gathering
from partnership.cli.goal import goal
from partnership.cli.journal import journal
from partnership.cli.languages import languages
from partnership.cli.learning_pages import card, class_, page
from partnership.cli.lottery import lottery
from partnership.cli.material import material
from partnership.cli.module import module
from partnership.cli.newsletter import newsletter
from partnership.cli.person import person, retention
from partnership.cli.plan import plan
from partnership.cli.plugin import plugin
from partnership.cli.plugins import plugins
from partnership.cli.post import outbox, send
from partnership.cli.roster import roster
from partnership.cli.schema import schema
from partnership.cli.store import store
from partnership.cli.support import support
from partnership.cli.talk import talk
from partnership.cli.tip import tip
from partnership.cli.workshop import workshop
from partnership.errors import PartnershipError

__all__ = ["partnership", "run"]

_INTERRUPTED = 130
_STANDARD_OUTPUT = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="partnership")
def partnership() -> None:
    """Families and teachers working together."""


for _command in (
    bounce,
    conference,
    conformance,
    contact,
    demo,
    feed,
    gathering,
    goal,
    journal,
    languages,
    material,
    module,
    newsletter,
    outbox,
    person,
    plan,
    plugin,
    plugins,
    retention,
    roster,
    schema,
    send,
    store,
    support,
    talk,
    tip,
    workshop,
):
    partnership.add_command(_command)
for _command in (diff, explain_, fairness_, lottery, offer):
    conference.add_command(_command)
for _command in (card, class_):
    goal.add_command(_command)
plan.add_command(page)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the program, and return its exit status."""
    try:
        return int(partnership.main(args=arguments, standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        render.problem("stopped")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read has gone; say no more to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_OUTPUT)
        return 0
    except (PartnershipError, OSError) as error:
        render.error(error)
        return 2
