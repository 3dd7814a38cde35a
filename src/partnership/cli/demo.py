"""`partnership demo`: a school plans its evenings of talks, from its roster to the pages on the table."""

import time
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import attrs
import click

from partnership.cli import render
from partnership.cli.files import write_files
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.errors import InvalidInput, Problem
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import FILE_NAME, read_settings
from partnership.ids import ConferenceId, InterpreterId, RoomId
from partnership.languages.catalogue import catalogues
from partnership.people.roster import Outcome
from partnership.people.standing import Verdict
from partnership.serial.conference_file import write_conference
from partnership.serial.timetable_file import write_timetable
from partnership.serial.values import dump
from partnership.testing.school import InventedSchool, invent_school, wishes_of, write_oneroster

__all__ = ["demo"]

_TALKS = ConferenceId("autumn-talks")
_NOON = datetime(2026, 11, 16, 11, 0, tzinfo=UTC)
_STEPS = 60_000
_INTERPRETERS = {"ar": "Amal Saleh", "pl": "Marta Zając", "tr": "Selma Aydın", "uk": "Viktor Bondar"}
_SETTINGS = """[school]
id = "{school.id}"
name = "{school.name}"
domain = "de-beuk.example"
organizer = "school@de-beuk.example"
jurisdiction = "nl"

[store]
name = "sqlite"
settings = {{ path = "school.db" }}
"""


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("demo"), show_default=True, help="A folder."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another school.")
def demo(out: Path, seed: int) -> None:
    """Let an invented school of 288 pupils plan its talks; calendars and pages land in a folder."""
    from partnership.cli.demo_pages import together, way_in  # noqa: PLC0415 - heavy, so only when used

    begun = time.monotonic()
    invented = invent_school(seed)
    _only_ours(out, _SETTINGS.format(school=invented))
    out.mkdir(parents=True, exist_ok=True)
    (out / "school.db").unlink(missing_ok=True)
    (out / FILE_NAME).write_text(_SETTINGS.format(school=invented), encoding="utf-8")
    with School(read_settings(out / FILE_NAME), Host(discover=True), clock=lambda: _NOON) as school:
        _roster(school, invented, out)
        _languages(school, invented)
        asked = _wishes(school, invented, seed)
        _plan(school, asked, out)
        _hand_out(school, out)
        _cancel(school)
        _hand_out(school, out)
        together(school, invented, out)
        page = way_in(school, out)
    render.line()
    for more in ("contact due", "journal verify", "goal show p1-1 --by guardian:g1-1"):
        render.line(f"Ask it more: partnership {more} --config {out / FILE_NAME}")
    render.line(f"Done in {time.monotonic() - begun:.0f} seconds. Open {page} to look around.")


def _only_ours(out: Path, settings: str) -> None:
    """Write over a demonstration that was there, and over nothing else.

    Raises:
        InvalidInput: The folder holds files, and not the settings of a demonstration.
    """
    mark = out / FILE_NAME
    if mark.is_file() and mark.read_bytes() == settings.encode():
        return
    if out.is_dir() and any(out.iterdir()):
        problem = Problem(str(out), "holds files of others; choose a folder that is empty or not there yet")
        raise InvalidInput([problem], source="demo")


def _roster(school: School, invented: InventedSchool, out: Path) -> None:
    render.title("1. The roster")
    folder = write_oneroster(invented, out / "roster", version="1.2")
    render.line(f"{invented.name} exports its roster as OneRoster CSV to {folder}.")
    report = school.import_roster(folder)
    render.line(
        f"Imported: {report.count(Outcome.CREATED)} records of pupils, guardians, staff, classes and links."
    )
    again = school.import_roster(folder)
    render.line(f"Imported once more, to be sure: {again.count(Outcome.UNCHANGED)} unchanged.")
    for link in invented.guardianships:
        school.keep_locally(
            "guardianship",
            f"{link.pupil}/{link.guardian}",
            {"authority": str(link.authority), "evidence": dump(link.evidence)},
            by="staff:office",
            why="seen the extract from the register",
        )
    render.line(
        f"OneRoster cannot say who has authority; the office writes it down for {len(invented.guardianships)} links."
    )


