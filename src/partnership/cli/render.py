"""Everything the command prints: the only place that words and colours anything."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid
from rich.text import Text

from partnership.conferences.checker import Report
from partnership.conferences.conference import Conference
from partnership.conferences.difference import Difference
from partnership.conferences.forecast import Forecast, Shortage
from partnership.conferences.preferences import Preference
from partnership.conferences.rules import Rule
from partnership.conferences.timetable import Bound, LeftOver, ObjectiveValue, Timetable
from partnership.errors import PartnershipError
from partnership.host.plugins import Listed
from partnership.people.roster import Outcome, RosterReport, RosterStep
from partnership.testing.conformance import Conformance
from partnership.testing.conformance import Outcome as VerdictOutcome

__all__ = [
    "bar",
    "changes",
    "check_report",
    "conformance_report",
    "counted",
    "data",
    "error",
    "explanation",
    "forecast_report",
    "left_behind",
    "line",
    "planned",
    "plugin_list",
    "problem",
    "proven",
    "roster_report",
    "rules",
    "title",
    "written",
]

_MOST = 20
"""Lines of a kind that are shown before the rest is counted."""


def _out() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _err() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


def data(value: object) -> None:
    """Plain data for a program, as JSON on one line each."""
    click.echo(json.dumps(value, ensure_ascii=False, sort_keys=True))


def line(text: str = "") -> None:
    """A line of a story or a report."""
    _out().print(Text(text))


def title(text: str) -> None:
    """The beginning of a step."""
    _out().print(Text(text, style="bold"))


def problem(text: str) -> None:
    """What went wrong, for a person."""
    _err().print(Text(f"partnership: {text}", style="red"))


def error(failure: PartnershipError | OSError) -> None:
    """An error in words; of the operating system's the words alone, with the file."""
    if isinstance(failure, PartnershipError):
        problem(str(failure))
    else:
        problem(": ".join(str(part) for part in (failure.filename, failure.strerror) if part))


@contextmanager
def bar(label: str) -> Iterator[Callable[[float, int], None]]:
    """A progress bar on a terminal, nothing elsewhere; yields what to tell the share done and the points so far."""
    console = _err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[points]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=1.0, points="")

        def told(share: float, points: int) -> None:
            progress.update(task, completed=share, points=f"{points} points")

        yield told


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"… and {len(lines) - _MOST} more"


def counted(number: int, one: str, several: str) -> str:
    """A number with its word: `1 talk`, `2 talks`."""
    return f"{number} {one if number == 1 else several}"


def _cost(objective: ObjectiveValue) -> str:
    others = "".join(f", {each.preference} {each.count}" for each in objective.others)
    return (
        f"{objective.total} points: {objective.left_over} left over, {objective.outside_preferred} outside preferred "
        f"times, {counted(objective.extra_sitting, 'extra sitting', 'extra sittings')}, "
        f"{objective.wait_minutes} minutes waiting, {objective.idle_minutes} minutes idle{others}"
    )


def rules(known: Iterable[Rule | Preference]) -> None:
    """The rules and preferences, with what each says."""
    for each in known:
        line(f"{each.number:5}{each.name} {each.version}: {each.summary}")


def planned(timetable: Timetable, objective: ObjectiveValue) -> None:
    """What a plan holds and truly costs, and why requests are left over."""
    line(f"{counted(len(timetable.placements), 'talk', 'talks')} planned")
    line(_cost(objective))
    if timetable.bound is not None:
        proven(timetable.bound, objective)
    for text in _some([_left_over(each) for each in timetable.left_over]):
        line(text)


def proven(bound: Bound, objective: ObjectiveValue | None = None) -> None:
    """What no timetable can do better than, how far a timetable is from it, and the proof."""
    line(
        f"no timetable costs less than {counted(bound.total, 'point', 'points')}{_distance(bound, objective)}"
    )
    line(f"proof: {bound.proof}")


def _distance(bound: Bound, objective: ObjectiveValue | None) -> str:
    if objective is None:
        return ""
    more = objective.total - bound.total
    if not more:
        return ": this one is the best there is"
    share = f" ({more / bound.total:.1%})" if bound.total else ""
    return f": this one costs at most {more} more than the best there is{share}"


def _left_over(left: LeftOver) -> str:
    reasons = "; ".join(reason.text or reason.rule for reason in left.reasons[:3])
    help_ = f" (would help: {left.would_help[0].text})" if left.would_help else ""
    return f"left over {left.request}: {reasons}{help_}"


def explanation(left: LeftOver, *, placed: bool) -> None:
    """Why a request has no other place, and what would help."""
    line(f"{left.request} is planned" if placed else f"{left.request} is left over")
    if not left.reasons and placed:
        return
    if not left.reasons:
        line("there is a start that no rule forbids")
    for reason in left.reasons:
        against = f" ({', '.join(reason.against[:5])})" if reason.against else ""
        line(f"- {reason.rule}: {reason.text}{against}")
    for each in left.would_help:
        line(f"would help: {each.text}")


