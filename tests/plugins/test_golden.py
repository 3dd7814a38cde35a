"""A small evening, byte for byte: nothing that people or calendars read changes unnoticed.

After a change that is wanted: `UPDATE_GOLDEN=1 python -m pytest tests/plugins/test_golden.py`, and read the difference.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnership.conferences.evening import Evening
from partnership.conferences.search.solve import solve
from partnership.host.plugins import Host
from partnership.testing.school import invent_school, wishes_of

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
SCHOOL = invent_school(classes=1, pupils=4)


def evening() -> Evening:
    """One class, four pupils, everybody named."""
    asked = wishes_of(SCHOOL)
    names: dict[str, str] = {str(each.id): each.name.full for each in SCHOOL.staff}
    names |= {str(each.id): each.name.full for each in SCHOOL.pupils}
    names |= {str(each.id): each.called for each in SCHOOL.guardians}
    return Evening(
        id="autumn",
        conference=asked,
        timetable=solve(asked, iterations=1_000, seed=1),
        names=names,
        made=datetime(2026, 11, 16, 11, tzinfo=UTC),
        school="De Beuk",
        domain="de-beuk.example",
    )


@pytest.mark.parametrize("exporter", ["ical", "html"])
def test_the_bytes_are_those_of_yesterday(exporter: str) -> None:
    """Every file of the evening, and no file more."""
    files = Host(discover=True).exporter(exporter).export(evening())
    folder = GOLDEN / exporter
    if os.environ.get("UPDATE_GOLDEN"):
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    kept = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sorted(files) == sorted(kept)
    assert [name for name in files if files[name] != kept[name]] == []
