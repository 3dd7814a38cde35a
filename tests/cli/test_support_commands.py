"""`partnership support`, as a school would type it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.test_learning_commands import MOTHER, folder

from partnership.cli.app import run
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import read_settings
from partnership.ids import PupilId, SupportPlanId

__all__ = ["folder"]

IB = ("--by", "staff:ib")


def test_a_support_plan_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not adopted without consent; amended, consented again, run, evaluated and closed."""
    assert run(["support", "begin", "noor", *IB]) == 0
    id = capsys.readouterr().out.strip()
    steps = (
        (["draft", id, "--perspective", "vmbo-t", "--action", "lezen"], "version 1"),
        (["hear", id, "--view", "liever vroeg", "--done", "het is vroeg"], "heard"),
        (["consult", id], "consultation"),
    )
    for step, said in steps:
        assert run(["support", *step, *IB]) == 0
        assert capsys.readouterr().out.strip() == said
    assert run(["support", "adopt", id, *IB]) == 2
    assert run(["support", "answer", id, "--version", "1", "--withhold", "--reason", "te veel", *MOTHER]) == 0
    assert run(["support", "amend", id, "--action", "minder lezen", *IB]) == 0
    assert capsys.readouterr().out.splitlines() == ["answered", "version 2; consult again"]
    assert run(["support", "consult", id, *IB]) == 0
    assert run(["support", "answer", id, "--version", "2", "--consent", *MOTHER]) == 0
    for word in ("adopt", "run"):
        assert run(["support", word, id, *IB]) == 0
    capsys.readouterr()
    assert run(["support", "show", "noor", *MOTHER]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{id}: running, version 2"
    assert lines[1].startswith("  consent to version 2 on ")
    assert run(["support", "show", "noor", "--json", *MOTHER]) == 0
    assert json.loads(capsys.readouterr().out)[0]["action"] == "minder lezen"
    assert run(["support", "evaluate", id, "--guardian", "yilmaz", "--outcome", "goed", *IB]) == 0
    assert run(["support", "close", id, *IB]) == 0
    assert capsys.readouterr().out.splitlines() == ["evaluated", "closed"]
    assert run(["support", "due", *IB]) == 0
    assert capsys.readouterr().out.strip() == "nothing waits"


def test_what_waits_at_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan that is late and one that is to be evaluated, for a person and for a program."""
    settings, host = read_settings("partnership.toml"), Host(discover=True)
    then = datetime.now(UTC) - timedelta(days=400)
    with School(settings, host, clock=lambda: then) as school:
        office, mother = (
            school.support(by="staff:ib"),
            school.support(school.contacts.guardians()[PupilId("noor")][0]),
        )
        for id in (SupportPlanId("late"), SupportPlanId("runs")):
            office.begin(id, PupilId("noor"))
        office.draft(id, perspective="vmbo-t", action="lezen")
        office.hear(id, view="goed", done_with_it="gelezen")
        office.consult(id)
        mother.answer(id, version=1, given=True)
        office.adopt(id)
        office.put_in_force(id)
    assert run(["support", "due", *IB]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "late: not adopted in time",
        "runs: to be evaluated with the parents",
    ]
    assert run(["support", "due", "--json", *IB]) == 0
    assert json.loads(capsys.readouterr().out) == {"late": ["late"], "due": ["runs"]}
    assert run(["support", "sweep", *IB]) == 0
    assert capsys.readouterr().out.strip() == "runs: the parents are called to its evaluation"
