"""A whole report says which fields differ, which of them are secret, and never what they hold."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.services.test_roster import BEECH, bring_in, noon

from partnership.cli import render
from partnership.cli.app import run
from partnership.errors import Problem
from partnership.people.roster import Outcome, RosterReport, RosterRow, RosterStep
from partnership.plugins.memory.store import MemoryStore
from partnership.serial.roster_page import roster_page
from partnership.services.roster import keep_locally
from partnership.testing.broken_roster_sources import SAMPLE, ListedRoster
from partnership.testing.school import invent_school, write_oneroster

WORDS = st.text("QZXJ", min_size=14, max_size=14)


@st.composite
def told(draw: st.DrawFn) -> RosterRow:
    """What a source may say of one guardian, with a different word in every place."""
    fields: dict[str, Any] = {}
    if draw(st.booleans()):
        fields["name"] = {"given": draw(WORDS), "family": draw(WORDS)}
    if draw(st.booleans()):
        fields["deceased"] = draw(st.booleans())
    if draw(st.booleans()):
        fields["details"] = draw(
            st.lists(
                st.builds(
                    lambda value, secret: {"kind": "email", "value": value, "secret": secret},
                    WORDS,
                    st.booleans(),
                ),
                max_size=2,
            )
        )
    return RosterRow(place="list:1", kind="guardian", id="g1", fields=fields)


def is_secret(value: object) -> bool:
    """Whether details hold a secret; the plain way."""
    return isinstance(value, list) and any(each["secret"] for each in value)


@given(first=told(), second=told(), own=st.sets(st.sampled_from(["name", "details", "deceased"])))
def test_a_report_names_the_fields_that_differ(first: RosterRow, second: RosterRow, own: set[str]) -> None:
    """No more and no fewer; those the school wrote itself are told apart; no value is in the report or its page."""
    store = MemoryStore()
    bring_in(store, ListedRoster([first]))
    before = dict(first.fields)
    kept = {name: before[name] for name in own & before.keys()}
    if kept:
        keep_locally(store, BEECH, "guardian", "g1", kept, clock=noon, actor="staff:t1", purpose="seen")
    report = bring_in(store, ListedRoster([second]), whole=True)
    differ = {name for name, value in second.fields.items() if before.get(name, "nothing") != value}
    steps = [step for step in report.steps if step.kind == "guardian"]
    for step in steps:
        if step.outcome in {Outcome.UPDATED, Outcome.CREATED}:
            assert {*step.changed} == differ - kept.keys()
            assert {*step.kept} == differ & kept.keys()
            secret = {
                name for name in differ if is_secret(before.get(name)) or is_secret(second.fields[name])
            }
            assert {*step.secret} == secret
    if differ - kept.keys() and second.fields:
        assert len(steps) == 1
    said = json.dumps([attrs.asdict(step) for step in report.steps]) + roster_page(report)
    words = [
        *(word for row in (first, second) for word in row.fields.get("name", {}).values()),
        *(each["value"] for row in (first, second) for each in row.fields.get("details", ())),
    ]
    assert [word for word in words if word in said] == []


def test_a_plain_report_stays_short() -> None:
    """Without being asked, new and changed rows are only counted: a first import would name everybody."""
    store = MemoryStore()
    assert bring_in(store, ListedRoster()).steps == ()
    whole = bring_in(MemoryStore(), ListedRoster(), whole=True)
    assert {(step.outcome, step.kind) for step in whole.steps} == {
        (Outcome.CREATED, row.kind) for row in SAMPLE
    }


@given(text=st.text(max_size=20))
def test_no_text_of_a_page_is_markup(text: str) -> None:
    """Whatever stands in an id, a place or a reason."""

    def page(word: str) -> str:
        steps = [
            RosterStep(
                outcome=outcome,
                kind="pupil",
                id=word,
                place=word,
                why=f"x{word}",
                changed=(f"x{word}",),
                kept=(f"x{word}",),
            )
            for outcome in Outcome
        ]
        report = RosterReport(
            counts={f"x{word}": {Outcome.CREATED: 1}}, steps=tuple(steps), problems=(Problem(word, word),)
        )
        return roster_page(report, source=f"x{word}")

    assert page(text).count("<") == page("harmless").count("<")


def test_a_page_of_a_large_import_can_be_read() -> None:
    """Of each outcome the first five hundred are shown, and the rest is counted; so are problems."""
    steps = tuple(RosterStep(outcome=Outcome.CREATED, kind="pupil", id=f"p{n}") for n in range(700))
    problems = tuple(Problem(f"users.csv:{n}", "has no name") for n in range(501))
    page = roster_page(RosterReport(counts={}, steps=steps, problems=problems, dry_run=True))
    assert "New: 700" in page
    assert "… and 200 more" in page
    assert "… and 1 more" in page
    assert "p499" in page
    assert "p500" not in page
    assert "Nothing was written." in page
    assert "It was written." in roster_page(RosterReport(counts={}), source="oneroster")


def test_a_line_of_a_report_marks_what_is_secret_and_what_stays(capsys: pytest.CaptureFixture[str]) -> None:
    """On the terminal as on the page."""
    step = RosterStep(
        outcome=Outcome.UPDATED,
        kind="guardian",
        id="g1",
        place="x:1",
        changed=("details", "name"),
        kept=("deceased",),
        secret=("details",),
    )
    render.roster_report(RosterReport(counts={}, steps=(step,)), whole=True)
    words = "x:1: guardian g1: updated, details (secret), name, deceased stays as the school wrote it"
    assert words in capsys.readouterr().out
    page = roster_page(RosterReport(counts={}, steps=(step,)))
    assert 'details <span class="secret">secret</span>, name; deceased stays as the school wrote it' in page


SETTINGS = '[school]\nid = "beuk"\n[store]\nname = "sqlite"\nsettings = { path = "school.db" }\n'


def test_the_command_writes_the_page_and_takes_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--page` writes what would happen, `--whole --json` says it to a program, `--with` hands a source its settings."""
    monkeypatch.chdir(tmp_path)
    Path("partnership.toml").write_text(SETTINGS)
    export = str(write_oneroster(invent_school(classes=1, pupils=3), tmp_path / "csv"))
    assert run(["roster", "import", export, "--with", "org=de-beuk", "--dry-run", "--page", "page.html"]) == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert "What an import of oneroster would do" in page
    assert 'details <span class="secret">secret</span>' not in page
    capsys.readouterr()
    assert run(["roster", "import", export, "--whole", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {"changed", "kept", "secret"} <= said["steps"][0].keys()
    users = Path("csv", "users.csv")
    users.write_text(users.read_text(encoding="utf-8").replace("t1@de-beuk.example", "t1@elsewhere.example"))
    assert run(["roster", "import", export, "--page", "page.html"]) == 0
    assert "updated," not in capsys.readouterr().out
    users.write_text(users.read_text(encoding="utf-8").replace("t1@elsewhere.example", "t1@here.example"))
    assert run(["roster", "import", export, "--whole"]) == 0
    said_so = capsys.readouterr().out
    assert ": staff t1: updated, details\n" in said_so
    assert "here.example" not in said_so
    assert run(["roster", "import", export, "--with", "org"]) == 2
    assert "'org' is not NAME=VALUE" in capsys.readouterr().err
    assert run(["roster", "import", export, "--with", "orgs=x"]) != 0
    assert "unknown setting" in capsys.readouterr().err
