# ruff: noqa: T201 - a program whose answer is printed
"""The crowd: forks the devices of a storm, kills some of them with -9, and puts another in the place of each.

A program of its own, `python -m tests.storm.crowd CROWD URL FOLDER`, so that it forks before anything is open.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

import attrs
from tests.storm.device import Device, at_school
from tests.storm.school import NOON, Crowd

from partnership.host.plugins import Host
from partnership.ids import ConferenceId

__all__ = ["open_evening"]


def open_evening(crowd: Crowd, url: str, host: Host) -> None:
    """Both conferences are opened, before anybody comes."""
    with at_school(host, url, lambda: NOON) as school:
        for name in crowd.conferences:
            school.open_conference(crowd.conference(name), id=ConferenceId(name))


@attrs.define
class _Place:
    """The place of one device, and who is there now."""

    number: int
    child: int = 0
    life: int = 0
    over: bool = False


class _Storm:
    def __init__(self, crowd: Crowd, url: str, folder: Path, host: Host) -> None:
        self._crowd = crowd
        self._url = url
        self._folder = folder
        self._host = host
        self._dice = random.Random(crowd.seed)  # noqa: S311 - the same each time
        self._places = [_Place(number) for number in range(crowd.processes)]

    def run(self) -> int:
        """Let it storm until every device is done; how many were killed."""
        for place in self._places:
            self._start(place)
        killed = 0
        while any(not place.over for place in self._places):
            time.sleep(self._dice.random() / 10)
            if killed < self._crowd.kills:
                killed += self._kill(self._dice.choice(self._places))
            self._gather()
        return killed

    def _start(self, place: _Place) -> None:
        """A device, which goes on where the one before it was killed."""
        diary = self._folder / f"{place.number}-{place.life}.history"
        place.child = os.fork()
        if place.child:
            return
        status = 1
        try:
            dice = random.Random(f"{self._crowd.seed} clock {place.number} {place.life}")  # noqa: S311 - the same
            with at_school(self._host, self._url, Device.clock(dice)) as school:
                Device(self._crowd, place.number, place.life, school, diary).run(self._left(place.number))
            status = 0
        except BaseException:  # noqa: BLE001 - a child tells what went wrong and goes no further
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _left(self, number: int) -> int:
        """How many deeds its predecessors left it to do; the first look of each does not count."""
        diaries = list(self._folder.glob(f"{number}-*.history"))
        done = sum(diary.read_bytes().count(b'"asked"') - 1 for diary in diaries)
        return max(self._crowd.deeds - done, 1)

    def _kill(self, place: _Place) -> bool:
        if place.over:
            return False
        os.kill(place.child, signal.SIGKILL)
        _, status = os.waitpid(place.child, 0)
        if not os.WIFSIGNALED(status):
            place.over = _well(status)  # it was done just now
            return False
        place.life += 1
        self._start(place)
        return True

    def _gather(self) -> None:
        for place in self._places:
            if place.over:
                continue
            child, status = os.waitpid(place.child, os.WNOHANG)
            place.over = child == place.child and _well(status)


def _well(status: int) -> bool:
    """That a device ended as it should.

    Raises:
        RuntimeError: It did not; its own words are on the standard error.
    """
    if status:
        raise RuntimeError(status)
    return True


def main() -> None:
    """Open the evening, say so, let it storm, and print how many were killed."""
    crowd, url, folder = Crowd(**json.loads(sys.argv[1])), sys.argv[2], Path(sys.argv[3])
    host = Host(discover=True)
    open_evening(crowd, url, host)
    print("open", flush=True)
    print(_Storm(crowd, url, folder, host).run(), flush=True)


if __name__ == "__main__":
    main()
