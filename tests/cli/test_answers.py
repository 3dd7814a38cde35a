"""Offers, fairness, changes and lotteries on the command line: words, statuses, files, and no secret let out."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, guardian, placed, span, timetable

from partnership.cli.app import run
from partnership.conferences.conference import Conference, Override
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable
from partnership.ids import RequestId
from partnership.serial.conference_file import write_conference
from partnership.serial.timetable_file import write_timetable

EVENING = autumn(
    guardians=(guardian("fatima", available=(span("18:00", "19:00"),)), guardian("bram")),
    requests=(asked("q1", "f1"), asked("q2", "f2"), asked("q3", "f1", "devries")),
)


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    """A conference file."""
    path = tmp_path / "autumn.conference.json"
    write_conference(EVENING, path)
    return path


def written(planned: Timetable, path: Path, conference: Conference = EVENING) -> Path:
    """A timetable file."""
    write_timetable(planned, conference, path)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> str:
    """What `partnership conference …` says, when it ends with this status."""
    assert run(["conference", *map(str, arguments)]) == status
    return capsys.readouterr().out


def test_offers_to_a_family(evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The best first, with what each asks of the family; for a program, the same as data."""
    booked = written(timetable(placed("q2", "18:00")), tmp_path / "booked.json")
    assert said(capsys, "offer", evening, booked, "--party", "f1", "--best", "2") == (
        "1.  Tuesday 24 November: 19:00 devries, 19:10 jansen\n    no waiting\n"
        "2.  Tuesday 24 November: 19:10 jansen, 19:20 devries\n    no waiting\n"
    )
    (best,) = json.loads(
        said(
            capsys,
            *("offer", evening, booked, "--party", "f1", "--request", "q1"),
            *("--best", "1", "--language", "nl", "--json"),
        )
    )
    assert best["words"] == ["dinsdag 24 november: 19:10 jansen", "geen wachttijd"]
    assert [each["request"] for each in best["talks"]] == ["q1"]
    nothing = said(capsys, "offer", evening, booked, "--party", "f2", status=1)
    assert nothing == "there is no way to hold any of these talks beside the others\n"


