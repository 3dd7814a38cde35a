"""One person's evening as numbers: what was put in comes out again, and it costs what the rules and the objective say."""

from collections.abc import Mapping
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff

from partnership.conferences.checker import check
from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.burden import IMPOSSIBLE, talks_of
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Pause,
    Sitting,
    StaffPresence,
    Travel,
    Weights,
)
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import SittingId
from partnership.testing.strategies.draws import number, one, yes
from partnership.times import Span

GAPS_AND_TALKS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=6)


@given(GAPS_AND_TALKS, st.integers(0, 2))
def test_the_talks_of_a_part_are_those_that_were_put_in(talks: list[tuple[int, int]], rest: int) -> None:
    """In order of time, however close together: up to the last tick of the block and from the first."""
    put, now = [], 0
    for gap, ticks in talks:
        put.append((now + gap, now + gap + ticks))
        now += gap + ticks
    width = now + rest
    part = sum(((1 << end) - (1 << start)) | 1 << (width + start) for start, end in put)
    assert list(talks_of(part, width)) == put


def sittings(draw: st.DrawFn) -> tuple[Sitting, ...]:
    """One of an hour, and mostly another after it: at once, before long, or on the day after."""
    first = Sitting(id=SittingId("s1"), start=clock("18:00"), end=clock("19:00"))
    later = first.end + timedelta(minutes=one(draw, (0, 5, 10, 24 * 60)))
    second = Sitting(id=SittingId("s2"), start=later, end=later + timedelta(minutes=40))
    return (first, second) if number(draw, 0, 3) else (first,)


def part_of(draw: st.DrawFn, evening: tuple[Sitting, ...]) -> Span:
    """A part of a sitting, in steps of five minutes."""
    sitting = one(draw, evening)
    first = number(draw, 0, sitting.span.minutes // 5 - 1)
    length = number(draw, 1, sitting.span.minutes // 5 - first)
    return Span.of(sitting.start + timedelta(minutes=5 * first), minutes=5 * length)


def pauses(draw: st.DrawFn, evening: tuple[Sitting, ...]) -> tuple[Pause, ...]:
    """A promise or two, of some or all of a window."""
    windows = [part_of(draw, evening) for _ in range(number(draw, 0, 2))]
    return tuple(
        Pause(
            start=each.start,
            end=each.end,
            minutes=max(1, min(each.minutes, 5 * number(draw, 1, 4) + one(draw, (0, 0, 1, -1)))),
        )
        for each in windows
    )


def teacher(draw: st.DrawFn, evening: tuple[Sitting, ...]) -> StaffPresence:
    """Somebody who asks for a pause after so many talks or minutes, time between talks, or a pause at some time."""
    after, minutes, promised = one(draw, ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 0, 0)))
    return staff(
        "t0",
        break_after=number(draw, 1, 3) if after else None,
        break_after_minutes=5 * number(draw, 1, 6) if minutes else None,
        break_minutes=one(draw, (10, 5, 15, 12)),
        buffer_minutes=one(draw, (0, 0, 0, 5, 10, 8)),
        pauses=pauses(draw, evening) if promised else (),
        busy=(part_of(draw, evening),) if promised and yes(draw) else (),
    )


def parent(draw: st.DrawFn) -> GuardianPresence:
    """Somebody who waits no longer than so long, or wants a rest after so many talks."""
    return guardian(
        "g0",
        max_wait_minutes=one(draw, (None, 0, 5, 10, 12)),
        max_in_a_row=one(draw, (None, 1, 2, 3)),
        rest_minutes=one(draw, (10, 5, 15, 12)),
    )


MANY = "01234567"
PARTIES = {
    "a teacher": tuple(family(f"f{each}", f"g{each}") for each in MANY),
    "a family": (family("f0", "g0"),),
    "a parent of two families": (family("f0", "g0"), family("f1", "g1 g0")),
    "parents who share out their talks": (family("f0", "g0 g1"),),
}


@st.composite
def evenings(draw: st.DrawFn, whose: str) -> Conference:
    """Eight talks: of one teacher, each with another family, or of a family or two, each with another teacher."""
    evening, parties = sittings(draw), PARTIES[whose]
    plain = autumn(
        sittings=evening,
        step_minutes=5,
        weights=Weights(long_wait_after=one(draw, (5, 30, 0))),
        parties=parties,
        staff=tuple(staff(f"t{each}") for each in MANY),
        requests=tuple(
            asked(f"q{each}", one(draw, parties).id, f"t{each}", minutes=one(draw, (10, 5, 15)))
            for each in MANY
        ),
    )
    if whose == "a teacher":
        requests = tuple(asked(f"q{each}", f"f{each}", "t0", minutes=one(draw, (10, 5, 15))) for each in MANY)
        return attrs.evolve(plain, staff=(teacher(draw, evening),), requests=requests)
    alone = (plain.parties[0].guardians[:1],) if len(parties[0].guardians) > 1 else ()
    return attrs.evolve(
        plain,
        guardians=(parent(draw), guardian("g1")),
        travel=Travel(default_minutes=one(draw, (0, 0, 5, 8))),
        requests=tuple(attrs.evolve(each, guardians=one(draw, (None, *alone))) for each in plain.requests),
    )


