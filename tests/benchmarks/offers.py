"""How long a family waits for its offers on a half-full evening: `python -m tests.benchmarks.offers [FILE]`.

The file is a conference; without one an invented secondary school of about two thousand talks is asked. Half of the
families have their talks; each of the others asks for its five best itineraries, three times, of which the middle time
counts. Time is that of the processor.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.offer import Offers
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable
from partnership.serial.conference_file import read_conference
from partnership.testing.school import invent_school, wishes_of

__all__ = ["half_full", "main"]

_MILLI = 1_000


def half_full(conference: Conference) -> Timetable:
    """A timetable in which every other family has its talks, spread over the evenings as if nobody else would come."""
    early = {party.id for party in conference.parties[::2]}
    first = tuple(request for request in conference.requests if request.party in early)
    return solve(attrs.evolve(conference, requests=first), iterations=20 * len(first), seed=1)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main(arguments: list[str] | None = None) -> None:
    """Print how long opening the books, one offer and one booking take, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    asked = parser.parse_args(arguments or [])
    if asked.file is None:
        conference = wishes_of(invent_school(secondary=True, classes=30, pupils=900))
    else:
        conference = read_conference(asked.file)
    timetable = half_full(conference)
    held = {each.request for each in timetable.placements}
    waiting = dict.fromkeys(each.party for each in conference.requests if each.id not in held)
    begin = time.process_time()
    offers = Offers(conference, timetable)
    opened = time.process_time() - begin
    took, booked = [], []
    for party in waiting:
        found = offers.of(party)
        took.append(statistics.median(seconds(lambda: offers.of(party)) for _ in range(3)))  # noqa: B023
        if found:
            begin = time.process_time()
            offers.book(*found[0].talks)
            booked.append(time.process_time() - begin)
            offers.cancel(*(talk.request for talk in found[0].talks))
    took.sort()
    print(
        f"{len(conference.requests)} talks, {len(held)} booked; {len(waiting)} families ask for five offers"
    )
    print(f"opening the books   {opened * _MILLI:8.2f} ms, once")
    print(
        f"offers of a family  {statistics.median(took) * _MILLI:8.2f} ms median, "
        f"{took[len(took) * 99 // 100] * _MILLI:.2f} ms of 99 in 100, {took[-1] * _MILLI:.2f} ms at most"
    )
    print(f"booking an offer    {statistics.median(booked) * _MILLI:8.2f} ms median")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
