"""The command as people and programs use it: words, statuses, files, and nothing half-done."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import click
import pytest
from tests.cli.autumn_talks import SCHOOL, TALKS

from partnership.cli import render
from partnership.cli.app import partnership, run
from partnership.cli.files import write_files
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.objective import objective_of
from partnership.conferences.preferences import Preference
from partnership.conferences.rules import STANDARD, Rule
from partnership.conferences.timetable import Bound, Timetable
from partnership.errors import InvalidInput
from partnership.host.plugins import Host
from partnership.ids import RequestId, StaffId
from partnership.serial.conference_file import read_conference, write_conference
from partnership.serial.timetable_file import read_timetable
from partnership.testing.school import write_oneroster


def changed(path: Path, **different: Any) -> Conference:
    """The conference file made different."""
    conference = attrs.evolve(TALKS, **different)
    write_conference(conference, path)
    return conference


def test_a_plan_from_file_to_file(asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The timetable is valid, the words say what it costs, and the same steps give the same file."""
    out = tmp_path / "new.json"
    arguments = ["conference", "plan", str(asked), "--out", str(out), "--iterations", "500", "--seed", "3"]
    assert run(arguments) == 0
    said = capsys.readouterr()
    timetable = read_timetable(out, TALKS)
    assert check(TALKS, timetable).valid
    assert f"{len(timetable.placements)} talks planned" in said.out
    assert f"{timetable.objective.total if timetable.objective else None} points" in said.out
    assert said.err == ""
    first = timetable.placements
    run(arguments)
    assert read_timetable(out, TALKS).placements == first


