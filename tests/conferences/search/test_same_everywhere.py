"""The same seed and the same number of steps give the same answer on every machine, and so the one recorded here.

Whoever changes what planning looks at changes what is recorded; the totals show whether it found better. A school that
plans once more must then be told in the changelog that its timetable may come out otherwise.
"""

from hashlib import sha256

import attrs
import pytest
from tests.conferences.autumn import span
from tests.conferences.search.evenings import EVENINGS

from partnership.conferences.bounds import bound
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.repair import repair
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable

PLANNED = {
    ("slots", 1, 0): (70600, "fac52eeb"),
    ("slots", 1, 600): (40840, "103f28e3"),
    ("slots", 2, 2000): (40300, "1a0710f8"),
    ("slots", 3, 4000): (40250, "c632ddad"),
    ("lengths", 1, 0): (20720, "d7be9093"),
    ("lengths", 1, 600): (10800, "86b8b4c2"),
    ("lengths", 2, 2000): (10805, "1ac82078"),
    ("lengths", 3, 4000): (10750, "c0313852"),
    ("kept_apart", 1, 0): (40230, "5dc00d35"),
    ("kept_apart", 1, 600): (200, "47c4a15e"),
    ("kept_apart", 2, 2000): (130, "78b1ffe9"),
    ("kept_apart", 3, 4000): (100, "f5370c3b"),
    ("all_counted", 1, 0): (749, "d85384b3"),
    ("all_counted", 1, 600): (537, "b0f12934"),
    ("all_counted", 2, 2000): (599, "645c36b5"),
    ("all_counted", 3, 4000): (496, "f0a808ff"),
    ("spread_out", 1, 0): (3250, "e6f98c7d"),
    ("spread_out", 1, 600): (2760, "ca0612c9"),
    ("spread_out", 2, 2000): (2680, "a402284c"),
    ("spread_out", 3, 4000): (2710, "63456cb0"),
    ("long_talks", 1, 0): (10685, "704491f2"),
    ("long_talks", 1, 600): (10685, "704491f2"),
    ("long_talks", 2, 2000): (10655, "f83a10f8"),
    ("long_talks", 3, 4000): (10925, "18dffd5d"),
}
"""By evening, seed and steps: the points it costs, and its fingerprint."""

CHANGED = {
    "slots": [(101690, "ff609603"), (71160, "dfde0370")],
    "lengths": [(11870, "a4e7cf75"), (11850, "5550b076")],
    "kept_apart": [(1310, "e1e37fd8"), (400, "f56bb67d")],
    "all_counted": [(2093, "4cff6638"), (519, "44791848")],
    "spread_out": [(3110, "0521ff86"), (2050, "2aa48ed1")],
    "long_talks": [(11320, "13eff0bc"), (11030, "c7485b6c")],
}
"""By evening: how many move when a teacher falls ill and how, and what planning on from there gives."""

PROVEN = {
    ("slots", 0): (40200, 200200, 160000),
    ("slots", 8): (40200, 200200, 160000),
    ("lengths", 0): (10370, 10370, 0),
    ("lengths", 8): (10370, 10370, 0),
    ("kept_apart", 0): (0, 0, 0),
    ("kept_apart", 8): (0, 0, 0),
    ("all_counted", 0): (0, 0, 0),
    ("all_counted", 8): (0, 0, 0),
    ("spread_out", 0): (2400, 5200, 2800),
    ("spread_out", 8): (2410, 5278, 2870),
    ("spread_out", 24): (2430, 5289, 2869),
    ("long_talks", 0): (10555, 10555, 0),
    ("long_talks", 8): (10555, 10555, 0),
}
"""By evening and rounds: the points that are proven, and what the families spend less what the moments earn."""


def fingerprint(timetable: Timetable) -> str:
    """Eight figures for who speaks when, where and with whose help."""
    lines = sorted(
        f"{each.request} {each.start.isoformat()} {each.room} {each.interpreter}"
        for each in timetable.placements
    )
    return sha256("\n".join(lines).encode()).hexdigest()[:8]


def total_of(conference: Conference, timetable: Timetable) -> int:
    """What it costs, when the checker has nothing against it."""
    report = check(conference, timetable)
    assert report.objections == ()
    return report.objective.total


@pytest.mark.parametrize(("name", "seed", "steps"), PLANNED)
def test_a_plan_is_the_one_recorded(name: str, seed: int, steps: int) -> None:
    """Of every kind of evening, at once and after some looking."""
    conference = EVENINGS[name]()
    told: list[int] = []
    planned = solve(conference, iterations=steps, seed=seed, progress=lambda _, points: told.append(points))
    assert told[-1] == total_of(conference, planned)
    assert (told[-1], fingerprint(planned)) == PLANNED[name, seed, steps]


@pytest.mark.parametrize("name", CHANGED)
def test_what_becomes_of_a_plan_is_what_is_recorded(name: str) -> None:
    """A teacher comes late: it is mended with few moves, or planned on from where it was."""
    conference = EVENINGS[name]()
    planned = solve(conference, iterations=0, seed=1)
    late = attrs.evolve(conference.staff[0], available=(span("18:45", "20:00"), span("18:20", "19:00", 26)))
    now = attrs.evolve(conference, staff=(late, *conference.staff[1:]))
    answers = repair(now, planned), solve(now, start=planned, iterations=600, seed=2)
    assert [(total_of(now, each), fingerprint(each)) for each in answers] == CHANGED[name]


@pytest.mark.parametrize(("name", "rounds"), PROVEN)
def test_what_is_proven_is_what_is_recorded(name: str, rounds: int) -> None:
    """With the first prices and with some haggling; and never more than a timetable costs."""
    conference = EVENINGS[name]()
    proven = bound(conference, iterations=rounds)
    spent, earned = (int(word) for word in proven.proof.replace(".", "").split() if word.isdigit())
    assert (proven.total, spent, earned) == PROVEN[name, rounds]
    assert proven.total <= min(total for (of, *_), (total, _) in PLANNED.items() if of == name)
