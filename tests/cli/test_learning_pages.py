"""`goal card`, `goal class` and `plan page`: one file each, for whoever may see it."""

import sys
from pathlib import Path

import pytest
from tests.cli.test_learning_commands import MOTHER, TEACHER, folder

from partnership.cli.app import run
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import read_settings

__all__ = ["folder"]


def test_pages_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For the one who asks, in the school's language or another."""
    with School(read_settings("partnership.toml"), Host(discover=True)) as school:
        for kind, id, fields in (
            ("class", "6a", {"title": "groep 6A"}),
            ("enrolment", "noor/6a", {"pupil": "noor", "class_id": "6a"}),
            ("enrolment", "gone/6a", {"pupil": "gone", "class_id": "6a"}),
        ):
            school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")
    assert run(["goal", "propose", "goal.json", *TEACHER]) == 0
    assert run(["plan", "make", "plan.json", *TEACHER]) == 0
    assert run(["goal", "card", "g1", "--out", "card.html", "--language", "nl", *MOTHER]) == 0
    assert run(["plan", "page", "p1", "--out", "plan.html", *MOTHER]) == 0
    assert run(["goal", "class", "6a", "--out", "class.html", *TEACHER]) == 0
    assert "written" in capsys.readouterr().out
    assert "Ons doel" in Path("card.html").read_text(encoding="utf-8")
    assert "Our plan" in Path("plan.html").read_text(encoding="utf-8")
    written = Path("class.html").read_text(encoding="utf-8")
    assert "The goals of <bdi>groep 6A</bdi>" in written
    assert "Noor Yilmaz" in written
    for refused in (
        ["goal", "class", "6a", "--out", "x.html", *MOTHER],
        ["goal", "class", "none", "--out", "x.html", *TEACHER],
        ["goal", "card", "g1", "--out", "x.html", "--by", "guardian:stranger"],
    ):
        assert run(refused) == 2
    assert not Path("x.html").exists()


def test_a_page_about_a_pupil_the_school_does_not_know(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Has no name to put on it."""
    Path("goal.json").write_text(
        Path("goal.json").read_text().replace('"noor"', '"nobody"'), encoding="utf-8"
    )
    assert run(["goal", "propose", "goal.json", *TEACHER]) == 0
    assert run(["goal", "card", "g1", "--out", "x.html", *TEACHER]) == 2
    assert "no pupil" in capsys.readouterr().err


def test_a_page_needs_the_html_extra(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says so."""
    for name in [each for each in sys.modules if each.startswith(("jinja2", "partnership.plugins.html."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert run(["goal", "propose", "goal.json", *TEACHER]) == 0
    assert run(["goal", "card", "g1", "--out", "x.html", *TEACHER]) == 2
    assert "pip install 'partnership[html]'" in " ".join(capsys.readouterr().err.split())
