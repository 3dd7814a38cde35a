"""The objective: small evenings added up by hand."""

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable

from partnership.conferences.conference import Pin, Sitting, Weights
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Counted, ObjectiveValue
from partnership.ids import SittingId

TWO_EVENINGS = (
    Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00")),
    Sitting(id=SittingId("wed"), start=clock("18:00", 25), end=clock("20:00", 25)),
)


def test_nothing_placed_costs_the_weight_of_each_request() -> None:
    """A request counts once in the raw count, and by its weight in the total."""
    conference = autumn(
        requests=(asked("q1", "f1", weight=3), asked("q2", "f2"), asked("q3", "f2", weight=0))
    )
    assert objective_of(conference, timetable()) == ObjectiveValue(
        total=40_000,
        left_over=3,
        outside_preferred=0,
        extra_sitting=0,
        wait_minutes=0,
        long_wait_minutes=0,
        idle_minutes=0,
    )


def test_an_evening_by_hand() -> None:
    """Fatima waits 10 + 40 minutes on Tuesday and comes back on Wednesday; Jansen sits idle for 55."""
    conference = autumn(
        sittings=TWO_EVENINGS,
        guardians=(guardian("fatima", preferred=(span("18:00", "19:05"),)), guardian("bram")),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f1", "devries"),
            asked("q3", "f1"),
            asked("q4", "f1"),
            asked("q5", "f2", minutes=5),
        ),
    )
    answer = timetable(
        placed("q1", "18:00"),
        placed("q2", "18:20"),
        placed("q3", "19:10"),
        placed("q4", "18:00", day=25),
        placed("q5", "18:30", 5),
    )
    assert objective_of(Cast(conference), Table(conference, answer)) == ObjectiveValue(
        total=2 * 100 + 300 + 50 * 3 + 20 * 3 + 55,
        left_over=0,
        outside_preferred=2,
        extra_sitting=1,
        wait_minutes=50,
        long_wait_minutes=20,
        idle_minutes=55,
    )


@pytest.mark.parametrize(
    ("start", "outside"), [("17:59", 1), ("18:00", 0), ("18:25", 0), ("18:51", 1), ("18:50", 0)]
)
def test_a_talk_is_wholly_inside_the_preferred_time_or_outside(start: str, outside: int) -> None:
    """Two wishes that touch are one; every guardian of the party must be pleased."""
    conference = autumn(
        parties=(family("f1", "fatima bram"), family("f2", "bram")),
        guardians=(
            guardian("fatima", preferred=(span("18:30", "19:00"), span("17:00", "18:30"))),
            guardian("bram", available=(span("18:00", "20:00"),)),
        ),
    )
    assert objective_of(conference, timetable(placed("q1", start))).outside_preferred == outside


@pytest.mark.parametrize(
    ("starts", "break_after", "idle"),
    [
        (["18:00", "18:10", "18:20"], None, 0),
        (["18:00", "18:10", "18:30"], None, 10),
        (["18:00", "18:10", "18:30"], 2, 0),
        (["18:00", "18:10", "18:35"], 2, 5),
        (["18:00", "18:10", "18:30"], 3, 10),
        (["18:00", "18:20", "18:30"], 2, 10),
        (["18:00", "18:20", "18:40"], 1, 0),
        (["18:00", "18:10", "18:25"], 2, 5),
    ],
)
def test_a_forced_pause_is_not_idle_time(starts: list[str], break_after: int | None, idle: int) -> None:
    """Forced is the pause after as many talks in a row as are allowed, up to the ten minutes that are due."""
    conference = autumn(
        staff=(staff("jansen", break_after=break_after, break_minutes=10), staff("devries")),
        requests=tuple(asked(f"q{number}", "f1") for number in range(len(starts))),
    )
    answer = timetable(*(placed(f"q{number}", start) for number, start in enumerate(starts)))
    assert objective_of(conference, answer).idle_minutes == idle


def test_every_weight_counts_its_own_unit() -> None:
    """With weights of one, ten, a hundred… the total spells the counts."""
    weights = Weights(
        left_over=1_000_000,
        outside_preferred=100_000,
        extra_sitting=10_000,
        wait_minute=100,
        long_wait_minute=10,
        long_wait_after=18,
        idle_minute=1,
    )
    conference = autumn(
        sittings=TWO_EVENINGS,
        weights=weights,
        guardians=(guardian("fatima", preferred=(span("18:00", "18:30"),)), guardian("bram")),
        requests=(asked("q1", "f1"), asked("q2", "f1"), asked("q3", "f1"), asked("q4", "f2")),
    )
    answer = timetable(placed("q1", "18:00"), placed("q2", "18:30"), placed("q3", "18:00", day=25))
    assert objective_of(conference, answer).total == 1_000_000 + 200_000 + 10_000 + 20 * 100 + 2 * 10 + 20


def test_placements_nobody_asked_for_cost_nothing() -> None:
    """Strangers are the checker's business; a talk outside every sitting has no one waiting."""
    value = objective_of(
        autumn(), timetable(placed("q1", "18:00"), placed("q9", "19:00"), placed("q2", "21:00"))
    )
    assert (value.left_over, value.wait_minutes, value.idle_minutes, value.extra_sitting) == (0, 0, 0, 0)


def test_overlapping_talks_never_wait_less_than_nothing() -> None:
    """An invalid timetable still has an objective: time spoken twice is not time saved."""
    conference = autumn(requests=(asked("q1", "f1", minutes=30), asked("q2", "f1", minutes=20)))
    value = objective_of(conference, timetable(placed("q1", "18:00", 30), placed("q2", "18:00", 20)))
    assert (value.wait_minutes, value.idle_minutes) == (0, 0)
    conference = autumn(staff=(staff("jansen", break_after=1, break_minutes=10), staff("devries")))
    crowded = timetable(placed("q1", "18:00"), placed("q2", "18:00"), placed("q1", "18:10", 30))
    assert objective_of(conference, crowded).idle_minutes == 0


def test_a_preference_that_is_off_is_not_counted_at_all() -> None:
    """Neither its count nor its points are in the value; the others are as they were."""
    late = timetable(placed("q1", "18:00"), placed("q2", "19:00"))
    with_it, without = objective_of(autumn(), late), objective_of(autumn(rules_off=("idle-minutes",)), late)
    assert (with_it.idle_minutes, with_it.total) == (50, 50)
    assert (without.idle_minutes, without.total) == (0, 0)


def test_what_is_counted_beyond_the_six_is_told_where_it_costs_something() -> None:
    """Both talks fell on another start than people knew; nobody minds two talks of one evening, so that is not told."""
    known = Pin(start=clock("19:00"))
    conference = autumn(
        weights=Weights(moved=7), requests=(asked("q1", before=known), asked("q2", "f2", before=known))
    )
    answer = timetable(placed("q1", "18:00"), placed("q2", "18:10"))
    value = objective_of(conference, answer)
    assert (value.total, value.others) == (14, (Counted(preference="moved", count=2, points=14),))
    assert objective_of(attrs.evolve(conference, rules_off=("moved",)), answer).others == ()
    assert objective_of(conference, answer, STANDARD.without("moved")).total == 0
