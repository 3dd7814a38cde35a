"""What has been kept long enough goes, by whose term and from which day; what is held stays and is named."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.privacy.two_homes import BEECH, MOTHER, NOOR, NOW, TIM, TODAY, TwoHomes

from partnership.cli.app import run
from partnership.errors import InvalidInput, InvalidValue
from partnership.host.plugins import Host
from partnership.host.settings import parse_settings
from partnership.people.retention import Category, Retention
from partnership.services.desk import every


@given(
    left=st.dates(date(2000, 1, 1), date(2100, 1, 1)) | st.just(date(2024, 2, 29)), years=st.integers(0, 20)
)
def test_a_term_ends_on_the_same_day_so_many_years_later(left: date, years: int) -> None:
    """Or on 1 March, where there is no such day; never earlier."""
    ends = Retention(category=Category.FILE, years=years, ground="policy").ends(left)
    assert ends.year == left.year + years
    assert (ends.month, ends.day) in {(left.month, left.day), (3, 1)}
    assert ends >= left


def test_a_term_below_zero_is_refused() -> None:
    """Nobody keeps something until before it came."""
    with pytest.raises(InvalidValue, match="years"):
        Retention(category=Category.FILE, years=-1, ground="policy")


def world(left_on: date, **different: Any) -> TwoHomes:
    """Noor has left; Tim is still there."""
    found = TwoHomes(pupil=attrs.evolve(NOOR, left_on=left_on), **different)
    found.talk(MOTHER, 0)
    return found


def kinds(found: TwoHomes) -> set[str]:
    """What is kept that is Noor's or her parents', by kind."""
    ids = {"p1", "g1", "g2", "h0", "h1", "h2", "p1/6a", "p1/g1", "p1/g2"}
    with found.school.store.transaction(BEECH, write=False) as transaction:
        return {
            kind
            for kind in ("pupil", "guardian", "guardianship", "enrolment", "household", "portrait", "consent")
            for each in every(transaction, kind)
            if each.record.id in ids or each.record.id.startswith("p1/")
        }


def years_before(years: int, *, days: int = 0) -> date:
    """So many years ago today, and some days more or less."""
    return TODAY.replace(year=TODAY.year - years) + timedelta(days=days)


def test_the_file_goes_after_two_years_and_that_she_was_here_after_five() -> None:
    """Not a day earlier; her parents go with her file, for they are there for her alone; Tim's stays."""
    assert world(years_before(2, days=1)).privacy.due() == ()
    found = world(years_before(2))
    (due,) = found.privacy.due()
    assert (due.pupil, due.with_guardians, due.since) == ("pupil:p1", ("guardian:g1", "guardian:g2"), TODAY)
    assert (due.term.category, due.term.years, due.held) == (Category.FILE, 2, False)
    ((gone, done),) = found.privacy.let_go()
    assert gone == due
    assert done.persons == ("guardian:g1", "guardian:g2", "pupil:p1")
    assert kinds(found) == {"pupil", "enrolment"}
    assert (found.privacy.due(), found.privacy.let_go()) == ((), ())
    found.now = NOW + timedelta(days=3 * 365 + 1)
    ((gone, done),) = found.privacy.let_go()
    assert (gone.term.category, done.persons) == (Category.ENROLMENT, ("pupil:p1",))
    assert kinds(found) == set()
    told = [change for _, change in found.school.store.journal(BEECH, limit=10_000) if change.id == "p1"]
    assert [each.ground for each in told if each.what == "person.erased"] == [
        "AVG art. 5(1)(e)",
        "education acts on enrolment and absence",
    ]
    with found.school.store.transaction(BEECH, write=False) as transaction:
        assert transaction.get("pupil", TIM.id) is not None


def test_after_five_years_everything_goes_at_once() -> None:
    """Where nobody looked for years."""
    found = world(years_before(6))
    assert [each.term.category for each, _ in found.privacy.let_go()] == [Category.ENROLMENT]
    assert kinds(found) == set()


@pytest.mark.parametrize("person", ["pupil:p1", "guardian:g2"])
def test_what_is_held_stays_and_is_named(person: str) -> None:
    """A hold on one who would go with the pupil holds the pupil too."""
    found = world(years_before(3))
    found.privacy.put_on_hold(person, by="staff:head", ground="claim")
    assert [each.held for each in found.privacy.due()] == [True]
    assert found.privacy.let_go() == ()
    assert "consent" in kinds(found)


def test_the_school_may_say_another_term() -> None:
    """It takes the place of the law's for that category, with its own ground."""
    text = '[school]\nid = "de-beuk"\njurisdiction = "nl"\n[retention]\nfile = 1\nground = "policy of 2026"\n'
    terms = parse_settings(text).retention.terms
    assert terms == (
        Retention(category=Category.FILE, years=1, ground="policy of 2026", source="partnership.toml"),
    )
    with pytest.raises(InvalidInput, match=r"retention\.file: is below zero"):
        parse_settings('[school]\nid = "x"\n[retention]\nfile = -1\n')
    found = world(years_before(1))
    found.school.settings = attrs.evolve(found.school.settings, retention=parse_settings(text).retention)
    assert [each.term.ground for each in found.privacy.due()] == ["policy of 2026"]
    assert [each.category for each in found.privacy.terms] == [Category.FILE, Category.ENROLMENT]


