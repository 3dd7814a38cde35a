"""Ticks: every instant that matters and back, sittings apart where rules reach, together where they touch."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, guardian, span, staff
from tests.conferences.compiled.pressed import pressed, span_near

from partnership.conferences.compiled.timeline import Timeline
from partnership.conferences.conference import (
    Conference,
    Journey,
    KeepApart,
    Mode,
    ModeChange,
    Room,
    Sitting,
    Travel,
)
from partnership.conferences.search.construct import ticks_in
from partnership.ids import PartyId, RoomId, SittingId
from partnership.testing.strategies.conferences import conferences, starts_of


@given(conferences())
def test_every_start_has_its_tick_and_every_tick_its_start(conference: Conference) -> None:
    """The grid of ticks is the grid of starts, in the same order."""
    timeline = Timeline(conference)
    assert [timeline.moment(tick) for tick in ticks_in(timeline.grid())] == sorted(starts_of(conference))
    for tick in ticks_in(timeline.grid()):
        moment = timeline.moment(tick)
        fits = moment + timedelta(minutes=timeline.minutes) <= next(
            each.end for each in conference.sittings if moment in each.span
        )
        assert timeline.tick(moment) == (tick if fits else None)


def test_an_evening_of_ten_minutes_has_a_tick_each() -> None:
    """Two hours of ten minutes are twelve ticks; a talk of a quarter of an hour makes ticks of five minutes."""
    assert Timeline(autumn()).size == 12
    mixed = Timeline(autumn(requests=(asked("q1", "f1", minutes=15),)))
    assert (mixed.minutes, mixed.step, mixed.size) == (5, 2, 24)
    assert ticks_in(mixed.grid()) == list(range(0, mixed.size, mixed.step))
    assert mixed.ticks(11) == 3
    assert mixed.tick(clock("17:50")) is None
    assert mixed.tick(clock("18:03")) is None
    assert mixed.tick(clock("18:05")) == 1


def test_what_is_left_of_a_tick_at_the_end_of_a_sitting_is_none() -> None:
    """Of an evening until five to eight the last five minutes are too short for anything."""
    evening = Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("19:55"))
    timeline = Timeline(autumn(sittings=(evening,)))
    assert (timeline.size, timeline.tick(clock("19:40")), timeline.tick(clock("19:50"))) == (11, 10, None)
    assert timeline.mask([span("17:00", "21:00")]) == (1 << 11) - 1


def test_a_long_night_is_cut_short_and_a_short_one_is_not() -> None:
    """Sittings far apart are blocks of their own; where a rule reaches from one into the next they share one."""

    def two(start: str) -> tuple[Sitting, ...]:
        return (
            Sitting(id=SittingId("late"), start=clock(start), end=clock("21:00")),
            Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("19:00")),
        )

    far = Timeline(autumn(sittings=two("20:00")))
    assert far.offsets == [0, 8]
    assert [block.offset for block in far.blocks] == [0, 8]
    near = Timeline(autumn(sittings=two("19:10")))
    assert near.offsets == [0, 7]
    assert [(block.offset, block.length, len(block.sittings)) for block in near.blocks] == [(0, 18, 2)]
    third = Sitting(id=SittingId("last"), start=clock("21:10"), end=clock("22:00"))
    whole = Timeline(autumn(sittings=(*two("19:10"), third)))
    assert [(block.offset, block.length, len(block.sittings)) for block in whole.blocks] == [(0, 24, 3)]
    apart = (KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=60),)
    wide = Timeline(autumn(sittings=two("20:00"), keep_apart=apart))
    assert wide.offsets == [0, 12]


def test_runs_do_not_reach_over_the_end_of_a_sitting() -> None:
    """Twenty minutes fit at eleven of twelve ticks, and not across a hole."""
    timeline = Timeline(autumn())
    whole = timeline.mask([span("18:00", "20:00")])
    assert ticks_in(timeline.runs(whole, 2)) == list(range(11))
    holed = timeline.mask([span("18:00", "18:30"), span("18:40", "19:00")])
    assert ticks_in(timeline.runs(holed, 2)) == [0, 1, 4]
    assert ticks_in(timeline.runs(holed, 1)) == [0, 1, 2, 4, 5]


HOUR = 60
REACHING: list[dict[str, Any]] = [
    {"travel": Travel(default_minutes=HOUR)},
    {
        "rooms": (Room(id=RoomId("r1")), Room(id=RoomId("annex"))),
        "travel": Travel(between=(Journey(origin=RoomId("r1"), destination=RoomId("annex"), minutes=HOUR),)),
    },
    {
        "travel": Travel(
            between_modes=(ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=HOUR),)
        )
    },
    {"guardians": (guardian("fatima", max_in_a_row=1, rest_minutes=HOUR), guardian("bram"))},
    {"keep_apart": (KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=HOUR),)},
    {"staff": (staff("jansen", break_minutes=HOUR), staff("devries"))},
    {"staff": (staff("jansen", buffer_minutes=HOUR), staff("devries"))},
    {"requests": (asked("q1", minutes=HOUR), asked("q2", minutes=10))},
]


@pytest.mark.parametrize("different", REACHING)
def test_a_night_is_as_long_as_the_furthest_that_a_rule_reaches(different: dict[str, Any]) -> None:
    """An hour and a tick, where some rule asks for an hour between talks or a talk lasts one; else what is usual."""
    evenings = tuple(
        Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock("19:00", day))
        for day in (24, 25)
    )
    assert Timeline(autumn(sittings=evenings, **different)).offsets == [0, 6 + 7]
    idle = (guardian("fatima", rest_minutes=HOUR), guardian("bram"))
    assert Timeline(autumn(sittings=evenings, guardians=idle)).offsets == [0, 6 + 2]


def minutes_in(start: datetime, count: int) -> list[datetime]:
    """So many minutes, one after another."""
    return [start + timedelta(minutes=each) for each in range(count)]


@given(st.data())
def test_ticks_are_read_minute_by_minute(data: st.DataObject) -> None:
    """Where a tick is, what it lies wholly inside of, where one may start and how long one can go on."""
    conference = data.draw(pressed("rows"))
    timeline, step = Timeline(conference), conference.step_minutes
    places = [
        (place, first + number)
        for place, (first, length) in enumerate(zip(timeline.offsets, timeline.lengths, strict=True))
        for number in range(length)
    ]
    at = {
        timeline.sittings[place].start
        + timedelta(minutes=(tick - timeline.offsets[place]) * timeline.minutes): tick
        for place, tick in places
    }
    assert {moment: timeline.moment(tick) for moment, tick in at.items()} == {moment: moment for moment in at}
    for sitting in timeline.sittings:
        for minute in minutes_in(sitting.start - timedelta(minutes=3), sitting.span.minutes + 6):
            assert timeline.tick(minute) == at.get(minute)
    spans = data.draw(st.lists(st.composite(span_near)(conference.sittings), max_size=3))
    there = {minute for each in spans for minute in minutes_in(each.start, each.minutes)}
    inside = {tick for moment, tick in at.items() if there.issuperset(minutes_in(moment, timeline.minutes))}
    assert set(ticks_in(timeline.mask(spans))) == inside
    late = data.draw(st.sampled_from([0, *(each.start_offset_minutes for each in conference.staff), step]))
    assert set(ticks_in(timeline.grid(late))) == {
        tick
        for place, tick in places
        if not (timeline.moment(tick) - timeline.sittings[place].start - timedelta(minutes=late))
        % timedelta(minutes=step)
    }
    assert timeline.grid() == timeline.grid(0)
    mask, ticks = data.draw(st.integers(0, (1 << timeline.size) - 1)), data.draw(st.integers(1, 3))
    assert set(ticks_in(timeline.runs(mask, ticks))) == {
        tick
        for place, tick in places
        if all((place, each) in places and mask >> each & 1 for each in range(tick, tick + ticks))
    }


@given(st.one_of(pressed("rows"), pressed("places")))
def test_blocks_hold_the_sittings_they_are_made_of(conference: Conference) -> None:
    """Each tick is found in its block and its sitting; within a block sittings lie as far apart as they do."""
    timeline = Timeline(conference)
    assert [*timeline.sittings] == sorted(conference.sittings, key=lambda each: each.start)
    assert timeline.width == max(block.length for block in timeline.blocks)
    assert len(timeline.sitting_of) == len(timeline.block_of) == len(timeline.within) == timeline.size
    found: list[list[int]] = []
    for number, block in enumerate(timeline.blocks):
        for mask in block.sittings:
            ticks = [block.offset + each for each in ticks_in(mask)]
            assert ticks == list(range(ticks[0], ticks[0] + timeline.lengths[len(found)]))
            assert ticks[0] == timeline.offsets[len(found)]
            assert {timeline.block_of[each] for each in ticks} == {number}
            assert [timeline.within[each] for each in ticks] == ticks_in(mask)
            assert {timeline.sitting_of[each] for each in ticks} == {len(found)}
            found.append(ticks)
        assert block.length == found[-1][-1] + 1 - block.offset
        assert block.offset + block.length <= timeline.size
    assert timeline.size == found[-1][-1] + 1
    for before, after in pairwise(range(len(found))):
        night = range(found[before][-1] + 1, found[after][0])
        if timeline.block_of[found[after][0]] == timeline.block_of[found[before][-1]]:
            apart = timeline.sittings[after].start - timeline.sittings[before].end
            assert timedelta(minutes=len(night) * timeline.minutes) == apart
        assert {timeline.sitting_of[each] for each in night} <= {before}
        assert {timeline.block_of[each] for each in night} <= {timeline.block_of[found[before][-1]]}
