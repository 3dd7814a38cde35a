"""`partnership conference`: plan, check, bound, repair, forecast and export, from file to file."""

from datetime import UTC, datetime
from pathlib import Path

import attrs
import click

from partnership.cli import render
from partnership.cli.files import write_files
from partnership.cli.kinds import SECONDS, TO_WRITE
from partnership.conferences.checker import Report, check
from partnership.conferences.conference import Conference
from partnership.conferences.difference import difference
from partnership.conferences.evening import Evening
from partnership.conferences.forecast import forecast
from partnership.conferences.objective import objective_of
from partnership.conferences.preferences import Preference
from partnership.conferences.repair import repair
from partnership.conferences.rules import Rule
from partnership.conferences.timetable import Bound, Timetable
from partnership.errors import InvalidInput, Problem
from partnership.host.plugins import Host
from partnership.serial.conference_file import read_conference
from partnership.serial.timetable_file import read_timetable, write_timetable
from partnership.serial.values import dump

__all__ = ["conference"]

_FILE = click.Path(path_type=Path)
_json = click.option("--json", "as_json", is_flag=True, help="For a program.")
_out = click.option("--out", type=TO_WRITE, required=True, help="Where the timetable goes.")
_ics = click.option("--ics", type=_FILE, help="A folder for calendars.")
_html = click.option("--html", type=_FILE, help="A folder for pages.")


@click.group()
def conference() -> None:
    """Evenings of talks."""


