"""Which small faults in the engine no test would notice: `make mutants`, or a part with `python -m tests.mutants offer/walk`.

It ends with status 1 when a fault goes unnoticed that is not explained in `tests/mutants/explained/`.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.mutants.explained import ROOM, explained
from tests.mutants.faults import SOURCE, Fault, faults_of
from tests.mutants.watch import Verdict, Watch

NAMES = ("file", "function", "was", "now")
REASONS = explained()


def options(words: Sequence[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", help="folders or files of conferences/, as offer or offer/walk; all by default"
    )
    parser.add_argument("--tests", nargs="+", default=["tests/conferences"], help="where the tests are")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="how many faults to try at once")
    parser.add_argument("--record", type=Path, help="a file of JSON lines to add each verdict to")
    parser.add_argument("--again", type=Path, help="try only what went unnoticed in this record")
    return parser.parse_args(words)


def wanted(parts: Sequence[str]) -> list[Fault]:
    """The faults of those parts of the engine."""
    paths = [
        path
        for path in sorted((SOURCE / ROOM).rglob("*.py"))
        if not parts or any(_within(path, part) for part in parts)
    ]
    return [fault for path in paths for fault in faults_of(path)]


def _within(path: Path, part: str) -> bool:
    whole = SOURCE / ROOM / part
    return path.is_relative_to(whole) or path == whole.with_suffix(".py")


def unnoticed(record: Path) -> set[tuple[str | int, ...]]:
    """The keys and numbers of what went unnoticed in a record; what a fault's last line says counts."""
    last = {}
    for text in record.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        last[tuple(line[name] for name in (*NAMES, "number"))] = line["noticed_by"]
    return {key for key, by in last.items() if by is None}


def told(verdict: Verdict, record: Path | None) -> None:
    """Say at once what went unnoticed and is not explained, as a line of `explained/`, and add each verdict to the record."""
    fault = verdict.fault
    if verdict.noticed_by is None and fault.key not in REASONS:
        print(
            f"{fault.file.removeprefix(ROOM)}: {json.dumps(fault.key[1:], ensure_ascii=False)},", flush=True
        )
    if record is not None:
        line = dict(zip(NAMES, fault.key, strict=True)) | {
            "number": fault.number,
            "noticed_by": verdict.noticed_by,
        }
        with record.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main(words: Sequence[str]) -> int:
    """Try them all; 0 when every fault was noticed or is explained."""
    asked = options(words)
    faults = wanted(asked.parts)
    print(f"{len(faults)} faults", flush=True)
    if asked.again:
        kept = unnoticed(asked.again)
        faults = [fault for fault in faults if (*fault.key, fault.number) in kept]
    watch = Watch(faults, asked.workers, lambda verdict: told(verdict, asked.record))
    settings = [
        "-c",
        str(SOURCE.parent / "pyproject.toml"),
        "-o",
        "timeout=60",
        "-p",
        "no:cacheprovider",
        "--tb=no",
    ]
    status = pytest.main([*asked.tests, *settings, "-q", "--capture=no"], [watch])
    if status or len(watch.verdicts) < len(faults):
        return int(status) or 1
    missed = [verdict.fault for verdict in watch.verdicts if verdict.noticed_by is None]
    for verdict in watch.verdicts:
        if verdict.noticed_by and verdict.fault.key in REASONS:
            print(f"noticed after all: {verdict.fault.file}, {verdict.fault.key[1:]} by {verdict.noticed_by}")
    open_ = [fault for fault in missed if fault.key not in REASONS]
    print(
        f"{len(faults)} faults: {len(faults) - len(missed)} noticed, {len(missed) - len(open_)} explained, {len(open_)} neither"
    )
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
