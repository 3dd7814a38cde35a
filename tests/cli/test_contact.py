"""A one-minute entry, and what waits, as a person and a program read it."""

import json
from pathlib import Path

import pytest

from partnership.cli.app import run
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import parse_settings

LOG = ["contact", "log", "--pupil", "noor", "--guardian", "petra", "--staff", "jansen"]


@pytest.fixture(autouse=True)
def _school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with settings, a store and a pupil."""
    monkeypatch.chdir(tmp_path)
    text = '[school]\nid = "beuk"\n[store]\nname = "sqlite"\nsettings = { path = "school.db" }\n'
    (tmp_path / "partnership.toml").write_text(text, encoding="utf-8")
    with School(parse_settings(text), Host(discover=True)) as school:
        name = {"name": {"given": "Noor", "family": "Bakker"}}
        school.keep_locally("pupil", "noor", name, by="staff:office", why="enrolled")


def logged(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    """What a program reads of an entry."""
    assert run([*LOG, *more, "--json"]) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_a_call_is_logged_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Reached unless said otherwise; what was said is kept and not printed."""
    assert run([*LOG, "--facts", "a secret"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("logged ")
    assert "secret" not in out
    assert logged(capsys)["state"] == "reached"
    assert logged(capsys, "--outcome", "no_answer")["state"] == "attempted"
    assert logged(capsys, "--from-home", "--channel", "email")["direction"] == "in"


def test_a_promise_has_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The two go together, and it is asked after from that day on."""
    assert run([*LOG, "--step", "send the book"]) == 2
    assert "--by-day" in capsys.readouterr().err
    told = logged(capsys, "--step", "send the book", "--by-day", "2026-01-05", "--answers", "c0")
    assert told["answers"] == "c0"
    assert run(["contact", "due"]) == 0
    out = capsys.readouterr().out
    assert f"contact:{told['id']}: follow up (due 2026-01-05, owner staff:jansen)" in " ".join(out.split())


def test_a_concern_first_is_refused_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Both problems at once, and nothing kept; with a reason it goes."""
    assert run([*LOG, "--tone", "concern"]) == 2
    err = capsys.readouterr().err
    assert "$.follow_ups" in err
    assert "$.pupils[0]" in err
    step = ["--step", "look again", "--by-day", "2030-01-01"]
    assert logged(capsys, "--tone", "concern", *step, "--overruled", "an accident")["tone"] == "concern"


def test_good_news_is_proposed(capsys: pytest.CaptureFixture[str]) -> None:
    """Names for this week, in words and as data; where nobody waits that is said too."""
    logged(capsys, "--tone", "positive")
    assert run(["contact", "due"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "nothing is waiting",
        "good news this week for: noor",
    ]
    assert run(["contact", "due", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"notices": [], "names": ["noor"]}
    for _ in range(3):
        logged(capsys, "--outcome", "no_answer")
    assert run(["contact", "due", "--json"]) == 0
    [notice] = json.loads(capsys.readouterr().out)["notices"]
    assert (notice["rule"], notice["facts"]["failed"]) == ("contact.another_channel", 3)


def test_without_pupils_there_are_no_names(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An empty store has nothing to say."""
    assert run(["contact", "due", "--store", str(tmp_path / "empty.db")]) == 0
    assert capsys.readouterr().out == "nothing is waiting\n"
