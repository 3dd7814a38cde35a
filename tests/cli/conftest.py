"""Files for the commands to read."""

from pathlib import Path

import pytest
from tests.cli.autumn_talks import TALKS

from partnership.conferences.search.solve import solve
from partnership.serial.conference_file import write_conference
from partnership.serial.timetable_file import write_timetable


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A conference file."""
    path = tmp_path / "talks.conference.json"
    write_conference(TALKS, path)
    return path


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """A timetable of it."""
    path = tmp_path / "talks.timetable.json"
    write_timetable(solve(TALKS, iterations=500), TALKS, path)
    return path