@conference.command()
@click.argument("file", type=_FILE)
@_out
@click.option("--limit", type=SECONDS, help="Seconds to plan.  [default: 10]")
@click.option(
    "--iterations", type=click.IntRange(min=0), help="Steps instead of seconds: the same plan everywhere."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Chooses among equals.")
@click.option("--solver", default="partnership", show_default=True, help="Who plans.")
@click.option("--bound", type=SECONDS, help="Seconds to prove what no plan can do better than.")
@click.option("--bound-with", default="partnership", show_default=True, help="Who proves.")
@click.option("--strict", is_flag=True, help="Status 1 when somebody is left over.")
@_ics
@_html
@_json
def plan(
    file: Path,
    out: Path,
    limit: float | None,
    iterations: int | None,
    seed: int,
    solver: str,
    bound: float | None,
    bound_with: str,
    strict: bool,
    ics: Path | None,
    html: Path | None,
    as_json: bool,
) -> int:
    """Plan the conference in FILE."""
    asked = read_conference(file)
    host = Host(discover=True)
    seconds = 10.0 if limit is None and iterations is None else limit
    with render.bar("planning") as progress:
        timetable = host.solver(solver).solve(
            asked, seconds=seconds, iterations=iterations, seed=seed, progress=progress
        )
    report = check(asked, timetable, rulebook=host.rulebook())
    _believe(report, f"the timetable of solver {solver}")
    timetable = attrs.evolve(timetable, objective=report.objective)
    if bound is not None:
        proven = _bound(host, bound_with, asked, seconds=bound, target=report.objective.total)
        timetable = attrs.evolve(timetable, bound=proven)
        _believe(check(asked, timetable, rulebook=host.rulebook()), f"the bound of {bound_with}")
    write_timetable(timetable, asked, out)
    stale = _export(host, _evening(asked, timetable, file, datetime.now(UTC)), ics, html)
    if as_json:
        told = dump(report.objective) | {"planned": len(timetable.placements)}
        render.data(told if timetable.bound is None else told | {"bound": dump(timetable.bound)})
    else:
        render.planned(timetable, report.objective)
        render.left_behind(stale)
    return int(strict and bool(timetable.left_over))


def _bound(host: Host, name: str, asked: Conference, *, seconds: float, target: int | None = None) -> Bound:
    with render.bar("proving") as progress:
        return host.bounder(name).bound(
            asked, seconds=seconds, target=target, rulebook=host.rulebook(), progress=progress
        )


def _believe(report: Report, source: str) -> None:
    """A plug-in or a hand may be clever, but it is never believed.

    Raises:
        InvalidInput: What it made breaks rules; each is a problem.
    """
    if not report.valid:
        problems = [
            Problem(str(each.request or "timetable"), f"{each.rule}: {each.text}")
            for each in report.objections
        ]
        raise InvalidInput(problems, source=source)


@conference.command("check")
@click.argument("file", type=_FILE)
@click.argument("timetable", type=_FILE)
@_json
def check_(file: Path, timetable: Path, as_json: bool) -> int:
    """Judge a TIMETABLE of the conference in FILE; status 1 when it breaks a rule."""
    asked = read_conference(file)
    report = check(asked, read_timetable(timetable, asked), rulebook=Host(discover=True).rulebook())
    if as_json:
        objections = [attrs.asdict(each) for each in report.objections]
        overridden = [attrs.asdict(each) for each in report.overridden]
        told = {"valid": report.valid, "objections": objections, "overridden": overridden}
        render.data(told | {"objective": dump(report.objective)})
    else:
        render.check_report(report)
    return int(not report.valid)


@conference.command("repair")
@click.argument("file", type=_FILE)
@click.argument("timetable", type=_FILE)
@_out
@_json
def repair_(file: Path, timetable: Path, out: Path, as_json: bool) -> None:
    """Mend a TIMETABLE after the conference in FILE changed, with least change."""
    asked = read_conference(file)
    old = read_timetable(timetable, asked)
    rulebook = Host(discover=True).rulebook()
    new = repair(asked, old, rulebook=rulebook)
    write_timetable(new, asked, out)
    changed = difference(old, new)
    if as_json:
        render.data({name: len(getattr(changed, name)) for name in ("kept", "moved", "placed", "dropped")})
    else:
        render.changes(changed, asked)
        render.planned(new, objective_of(asked, new, rulebook))


@conference.command("forecast")
@click.argument("file", type=_FILE)
@_json
def forecast_(file: Path, as_json: bool) -> int:
    """Say before opening who is over-asked, and by how much; status 1 when somebody is."""
    found = forecast(read_conference(file), Host(discover=True).rulebook())
    if as_json:
        render.data(dump(found))
    else:
        render.forecast_report(found)
    return int(found.short)


@conference.command("bound")
@click.argument("file", type=_FILE)
@click.option("--seconds", type=SECONDS, default=10.0, show_default=True, help="Time to prove more.")
@click.option("--with", "bounder", default="partnership", show_default=True, help="Who proves.")
@_json
def bound_(file: Path, seconds: float, bounder: str, as_json: bool) -> None:
    """Prove how many points any timetable of the conference in FILE costs at least."""
    proven = _bound(Host(discover=True), bounder, read_conference(file), seconds=seconds)
    if as_json:
        render.data(dump(proven))
    else:
        render.proven(proven)


@conference.command("rules")
@_json
def rules_(as_json: bool) -> None:
    """Say which rules and preferences hold here, those of plug-ins among them."""
    rulebook = Host(discover=True).rulebook()
    known: list[Rule | Preference] = [*rulebook.rules.values(), *rulebook.preferences.values()]
    if as_json:
        words = ("name", "version", "number", "summary")
        render.data([{word: getattr(each, word) for word in words} for each in known])
    else:
        render.rules(known)


@conference.command()
@click.argument("file", type=_FILE)
@click.argument("timetable", type=_FILE)
@_ics
@_html
def export(file: Path, timetable: Path, ics: Path | None, html: Path | None) -> None:
    """Write calendars and pages of a TIMETABLE; nothing of one that breaks a rule."""
    if ics is None and html is None:
        raise click.UsageError("say where to: --ics FOLDER, --html FOLDER or both")
    asked = read_conference(file)
    planned, host = read_timetable(timetable, asked), Host(discover=True)
    _believe(check(asked, planned, rulebook=host.rulebook()), timetable.name)
    made = datetime.fromtimestamp(timetable.stat().st_mtime, UTC)
    render.left_behind(_export(host, _evening(asked, planned, file, made), ics, html))


def _evening(asked: Conference, timetable: Timetable, file: Path, made: datetime) -> Evening:
    """The evening with ids for names, for a conference file knows no others."""
    id = file.name.removesuffix(".json").removesuffix(".conference")
    return Evening(id=id, conference=asked, timetable=timetable, made=made.replace(microsecond=0))


def _export(host: Host, evening: Evening, ics: Path | None, html: Path | None) -> list[Path]:
    """Write what is asked for, and name the files there that are of another export."""
    wanted = [(name, folder) for name, folder in (("ical", ics), ("html", html)) if folder is not None]
    made = [(host.exporter(name).export(evening), folder) for name, folder in wanted]
    return [folder / name for files, folder in made for name in write_files(files, folder)]