def test_every_term_has_a_ground_and_ferpa_has_none() -> None:
    """A term that nobody can look up is no term."""
    host = Host(discover=True)
    assert all(each.ground and each.source for each in host.jurisdiction("nl").retention())
    assert host.jurisdiction("ferpa").retention() == ()


# -- as a command ----------------------------------------------------------------


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A school in a file, of which Noor left long ago."""
    found = world(years_before(9), path=str(tmp_path / "school.db"))
    found.school.close()
    path = tmp_path / "partnership.toml"
    store = '[store]\nname = "sqlite"\nsettings = { path = "school.db" }\n'
    path.write_text(f'[school]\nid = "de-beuk"\njurisdiction = "nl"\n{store}', encoding="utf-8")
    return path


def test_retention_from_the_command_line(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """First a dry run, then for a program, then truly, then nothing is left to do."""
    config = ["--config", str(settings)]
    assert run(["retention", "--dry-run", *config]) == 0
    terms = ["file: 2 years after leaving (AVG art. 5(1)(e))"]
    terms += ["enrolment: 5 years after leaving (education acts on enrolment and absence)"]
    goes = f"pupil:p1 with guardian:g1, guardian:g2: enrolment over since {years_before(4)}: "
    assert capsys.readouterr().out.splitlines() == [*terms, f"{goes}would go"]
    assert run(["retention", "--dry-run", "--json", *config]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["dry_run"], [each["pupil"] for each in told["due"]]) == (True, ["pupil:p1"])
    hold = ["--by", "staff:head", *config]
    assert run(["person", "hold", "pupil:p1", "--ground", "claim", *hold]) == 0
    assert run(["retention", *config]) == 0
    assert capsys.readouterr().out.splitlines() == ["pupil:p1 is on hold", *terms, f"{goes}on hold, stays"]
    assert run(["person", "release", "pupil:p1", "--why", "settled", *hold]) == 0
    assert run(["retention", *config]) == 0
    released = "pupil:p1 is no longer on hold"
    assert capsys.readouterr().out.splitlines() == [released, *terms, f"{goes}erased"]
    assert run(["retention", *config]) == 0
    assert capsys.readouterr().out.splitlines() == [*terms, "nothing has been kept too long"]


def test_without_a_law_or_a_setting_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing goes by itself."""
    assert run(["retention", "--store", str(tmp_path / "new.db")]) == 0
    lines = ["no law and no setting says how long anything is kept", "nothing has been kept too long"]
    assert capsys.readouterr().out.splitlines() == lines


def test_the_life_of_a_request_from_the_command_line(
    settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Access, rectification, erasure; each with its words."""
    config = ["--by", "staff:office", "--config", str(settings)]
    assert run(["person", "access", "guardian:g1", "--out", str(tmp_path / "out"), *config]) == 0
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["access.html", "access.json"]
    right = ["person", "rectify", "guardian:g1", '{"deceased": true}', "--why", "told by the family"]
    assert run([*right, *config]) == 0
    assert run(["person", "rectify", "guardian:g1", "[]", "--why", "x", *config]) == 2
    capsys.readouterr()
    erase = ["person", "erase", "guardian:g1", "--why", "asked", "--ground", "AVG art. 17"]
    assert run([*erase, "--dry-run", *config]) == 0
    dry = capsys.readouterr().out.splitlines()
    assert dry[0].startswith("guardian:g1: ")
    assert dry[-1] == "nothing was erased (dry run)"
    named = ["person", "rectify", "guardian:g1", "{}", "--why", f"for {MOTHER.called}"]
    assert run([*named, *config]) == 0
    capsys.readouterr()
    assert run([*erase, *config]) == 0
    assert "1 journal row names them in its purpose" in capsys.readouterr().out
    assert run([*erase, "--json", *config]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == 0


def test_what_was_done_long_ago_is_forgotten_as_an_operation() -> None:
    """Every booking leaves an id behind; a nightly run takes those of yesterday away, and no others."""
    found = world(years_before(1))
    with found.school.store.transaction(BEECH) as transaction:
        before = {row.record.id for row in transaction.find("operation", limit=1000)}
        transaction.put(
            "operation", "old", {"by": ""}, expected=None, index={"at": "2026-01-01T00:00:00+00:00"}
        )
    found.privacy.let_go()
    with found.school.store.transaction(BEECH, write=False) as transaction:
        left = {row.record.id for row in transaction.find("operation", limit=1000)}
    assert before
    assert before <= left
    assert "old" not in left
