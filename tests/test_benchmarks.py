"""The benchmarks that write something, on evenings small enough for a test."""

import csv
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from partnership.serial.conference_file import write_conference
from tests.benchmarks import compare
from tests.conferences.autumn import autumn


def test_the_comparison_writes_a_table_and_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each solver on the same evening in one run, printed and written three ways that say the same."""
    write_conference(autumn(), tmp_path / "tue.conference.json")
    compare.main([str(tmp_path), "--seconds", "0.1", "--out", str(tmp_path / "comparison")])
    with (tmp_path / "comparison.csv").open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == compare.COLUMNS
    assert [row[:2] for row in rows] == [["tue", "2"]] * len(rows)
    assert [row[2] for row in rows] == ["planned", "CP-SAT", "first come"]
    assert [row[3:5] for row in rows] == [["0", "0"]] * 3
    written = (tmp_path / "comparison.md").read_text(encoding="utf-8")
    assert written.strip() in capsys.readouterr().out
    drawing = ET.fromstring((tmp_path / "comparison.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    words = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "tue · 2 talks" in words
    assert words.count("100") == 3