def check_report(report: Report) -> None:
    """The verdict on a timetable."""
    if report.valid:
        line(f"valid; {_cost(report.objective)}")
    for text in _some(
        [f"{each.rule}: {each.request or 'timetable'}: {each.text}" for each in report.objections]
    ):
        line(text)
    for text in _some(
        [f"{each.rule} set aside for {each.request} by {each.by}" for each in report.overridden]
    ):
        line(text)
    if not report.valid:
        line(f"not valid: {counted(len(report.objections), 'objection', 'objections')}")


def changes(difference: Difference, conference: Conference) -> None:
    """What a repair changed."""
    line(
        f"{len(difference.kept)} kept, {len(difference.moved)} moved, {len(difference.placed)} new, "
        f"{len(difference.dropped)} gone"
    )
    tz = conference.timezone
    texts = [
        f"moved {new.request}: {old.start.astimezone(tz):%a %d %b %H:%M} to {new.start.astimezone(tz):%a %d %b %H:%M}"
        for old, new in difference.moved
    ]
    for text in _some(texts):
        line(text)


def forecast_report(found: Forecast) -> None:
    """Who is over-asked, before anything opens."""
    kinds = (
        ("", found.staff),
        ("guardian ", found.guardians),
        ("interpreters of ", found.languages),
        ("room ", found.rooms),
    )
    texts = [f"{prefix}{_shortage(each)}" for prefix, shortages in kinds for each in shortages]
    texts += [
        f"sitting {each.sitting}: {each.must} can be held on no other, at least {each.over} too many"
        for each in found.sittings
        if each.over
    ]
    texts += [f"request {name}: has no possible start" for name in found.impossible]
    for text in _some(texts):
        line(text)
    if found.cap is not None:
        line(f"with at most {counted(found.cap, 'talk', 'talks')} per party nobody is over-asked")
    if not texts:
        line("nobody is over-asked")


def _shortage(each: Shortage) -> str:
    return f"{each.who}: {each.asked} asked, at least {each.over} too many"


def roster_report(report: RosterReport, *, whole: bool) -> None:
    """What an import did, or would do; with new and changed rows when the whole is asked for."""
    grid = Grid("kind", *(str(outcome) for outcome in Outcome), box=None, header_style="bold")
    for kind, counts in report.counts.items():
        grid.add_row(kind, *(str(counts.get(outcome, 0)) for outcome in Outcome))
    _out().print(grid)
    plain = {Outcome.CREATED, Outcome.UPDATED}
    texts = [_step(each) for each in report.steps if whole or each.outcome not in plain]
    for text in (*_some(texts), *_some([str(each) for each in report.problems])):
        line(text)
    line("nothing was written (dry run)" if report.dry_run else "written")


def _step(step: RosterStep) -> str:
    """What came of one row, and which of its fields differ: their names alone."""
    fields = [f"{name} (secret)" if name in step.secret else name for name in step.changed]
    fields += [f"{name} stays as the school wrote it" for name in step.kept]
    why = step.why or ", ".join(fields if step.outcome is Outcome.UPDATED else ())
    return f"{step.place or '-'}: {step.kind} {step.id}: {step.outcome}{f', {why}' if why else ''}"


def plugin_list(plugins: Sequence[Listed]) -> None:
    """Every plug-in, what it offers, or what is wrong with it."""
    for each in plugins:
        line(f"{each.plugin} ({each.state}){f': {each.problem}' if each.problem else ''}")
        for kind, name, summary in each.offers:
            line(f"  {kind} {name}{f': {summary}' if summary else ''}")


def conformance_report(report: Conformance) -> None:
    """What a plug-in keeps of what it promises: how many tests of each offer, then each that did not simply pass."""
    if report.tried:
        words: tuple[VerdictOutcome, ...] = ("passed", "failed", "waived", "skipped")
        grid = Grid("offer", *words, box=None, header_style="bold")
        for each in report.tried:
            grid.add_row(f"{each.kind} {each.offer}", *(str(len(each.which(word))) for word in words))
        _out().print(grid)
    for each in report.tried:
        for verdict in (one for one in each.verdicts if one.outcome != "passed"):
            line(f"{verdict.outcome}: {each.offer}: {verdict.test}")
            for text in verdict.why.splitlines():
                line(f"  {text}")
    for kind, name, why in report.untried:
        line(f"not tried: {kind} {name}: {why}")
    if not report.tried:
        line(f"{report.plugin} has nothing on trial")
    else:
        line(f"{report.plugin} {'keeps its promises' if report.kept else 'does not keep its promises'}")


def left_behind(files: Sequence[Path]) -> None:
    """Which files of an earlier export are still there: the letter of a family that left would otherwise be handed out."""
    if files:
        line(f"of another export, and left there: {counted(len(files), 'file', 'files')}")
    for text in _some([f"  {each}" for each in files]):
        line(text)


def written(what: str, where: object) -> None:
    """Where something was put."""
    line(f"{what}: {where}")
