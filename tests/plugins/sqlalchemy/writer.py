# ruff: noqa: T201, S311 - a program whose answer is printed, and whose chance is to be the same each time
"""A program that the crash test starts: a writer that is killed, again and again."""

import json
import os
import random
import select
import signal
import sys
import time
from datetime import UTC, datetime

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Claim, Message

BEECH = SchoolId("de-beuk")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def write(url: str, life: int, told: int) -> None:
    """Blocks of three talks, a change and a message, each told when committed; every other life stops in mid-block."""
    store = SqlStore(url, busy_seconds=30)
    for block in range(10**6):
        name = f"{life:02}-{block:04}"
        with store.transaction(BEECH) as transaction:
            for part in range(3):
                claims = [Claim(f"staff:{name}", tick) for tick in range(part * 20, part * 20 + 20)]
                transaction.put(
                    "talk",
                    f"{name}-{part}",
                    {"x": "y" * 500},
                    expected=None,
                    index={"block": name},
                    claims=claims,
                )
            transaction.append(
                [
                    Change(
                        what="talk.made",
                        kind="talk",
                        id=name,
                        at=NOON,
                        actor="system:test",
                        purpose="crash",
                        ground="a test",
                    )
                ],
                [Message(key=name, topic="talk.made", body={}, due=NOON)],
            )
            if life % 2 and block == 1:
                os.write(told, b"middle\n")
                time.sleep(60)
        os.write(told, f"{name}\n".encode())


def killed(url: str, lives: int) -> None:
    """So many writers, each killed with -9 in its middle or after some milliseconds; print what each had told."""
    SqlStore(url).close()
    chance, told, middles = random.Random(7), list[str](), 0
    for life in range(lives):
        read, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            write(url, life, write_end)
        os.close(write_end)
        if life % 2:
            while b"middle" not in (seen := os.read(read, 4096)):
                told += seen.decode().split()
            told += seen.decode().split()
        else:
            select.select([read], [], [], 30)
            time.sleep(chance.random() / 20)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = b""
        while part := os.read(read, 4096):
            rest += part
        told += rest.decode().split()
        os.close(read)
        middles += life % 2
    print(json.dumps({"told": [name for name in told if name != "middle"], "middles": middles}))


if __name__ == "__main__":
    killed(sys.argv[1], int(sys.argv[2]))
