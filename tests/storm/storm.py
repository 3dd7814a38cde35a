"""A storm from beginning to end: the crowd in processes of its own, what befalls it meanwhile, and the verdict."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
from tests.storm.judge import Verdict, judge
from tests.storm.school import Crowd

__all__ = ["storm"]

_ROOT = Path(__file__).resolve().parents[2]
_TIMEOUT = 1500


def storm(
    crowd: Crowd, url: str, folder: Path, *, troubles: Sequence[Callable[[], object]] = (), every: float = 1.0
) -> tuple[int, Verdict]:
    """Let a crowd storm the evening in this database.

    Args:
        crowd: Who storms what.
        url: An empty database.
        folder: Where the diaries go; an empty one.
        troubles: What happens to the database meanwhile, one after another while anybody is still at it.
        every: Seconds before each of them.

    Returns:
        How many were killed, and what became of it.
    """
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.storm.crowd", json.dumps(attrs.asdict(crowd)), url, str(folder)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "open\n"
            for trouble in troubles:
                time.sleep(every)
                if program.poll() is None:
                    trouble()
            said, _ = program.communicate(timeout=_TIMEOUT)
        finally:
            program.kill()
    assert program.returncode == 0
    return int(said), judge(crowd, url, folder)
