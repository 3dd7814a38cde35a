"""`partnership conference offer|explain|fairness|diff`: what can still be chosen, why, whether it is fair, what changed."""

from pathlib import Path

import click

from partnership.cli import render, wording
from partnership.conferences.conference import Conference
from partnership.conferences.difference import difference, news
from partnership.conferences.explain import explain
from partnership.conferences.fairness import by_order_of_asking, fairness
from partnership.conferences.offer import Offers
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Timetable
from partnership.conferences.whereabouts import why_here, why_not
from partnership.host.plugins import Host
from partnership.ids import PartyId, RequestId, StaffId
from partnership.serial.conference_file import read_conference
from partnership.serial.timetable_file import read_timetable
from partnership.serial.values import dump
from partnership.times import parse_local

__all__ = ["diff", "explain_", "fairness_", "offer"]

_FILE = click.Path(path_type=Path)
_json = click.option("--json", "as_json", is_flag=True, help="For a program.")
_language = click.option(
    "--language", default="en", show_default=True, help="Of the words, as a tag such as nl."
)


@click.command()
@click.argument("file", type=_FILE)
@click.argument("timetable", type=_FILE)
@click.option("--party", required=True, help="The id of the party.")
@click.option(
    "--request",
    "requests",
    multiple=True,
    help="Only this talk; may be given again. Default: all without a place.",
)
@click.option("--best", type=click.IntRange(min=1), default=5, show_default=True, help="Offers at most.")
@_language
@_json
def offer(
    file: Path,
    timetable: Path,
    party: str,
    requests: tuple[str, ...],
    best: int,
    language: str,
    as_json: bool,
) -> int:
    """Say how one family can have its talks beside a TIMETABLE, the best way first; status 1 when in no way."""
    asked = read_conference(file)
    offers = Offers(asked, read_timetable(timetable, asked), rulebook=Host(discover=True).rulebook())
    found = offers.of(
        PartyId(party), requests=[RequestId(name) for name in requests] if requests else None, best=best
    )
    if as_json:
        render.data([dump(each) | {"words": each.in_words(offers.cast, language=language)} for each in found])
    else:
        wording.offers(found, offers.cast, language)
    return int(not found)


@click.command("explain")
@click.argument("file", type=_FILE)
@click.argument("timetable", type=_FILE)
@click.option("--request", required=True, help="The id of the request.")
@click.option(
    "--at", "moment", help="Why not there: a start, such as 2026-11-24T18:10 on the school's clock."
)
@click.option("--for-family", is_flag=True, help="In words that tell of nobody else.")
@_json
def explain_(
    file: Path, timetable: Path, request: str, moment: str | None, for_family: bool, as_json: bool
) -> None:
    """Say why a request is where it is, or not placed, and the smallest change that would help."""
    asked = read_conference(file)
    table = Table(asked, read_timetable(timetable, asked))
    rulebook, name = Host(discover=True).rulebook(), RequestId(request)
    if moment is not None:
        start = parse_local(moment, asked.timezone, field="--at")
        there = why_not(name, start, table, rulebook, for_family=for_family)
        if as_json:
            render.data(dump(there))
        else:
            wording.alternative(there, table.cast)
        return
    found = explain(name, table, rulebook, for_family=for_family)
    here = why_here(name, table, rulebook, for_family=for_family)
    if as_json:
        render.data(dump(found) | {"here": dump(here)})
    else:
        render.explanation(found, placed=here.placement is not None)
        wording.whereabouts(here, table.cast)


@click.command("fairness")
@click.argument("file", type=_FILE)
@click.argument("timetable", type=_FILE)
@click.option(
    "--again", type=click.IntRange(min=1), help="Plan this often more, asked in another order each time."
)
@click.option("--iterations", type=click.IntRange(min=0), help="The steps the timetable was planned in.")
@_json
def fairness_(file: Path, timetable: Path, again: int | None, iterations: int | None, as_json: bool) -> int:
    """Say how evenly a TIMETABLE treats families; with --again, status 1 when the order of asking mattered."""
    asked = read_conference(file)
    planned = read_timetable(timetable, asked)
    found = fairness(asked, planned)
    otherwise = None if again is None else _otherwise(asked, planned, again, iterations)
    if as_json:
        render.data(dump(found) | {"otherwise": otherwise})
    else:
        wording.fairness_report(found, otherwise)
    return int(bool(otherwise))


def _otherwise(
    asked: Conference, planned: Timetable, again: int, iterations: int | None
) -> tuple[RequestId, ...]:
    """The talks that fall otherwise when people ask in another order and the same solver plans with the same seed."""
    solver = Host(discover=True).solver(planned.solver or "partnership")
    return by_order_of_asking(
        asked,
        planned,
        lambda other: solver.solve(other, iterations=iterations, seed=planned.seed or 0),
        times=again,
    )


@click.command()
@click.argument("file", type=_FILE)
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--party", help="Only what this family may read.")
@click.option("--staff", help="Only what is about this member of staff's talks.")
@_language
@_json
def diff(
    file: Path, old: Path, new: Path, party: str | None, staff: str | None, language: str, as_json: bool
) -> int:
    """Say what changed from the timetable OLD to NEW; status 1 when anything did."""
    asked = read_conference(file)
    cast = Cast(asked)
    told = news(
        difference(read_timetable(old, asked), read_timetable(new, asked)),
        cast,
        party=None if party is None else PartyId(party),
        staff=None if staff is None else StaffId(staff),
        language=language,
    )
    if as_json:
        render.data(list(told))
    else:
        wording.news_report(told, language)
    return int(bool(told))