@st.composite
def in_order(draw: st.DrawFn, conference: Conference) -> dict[int, Placement]:
    """As many of its talks as there is room for one after another, now and then with some time between."""
    found: dict[int, Placement] = {}
    for sitting in conference.sittings:
        now = sitting.start + timedelta(minutes=5 * number(draw, 0, 2))
        for place, request in enumerate(conference.requests):
            end = now + timedelta(minutes=request.minutes)
            if place not in found and end <= sitting.end and number(draw, 0, 4):
                found[place] = Placement(request=request.id, start=now, minutes=request.minutes)
                now = end + timedelta(minutes=5 * one(draw, (0, 0, 1, 2, 3)))
    return found


def possible(conference: Conference, talks: Mapping[int, Placement]) -> bool:
    """Whether no rule objects to these talks; the board says the same, and what they cost is what they cost."""
    demands = Demands(Cast(conference))
    ticks = {demands.timeline.moment(tick): tick for tick in range(demands.timeline.size)}
    board = Board(demands)
    report = check(demands.cast, Timetable(placements=tuple(talks.values())))
    move = {place: ticks[talk.start] for place, talk in talks.items()}
    price = board.price(move, board.turned(move))
    broken = set(report.broken) - {"nobody-forgotten", "staff-elsewhere"}
    assert (price == IMPOSSIBLE) is bool(broken), broken
    if not broken:
        assert board.points + price == report.objective.total
    return not broken


@pytest.mark.parametrize("whose", PARTIES)
@given(data=st.data())
def test_an_evening_is_possible_and_costs_what_the_rules_and_the_objective_say(
    data: st.DataObject, whose: str
) -> None:
    """However close together the talks lie, and however near one evening is to the next."""
    conference = data.draw(evenings(whose))
    for _ in range(4):
        possible(conference, data.draw(in_order(conference)))


def pausing(start: str, end: str, minutes: int, *busy: tuple[str, str]) -> StaffPresence:
    """Somebody who is promised a pause, and may be taken elsewhere for some of its window."""
    pause = Pause(start=clock(start), end=clock(end), minutes=minutes)
    return staff("t0", pauses=(pause,), busy=tuple(span(*hours) for hours in busy))


@pytest.mark.parametrize(
    ("person", "starts", "fine"),
    [
        (staff("t0", break_after_minutes=30), "18:00 18:10 18:20", True),
        (staff("t0", break_after_minutes=30), "18:00 18:10 18:25", False),
        (staff("t0", break_after_minutes=30), "18:00 18:10 18:30 18:40", True),
        (staff("t0", break_after=1), "18:00 18:20 18:40", True),
        (staff("t0", break_after=1), "18:00 18:20 18:39", False),
        (staff("t0", break_after=1), "18:50 19:10", True),
        (staff("t0", break_after=1), "18:50 19:00", False),
        (staff("t0", break_after=2), "18:50 19:00 19:20", True),
        (staff("t0", break_after=2), "18:40 18:50 19:10 19:30", True),
        (staff("t0", buffer_minutes=5), "18:00 18:15 18:30", True),
        (staff("t0", buffer_minutes=5), "18:00 18:15 18:29", False),
        (pausing("18:00", "18:30", 20), "18:00", True),
        (pausing("18:00", "18:30", 20), "18:20", True),
        (pausing("18:00", "18:30", 20), "18:05", False),
        (pausing("18:00", "18:30", 20), "18:01", False),
        (pausing("18:20", "18:40", 20, ("18:20", "18:40")), "18:10 18:40", True),
        (pausing("18:20", "18:40", 20), "18:10 18:40", True),
        (pausing("18:10", "18:40", 10, ("18:20", "18:40")), "18:00", True),
        (pausing("18:10", "18:40", 10, ("18:20", "18:40")), "18:05", False),
        (pausing("19:20", "19:50", 20), "19:20", True),
        (pausing("19:20", "19:50", 20), "19:30", False),
        (pausing("19:20", "19:50", 20), "18:20 18:30 19:40", True),
    ],
)
def test_a_teacher_s_evening_from_one_sitting_into_the_next(
    person: StaffPresence, starts: str, *, fine: bool
) -> None:
    """Two sittings that touch at seven; talks of ten minutes, of which some just fit."""
    conference = autumn(
        step_minutes=1,
        sittings=tuple(
            Sitting(id=SittingId(f"s{hour}"), start=clock(f"{hour}:00"), end=clock(f"{hour + 1}:00"))
            for hour in (18, 19)
        ),
        staff=(person,),
        parties=PARTIES["a teacher"],
        requests=tuple(asked(f"q{each}", f"f{each}", "t0") for each in MANY),
    )
    talks = {number: placed(f"q{number}", start) for number, start in enumerate(starts.split())}
    assert possible(conference, talks) is fine
    possible(attrs.evolve(conference, rules_off=("staff-break",)), talks)


def test_a_parent_of_two_families_waits_from_talk_to_talk() -> None:
    """Between two talks for one family there is one for the other: no wait is longer than ten minutes."""
    conference = autumn(
        guardians=(guardian("g0", max_wait_minutes=15), guardian("g1")),
        parties=PARTIES["a parent of two families"],
        requests=(asked("q0", "f0"), asked("q1", "f1"), asked("q2", "f0", "devries")),
    )
    starts = ("18:00", "18:20", "18:40")
    talks = {number: placed(f"q{number}", start) for number, start in enumerate(starts)}
    assert possible(conference, talks)
    assert not possible(conference, {0: talks[0], 2: talks[2]})
