"""`partnership goal` and `partnership plan`, as a school would type them."""

import json
from pathlib import Path

import pytest

from partnership.cli.app import run
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import read_settings
from partnership.plugins.case import sample

GOAL = {
    "id": "g1",
    "pupil": "noor",
    "wordings": [{"language": "nl", "text": "Noor leest vlot"}],
    "since": "2026-11-02",
    "until": "2026-12-21",
    "scale": {"levels": ["a", "b", "c", "d", "e"]},
    "commitments": [{"side": side, "what": "lezen"} for side in ("school", "home", "pupil")],
}
PLAN = {
    "id": "p1",
    "pupil": "noor",
    "needs": "vlot lezen",
    "steps": [
        {"id": "thuis", "owner": "home", "what": "samen lezen"},
        {"id": "klas", "owner": "school", "what": "leesgroepje"},
    ],
}
TEACHER, MOTHER = ("--by", "staff:jansen"), ("--by", "guardian:yilmaz")


def found_school(**more: str) -> None:
    """A school with Noor and her mother, in the working folder."""
    school = "".join(f'{name} = "{value}"\n' for name, value in more.items())
    store = '[store]\nname = "sqlite"\nsettings = { path = "school.db" }\n'
    settings = f'[school]\nid = "de-beuk"\njurisdiction = "nl"\n{school}{store}'
    Path("partnership.toml").write_text(settings, encoding="utf-8")
    with School(read_settings("partnership.toml"), Host(discover=True)) as made:
        link = {"pupil": "noor", "guardian": "yilmaz", "relation": "parent", "authority": "yes"}
        for kind, id, fields in (
            ("pupil", "noor", {"name": {"given": "Noor", "family": "Yilmaz"}, "birth_date": "2016-05-01"}),
            ("guardian", "yilmaz", {"name": {"given": "Ayse", "family": "Yilmaz"}}),
            ("guardianship", "noor/yilmaz", link),
        ):
            made.keep_locally(kind, id, fields, by="staff:office", why="enrolment")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Such a school, with a goal and a plan to bring in."""
    monkeypatch.chdir(tmp_path)
    found_school()
    Path("goal.json").write_text(json.dumps(GOAL), encoding="utf-8")
    Path("plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    return tmp_path


def test_a_goal_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proposed with what it lacks, refused until home answers, rated and looked back on."""
    assert run(["goal", "propose", "goal.json", *TEACHER]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "g1",
        "not yet specific: child words",
        "not yet measurable: baseline",
    ]
    assert run(["goal", "discuss", "g1", *TEACHER]) == 0
    assert run(["goal", "agree", "g1", *TEACHER]) == 2
    assert "how can you support this at home" in capsys.readouterr().err
    assert run(["goal", "answer", "g1", "elke avond", *MOTHER]) == 0
    for step in ("agree", "activate"):
        assert run(["goal", step, "g1", *TEACHER]) == 0
    assert run(["goal", "rate", "g1", "--level", "1", *TEACHER]) == 0
    assert run(["goal", "review", "g1", *TEACHER]) == 0
    capsys.readouterr()
    assert run(["goal", "show", "noor", *MOTHER]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Noor leest vlot (reviewed, until 2026-12-21)",
        "  school: lezen",
        "  home: lezen",
        "  pupil: lezen",
        "  teacher says +1",
    ]
    assert run(["goal", "show", "noor", "--json", *MOTHER]) == 0
    assert json.loads(capsys.readouterr().out)[0]["answers"][0]["answer"] == "elke avond"
    assert run(["goal", "achieve", "g1", *TEACHER]) == 0


