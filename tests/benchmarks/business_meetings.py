"""Our search on a problem that is not ours: `python -m tests.benchmarks.business_meetings [FOLDER] [--seconds N]`.

The business-to-business meeting scheduling problem (Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and Villaret, JAIR 74,
2022, article 12670): meetings of two, slots, tables, forbidden and fixed slots, precedences; as few breaks in the
participants' schedules as can be. FOLDER holds the authors' `.dzn` files, which are not ours to hand on; without one, an
invented event is solved. The answer is judged by a few plain lines (`Event.faults`, `Event.breaks`), and compared with
the optimum published for a file of that name.
"""

import argparse
import itertools
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import Remembered, talks_of
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import Vetoes
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Party,
    Sitting,
    StaffPresence,
    TalkRequest,
    Weights,
)
from partnership.conferences.search.anneal import anneal
from partnership.conferences.search.budget import Budget
from partnership.conferences.search.construct import construct
from partnership.conferences.search.heat import Heat
from partnership.conferences.table import Cast
from partnership.ids import GuardianId, PartyId, RequestId, SittingId, StaffId
from partnership.times import Span
from tests.benchmarks._dzn import Event, read_event

__all__ = ["OPTIMA", "invented", "main", "solve_event"]

OPTIMA = {
    "forum-13": 0,
    "forum-13crafb": 6,
    "forum-13crafc": 1,
    "forum-14": 2,
    "forumt-14": 5,
    "forumt-14crafc": 5,
    "forumt-14crafd": 4,
    "forumt-14crafe": 5,
    "tic-12": 0,
    "tic-12crafc": 0,
    "tic-13": 0,
    "tic-13crafb": 0,
    "tic-13crafc": 4,
    "tic-14crafa": 0,
    "tic-14crafc": 0,
    "tic-14crafd": 0,
    "ticf-13crafa": 0,
    "ticf-13crafb": 3,
    "ticf-13crafc": 1,
    "ticf-14crafa": 0,
}
"""The fewest breaks there can be, as published with the article."""

_SLOT = timedelta(minutes=10)
_MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
_BREAK = 100
"""Points for a break; a meeting that is not held costs a hundred times as much."""


def solve_event(
    event: Event, *, seconds: float | None = None, steps: int | None = None, seed: int = 0
) -> list[int]:
    """The slot of each meeting, -1 for one that found none, with as few breaks as the search finds."""
    demands = Demands(Cast(conference_of(event)))
    width = demands.timeline.width

    def breaks(part: int) -> int:
        """A participant's schedule costs a break for every gap in it."""
        talks = list(talks_of(part, width))
        return _BREAK * sum(later[0] > sooner[1] for sooner, later in itertools.pairwise(talks))

    remembered = (Remembered(breaks),)
    for index in demands.staff:
        demands.costs[index] = remembered
    vetoes = [each for each in (Before(event), Tables(event)) if each.watched]
    board = Board(demands, Vetoes(vetoes) if vetoes else None)
    construct(board)
    anneal(board, Heat(first=_BREAK, last=_BREAK / 12), Budget(seconds=seconds, steps=steps), Random(seed))  # noqa: S311
    return board.start


class Before:
    """A veto: meetings that come before others do."""

    def __init__(self, event: Event) -> None:
        self._sooner = event.before
        self._later = [
            [meeting for meeting, sooner in enumerate(event.before) if each in sooner]
            for each in range(len(event.meetings))
        ]
        self.watched = frozenset(
            each for each in range(len(event.meetings)) if self._sooner[each] or self._later[each]
        )

    def allows(self, board: Board, request: int) -> bool:
        """Whether every meeting before it is sooner, and every one after it later."""
        start = board.start
        slot = start[request]
        return slot == NOBODY or (
            all(start[each] == NOBODY or start[each] < slot for each in self._sooner[request])
            and all(start[each] == NOBODY or start[each] > slot for each in self._later[request])
        )


