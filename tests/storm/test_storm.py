"""Nobody is booked twice, whoever storms the evening and whatever befalls the database; and the judge sees when one is.

In the quick profile a few devices storm; `--hypothesis-profile thorough` and `python -m tests.benchmarks storm` let
sixteen of them storm PostgreSQL and eight SQLite, with a hundred kills on each.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import attrs
import pytest
from hypothesis import settings
from tests.server import Server, own_server
from tests.storm.judge import Verdict, judge
from tests.storm.school import Crowd
from tests.storm.storm import storm

THOROUGH = settings().max_examples >= 1000
SMALL = Crowd(processes=8, requests=2, deeds=5, slots=6, kills=4)
ON_SERVER = Crowd(processes=16, requests=3, deeds=40, slots=6, kills=100) if THOROUGH else SMALL
IN_FILE = attrs.evolve(ON_SERVER, processes=8, full=0.2)

STORMS = pytest.mark.timeout(1800 if THOROUGH else 300)


@pytest.fixture
def server() -> Iterator[Server]:
    """A PostgreSQL that nobody else uses, for it is to be stopped in the middle."""
    yield from own_server()


def busy(verdict: Verdict) -> bool:
    """Whether there was a storm at all: somebody booked, and somebody was told that a slot is not free."""
    return verdict.calls["book done"] > 0 < verdict.calls["book refused"]


@STORMS
def test_a_storm_on_a_server_that_is_restarted(server: Server, tmp_path: Path) -> None:
    """Devices that die, clocks that jump, and a server that stops at once in the middle."""
    restarts: list[str] = []

    def restart() -> None:
        restarts.append(server.url)
        server.restart()

    times = 5 if THOROUGH else 1
    killed, verdict = storm(ON_SERVER, server.url, tmp_path, troubles=[restart] * times, every=0.7)
    assert verdict.faults == {}
    assert (killed, len(restarts)) == (ON_SERVER.kills, times)
    assert busy(verdict)


@STORMS
def test_a_storm_on_a_file_and_what_the_judge_would_see(tmp_path: Path) -> None:
    """Devices that die, clocks that jump, a disk that is full now and then: no fault in the file as it is; each fault put into it afterwards is named."""
    url = f"sqlite:///{tmp_path / 'school.db'}"
    killed, verdict = storm(IN_FILE, url, tmp_path)
    assert verdict.faults == {}
    assert killed == IN_FILE.kills
    assert busy(verdict)
    for statement, faults in FAULTS.items():
        other = tmp_path / "other"
        other.mkdir()
        for path in tmp_path.glob("*.*"):
            shutil.copy(path, other)
        with closing(sqlite3.connect(other / "school.db")) as raw, raw:
            assert raw.execute(statement.replace("first", FIRST)).rowcount > 0
        assert set(judge(IN_FILE, f"sqlite:///{other / 'school.db'}", other).faults) == faults, statement
        shutil.rmtree(other)


FIRST = "(SELECT id FROM claim WHERE resource LIKE 'staff:%' ORDER BY tick LIMIT 1)"
FAULTS = {
    "DELETE FROM claim WHERE id = first": {"impossible", "apart"},
    "DELETE FROM claim WHERE resource LIKE 'guardian:%' AND id = first": {"apart"},
    "DELETE FROM entity WHERE kind = 'talk' AND id = first": {"apart", "untold"},
    "UPDATE claim SET tick = tick - 600 WHERE id = first": {"impossible", "apart"},
    "DELETE FROM outbox WHERE key = (SELECT min(key) FROM outbox)": {"untold"},
    "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'talk')": {
        "untold",
        "broken",
    },
    "UPDATE journal SET actor = 'nobody' WHERE seq = 2": {"broken"},
}
