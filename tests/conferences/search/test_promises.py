"""What planning promises besides a good timetable: whose rules it keeps, what it says of itself, and when it stops."""

from time import monotonic

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.compiled.test_board import board_of
from tests.conferences.search.evenings import EVENINGS
from tests.conferences.search.test_solve import rest
from tests.conferences.short_evening import two_starts

from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.conference import (
    Interpreter,
    Journey,
    Pin,
    Room,
    Sitting,
    Travel,
    Weights,
)
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.construct import construct
from partnership.conferences.search.fair_order import fairly_ordered
from partnership.conferences.search.settle import pin_down, settle
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable
from partnership.ids import InterpreterId, RoomId, SittingId


def test_whom_an_adopters_rule_takes_off_is_not_who_asked_last() -> None:
    """Two talks in a row, to which the rule objects from one side only: the lot says who goes, in any order of asking."""
    evening = autumn(sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:20")),))
    turned = attrs.evolve(evening, requests=evening.requests[::-1])
    for seed in range(4):
        one, other = (
            solve(each, iterations=256, seed=seed, rulebook=STANDARD.plus(rest)) for each in (evening, turned)
        )
        assert len(one.placements) == 1
        assert one.placements == other.placements


def test_a_rulebook_is_planned_by_as_it_is() -> None:
    """Two families kept apart, one of them to a single talk: what one rule keeps out comes in without it."""
    evening = two_starts()
    for off, fit in ((), 1), (("most-talks",), 2), (("kept-apart",), 2), (("most-talks", "kept-apart"), 3):
        assert len(solve(evening, rulebook=STANDARD.without(*off)).placements) == fit


def test_it_says_who_planned_it_by_which_lot_and_how_long_that_took() -> None:
    """In seconds, to the thousandth."""
    begin = monotonic()
    planned = solve(autumn(), seed=5)
    assert (planned.solver, planned.seed) == ("partnership", 5)
    assert planned.seconds is not None
    assert 0 <= planned.seconds <= monotonic() - begin + 0.001
    assert planned.seconds == round(planned.seconds, 3)


def test_without_a_budget_two_hundred_steps_a_talk_are_taken() -> None:
    """It ends by itself, and as if so many steps were asked for."""
    told: list[float] = []
    evening = autumn(requests=tuple(asked(f"q{number}", f"f{1 + number % 2}") for number in range(5)))
    looked = solve(evening, progress=lambda share, _: told.append(share))
    assert told == [0.0, 0.256, 0.512, 0.768, 1.0]
    assert looked.placements == solve(evening, iterations=1_000).placements


def test_without_time_those_with_least_choice_go_first() -> None:
    """No time to negotiate: everybody is placed one by one, as on an empty board."""
    conference = EVENINGS["spread_out"]()
    board = board_of(fairly_ordered(conference, 0))
    construct(board)
    planned = solve(conference, seconds=0)
    assert sorted(planned.placements, key=lambda each: each.request) == sorted(
        placements_on(board), key=lambda each: each.request
    )


def test_what_would_help_is_told_unless_that_takes_too_long() -> None:
    """One start and two families; or one start and seventy-two."""
    start = (Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:10")),)
    few = solve(autumn(sittings=start), iterations=0)
    assert few.left_over[0].would_help != ()
    names = [f"f{number}" for number in range(72)]
    many = autumn(
        sittings=start,
        parties=tuple(family(name, f"g-{name}") for name in names),
        requests=tuple(asked(f"q-{name}", name) for name in names),
    )
    assert {each.would_help for each in solve(many, iterations=0).left_over} == {()}


def test_what_of_a_timetable_cannot_stand_is_told() -> None:
    """One is where it is pinned and one is not, one is between two starts, and of two at once the second goes."""
    pin = Pin(start=clock("18:30"))
    evening = autumn(
        requests=(
            asked("q1", "f1", pinned=pin),
            asked("q2", "f2", "devries", pinned=pin),
            asked("q3", "f1", "devries"),
            asked("q4", "f2"),
            asked("q5", "f1"),
        )
    )
    board = board_of(evening)
    pin_down(board)
    stood = Timetable(
        placements=(
            placed("q1", "18:30"),
            placed("q2", "18:40"),
            placed("q3", "18:05"),
            placed("q4", "18:10"),
            placed("q5", "18:10"),
        )
    )
    assert settle(board, stood) == [2, 4, 1]


def test_a_pin_between_two_others_lets_them_all_stand() -> None:
    """Fatima waits five minutes at most: the third talk may be only when the second is there, in whatever order they come."""
    evening = autumn(
        guardians=(guardian("fatima", max_wait_minutes=5), guardian("bram")),
        requests=tuple(
            asked(f"q{number}", "f1", pinned=Pin(start=clock(f"18:{number}0"))) for number in range(4)
        ),
    )
    for seed in range(6):
        assert len(solve(evening, iterations=0, seed=seed).placements) == 4


def test_nobody_is_planned_into_two_talks_at_once_whatever_is_switched_off() -> None:
    """One start, two families, and a school that has nothing against it: still one talk."""
    short = (Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:10")),)
    planned = solve(autumn(sittings=short, rules_off=("staff-clash",)))
    assert (len(planned.placements), len(planned.left_over)) == (1, 1)


def test_nobody_is_moved_to_where_their_interpreter_is_not() -> None:
    """Fatima would rather come late, but Amal goes home at half past six and Zoe is with another family from seven on."""
    arabic = {"languages": ("ar",)}
    evening = autumn(
        guardians=(
            guardian("fatima", interpreter="ar", preferred=(span("19:00", "20:00"),)),
            guardian("bram", interpreter="ar"),
        ),
        interpreters=(
            Interpreter(id=InterpreterId("amal"), available=(span("18:00", "18:30"),), **arabic),
            Interpreter(id=InterpreterId("zoe"), available=(span("19:00", "20:00"),), **arabic),
        ),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f2", "devries", minutes=60, pinned=Pin(start=clock("19:00"))),
        ),
    )
    for seed in range(3):
        planned = solve(evening, iterations=2000, seed=seed)
        assert [(each.request, each.interpreter) for each in planned.placements] == [
            ("q1", "amal"),
            ("q2", "zoe"),
        ]


def test_a_timetable_to_begin_from_costs_what_its_rooms_cost() -> None:
    """The walk from the hall to the gym is counted from the first total that is told."""
    evening = autumn(
        rooms=(Room(id=RoomId("hall")), Room(id=RoomId("gym"))),
        travel=Travel(between=(Journey(origin=RoomId("hall"), destination=RoomId("gym"), minutes=5),)),
        weights=Weights(walking_minute=7),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    begin = timetable(placed("q1", "18:00", room="hall"), placed("q2", "18:20", room="gym"))
    told: list[int] = []
    planned = solve(evening, iterations=0, start=begin, progress=lambda _, points: told.append(points))
    assert planned.placements == begin.placements
    assert told[-1] == objective_of(evening, planned).total


def test_what_is_pinned_waits_for_the_pinned_talk_in_between() -> None:
    """Bram's third talk may only be when his second is there, which was asked for last; nobody takes its place meanwhile."""
    evening = autumn(
        parties=(family("f1", "bram"), family("f2", "fatima")),
        guardians=(
            guardian("bram", max_wait_minutes=10),
            guardian("fatima", available=(span("18:40", "18:50"),)),
        ),
        requests=(
            asked("q0", "f2"),
            asked("q1", "f1", pinned=Pin(start=clock("18:00"))),
            asked("q2", "f1", pinned=Pin(start=clock("18:40"))),
            asked("q3", "f1", pinned=Pin(start=clock("18:20"))),
        ),
    )
    for seed in range(6):
        planned = solve(evening, iterations=0, seed=seed)
        assert sorted(each.request for each in planned.placements) == ["q1", "q2", "q3"]


@pytest.mark.parametrize("seed", range(3))
def test_each_teacher_costs_by_their_own_terms_on_every_day(seed: int) -> None:
    """One with pauses of their own, one without: the total that is told is the true one, whoever moves to which day."""
    days = tuple(
        Sitting(id=SittingId(f"day{day}"), start=clock("18:00", day), end=clock("19:00", day))
        for day in (24, 25, 26)
    )
    parties = tuple(family(f"f{each}", f"g{each}") for each in range(8))
    evening = autumn(
        sittings=days,
        staff=(
            staff("jansen", break_after=2, break_minutes=10),
            staff("devries"),
            staff("bos", buffer_minutes=10),
        ),
        parties=parties,
        weights=Weights(idle_minute=9),
        requests=tuple(
            asked(f"q{each}{who[0]}", f"f{each}", who)
            for each in range(8)
            for who in ("jansen", "devries", "bos")
        ),
    )
    told: list[int] = []
    planned = solve(evening, iterations=1500, seed=seed, progress=lambda _, points: told.append(points))
    assert told[-1] == objective_of(evening, planned).total
