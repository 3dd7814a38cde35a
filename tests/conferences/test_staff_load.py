"""How much is asked of one teacher: on evenings small enough to try every way, not one talk too many or too few is told."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

import attrs
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, span

from partnership.conferences.conference import Conference, Sitting, StaffPresence
from partnership.conferences.forecast import Shortage, forecast
from partnership.conferences.staff_load import pieces_of
from partnership.conferences.table import Cast
from partnership.ids import SittingId, StaffId
from partnership.times import Span


def most_talks(starts: Sequence[int], minutes: int, person: StaffPresence) -> int:
    """The most talks of so many minutes one teacher can hold, with buffer and breaks, by trying each start or leaving it."""

    @cache
    def most(place: int, free: int, row: int) -> int:
        if place == len(starts):
            return 0
        best, start = most(place + 1, free, row), starts[place]
        held = 1 if row == 0 or start - free >= person.break_minutes else row + 1
        allowed = row == 0 or start - free >= person.buffer_minutes
        if allowed and held <= (person.break_after or len(starts)):
            best = max(best, 1 + most(place + 1, start + minutes, held))
        return best

    return most(0, 0, 0)


@st.composite
def teachers(draw: st.DrawFn) -> StaffPresence:
    """A teacher with a buffer, or with breaks, or with both or neither."""
    person = StaffPresence(id=StaffId("jansen"), break_minutes=draw(st.sampled_from((5, 10, 20))))
    return attrs.evolve(
        person,
        buffer_minutes=draw(st.sampled_from((0, 3, 5))),
        break_after=draw(st.none() | st.integers(1, 3)),
    )


@st.composite
def hours(draw: st.DrawFn) -> list[tuple[int, int]]:
    """When a teacher is there, in minutes from the start: some time, and often some more after twenty minutes or longer."""
    first = 5 * draw(st.integers(0, 3))
    there = [(first, first + 5 * draw(st.integers(2, 16)))]
    if draw(st.booleans()):
        again = there[0][1] + 5 * draw(st.integers(4, 6))
        there.append((again, again + 5 * draw(st.integers(2, 6))))
    return there


def crowd(count: int, minutes: int, **different: object) -> Conference:
    """So many families who each ask for Jansen."""
    return autumn(
        parties=tuple(family(f"f{number}", f"g{number}") for number in range(count)),
        requests=tuple(asked(f"q{number}", f"f{number}", minutes=minutes) for number in range(count)),
        **different,
    )


@example(StaffPresence(id=StaffId("jansen")), [(0, 15), (35, 70)], 15, 10, 1)
@settings(max_examples=100)
@given(teachers(), hours(), st.sampled_from((5, 10, 15, 20)), st.sampled_from((5, 10)), st.integers(0, 2))
def test_of_talks_that_last_alike_just_as_many_are_too_many_as_do_not_fit(
    person: StaffPresence, there: list[tuple[int, int]], minutes: int, step: int, over: int
) -> None:
    """Whenever the teacher comes and goes: as many as fit are not too many, and of more just the rest is."""
    starts = [
        start
        for start in range(0, 180, step)
        if any(come <= start and start + minutes <= go for come, go in there)
    ]
    count = most_talks(starts, minutes, person) + over
    windows = tuple(
        Span(clock("18:00") + timedelta(minutes=come), clock("18:00") + timedelta(minutes=go))
        for come, go in there
    )
    conference = crowd(
        count,
        minutes,
        step_minutes=step,
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("21:00")),),
        staff=(attrs.evolve(person, available=windows),),
    )
    told = forecast(conference)
    if starts:
        assert [(each.asked, each.over) for each in told.staff] == ([(count, over)] if over else [])
    else:
        assert len(told.impossible) == count


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), min_size=1, max_size=9))
def test_of_short_talks_just_as_many_are_too_many_as_find_no_start(windows: list[tuple[int, int]]) -> None:
    """Families who can each come for so many places from some place on: as many as the best matching leaves over."""
    starts = [set(range(first, min(first + many, 6))) for first, many in windows]

    @cache
    def most(number: int, taken: frozenset[int]) -> int:
        if number == len(starts):
            return 0
        here = (1 + most(number + 1, taken | {start}) for start in starts[number] - taken)
        return max([most(number + 1, taken), *here])

    over = len(starts) - most(0, frozenset())
    conference = crowd(
        len(windows),
        10,
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("19:00")),),
        guardians=tuple(
            guardian(f"g{number}", available=(Span.of(clock(f"18:{first}0"), minutes=10 * many),))
            for number, (first, many) in enumerate(windows)
        ),
    )
    assert [each.over for each in forecast(conference).staff] == ([over] if over else [])


def test_the_time_that_is_pressed_on_most_is_named() -> None:
    """Three talks of half an hour that must be over by seven: one too many there, though the evening is long."""
    early = tuple(guardian(f"g{number}", available=(span("18:00", "19:00"),)) for number in range(3))
    late = tuple(guardian(f"g{number}") for number in range(3, 5))
    told = forecast(crowd(5, 30, step_minutes=5, guardians=early + late)).staff
    assert told == (Shortage(who="jansen", asked=5, over=1, within=span("18:00", "19:00")),)


def test_a_teacher_who_comes_between_two_starts_begins_at_the_next() -> None:
    """From twenty-five to seven until a quarter past: three talks on a grid of ten, not four."""
    there = (span("18:35", "19:15"),)
    conference = crowd(5, 10, staff=(StaffPresence(id=StaffId("jansen"), available=there),))
    assert forecast(conference).sittings[0].fits == 3


def test_time_between_two_starts_is_no_time_to_be_asked_in() -> None:
    """Jansen looks in for a while at a moment when no talk can begin; that counts for nothing, and breaks nothing."""
    for until in ("18:08", "18:10"):
        jansen = StaffPresence(id=StaffId("jansen"), available=(span("18:03", until), span("19:00", "19:30")))
        conference = autumn(staff=(jansen, StaffPresence(id=StaffId("devries"))))
        assert pieces_of(jansen, Cast(conference)) == [span("19:00", "19:30")]
