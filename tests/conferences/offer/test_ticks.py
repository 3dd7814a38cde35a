"""Time as numbers, held against instants."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, placed, staff

from partnership.conferences.conference import Conference, Pin
from partnership.conferences.offer.ticks import Ticks, runs
from partnership.conferences.timetable import Placement
from partnership.testing.strategies.conferences import conferences, starts_of, timetables
from partnership.times import Span, minutes_between

MINUTE = timedelta(minutes=1)


@st.composite
def planned(draw: st.DrawFn) -> tuple[Conference, tuple[Placement, ...]]:
    """A conference and any timetable of it."""
    conference = draw(conferences(max_requests=3))
    return conference, draw(timetables(conference)).placements


def origin(conference: Conference) -> Span:
    """From the start of the first sitting to the end of the last."""
    return Span(
        min(each.start for each in conference.sittings), max(each.end for each in conference.sittings)
    )


@given(planned())
def test_every_talk_and_start_is_a_whole_number_of_ticks(
    case: tuple[Conference, tuple[Placement, ...]],
) -> None:
    """Booked, asked, pinned, on the grid or as much later as a teacher starts; and a longer tick would not do."""
    conference, placements = case
    ticks, first = Ticks(conference, placements), origin(conference).start
    lengths = {conference.step_minutes, *(each.minutes for each in conference.requests)}
    lengths |= {each.minutes for each in placements}
    lengths |= {each.start_offset_minutes for each in conference.staff}
    moments = {each.start for each in conference.sittings} | {each.start for each in placements}
    moments |= {each.pinned.start for each in conference.requests if each.pinned}
    lengths |= {abs(minutes_between(first, moment)) for moment in moments}
    longest = max(
        each for each in range(1, conference.step_minutes + 1) if not any(one % each for one in lengths)
    )
    assert ticks.minutes == longest
    assert all(map(ticks.fits, placements))
    for moment in moments:
        assert ticks.moment(ticks.tick(moment)) == moment


@given(planned(), st.data())
def test_a_talk_fits_when_it_starts_and_ends_on_a_tick(
    case: tuple[Conference, tuple[Placement, ...]], data: st.DataObject
) -> None:
    """Of any length, at any minute; the tick of a minute is the one it lies in."""
    conference, placements = case
    ticks, whole = Ticks(conference, placements), origin(conference)
    late, minutes = data.draw(st.integers(-60, 200)), data.draw(st.integers(1, 40))
    start = whole.start + late * MINUTE
    talk = Placement(request=conference.requests[0].id, start=start, minutes=minutes)
    inner = [whole.start + place * ticks.minutes * MINUTE for place in range(-70, 260)]
    assert ticks.fits(talk) == (start in inner and start + minutes * MINUTE in inner)
    assert ticks.moment(ticks.tick(start)) <= start < ticks.moment(ticks.tick(start) + 1)
    assert (ticks.count(minutes) - 1) * ticks.minutes < minutes <= ticks.count(minutes) * ticks.minutes


@given(planned())
def test_each_sitting_has_the_ticks_a_talk_can_start_in(
    case: tuple[Conference, tuple[Placement, ...]],
) -> None:
    """In order of time, whichever way round they are written, up to the end of the last."""
    conference, placements = case
    back = attrs.evolve(conference, sittings=conference.sittings[::-1])
    ticks = Ticks(conference, placements)
    assert Ticks(back, placements).sittings == ticks.sittings
    assert ticks.size == ticks.sittings[-1][1]
    for (first, end), sitting in zip(ticks.sittings, conference.sittings, strict=True):
        assert [
            place for place in range(ticks.size) if sitting.start <= ticks.moment(place) < sitting.end
        ] == [*range(first, end)]


@given(planned(), st.data())
def test_masks_hold_the_ticks_that_lie_in_them(
    case: tuple[Conference, tuple[Placement, ...]], data: st.DataObject
) -> None:
    """Between two ticks, also where they lie outside the conference; wholly inside times that do not touch; on the grid."""
    conference, placements = case
    ticks, whole = Ticks(conference, placements), origin(conference)
    one, other = data.draw(st.integers(-5, ticks.size + 5)), data.draw(st.integers(-5, ticks.size + 5))
    assert members(ticks.between(one, other)) == [each for each in range(ticks.size) if one <= each < other]
    assert members(ticks.all) == [*range(ticks.size)]
    edges = sorted(data.draw(st.lists(st.integers(-30, 240), unique=True, min_size=4, max_size=4)))
    moments = [whole.start + edge * MINUTE for edge in edges]
    spans = [Span(*moments[:2]), Span(*moments[2:])]
    assert members(ticks.mask(spans)) == [
        each
        for each in range(ticks.size)
        if any(span.start <= ticks.moment(each) and ticks.moment(each + 1) <= span.end for span in spans)
    ]
    minutes = data.draw(st.integers(1, 5) | st.integers(1, 60)) * ticks.minutes
    for _ in range(2):
        assert members(ticks.grid(minutes)) == sorted(
            {
                ticks.tick(start)
                for start in starts_of(conference)
                for sitting in conference.sittings
                if sitting.start <= start and start + minutes * MINUTE <= sitting.end
                if minutes_between(sitting.start, start) % conference.step_minutes == 0
            }
        )


def members(mask: int) -> list[int]:
    """The ticks in a bit mask."""
    return [each for each in range(mask.bit_length()) if mask >> each & 1]


@given(st.integers(0, 1 << 12), st.integers(1, 9))
def test_a_run_is_so_many_in_a_row(mask: int, ticks: int) -> None:
    """Each tick from which it and the next are all there."""
    there = members(mask)
    assert members(runs(mask, ticks)) == [each for each in there if {*range(each, each + ticks)} <= {*there}]


@pytest.mark.parametrize(
    ("conference", "placements"),
    [
        (autumn(requests=(asked("q1", minutes=15),)), ()),
        (autumn(requests=(asked("q1", minutes=20, pinned=Pin(start=clock("18:05"))),)), ()),
        (autumn(staff=(staff("jansen", start_offset_minutes=5),), requests=()), ()),
        (autumn(), (placed("q1", "18:00", 5),)),
        (autumn(), (placed("q1", "17:55"),)),
    ],
)
def test_whatever_is_not_on_the_grid_makes_ticks_shorter(
    conference: Conference, placements: tuple[Placement, ...]
) -> None:
    """The length of a talk, a pin, a teacher who starts late, what the office booked and when."""
    assert Ticks(autumn(), ()).minutes == 10
    assert Ticks(conference, placements).minutes == 5


@pytest.mark.parametrize(("minutes", "last"), [(10, "19:50"), (11, "19:40"), (20, "19:40"), (120, "18:00")])
def test_the_last_talk_of_an_evening_ends_with_it_at_the_latest(minutes: int, last: str) -> None:
    """Two hours, in starts of ten minutes; a minute longer is a start less."""
    ticks = Ticks(autumn(requests=(asked("q1", minutes=minutes),)), ())
    assert ticks.moment(ticks.grid(minutes).bit_length() - 1) == clock(last)
