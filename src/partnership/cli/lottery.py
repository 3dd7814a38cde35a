"""`partnership conference lottery`: promise a secret seed before anybody asks, reveal it after, let anyone check."""

from pathlib import Path

import click

from partnership.cli import render, wording
from partnership.cli.kinds import TO_WRITE
from partnership.conferences.lottery import faults_of, new_lottery
from partnership.errors import InvalidInput, Problem
from partnership.host.plugins import Host
from partnership.serial.conference_file import read_conference
from partnership.serial.lottery_file import read_lottery, read_promise, write_lottery, write_promise
from partnership.serial.timetable_file import read_timetable

__all__ = ["lottery"]

_FILE = click.Path(path_type=Path)


@click.group()
def lottery() -> None:
    """Lots drawn in the open."""


@lottery.command()
@click.argument("file", type=_FILE)
@click.option(
    "--iterations", type=click.IntRange(min=0), required=True, help="The steps it will be planned in."
)
@click.option("--solver", default="partnership", show_default=True, help="Who will plan.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    help="A number found otherwise, such as by dice.  [default: by chance]",
)
@click.option("--secret", type=TO_WRITE, required=True, help="Where the lottery goes; show it to nobody yet.")
@click.option("--out", type=TO_WRITE, required=True, help="Where the promise goes; publish it.")
def commit(file: Path, iterations: int, solver: str, seed: int | None, secret: Path, out: Path) -> None:
    """Promise how the conference in FILE will be drawn, before anybody asks."""
    if secret.exists():
        raise InvalidInput(
            [Problem(str(secret), "is there already; a lottery that was promised is not drawn again")],
            source="lottery",
        )
    made = new_lottery(read_conference(file).name, iterations=iterations, solver=solver, seed=seed)
    secret.touch(mode=0o600)
    write_lottery(made, secret)
    write_promise(made.promise, out)
    render.line(f"promised: {made.promise.digest}")


@lottery.command()
@click.argument("promise", type=_FILE)
@click.argument("secret", type=_FILE)
@click.option("--out", type=TO_WRITE, required=True, help="Where the revealed lottery goes; publish it.")
def reveal(promise: Path, secret: Path, out: Path) -> int:
    """Publish the SECRET lottery after planning, if it is the one of the PROMISE; status 1 when it is not."""
    drawn = read_lottery(secret)
    if not drawn.keeps(read_promise(promise)):
        render.problem("this is not the lottery that was promised; nothing was written")
        return 1
    write_lottery(drawn, out)
    render.line(f"revealed: seed {drawn.seed}, to be planned in {drawn.iterations} steps by {drawn.solver}")
    return 0


@lottery.command()
@click.argument("promise", type=_FILE)
@click.argument("revealed", type=_FILE)
@click.argument("file", type=_FILE)
@click.argument("timetable", type=_FILE)
def verify(promise: Path, revealed: Path, file: Path, timetable: Path) -> int:
    """Check that a TIMETABLE was drawn as promised, by drawing once more; status 1 when it was not."""
    drawn, asked = read_lottery(revealed), read_conference(file)
    solver = Host(discover=True).solver(drawn.solver)
    faults = faults_of(
        read_promise(promise),
        drawn,
        asked,
        read_timetable(timetable, asked),
        lambda conference, seed, steps: solver.solve(conference, iterations=steps, seed=seed),
    )
    wording.verdict(faults)
    return int(bool(faults))