class Tables:
    """A veto: no more meetings at once than tables. It counts, where seats would hold everybody to one table."""

    def __init__(self, event: Event) -> None:
        self._tables = event.tables
        scarce = event.tables < min(event.participants // 2, len(event.meetings))
        self.watched = frozenset(range(len(event.meetings)) if scarce else ())

    def allows(self, board: Board, request: int) -> bool:
        """Whether there is a table for it."""
        slot = board.start[request]
        return slot == NOBODY or board.start.count(slot) <= self._tables


def conference_of(event: Event) -> Conference:
    """The event as a conference: participants are staff, and a meeting is a team talk of two.

    What a meeting may be of its own, its part of the day or its fixed slot, is when its party can come.
    """

    def spans(slots: frozenset[int]) -> tuple[Span, ...]:
        return tuple(Span(_MORNING + slot * _SLOT, _MORNING + (slot + 1) * _SLOT) for slot in sorted(slots))

    every, numbers = frozenset(range(event.slots)), range(len(event.meetings))
    sitting = Sitting(id=SittingId("day"), start=_MORNING, end=_MORNING + event.slots * _SLOT)
    return Conference(
        name="meetings",
        timezone="UTC",
        step_minutes=10,
        sittings=(sitting,),
        staff=tuple(
            StaffPresence(id=StaffId(f"b{each}"), available=spans(every - event.forbidden[each]))
            for each in range(event.participants)
        ),
        guardians=tuple(
            GuardianPresence(id=GuardianId(f"g{each}"), available=spans(event.allowed[each]))
            for each in numbers
        ),
        parties=tuple(Party(id=PartyId(f"f{each}"), guardians=(GuardianId(f"g{each}"),)) for each in numbers),
        requests=tuple(
            TalkRequest(
                id=RequestId(f"m{each}"),
                party=PartyId(f"f{each}"),
                staff=(StaffId(f"b{one}"), StaffId(f"b{other}")),
            )
            for each, (one, other) in enumerate(event.meetings)
        ),
        weights=Weights(
            left_over=100 * _BREAK,
            outside_preferred=0,
            extra_sitting=0,
            wait_minute=0,
            long_wait_minute=0,
            idle_minute=0,
        ),
    )


def invented(seed: int = 1, *, participants: int = 40, slots: int = 12, tables: int = 12) -> Event:
    """An event whose optimum is 0: a schedule without a break is made up, and then forgotten.

    Participants come in two shifts of half the slots each, and meet only in their own.
    """
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    pairs: list[tuple[int, int]] = []
    people = random.sample(range(participants), participants)
    for shift in range(2):
        mine = people[shift::2]
        for _ in range(shift * slots // 2, (shift + 1) * slots // 2):
            order = random.sample(mine, len(mine))
            pairs += list(zip(order[::2], order[1::2], strict=False))
    random.shuffle(pairs)
    return Event(
        participants=participants,
        tables=tables,
        slots=slots,
        meetings=tuple(pairs),
        allowed=tuple(frozenset(range(slots)) for _ in pairs),
        forbidden=tuple(frozenset() for _ in range(participants)),
        before=tuple(frozenset() for _ in pairs),
    )


def main(arguments: list[str] | None = None) -> None:
    """Print a line for every event: meetings held, breaks, the most of one participant, and the published optimum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments or [])
    files = sorted(asked.folder.glob("*.dzn")) if asked.folder else []
    events = [(path.name.partition(".")[0], read_event(path)) for path in files] or [("invented", invented())]
    print(f"{'':16}{'meetings':>10}{'held':>6}{'breaks':>8}{'most':>6}{'optimum':>9}")
    for name, event in events:
        held = solve_event(event, seconds=asked.seconds, seed=asked.seed)
        placed = sum(slot >= 0 for slot in held)
        breaks = event.breaks(held) if placed == len(held) else []
        if breaks and (faults := event.faults(held)):
            raise SystemExit(f"{name}: {'; '.join(faults)}")
        told = (str(sum(breaks)), str(max(breaks))) if breaks else ("-", "-")
        print(
            f"{name:16}{len(held):10}{placed:6}{told[0]:>8}{told[1]:>6}{OPTIMA.get(name, '-'):>9}", flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1:])
