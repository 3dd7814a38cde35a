"""How much is asked of one teacher: on evenings small enough to try every way, not one talk too many or too few is told."""

from datetime import timedelta
from functools import cache

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, span

from partnership.conferences.conference import Conference, Sitting, StaffPresence
from partnership.conferences.forecast import Shortage, forecast
from partnership.ids import SittingId, StaffId
from partnership.times import Span


def most_talks(starts: tuple[int, ...], end: int, minutes: int, person: StaffPresence) -> int:
    """The most talks one teacher can hold, by trying each start or leaving it.

    Args:
        starts: When a talk may start, in minutes.
        end: When the last must be over.
        minutes: How long each talk lasts.
        person: Who holds them, with buffer and breaks.
    """

    @cache
    def most(place: int, free: int, row: int) -> int:
        if place == len(starts):
            return 0
        best, start = most(place + 1, free, row), starts[place]
        held = 1 if row == 0 or start - free >= person.break_minutes else row + 1
        allowed = row == 0 or start - free >= person.buffer_minutes
        if allowed and start + minutes <= end and held <= (person.break_after or len(starts)):
            best = max(best, 1 + most(place + 1, start + minutes, held))
        return best

    return most(0, 0, 0)


@st.composite
def teachers(draw: st.DrawFn) -> StaffPresence:
    """A teacher with a buffer, or with breaks, or with neither."""
    person = StaffPresence(id=StaffId("jansen"), break_minutes=draw(st.sampled_from((5, 10, 20))))
    return attrs.evolve(
        person,
        buffer_minutes=draw(st.sampled_from((0, 0, 3, 5))),
        break_after=draw(st.none() | st.integers(1, 3)),
    )


def crowd(count: int, minutes: int, **different: object) -> Conference:
    """So many families who each ask for Jansen."""
    return autumn(
        parties=tuple(family(f"f{number}", f"g{number}") for number in range(count)),
        requests=tuple(asked(f"q{number}", f"f{number}", minutes=minutes) for number in range(count)),
        **different,
    )


@given(
    teachers(),
    st.sampled_from((5, 10, 15, 20)),
    st.sampled_from((5, 10)),
    st.integers(4, 12),
    st.integers(0, 3),
)
def test_of_talks_that_last_alike_just_as_many_are_too_many_as_do_not_fit(
    person: StaffPresence, minutes: int, step: int, fives: int, late: int
) -> None:
    """In one evening, from whenever the teacher comes: as many as every way tried says."""
    length, comes = 5 * fives, 5 * late
    starts = tuple(start for start in range(0, length, step) if start >= comes)
    fit = most_talks(starts, length, minutes, person)
    evening = Span.of(clock("18:00"), minutes=length)
    there = Span(evening.start + timedelta(minutes=comes), evening.end)
    conference = crowd(
        14,
        minutes,
        step_minutes=step,
        sittings=(Sitting(id=SittingId("tue"), start=evening.start, end=evening.end),),
        staff=(attrs.evolve(person, available=(there,)),),
    )
    told = forecast(conference)
    if told.impossible:
        assert fit == 0
    else:
        assert [each.over for each in told.staff] == ([14 - fit] if fit < 14 else [])


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
