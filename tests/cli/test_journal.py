"""`partnership journal verify`: the words, the status, and an end that was kept."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from partnership.cli.app import run
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.testing.contracts.examples import moved

SCHOOL = SchoolId("school")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with three changes."""
    path = tmp_path / "school.db"
    store = SqlStore(f"sqlite:///{path}")
    with store.transaction(SCHOOL) as transaction:
        transaction.append([moved(number, id=f"t{number}") for number in range(3)])
        assert transaction.sift(lambda each: getattr(each, "id", "") == "t1") == 1
    store.close()
    return path


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines on standard output."""
    return capsys.readouterr().out.splitlines()


def test_a_whole_journal_names_its_end(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The end of one check is taken by the next."""
    assert run(["journal", "verify", "--store", str(file)]) == 0
    rows, end = said(capsys)
    assert rows == "3 rows whole, 1 of them without their details"
    assert run(["journal", "verify", "--store", str(file), "--head", end.removeprefix("end "), "--json"]) == 0
    found = json.loads(said(capsys)[0])
    assert (found["rows"], found["broken"], found["head"]["seq"]) == (3, None, 3)


def test_a_changed_row_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its number, and status 1."""
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE journal SET actor = 'staff:somebody' WHERE seq = 2")
    assert run(["journal", "verify", "--store", str(file)]) == 1
    assert said(capsys) == ["1 row whole", "broken at row 2: the row is not what was written"]


def test_an_end_that_is_none_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what was expected."""
    assert run(["journal", "verify", "--store", str(file), "--head", "3:abc"]) == 2
    assert "what an earlier check printed" in capsys.readouterr().err
