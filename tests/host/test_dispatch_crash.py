"""Sudden deaths of the worker, a server that is busy, answers that are dropped: on a real file, over real mail."""

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.host.posting import School

from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.testing.arrivals import MailServer

ROOT = Path(__file__).resolve().parents[2]
WORKER = [sys.executable, "-m", "tests.host.letter_writer"]
LETTERS, KILLS = 40, 8


@pytest.mark.slow
def test_nothing_is_lost_and_every_copy_has_its_reason(tmp_path: Path) -> None:
    """Lost: none. Copies: no more than kills and dropped answers, and under the id of the letter they copy."""
    url = f"sqlite:///{tmp_path / 'school.db'}"
    school = School(SqlStore(url))
    for number in range(LETTERS):
        school.queue(f"m{number:03}")
    chance, drops = random.Random(7), 0  # noqa: S311 - the same each time

    def answer(_: int) -> str | None:
        nonlocal drops
        luck = chance.random()
        if luck < 0.1:
            drops += 1
            return None
        return "451 busy" if luck < 0.3 else "250 OK"

    with MailServer(answer) as server:
        subprocess.run(
            [*WORKER, url, str(server.port), str(KILLS)],
            check=True,
            timeout=100,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        )
    told = Counter((each.id, each.subject) for each in server.letters)
    assert {subject for _, subject in told} == {f"m{number:03}" for number in range(LETTERS)}
    assert len(told) == LETTERS  # as many ids as letters
    assert 0 < told.total() - LETTERS <= KILLS + drops
    assert Counter(school.states().values()) == {"sent": LETTERS}
    assert school.waiting() == []
    school.store.close()
