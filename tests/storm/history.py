"""What each device saw, written down as it happens and read afterwards."""

import json
import os
import time
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import attrs
from tests.storm.evening import Deed
from tests.storm.linear import Call

__all__ = ["History", "read_histories"]


class History:
    """The diary of one device, in a file of its own; a line that was written survives the writer.

    Times are of the clock that all processes of a machine share and nobody sets.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        self._numbers = count()

    def asked(self, *deeds: Deed) -> int:
        """Write down what is asked; its number is for the answer."""
        number = next(self._numbers)
        self._line(
            {"asked": number, "at": time.monotonic_ns(), "deeds": [attrs.asdict(each) for each in deeds]}
        )
        return number

    def answered(self, number: int, outcome: str, *deeds: Deed) -> None:
        """Write down the answer: `known`, with the deeds as they were answered, `nothing` was done, or `unknown`."""
        at = time.monotonic_ns()
        told = [attrs.asdict(each) for each in deeds]
        self._line({"answered": number, "at": at, "outcome": outcome, "deeds": told})

    def _line(self, line: dict[str, Any]) -> None:
        os.write(self._file, f"{json.dumps(line)}\n".encode())


def read_histories(paths: Iterable[Path]) -> list[Call[Deed]]:
    """All calls of these diaries; what was never answered, and what nobody knows, has no end."""
    return [call for path in paths for call in _read(path)]


def _read(path: Path) -> Iterator[Call[Deed]]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    answers = {line["answered"]: line for line in lines if "answered" in line}
    for line in lines:
        if "asked" not in line:
            continue
        answer = answers.get(line["asked"], {"outcome": "unknown"})
        known = answer["outcome"] == "known"
        for told in (answer if known else line)["deeds"]:
            deed = Deed(**told)
            if known:
                yield Call(deed=deed, invoked=line["at"], returned=answer["at"], reads=deed.reads)
            elif answer["outcome"] == "unknown" and not deed.reads:
                yield Call(deed=deed, invoked=line["at"], returned=None)
