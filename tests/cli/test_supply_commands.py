"""`partnership tip`, `workshop`, `module` and `material`, as a school would type them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.test_learning_commands import MOTHER, TEACHER, found_school
from tests.learning.supplies import a_material, a_module, a_session, a_tip, a_workshop, in_
from tests.learning.test_loan_life import an_app
from tests.services.test_modules import exported

from partnership.cli.app import run
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import read_settings
from partnership.ids import GuardianId, MaterialId, ModuleId, TipId, WorkshopId
from partnership.learning.statements import Verb
from partnership.serial.values import dump

LAST_YEAR = datetime(2025, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school with Noor and her mother that writes Dutch, in the working folder."""
    monkeypatch.chdir(tmp_path)
    found_school(language="nl")
    return tmp_path


def at(moment: datetime) -> School:
    """The school in this folder, at a moment."""
    return School(read_settings("partnership.toml"), Host(discover=True), clock=lambda: moment)


def write(name: str, data: object) -> None:
    """A JSON file."""
    Path(name).write_text(json.dumps(data), encoding="utf-8")


def test_a_tip_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Kept, suggested with why and why not, sent once, and reported by tip."""
    write("tip.json", dump(a_tip()))
    write("long.json", dump(a_tip(id=TipId("lang"), minutes=60, texts=in_("tr"))))
    assert run(["tip", "report", *TEACHER]) == 0
    assert run(["tip", "keep", "tip.json", *TEACHER]) == 0
    assert run(["tip", "keep", "long.json", *TEACHER]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "guardian:yilmaz never got a tip in nl",
        "beurten",
        "lang",
    ]
    assert run(["tip", "suggest", "noor", *MOTHER]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "beurten: Lezen (nl)",
        "  it is for any goal",
        "  it is written in the language of this home (nl)",
        "  it takes 10 of the 15 minutes this home has",
        "not lang: there is no checked text in the language of this home; it takes longer than this home has",
    ]
    assert run(["tip", "suggest", "noor", "--for", "guardian:yilmaz", "--json", *TEACHER]) == 0
    assert json.loads(capsys.readouterr().out)["tip"]["id"] == "beurten"
    for word in ("suggest", "send"):
        assert run(["tip", word, "noor", *TEACHER]) == 2
        assert "a pupil can have two homes" in capsys.readouterr().err
    assert run(["tip", "send", "noor", "--for", "yilmaz", *TEACHER]) == 0
    assert run(["tip", "send", *TEACHER]) == 1
    assert run(["tip", "suggest", "noor", *MOTHER]) == 1
    assert capsys.readouterr().out.splitlines()[:3] == ["1 tip sent", "0 tips sent", "no tip fits now"]
    assert run(["tip", "report", *TEACHER]) == 0
    assert run(["tip", "report", "--json", *TEACHER]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "every tip that was tried works, and everyone got one they can read"
    assert json.loads(out[1]) == {"not_working": [], "unserved": []}
    assert run(["tip", "suggest", "noor", "--by", "guardian:stranger"]) == 2


def test_tips_that_do_not_work_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By tip, once five homes tried it."""
    with at(datetime.now(UTC)) as school:
        school.supplies(by="staff:jansen").tips.keep(a_tip())
        for number in range(5):
            guardian = GuardianId(f"g{number}")
            link = {"pupil": "noor", "guardian": guardian, "relation": "parent", "authority": "yes"}
            name = {"name": {"given": "G", "family": "Z"}}
            school.keep_locally("guardian", guardian, name, by="staff:office", why="enrolment")
            school.keep_locally("guardianship", f"noor/{guardian}", link, by="staff:office", why="enrolment")
        for sent in school.supplies(by="staff:jansen").tips.send_round():
            room = school.supplies(sent.guardian)
            room.tips.say(sent.pupil, sent.week, tried=True, worked=False)
    assert run(["tip", "report", *TEACHER]) == 0
    assert capsys.readouterr().out.splitlines() == ["beurten: tried by 6, of use to 0"]


def test_a_workshop_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Listed, followed up after three weeks, and reported with reach before content."""
    assert run(["workshop", "list", *TEACHER]) == 0
    with at(datetime(2026, 11, 2, 12, tzinfo=UTC)) as school:
        room = school.supplies(by="staff:jansen").workshops
        room.draft(a_workshop(sessions=(a_session(day=3), a_session("ochtend", 8, day=3))))
        room.open(WorkshopId("w1"))
        room.sign_up(WorkshopId("w1"), "avond", GuardianId("yilmaz"))
        room.attendance(WorkshopId("w1"), came=[GuardianId("yilmaz")])
    assert run(["workshop", "list", *MOTHER]) == 0
    assert run(["workshop", "list", "--json", *MOTHER]) == 0
    assert run(["workshop", "report", "w1", *TEACHER]) == 0
    assert run(["workshop", "report", "w1", "--json", *TEACHER]) == 0
    out = capsys.readouterr().out.splitlines()
    assert run(["workshop", "report", "w9", *TEACHER]) == 2
    assert "no workshop with id" in capsys.readouterr().err
    assert out[:2] == ["there is no workshop yet", "w1: Samen lezen (nl), open, 2 sessions"]
    assert json.loads(out[2])[0]["id"] == "w1"
    assert out[3:6] == [
        "invited 1, reached 1, came 1",
        "answered 0, tried at home 0",
        "  ask those who came whether they tried it at home",
    ]
    assert json.loads(out[6])["figures"]["came"] == 1
    assert run(["workshop", "follow-up", *TEACHER]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("asked")


def test_a_module_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What programs said is taken in, and nothing tells whose it was."""
    with at(datetime.now(UTC)) as school:
        school.supplies(by="staff:jansen").modules.keep(a_module())
        registration = school.supplies(GuardianId("yilmaz")).modules.start(ModuleId("m1"))
    Path("said.json").write_text(
        exported(registration, (Verb.COMPLETED, a_module().units[0].id)), encoding="utf-8"
    )
    assert run(["module", "suggest", *TEACHER]) == 0
    assert run(["module", "take-in", "said.json", *TEACHER]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "0 suggestions in all, each sent once",
        "1 statement read",
    ]
    with at(datetime.now(UTC)) as school:
        assert school.supplies(GuardianId("yilmaz")).modules.progress(ModuleId("m1")).units[0].done
    write("said.json", [{"id": "x"}])
    assert run(["module", "take-in", "said.json", *TEACHER]) == 2
    assert "$[0].actor: is required" in capsys.readouterr().err


def test_material_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Kept with a way around the screen, and what is due by name of the box."""
    assert run(["material", "due", *TEACHER]) == 0
    write("stuff.json", [dump(an_app())])
    assert run(["material", "keep", "stuff.json", *TEACHER]) == 2
    assert "names nothing that the school has" in capsys.readouterr().err
    write("stuff.json", [dump(a_material()), dump(an_app(checked_on=LAST_YEAR.date())), dump(an_app("b"))])
    assert run(["material", "keep", "stuff.json", *TEACHER]) == 0
    with at(LAST_YEAR) as school:
        school.supplies(by="staff:jansen").materials.lend(MaterialId("koffer"), GuardianId("yilmaz"))
    assert run(["material", "due", *TEACHER]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 pieces kept",
        "koffer 0: with guardian:yilmaz until 2025-12-15; call them",
        "b: https://lees.example never looked at",
        "app: https://lees.example looked at on 2025-11-24",
    ]
    assert run(["material", "due", "--json", *TEACHER]) == 0
    assert json.loads(capsys.readouterr().out)["overdue"][0]["material"] == "koffer"
