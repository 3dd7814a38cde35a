"""What a person reads when something is wrong: the thing itself, before any work, and nothing is done by halves."""

import errno
import json
import os
from pathlib import Path

import pytest
from tests.cli.autumn_talks import TALKS

from partnership.cli.app import run
from partnership.serial.timetable_file import read_timetable

Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("nowhere/plan.json", "there is no folder"),
        (".", "is a directory"),
        ("kept.json/plan.json", "there is no folder"),
    ],
)
def test_a_place_that_cannot_be_is_said_before_planning(
    asked: Path, tmp_path: Path, capsys: Said, out: str, words: str
) -> None:
    """Nobody waits ten seconds for a plan to hear that there is nowhere to put it."""
    (tmp_path / "kept.json").write_text("kept")
    before = sorted(tmp_path.rglob("*"))
    assert run(["conference", "plan", str(asked), "--out", str(tmp_path / out)]) == 2
    said = capsys.readouterr()
    assert (said.out, "--out" in said.err, words in said.err) == ("", True, True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("limit", ["nan", "inf", "-1", "soon"])
def test_a_time_that_never_ends_is_no_limit(asked: Path, tmp_path: Path, capsys: Said, limit: str) -> None:
    """`nan` and `inf` are numbers to a computer only."""
    out = tmp_path / "t.json"
    assert run(["conference", "plan", str(asked), "--out", str(out), "--limit", limit]) == 2
    assert "--limit" in capsys.readouterr().err
    assert not out.exists()


def test_a_full_disk_is_said_with_the_file_and_leaves_the_old_one(
    asked: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operating system itself does not say which file it was."""
    out = tmp_path / "plan.json"
    out.write_text("of yesterday")
    before = sorted(tmp_path.iterdir())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert run(["conference", "plan", str(asked), "--out", str(out), "--iterations", "0"]) == 2
    assert capsys.readouterr().err == f"partnership: {out}: No space left on device\n"
    assert (sorted(tmp_path.iterdir()), out.read_text()) == (before, "of yesterday")


def test_a_timetable_that_breaks_a_rule_is_not_handed_out(
    asked: Path, planned: Path, tmp_path: Path, capsys: Said
) -> None:
    """Two families at one desk would read so in their letters; every objection is said, and no file is made."""
    timetable = json.loads(planned.read_text())
    talks = [
        each for each in timetable["placements"] if each["request"] != timetable["placements"][0]["request"]
    ]
    planned.write_text(json.dumps(timetable | {"placements": talks}))
    folders = [tmp_path / "ics", tmp_path / "html"]
    arguments = ["conference", "export", str(asked), str(planned)]
    assert run([*arguments, "--ics", str(folders[0]), "--html", str(folders[1])]) == 2
    said = capsys.readouterr().err
    assert "talks.timetable.json: 2 problems" in said
    assert "nobody-forgotten: neither placed nor left over" in said
    assert "  timetable: true-objective: claims" in said
    assert not any(folder.exists() for folder in folders)


def test_a_letter_of_another_export_is_named_and_left(
    asked: Path, planned: Path, tmp_path: Path, capsys: Said
) -> None:
    """A family that left would otherwise be sent theirs with the others."""
    folder = tmp_path / "html"
    (folder / "letters").mkdir(parents=True)
    stale = folder / "letters" / "gone.html"
    stale.write_text("of a family that left")
    (folder / "letters" / "notes.txt").write_text("of the office")
    assert run(["conference", "export", str(asked), str(planned), "--html", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == ["of another export, and left there: 1 file", f"  {stale}"]
    assert stale.read_text() == "of a family that left"
    stale.unlink()
    out = str(tmp_path / "new.json")
    assert (
        run(["conference", "plan", str(asked), "--out", out, "--iterations", "0", "--html", str(folder)]) == 0
    )
    assert "another export" not in capsys.readouterr().out


def test_a_full_disk_leaves_every_letter_of_yesterday(
    asked: Path, planned: Path, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half the letters of one timetable and half of another are worse than none."""
    folder = tmp_path / "html"
    arguments = ["conference", "export", str(asked), str(planned), "--html", str(folder)]
    assert run(arguments) == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    os.utime(planned, (0, 0))
    room = iter(range(len(before) - 1))

    def filling(_: int) -> None:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", filling)
    assert run(arguments) == 2
    assert capsys.readouterr().err.endswith(": No space left on device\n")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_talk_that_nothing_forbids_is_where_it_is_without_more_words(
    asked: Path, planned: Path, capsys: Said
) -> None:
    """That a place would help is said to who has none."""
    for each in read_timetable(planned, TALKS).placements:
        assert run(["conference", "explain", str(asked), str(planned), "--request", each.request]) == 0
        said = capsys.readouterr().out
        assert said.startswith(f"{each.request} is planned\n")
        assert "nothing has to change" not in said


def test_a_demonstration_is_written_over_nothing_but_itself(tmp_path: Path, capsys: Said) -> None:
    """Its files are called what a school's are called; a real school.db in that folder stays as it is."""
    for name in ("school.db", "partnership.toml"):
        path = tmp_path / name
        path.write_text("of a real school")
        before = sorted(tmp_path.iterdir())
        assert run(["demo", "--out", str(tmp_path)]) == 2
        assert capsys.readouterr().err.splitlines() == [
            "partnership: demo: 1 problem",
            f"  {tmp_path}: holds files of others; choose a folder that is empty or not there yet",
        ]
        assert (sorted(tmp_path.iterdir()), path.read_text()) == (before, "of a real school")


@pytest.mark.parametrize("by", ["gaurdian:yilmaz", "yilmaz", "guardian:", ":yilmaz", "Staff:jansen"])
def test_a_slip_of_the_pen_makes_nobody_the_school(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said, by: str
) -> None:
    """Who stands before a door is one of four; the store behind it is not even opened."""
    monkeypatch.chdir(tmp_path)
    assert run(["goal", "show", "noor", "--by", by]) == 2
    assert "expected guardian:ID, staff:ID or pupil:ID" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [["goal", "propose"], ["plan", "make"], ["talk", "plan"], ["tip", "keep"], ["material", "keep"]],
)
def test_a_file_that_cannot_be_read_opens_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said, command: list[str]
) -> None:
    """A store that is made by a mistake would be taken for the school's."""
    monkeypatch.chdir(tmp_path)
    Path("bad.json").write_text("{")
    assert run([*command, "bad.json", "--by", "staff:jansen"]) == 2
    assert "bad.json: 1 problem" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "bad.json"]
