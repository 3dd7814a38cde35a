"""A teacher of 24 talks falls ill: `python -m tests.benchmarks.illness [FOLDER]`.

How long mending takes and how many families hear of a change, against planning anew. The evenings are those of the
folder, or of an invented school.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

import attrs

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.difference import difference
from partnership.conferences.repair import repair
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable
from partnership.ids import StaffId
from partnership.serial.conference_file import read_conference
from tests.benchmarks.evenings import evenings_of

__all__ = ["main"]

_TALKS = 24
_ENDING = ".conference.json"


def who_falls_ill(conference: Conference, timetable: Timetable) -> StaffId:
    """The member of staff with 24 talks, or the number nearest to it."""
    placed = {each.request for each in timetable.placements}
    talks = Counter(name for each in conference.requests if each.id in placed for name in each.staff)
    return min(talks, key=lambda name: (abs(talks[name] - _TALKS), name))


def without(conference: Conference, name: StaffId) -> Conference:
    """The conference on the day itself: one member of staff is at home."""
    staff = tuple(attrs.evolve(each, available=()) if each.id == name else each for each in conference.staff)
    return attrs.evolve(conference, staff=staff)


def families_told(conference: Conference, before: Timetable, after: Timetable) -> int:
    """How many families have a talk that moved, came or went."""
    party = {each.id: each.party for each in conference.requests}
    found = difference(before, after)
    changed = [each.request for each, _ in found.moved] + [
        each.request for each in (*found.dropped, *found.placed)
    ]
    return len({party[request] for request in changed})


def compare(name: str, conference: Conference) -> None:
    """Print a line for one conference."""
    before = solve(conference, iterations=20 * len(conference.requests), seed=1)
    ill = who_falls_ill(conference, before)
    now = without(conference, ill)
    begin = time.process_time()
    mended = repair(now, before)
    took = time.process_time() - begin
    anew = solve(now, iterations=20 * len(conference.requests), seed=1)
    if not (check(now, mended).valid and check(now, anew).valid):
        raise SystemExit(f"{name}: a rule is broken")
    asked = {each.party for each in conference.requests if ill in each.staff}
    print(
        f"{name:10}{len(before.placements):7}{len(asked):9}{took:9.2f}"
        f"{families_told(now, before, mended):8}{families_told(now, before, anew):8}",
        flush=True,
    )


def main(arguments: list[str] | None = None) -> None:
    """Print, per conference: talks, families of who is ill, seconds to mend, families told by mending and by planning anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    asked = parser.parse_args(arguments or [])
    print(f"{'':10}{'talks':>7}{'theirs':>9}{'seconds':>9}{'mended':>8}{'anew':>8}")
    if asked.folder is None:
        compare("secondary", evenings_of(2_000))
    for path in sorted(asked.folder.glob(f"*{_ENDING}")) if asked.folder else ():
        compare(path.name.removesuffix(_ENDING), read_conference(path))


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