def _languages(school: School, invented: InventedSchool) -> None:
    """Families who would rather read another language than the school's say so: their letters come in it."""
    told = [wish for family in invented.families for wish in family.preferences if wish.language != "nl"]
    for wish in told:
        school.privacy.keep(wish, by=f"guardian:{wish.guardian}", why="told at enrolment")
    chosen = ", ".join(sorted({catalogues()[wish.language].name for wish in told}))
    render.line(f"{len(told)} guardians choose a language of their own for what they read: {chosen}.")


def _wishes(school: School, invented: InventedSchool, seed: int) -> Conference:
    """Open the evenings, and let each family ask for its talks; the law has a say in each."""
    render.title("2. The wishes")
    asked = _people(wishes_of(invented, seed=seed))
    school.open_conference(attrs.evolve(asked, requests=()), id=_TALKS)
    answers = school.ask(_TALKS, *asked.requests)
    refused = sum(answer.verdict is not Verdict.ALLOW for answer in answers)
    render.line(
        f"{len(asked.parties)} households ask for {len(asked.requests)} talks with {len(asked.staff)} members of staff, "
        f"on {len(asked.sittings)} evenings."
    )
    render.line(
        f"{len(asked.keep_apart)} pairs of households are kept apart; {refused} requests need a person's eye."
    )
    return school.conference(_TALKS).conference


def _people(asked: Conference) -> Conference:
    """The same wishes, with interpreters and rooms that are called what a school calls them."""
    rooms = {each.id: RoomId(f"1.{number:02}") for number, each in enumerate(asked.rooms, start=1)}
    return attrs.evolve(
        asked,
        rooms=tuple(attrs.evolve(each, id=rooms[each.id]) for each in asked.rooms),
        staff=tuple(attrs.evolve(each, room=each.room and rooms[each.room]) for each in asked.staff),
        interpreters=tuple(
            attrs.evolve(each, id=InterpreterId(_INTERPRETERS[each.languages[0]]))
            for each in asked.interpreters
        ),
    )


def _plan(school: School, asked: Conference, out: Path) -> None:
    render.title("3. The plan")
    with render.bar("planning") as progress:
        timetable = school.plan(_TALKS, iterations=_STEPS, seed=1, progress=progress)
    report = check(asked, timetable)
    render.planned(timetable, report.objective)
    render.line(f"The checker found {', '.join(report.broken) or 'no broken rule'}.")
    write_conference(asked, out / "autumn-talks.conference.json")
    write_timetable(timetable, asked, out / "autumn-talks.timetable.json")


def _hand_out(school: School, out: Path) -> None:
    render.title("Calendars and pages")
    for exporter, name in (("ical", "calendars"), ("html", "pages")):
        rmtree(out / name, ignore_errors=True)
        files = school.export(_TALKS, exporter)
        write_files(files, out / name)
        render.written(f"{len(files)} files", out / name)


def _cancel(school: School) -> None:
    """A guardian cancels: their talk is called off, and whoever was left over may take the place."""
    render.title("4. A guardian cancels")
    kept = school.conference(_TALKS)
    request = next(each for each in kept.conference.requests if each.id in kept.held)
    party = next(each for each in kept.conference.parties if each.id == request.party)
    when = kept.held[request.id].start.astimezone(kept.conference.timezone)
    school.cancel(_TALKS, request.id, guardian=party.guardians[0])
    render.line(f"Guardian {party.guardians[0]} cancels the talk of {when:%A at %H:%M}.")
    steps = school.repair(_TALKS)
    moved = len(steps)
    render.line(f"Repaired with least change: {moved} other talk{'' if moved == 1 else 's'} touched.")
