"""The store from the command line: an older one is refused until it is brought up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from partnership.cli.app import run
from partnership.testing.school import invent_school, write_oneroster

VERSIONS = Path(__file__).parents[1] / "plugins" / "sqlalchemy" / "versions"


def test_a_store_is_brought_up_to_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once or again; an import works from then on."""
    path = tmp_path / "school.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((VERSIONS / "1.sqlite.sql").read_text(encoding="utf-8"))
        raw.executescript((VERSIONS / "1.rows.sql").read_text(encoding="utf-8"))
    export = write_oneroster(invent_school(classes=1, pupils=4), tmp_path / "export")
    assert run(["roster", "import", str(export), "--store", str(path)]) == 2
    assert "make a copy, then `partnership store upgrade`" in capsys.readouterr().err
    for _ in range(2):
        assert run(["store", "upgrade", "--store", str(path)]) == 0
        assert capsys.readouterr().out == "the store is up to date\n"
    assert run(["roster", "import", str(export), "--store", str(path)]) == 0


def test_a_store_without_versions_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to bring up to date in memory."""
    (tmp_path / "partnership.toml").write_text('[school]\nid = "de-beuk"\n[store]\nname = "memory"\n')
    assert run(["store", "upgrade", "--config", str(tmp_path / "partnership.toml")]) == 2
    assert "upgrade" in capsys.readouterr().err