def test_a_goal_is_proposed_for_a_program_and_dropped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON; a file that is no goal is refused with paths."""
    assert run(["goal", "propose", "goal.json", "--json", *MOTHER]) == 0
    assert json.loads(capsys.readouterr().out)["missing"][0] == {"letter": "specific", "what": "child words"}
    assert run(["goal", "drop", "g1", "--reason", "een ander doel", *MOTHER]) == 0
    Path("goal.json").write_text("[]", encoding="utf-8")
    assert run(["goal", "propose", "goal.json", *TEACHER]) == 2
    assert "expected an object" in capsys.readouterr().err
    assert run(["goal", "show", "noor", "--by", "guardian:stranger"]) == 2


@pytest.mark.parametrize("by", ["jansen", "staff:", ":jansen", ""])
def test_who_comes_says_what_they_are(folder: Path, capsys: pytest.CaptureFixture[str], by: str) -> None:
    """Without it a guardian who forgot a word would be taken for the school."""
    assert run(["goal", "show", "noor", "--by", by]) == 2
    assert "expected guardian:ID, staff:ID or pupil:ID" in capsys.readouterr().err


def test_nothing_to_show_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A silent command could as well be broken; a program gets an empty list."""
    for words, told in (
        (["goal", "show", "noor"], "no goal that you may see"),
        (["support", "show", "noor"], "no support plan that you may see"),
        (["support", "sweep"], "nothing waits"),
        (["goal", "show", "noor", "--json"], "[]"),
    ):
        assert run([*words, *TEACHER]) == 0
        assert capsys.readouterr().out.splitlines() == [told]


def test_a_plan_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Measured, begun, done on both sides, shown, and swept when its day has come."""
    assert run(["plan", "make", "plan.json", *TEACHER]) == 0
    for value in ("40", "42", "41"):
        assert run(["plan", "measure", "p1", value, "--on", "2026-01-05", *TEACHER]) == 0
    assert run(["plan", "show", "p1", *MOTHER]) == 0
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "development; too few measurements yet",
        "  school: nothing planned yet",
        "  home: nothing planned yet",
        "  measure more",
    ]
    assert run(["plan", "begin", "p1", "--on", "2026-01-05", "--review-on", "2026-03-02", *TEACHER]) == 0
    assert run(["plan", "step", "p1", "thuis", "--on", "2026-01-06", *MOTHER]) == 0
    for value in ("44", "45", "46"):
        assert run(["plan", "measure", "p1", value, *TEACHER]) == 0
    capsys.readouterr()
    assert run(["plan", "show", "p1", *TEACHER]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[1]) == ("implementation; effect 1.00", "  school: 0% done")
    assert run(["plan", "show", "p1", "--json", *TEACHER]) == 0
    assert json.loads(capsys.readouterr().out)["report"]["due"] is True
    for told in ("p1: to be evaluated", "nothing waits"):
        assert run(["plan", "sweep", *TEACHER]) == 0
        assert capsys.readouterr().out.splitlines() == [told]


def test_the_artefacts_of_a_goal_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For one guardian, for a person and for a program."""
    assert run(["goal", "propose", "goal.json", *TEACHER]) == 0
    assert run(["goal", "discuss", "g1", *TEACHER]) == 0
    assert run(["goal", "answer", "g1", "elke avond", *MOTHER]) == 0
    assert run(["goal", "agree", "g1", *TEACHER]) == 0
    capsys.readouterr()
    assert run(["goal", "artefacts", "g1", "--for", "yilmaz", *TEACHER]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "tip: For “Noor leest vlot” you can do this at home: lezen."
    ]
    assert run(["goal", "artefacts", "g1", "--for", "yilmaz", "--json", *MOTHER]) == 0
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "tip"


def test_goals_follow_a_curriculum_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sample: one renewed, one split, one that nobody knows, one in force; a dry run changes nothing."""
    Path("curriculum.json").write_bytes(sample())
    for number, reference in enumerate(("NE.L.2", "NE.L.1", "X.1", "NE.M.1")):
        given = GOAL | {"id": f"g{number}", "curriculum": reference}
        Path("goal.json").write_text(json.dumps(given), encoding="utf-8")
        assert run(["goal", "propose", "goal.json", *TEACHER]) == 0
    capsys.readouterr()
    for more in (["--dry-run"], []):
        assert run(["goal", "follow", "curriculum.json", *more, *TEACHER]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "g0: NE.L.2 is now NE.L.2-2026",
            "g1: NE.L.1 was split, choose NE.L.1A or NE.L.1B",
            "g2: X.1 is not in the catalogue",
            "1 in force as they are",
        ]
    assert run(["goal", "follow", "curriculum.json", "--json", *TEACHER]) == 0
    assert json.loads(capsys.readouterr().out)["kept"] == 2
