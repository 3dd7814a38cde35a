# ruff: noqa: T201, S311 - a program whose answer is printed, and whose chance is to be the same each time
"""A program that the crash test starts: workers that send over a real mail server, each killed at some moment."""

import os
import random
import signal
import sys
import time
from datetime import timedelta

from tests.host.posting import School, Told

from partnership.host.dispatch import Dispatch
from partnership.host.plugins import Host
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Letter


class Wire(Told):
    """The messenger `smtp`, where a fake would be."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._smtp = Host(discover=True).messenger(
            "smtp", host="127.0.0.1", port=port, sender="school@de-beuk.example", plain=True, timeout=2.0
        )

    def send(self, letter: Letter) -> None:
        self._smtp.send(letter)


def work(url: str, wire: Wire, *, ends: bool) -> None:
    """Send until somebody ends it, or until nothing waits; each look at the clock is a minute later."""
    school = School(SqlStore(url, busy_seconds=30), email=wire)
    while not ends or school.waiting():
        school.later(1)
        Dispatch(
            school.store,
            [school.office()],
            clock=lambda: school.now,
            tries=999,
            lease=30,
            pause=lambda _: timedelta(0),
        ).run()
    school.store.close()


def killed(url: str, port: int, lives: int) -> None:
    """So many workers, each killed with -9 after some milliseconds, and one that ends well."""
    chance, wire = random.Random(7), Wire(port)
    for _ in range(lives):
        child = os.fork()
        if child == 0:
            work(url, wire, ends=False)
        time.sleep(0.03 + chance.random() / 5)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    work(url, wire, ends=True)
    print(lives)


if __name__ == "__main__":
    killed(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
