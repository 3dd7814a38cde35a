"""Ticks: every instant that matters and back, sittings apart where rules reach, together where they touch."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, span

from partnership.conferences.compiled.timeline import Timeline
from partnership.conferences.conference import Conference, KeepApart, Sitting
from partnership.conferences.search.construct import ticks_in
from partnership.ids import PartyId, SittingId
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


@given(st.data())
def test_a_mask_holds_the_ticks_inside_the_spans(data: st.DataObject) -> None:
    """A tick is in the mask just when it lies wholly in one of the merged spans."""
    conference = data.draw(conferences())
    timeline = Timeline(conference)
    spans = data.draw(st.lists(st.sampled_from([each.span for each in conference.sittings]), max_size=2))
    cut = [each.__class__(each.start, each.end - timedelta(minutes=5)) for each in spans]
    tick = timedelta(minutes=timeline.minutes)
    mask = timeline.mask(cut)
    for place, length in enumerate(timeline.lengths):
        for number in range(timeline.offsets[place], timeline.offsets[place] + length):
            start = timeline.moment(number)
            inside = any(each.start <= start and start + tick <= each.end for each in cut)
            assert bool(mask >> number & 1) is inside


def test_an_evening_of_ten_minutes_has_a_tick_each() -> None:
    """Two hours of ten minutes are twelve ticks; a talk of a quarter of an hour makes ticks of five minutes."""
    assert Timeline(autumn()).size == 12
    mixed = Timeline(autumn(requests=(asked("q1", "f1", minutes=15),)))
    assert (mixed.minutes, mixed.step, mixed.size) == (5, 2, 24)
    assert mixed.ticks(11) == 3
    assert mixed.tick(clock("17:50")) is None
    assert mixed.tick(clock("18:03")) is None
    assert mixed.tick(clock("18:05")) == 1


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
