"""The command that prints schemas."""

import pytest

from partnership.cli.app import run
from partnership.serial.schema import SCHEMAS, schema_text


def test_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with the format it is of."""
    assert run(["schema"]) == 0
    said = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert said == {
        each: f"partnership.{each}/1" for each in ("conference", "lottery", "promise", "timetable")
    }


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_it_prints_the_file_as_it_ships(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To the byte, so that it can be piped into a file."""
    assert run(["schema", name.partition("-")[0]]) == 0
    assert capsys.readouterr().out == schema_text(name)


def test_an_unknown_document_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest name."""
    assert run(["schema", "timetables"]) == 2
    assert "timetable" in capsys.readouterr().err