def test_a_plan_for_a_program(asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the answer is one line of JSON and nothing else."""
    assert (
        run(["conference", "plan", str(asked), "--out", str(tmp_path / "t.json"), "--limit", "0.1", "--json"])
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert told["planned"] + told["left_over"] == len(TALKS.requests)


def test_a_plan_with_calendars_and_pages(asked: Path, tmp_path: Path) -> None:
    """Both folders are made and filled."""
    arguments = ["conference", "plan", str(asked), "--out", str(tmp_path / "t.json"), "--iterations", "0"]
    assert run([*arguments, "--ics", str(tmp_path / "ics"), "--html", str(tmp_path / "html")]) == 0
    assert any((tmp_path / "ics").rglob("*.ics"))
    assert (tmp_path / "html" / "index.html").is_file()


@pytest.mark.parametrize("prover", ["partnership", "highs"])
def test_a_plan_with_what_no_plan_can_do_better_than(
    asked: Path, tmp_path: Path, prover: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bound stands in the file and in words, the distance never without its proof."""
    out = tmp_path / "t.json"
    plan = ["conference", "plan", str(asked), "--out", str(out), "--iterations", "100"]
    assert run([*plan, "--bound", "0.1", "--bound-with", prover]) == 0
    timetable = read_timetable(out, TALKS)
    assert timetable.bound is not None
    assert check(TALKS, timetable).valid
    said = capsys.readouterr().out.splitlines()
    assert f"no timetable costs less than {timetable.bound.total} points: this one " in said[2]
    assert said[3] == f"proof: {timetable.bound.proof}"
    assert run([*plan, "--bound", "0", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bound"]["total"] <= told["total"]


def test_a_bound_without_a_plan(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words and for a program."""
    assert run(["conference", "bound", str(asked), "--seconds", "0"]) == 0
    said = capsys.readouterr().out
    assert run(["conference", "bound", str(asked), "--seconds", "0", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert said == f"no timetable costs less than {told['total']} points\nproof: {told['proof']}\n"


def test_a_bound_is_not_believed(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A prover that claims more than the plan costs is refused, and nothing is written."""

    class Boaster:
        def bound(self, conference: Conference, **_: object) -> Bound:
            del conference
            return Bound(total=10**9, proof="because")

    monkeypatch.setattr(Host, "bounder", lambda *_: Boaster())
    out = tmp_path / "t.json"
    assert (
        run(["conference", "plan", str(asked), "--out", str(out), "--iterations", "0", "--bound", "1"]) == 2
    )
    assert "the bound of partnership: 1 problem" in capsys.readouterr().err
    assert not out.exists()


def test_how_far_a_plan_is_from_its_bound(capsys: pytest.CaptureFixture[str]) -> None:
    """In points and, where there is something to divide by, as a share; none when it is the best there is."""
    cost = objective_of(TALKS, Timetable())
    for less, words in (
        (0, "this one is the best there is\n"),
        (1, "costs at most 1 more than the best there is (0."),
        (cost.total, "than the best there is\n"),
    ):
        render.proven(Bound(total=cost.total - less, proof="counted"), cost)
        assert words in capsys.readouterr().out


def test_strict_says_no_when_somebody_is_left_over(
    asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1 and the reasons; without --strict the plan is done all the same."""
    away = tuple(attrs.evolve(each, available=()) for each in TALKS.staff)
    changed(asked, staff=away)
    arguments = ["conference", "plan", str(asked), "--out", str(tmp_path / "t.json"), "--iterations", "0"]
    assert run(arguments) == 0
    assert run([*arguments, "--strict"]) == 1
    assert "is not there then" in capsys.readouterr().out


def test_check_agrees_and_objects(asked: Path, planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A valid timetable is status 0, a broken one status 1 with the broken rules, for people and programs."""
    assert run(["conference", "check", str(asked), str(planned)]) == 0
    assert capsys.readouterr().out.startswith("valid; ")
    text = json.loads(planned.read_text())
    text["placements"][0]["minutes"] += 10
    text["objective"] = None
    planned.write_text(json.dumps(text))
    assert run(["conference", "check", str(asked), str(planned)]) == 1
    said = capsys.readouterr().out
    assert "duration: " in said
    assert "not valid: " in said
    assert run(["conference", "check", str(asked), str(planned), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["valid"], "duration" in {each["rule"] for each in told["objections"]}) == (False, True)


def test_a_repair_keeps_what_can_stay(
    asked: Path, planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a teacher is gone for an hour, only their talks of that hour move."""
    old = read_timetable(planned, TALKS)
    first = old.placements[0]
    teacher = next(each.staff[0] for each in TALKS.requests if each.id == first.request)
    late = attrs.evolve(TALKS.sittings[0].span, start=first.end)
    staff = tuple(
        attrs.evolve(each, available=(late, TALKS.sittings[1].span)) if each.id == teacher else each
        for each in TALKS.staff
    )
    conference = changed(asked, staff=staff)
    out = tmp_path / "new.json"
    assert run(["conference", "repair", str(asked), str(planned), "--out", str(out)]) == 0
    new = read_timetable(out, conference)
    assert check(conference, new).valid
    assert "kept, " in capsys.readouterr().out
    assert run(["conference", "repair", str(asked), str(planned), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kept"] + told["moved"] + told["dropped"] == len(old.placements)
    assert told["moved"] + told["dropped"] >= 1


def test_explain_says_why_not_and_what_would_help(
    asked: Path, planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For a placed request, for one that nobody can hold, and for a program."""
    request = TALKS.requests[0].id
    assert run(["conference", "explain", str(asked), str(planned), "--request", request]) == 0
    assert f"{request} is planned" in capsys.readouterr().out
    changed(asked, staff=tuple(attrs.evolve(each, available=()) for each in TALKS.staff))
    empty = json.loads(planned.read_text()) | {"placements": [], "objective": None}
    empty["left_over"] = [{"request": each.id} for each in TALKS.requests]
    planned.write_text(json.dumps(empty))
    assert run(["conference", "explain", str(asked), str(planned), "--request", request]) == 0
    said = capsys.readouterr().out
    assert f"{request} is left over" in said
    assert "staff-present" in said
    assert run(["conference", "explain", str(asked), str(planned), "--request", request, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["request"] == request


def test_explain_says_when_nothing_stands_in_the_way(
    asked: Path, planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty evening has a place for everybody."""
    empty = json.loads(planned.read_text()) | {"placements": [], "objective": None}
    empty["left_over"] = [{"request": each.id} for each in TALKS.requests]
    planned.write_text(json.dumps(empty))
    assert run(["conference", "explain", str(asked), str(planned), "--request", TALKS.requests[0].id]) == 0
    assert "there is a start that no rule forbids" in capsys.readouterr().out


def test_an_unknown_request_is_named_with_likely_ones(
    asked: Path, planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, the words on standard error, nothing on standard output."""
    assert run(["conference", "explain", str(asked), str(planned), "--request", "q-fh1-1-p1-1-9"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert 'unknown request "q-fh1-1-p1-1-9"' in said.err


def test_a_forecast_before_opening(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody over-asked is status 0; a teacher with half an hour is over-asked, and a cap may help."""
    assert run(["conference", "forecast", str(asked)]) == 0
    assert "nobody is over-asked" in capsys.readouterr().out
    start = TALKS.sittings[0].start
    busy = max(TALKS.staff, key=lambda each: sum(each.id in request.staff for request in TALKS.requests)).id
    short = attrs.evolve(TALKS.sittings[0].span, end=start + (TALKS.sittings[0].end - start) / 6)
    changed(
        asked,
        staff=tuple(
            attrs.evolve(each, available=(short,)) if each.id == busy else each for each in TALKS.staff
        ),
    )
    assert run(["conference", "forecast", str(asked)]) == 1
    assert f"{busy}: " in capsys.readouterr().out
    assert run(["conference", "forecast", str(asked), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["staff"][0]["who"] == busy
    nobody = attrs.evolve(TALKS.staff[0], available=())
    changed(asked, staff=(nobody, *TALKS.staff[1:]))
    run(["conference", "forecast", str(asked)])
    assert "has no possible start" in capsys.readouterr().out


def test_a_cap_that_helps_is_named(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When families ask for two talks each and there is time for one, the forecast says so."""
    first, *_ = TALKS.requests
    party = next(each for each in TALKS.parties if each.id == first.party)
    half = TALKS.sittings[0].span.of(TALKS.sittings[0].start, minutes=10)
    twice = (first, attrs.evolve(first, id=RequestId("again")))
    changed(
        asked,
        parties=(party,),
        keep_apart=(),
        requests=twice,
        staff=tuple(attrs.evolve(each, available=(half,)) for each in TALKS.staff),
        guardians=tuple(attrs.evolve(each, available=None, preferred=None) for each in TALKS.guardians),
    )
    assert run(["conference", "forecast", str(asked)]) == 1
    assert "with at most 1 talk per party nobody is over-asked" in capsys.readouterr().out


def test_export_writes_the_same_bytes_again(asked: Path, planned: Path, tmp_path: Path) -> None:
    """A timetable that did not change gives calendars that did not."""
    for folder in ("one", "two"):
        assert run(["conference", "export", str(asked), str(planned), "--ics", str(tmp_path / folder)]) == 0
    first = {path.name: path.read_bytes() for path in (tmp_path / "one").rglob("*.ics")}
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "two").rglob("*.ics")}
    assert len(first) > 0


def test_export_without_a_folder_says_which(
    asked: Path, planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad usage is status 2."""
    assert run(["conference", "export", str(asked), str(planned)]) == 2
    assert "--ics FOLDER, --html FOLDER or both" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not JSON"),
        ("[]", "expected"),
        ('{"format": "partnership.conference/9"}', "partnership.conference/1"),
        (
            '{"format": "partnership.conference/1", "timezone": "Europe/Amsterdm"}',
            'did you mean "Europe/Amsterdam"',
        ),
    ],
)
def test_a_bad_file_is_status_2_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    """The words are on standard error; no timetable appears."""
    path = tmp_path / "bad.json"
    path.write_text(content)
    out = tmp_path / "out.json"
    assert run(["conference", "plan", str(path), "--out", str(out)]) == 2
    said = capsys.readouterr()
    assert (said.out, words in said.err, out.exists()) == ("", True, False)


def test_a_missing_file_and_a_folder_that_cannot_be(
    asked: Path, planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the operating system says, with the name of the file."""
    assert run(["conference", "plan", str(tmp_path / "nowhere.json"), "--out", "x"]) == 2
    assert "nowhere.json" in capsys.readouterr().err
    (tmp_path / "file").write_text("in the way")
    assert (
        run(["conference", "export", str(asked), str(planned), "--ics", str(tmp_path / "file" / "ics")]) == 2
    )
    assert "file" in capsys.readouterr().err


def test_an_unknown_solver_is_named_with_the_known_ones(
    asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is planned."""
    assert (
        run(["conference", "plan", str(asked), "--out", str(tmp_path / "t.json"), "--solver", "partnerschip"])
        == 2
    )
    assert 'did you mean "partnership"' in capsys.readouterr().err


def test_a_roster_is_imported_once_and_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run writes nothing, the first import creates, the second changes nothing."""
    export = write_oneroster(SCHOOL, tmp_path / "export")
    arguments = ["roster", "import", str(export), "--store", str(tmp_path / "school.db"), "--json"]
    told = []
    for more in (["--dry-run"], [], []):
        assert run([*arguments, *more]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [each["dry_run"] for each in told] == [True, False, False]
    assert told[0]["counts"] == told[1]["counts"] != told[2]["counts"]
    assert told[2]["counts"]["pupil"] == {"unchanged": 24}


def test_a_roster_report_for_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts by kind, and each odd row by its line; the store is the one of the settings in this folder."""
    monkeypatch.chdir(tmp_path)
    export = write_oneroster(SCHOOL, tmp_path / "export")
    users = (export / "users.csv").read_text(encoding="utf-8")
    teacher = SCHOOL.staff[0].id
    (export / "users.csv").write_text(
        users.replace(",p1-1,,\n", ",p1-1,,\n", 1) + "short,row\n", encoding="utf-8"
    )
    assert run(["roster", "import", str(export)]) == 0
    said = capsys.readouterr().out
    assert "users.csv:" in said
    assert said.endswith("written\n")
    assert (tmp_path / "partnership.db").exists()
    (tmp_path / "partnership.toml").write_text('[school]\nid = "de-beuk"\n[store]\nname = "memory"\n')
    assert run(["roster", "import", str(export), "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith("nothing was written (dry run)\n")
    assert teacher == "t1"


def test_a_wrong_setting_is_named_by_its_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file, the path, and what was probably meant."""
    path = tmp_path / "partnership.toml"
    path.write_text('[school]\nid = "x"\n[store]\nnmae = "sqlite"\n')
    assert run(["roster", "import", "x", "--config", str(path)]) == 2
    assert 'store.nmae: unknown key; did you mean "name"?' in capsys.readouterr().err


def test_plugins_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """For a person and for a program."""
    assert run(["plugins"]) == 0
    assert "oneroster (working)\n  roster source oneroster: " in capsys.readouterr().out
    assert run(["plugins", "--json"]) == 0
    told = {each["plugin"]: each["state"] for each in json.loads(capsys.readouterr().out)}
    assert {"engine", "ferpa", "html", "icalendar", "memory", "nl", "oneroster", "sqlalchemy"} <= told.keys()
    assert set(told.values()) == {"working"}


def test_the_demonstration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From roster to pages, with a story; twice into the same folder is fine."""
    assert run(["demo", "--out", str(tmp_path / "demo")]) == 0
    story = capsys.readouterr().out
    assert "The checker found no broken rule." in story
    assert "Repaired with least change" in story
    letters = [
        each.read_text(encoding="utf-8") for each in (tmp_path / "demo" / "pages" / "letters").iterdir()
    ]
    heads = {re.search(r'<html lang="(\w+)" dir="(\w+)">', each)[0] for each in letters}  # type: ignore[index] # every page has one
    assert heads >= {
        '<html lang="en" dir="ltr">',
        '<html lang="tr" dir="ltr">',
        '<html lang="ar" dir="rtl">',
        '<html lang="pl" dir="ltr">',
        '<html lang="uk" dir="ltr">',
    }
    settings = str(tmp_path / "demo" / "partnership.toml")
    assert run(["journal", "verify", "--config", settings]) == 0
    answer = str(tmp_path / "answer")
    assert (
        run(
            [
                "person",
                "access",
                "guardian:g1-1",
                "--out",
                answer,
                "--by",
                "staff:office",
                "--config",
                settings,
            ]
        )
        == 0
    )
    capsys.readouterr()
    way_in = (tmp_path / "demo" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', way_in)
    assert len(links) == len(set(links)) == 11
    assert [to for to in links if not (tmp_path / "demo" / to).is_file()] == []
    letters = [(tmp_path / "demo" / to).read_text(encoding="utf-8") for to in links if "letters" in to]
    assert [each for each in letters if '<li class="talk">' not in each] == []
    conference = read_conference(tmp_path / "demo" / "autumn-talks.conference.json")
    timetable = read_timetable(tmp_path / "demo" / "autumn-talks.timetable.json", conference)
    assert check(conference, timetable).valid
    assert run(["demo", "--out", str(tmp_path / "demo")]) == 0
    again = capsys.readouterr().out
    assert again.rsplit("Done in", 1)[0] == story.rsplit("Done in", 1)[0]


def test_help_and_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Help is status 0, an unknown command status 2."""
    assert run(["--help"]) == 0
    assert "Families and teachers working together." in capsys.readouterr().out
    assert run(["confrence"]) == 2
    assert "No such command" in capsys.readouterr().err


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "partnership", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
    )


def test_the_command_is_a_process(asked: Path, tmp_path: Path) -> None:
    """Status and streams arrive at the shell, also in a place that knows no UTF-8."""
    done = command(
        "conference",
        "plan",
        str(asked),
        "--out",
        str(tmp_path / "t.json"),
        "--iterations",
        "0",
        LC_ALL="C",
        PYTHONUTF8="0",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert command("conference", "plan", "nowhere.json", "--out", "x").returncode == 2


def test_without_its_packages_the_command_says_what_to_install(tmp_path: Path) -> None:
    """Status 2 and the line to type."""
    (tmp_path / "click.py").write_text("raise ModuleNotFoundError('no click', name='click')\n")
    done = command("plugins", PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path]))
    assert done.returncode == 2
    assert done.stderr == "the partnership command needs an extra: pip install 'partnership[cli]'\n"
    (tmp_path / "click.py").write_text("import nothing_of_the_kind\n")
    assert (
        "nothing_of_the_kind"
        in command("plugins", PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path])).stderr
    )


def test_a_reader_that_walks_away_is_no_fault(tmp_path: Path) -> None:
    """`partnership plugins | head -1` ends quietly."""
    done = subprocess.run(  # noqa: S602 - a pipe is the point
        f"{sys.executable} -m partnership plugins | true",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "Traceback" not in done.stderr
    assert TALKS.staff[0].id == StaffId("t1")


def test_a_solver_is_not_believed(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plug-in's timetable that breaks rules is not written; the rules are named."""

    class Clever:
        def solve(self, conference: Conference, **_: object) -> Timetable:
            del conference
            return Timetable()

    monkeypatch.setattr(Host, "solver", lambda *_: Clever())
    out = tmp_path / "t.json"
    assert run(["conference", "plan", str(asked), "--out", str(out), "--solver", "clever"]) == 2
    said = capsys.readouterr().err
    assert "the timetable of solver clever: " in said
    assert "nobody-forgotten: neither placed nor left over" in said
    assert not out.exists()


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../b", "a\\b"])
def test_no_file_of_an_export_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """Then none is written at all."""
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        write_files({"fine.txt": b"x", name: b"y"}, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_stopping_and_a_reader_that_has_gone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C is status 130 with a word; a broken pipe is nobody's fault."""

    def raising(error: BaseException) -> None:
        def main(**_: object) -> None:
            raise error

        monkeypatch.setattr(partnership, "main", main)

    raising(click.Abort())
    assert run([]) == 130
    assert capsys.readouterr().err == "partnership: stopped\n"
    raising(BrokenPipeError())
    turned: list[int] = []

    def dup2(silent: int, output: int) -> None:
        turned.append(output)
        os.close(silent)

    with monkeypatch.context() as only_now:
        only_now.setattr(os, "dup2", dup2)
        assert run([]) == 0
    assert turned == [1]
    assert capsys.readouterr().err == ""


def test_the_rules_that_hold_are_listed_with_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    """Name, version and words of every rule and preference, for people and for programs."""
    assert run(["conference", "rules"]) == 0
    told = capsys.readouterr().out
    assert run(["conference", "rules", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    known: list[Rule | Preference] = [*STANDARD.rules.values(), *STANDARD.preferences.values()]
    assert [each["name"] for each in listed] == [each.name for each in known]
    assert listed[0] == {
        "name": "inside-sitting",
        "number": "H4",
        "summary": "A talk lies wholly in one sitting.",
        "version": 1,
    }
    assert [each.name for each in known if each.name not in told or each.summary not in told] == []