def test_how_fair_an_evening_is(evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The worst-off family first; and whether the order of asking mattered, which by hand it did."""
    planned = written(timetable(placed("q1", "18:00"), placed("q3", "18:30")), tmp_path / "planned.json")
    words = said(capsys, "fairness", evening, planned)
    assert words == (
        "2 families asked\n"
        "talks granted:  0% for the worst-off family, 50% in the middle; Jain index 0.500\n"
        "wishes granted: 0% for the worst-off family, 50% in the middle; Jain index 0.500\n"
        "minutes waited: 20 at least, 20 in the middle, 20 at most; Jain index 1.000\n"
    )
    again = ("--again", "2", "--iterations", "200")
    words = said(capsys, "fairness", evening, planned, *again, status=1)
    assert words.endswith("asked in another order, 3 talks fall otherwise: q1, q2, q3\n")
    found = json.loads(said(capsys, "fairness", evening, planned, "--json"))
    assert (found["granted"]["index"], found["otherwise"]) == (0.5, None)


def test_where_one_plan_is_best_the_order_of_asking_does_not_matter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two families with a start each."""
    early, late = span("18:00", "18:10"), span("18:10", "18:20")
    conference = autumn(
        guardians=(guardian("fatima", available=(late,)), guardian("bram", available=(early,)))
    )
    path = tmp_path / "two.conference.json"
    write_conference(conference, path)
    planned = written(solve(conference, iterations=300), tmp_path / "two.timetable.json", conference)
    words = said(capsys, "fairness", path, planned, "--again", "2", "--iterations", "300")
    assert words.endswith("asked in another order, every talk falls the same\n")


def test_what_changed_for_whom(evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The school reads all of it, a family its own, in its own language."""
    old = written(timetable(placed("q1", "18:00"), placed("q2", "18:10")), tmp_path / "old.json")
    new = written(timetable(placed("q1", "18:20"), placed("q3", "18:30")), tmp_path / "new.json")
    assert said(capsys, "diff", evening, old, new, status=1) == (
        "Called off: the talk with jansen and f2, Tuesday 24 November at 19:10\n"
        "Moved: the talk with jansen and f1, Tuesday 24 November, from 19:00 to 19:20\n"
        "New: the talk with devries and f1, Tuesday 24 November at 19:30\n"
    )
    family_reads = said(capsys, "diff", evening, old, new, "--party", "f2", "--language", "nl", status=1)
    assert family_reads == "Vervallen: het gesprek met jansen, dinsdag 24 november om 19:10\n"
    assert json.loads(said(capsys, "diff", evening, old, new, "--staff", "devries", "--json", status=1)) == [
        "New: the talk with devries and f1, Tuesday 24 November at 19:30"
    ]
    assert said(capsys, "diff", evening, old, old, "--language", "nl") == "Er is niets veranderd\n"


def test_a_lottery_from_promise_to_proof(
    evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Promised, planned, revealed and checked; the secret is for the owner's eyes and is never drawn twice."""
    secret, promise, shown = (tmp_path / f"{name}.json" for name in ("secret", "promise", "shown"))
    commit = ("lottery", "commit", evening, "--iterations", "300", "--seed", "42", "--secret", secret)
    digest = said(capsys, *commit, "--out", promise).removeprefix("promised: ").strip()
    assert json.loads(promise.read_bytes())["digest"] == digest
    assert secret.stat().st_mode & 0o077 == 0
    assert run(["conference", *map(str, commit), "--out", str(promise)]) == 2
    assert "a lottery that was promised is not drawn again" in capsys.readouterr().err

    drawn = tmp_path / "drawn.json"
    said(capsys, "plan", evening, "--out", drawn, "--iterations", "300", "--seed", "42")
    assert said(capsys, "lottery", "reveal", promise, secret, "--out", shown) == (
        "revealed: seed 42, to be planned in 300 steps by partnership\n"
    )
    assert said(capsys, "lottery", "verify", promise, shown, evening, drawn) == (
        "drawn as promised: the digest fits, and planned once more every talk falls the same\n"
    )
    other = tmp_path / "other.json"
    said(capsys, "plan", evening, "--out", other, "--iterations", "300", "--seed", "43")
    assert said(capsys, "lottery", "verify", promise, shown, evening, other, status=1).startswith(
        "planned with another seed than the revealed one\n"
    )


def test_another_lottery_is_not_revealed(
    evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written when it is not the one that was promised."""
    files: dict[str, Any] = {}
    for name in ("one", "two"):
        files[name] = tmp_path / f"{name}.json", tmp_path / f"{name}.promise.json"
        said(
            capsys,
            "lottery",
            "commit",
            evening,
            "--iterations",
            "9",
            "--secret",
            files[name][0],
            "--out",
            files[name][1],
        )
    out = tmp_path / "out.json"
    said(capsys, "lottery", "reveal", files["one"][1], files["two"][0], "--out", out, status=1)
    assert not out.exists()


def test_why_a_talk_is_where_it_is_and_not_elsewhere(
    evening: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would have been better and who is there; what moving costs; and one start looked at by itself."""
    planned = written(
        timetable(placed("q3", "18:00"), placed("q2", "18:10"), placed("q1", "18:20")),
        tmp_path / "planned.json",
    )
    explain = ("explain", evening, planned, "--request", "q1")
    words = said(capsys, *explain).splitlines()
    assert words[0] == "q1 is planned"
    assert words[-4:] == [
        "held at 2026-11-24 19:20",
        "better at 2026-11-24 19:00 (30 points less), but guardian fatima is in another talk then (q3)",
        "better at 2026-11-24 19:10 (30 points less), but jansen already speaks with someone then (q2)",
        "could move to 2026-11-24 19:30 (40 points more)",
    ]
    assert said(capsys, *explain, "--at", "2026-11-24T19:10", "--for-family") == (
        "2026-11-24 19:10: 30 points less\n- jansen already speaks with someone then\n"
    )
    assert said(capsys, *explain, "--at", "2026-11-24T19:30") == (
        "2026-11-24 19:30: 40 points more\nno rule forbids it\n"
    )
    assert said(capsys, *explain, "--at", "2026-11-24T19:20").startswith("2026-11-24 19:20: costs as much\n")
    assert json.loads(said(capsys, *explain, "--at", "2026-11-24T19:30", "--json"))["change"] == 40
    assert json.loads(said(capsys, *explain, "--json"))["here"]["move"]["change"] == 40
    assert run(["conference", *map(str, explain), "--at", "half past"]) == 2
    assert "is not a date and time" in capsys.readouterr().err
    left = written(timetable(placed("q2", "18:00")), tmp_path / "left.json")
    words = said(capsys, "explain", evening, left, "--request", "q1").splitlines()
    assert words[0] == "q1 is left over"
    assert not [text for text in words if text.startswith(("held", "could"))]


def test_the_check_says_what_was_set_aside_and_by_whom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule that somebody overrode for a talk is told with the verdict."""
    agreed = Override(rule="guardian-present", request=RequestId("q1"), by="staff:head", reason="as agreed")
    conference = attrs.evolve(EVENING, overrides=(agreed,))
    late = timetable(placed("q1", "19:30"), placed("q2", "18:00"), placed("q3", "18:00", 10))
    write_conference(conference, tmp_path / "c.json")
    write_timetable(late, conference, tmp_path / "t.json")
    assert run(["conference", "check", str(tmp_path / "c.json"), str(tmp_path / "t.json")]) == 0
    assert "guardian-present set aside for q1 by staff:head" in capsys.readouterr().out
