"""`partnership talk`, as a school would type it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.test_learning_commands import MOTHER, TEACHER, folder
from tests.privacy.two_homes import EVENING, NOW, TALKS, evening

from partnership.cli.app import run
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import read_settings
from partnership.ids import RequestId

__all__ = ["folder"]

SHORT = """
[school]
id = "de-beuk"
jurisdiction = "nl"
[store]
name = "sqlite"
settings = { path = "school.db" }
[[calendar.terms]]
name = "one week"
days = { start = "2020-08-31", end = "2020-09-05" }
"""

Said = Callable[[], list[str]]

TALK = {
    "id": "t1",
    "pupil": "noor",
    "kind": "first weeks",
    "staff": ["jansen"],
    "guardians": ["yilmaz"],
    "on": "2026-09-08",
}


@pytest.fixture
def said(folder: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """What was printed since, with two talks planned."""
    for id in ("t1", "t2"):
        Path("talk.json").write_text(json.dumps(TALK | {"id": id}), encoding="utf-8")
        assert run(["talk", "plan", "talk.json", *TEACHER]) == 0

    def lines() -> list[str]:
        return capsys.readouterr().out.splitlines()

    assert lines() == ["t1", "t2"]
    return lines


def test_a_talk_at_the_command(said: Said) -> None:
    """Prepared by each, read as an agenda, held, written down by both, and agreed with a day."""
    assert run(["talk", "prepare", "t1", "ze slaapt slecht", "vrienden", *MOTHER]) == 0
    assert run(["talk", "prepare", "t1", "naast Sam zitten", "--by", "pupil:noor"]) == 0
    said()
    assert run(["talk", "agenda", "t1", "--language", "nl", *MOTHER]) == 0
    assert said() == [
        "Eerst u",
        "  De ouders vertellen eerst: hoe gaat het thuis, en wat moet de school weten?",
        "Van thuis",
        "  ze slaapt slecht",
        "  vrienden",
        "Van de leerling",
        "  naast Sam zitten",
    ]
    assert run(["talk", "agenda", "t1", "--json", *TEACHER]) == 0
    assert json.loads(said()[0])[0]["text"].startswith("The parents speak first")
    assert run(["goal", "propose", "goal.json", *TEACHER]) == 0
    said()
    for by, apart in ((TEACHER, " [only for guardian:yilmaz]"), (MOTHER, "")):
        assert run(["talk", "agenda", "t1", *by]) == 0
        assert said()[-1] == f"  Noor leest vlot: how can you support this at home?{apart}"
    assert run(["talk", "hold", "t1", "--on", "2026-09-08", "--way", "phone", *TEACHER]) == 0
    assert run(["talk", "minutes", "t1", "We spraken over slapen.", *TEACHER]) == 0
    assert run(["talk", "minutes", "t1", "Vooral over vrienden.", *MOTHER]) == 0
    assert said() == ["held", "written", "written"]
    assert (
        run(
            ["talk", "agree", "t1", "om acht uur naar bed", "--owner", "home", "--due", "2026-09-15", *MOTHER]
        )
        == 0
    )
    name = said()[0]
    assert run(["talk", "open", *TEACHER]) == 0
    assert said() == [f"t1/{name}: home, by 2026-09-15 (late): om acht uur naar bed"]
    assert run(["talk", "done", "t1", name, *MOTHER]) == 0
    assert run(["talk", "open", *TEACHER]) == 0
    assert said() == ["done", "nothing waits"]


def test_what_waits_at_the_command(said: Said) -> None:
    """Minutes nobody wrote, and a talk nobody came to until it has another day or is declined."""
    assert run(["talk", "hold", "t1", "--on", "2026-09-08", *TEACHER]) == 0
    assert run(["talk", "miss", "t2", *TEACHER]) == 0
    said()
    assert run(["talk", "open", *TEACHER]) == 0
    lines = said()
    assert lines[0] == "t1: minutes are late, the talk was on 2026-09-08"
    assert lines[1].startswith("t2: owed another way, phone by ")
    assert run(["talk", "open", "--json", *TEACHER]) == 0
    told = json.loads(said()[0])
    assert told["agreements"] == []
    assert told["late_minutes"] == ["t1"]
    assert told["owed"][0]["talk"] == "t2"
    assert run(["talk", "move", "t2", "--on", "2026-09-15", *TEACHER]) == 0
    assert run(["talk", "decline", "t2", *MOTHER]) == 0
    assert said() == ["moved", "declined"]
    assert run(["talk", "open", *MOTHER]) == 2


def test_an_evening_is_taken_over_at_the_command(said: Said) -> None:
    """Each booked talk once; an evening that is none is an error."""
    settings, host = read_settings("partnership.toml"), Host(discover=True)
    with School(settings, host, clock=lambda: NOW) as school:
        school.open_conference(evening(), id=TALKS)
        school.counter(TALKS, by="staff:office").book(RequestId("talk-p"), EVENING)
    for lines in ([f"{TALKS}/talk-p/p1: planned, {EVENING.date()}"], []):
        assert run(["talk", "take-over", TALKS, *TEACHER]) == 0
        assert said() == lines
    assert run(["talk", "take-over", "none", *TEACHER]) == 2


def test_who_waits_for_a_first_talk(said: Said) -> None:
    """By the last day of the sixth school week; a year without a calendar is one of weekdays."""
    assert run(["talk", "first", *TEACHER]) == 0
    first, *waiting = said()
    assert first.startswith("0 of 1 had a first talk by ")
    assert waiting == ["noor: waits for a first talk, in which the parents speak first"]
    assert run(["talk", "first", "--json", *TEACHER]) == 0
    assert json.loads(said()[0])["waiting"] == ["noor"]
    Path("partnership.toml").write_text(SHORT, encoding="utf-8")
    assert run(["talk", "first", *TEACHER]) == 0
    assert said()[0] == "0 of 1 had a first talk this school year"
    assert run(["talk", "first", *MOTHER]) == 2
