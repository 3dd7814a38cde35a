"""Walks against brute force: the cheapest past every stop, in order, under any terms."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations, product

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import autumn, clock

from partnership.conferences.conference import Sitting, Weights
from partnership.conferences.offer.stops import Step, Stop, Terms
from partnership.conferences.offer.ticks import Ticks
from partnership.conferences.offer.walk import walks
from partnership.conferences.timetable import Placement
from partnership.ids import RequestId, RoomId, SittingId

EVENINGS = autumn(
    step_minutes=5,
    sittings=(
        Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("18:30")),
        Sitting(id=SittingId("next"), start=clock("18:30"), end=clock("18:50")),
        Sitting(id=SittingId("late"), start=clock("19:10"), end=clock("19:30")),
    ),
)
TICKS = Ticks(EVENINGS, ())
HALL, ANNEX = RoomId("hall"), RoomId("annex")
ROOMS = (None, HALL, ANNEX)


@attrs.frozen(kw_only=True)
class Asked:
    """A question for a walk: its stops, its terms, and what a whole walk costs beyond them, or None."""

    stops: Sequence[Stop]
    terms: Terms
    beyond: Callable[[Sequence[Step]], int | None]

    def accept(self, steps: Sequence[Step]) -> tuple[int, tuple[Placement, ...]] | None:
        """As a judge does it: the talks in the first of their rooms."""
        beyond = self.beyond(steps)
        return None if beyond is None else (beyond, self.talks(steps))

    def talks(self, steps: Sequence[Step]) -> tuple[Placement, ...]:
        """The talks of a walk."""
        return tuple(
            Placement(
                request=self.stops[number].request,
                start=TICKS.moment(first),
                minutes=self.stops[number].ticks * TICKS.minutes,
                room=rooms[0],
            )
            for first, number, rooms in steps
        )


def mask(ticks: Sequence[int]) -> int:
    """A bit mask of ticks."""
    return sum(1 << tick for tick in ticks)


@st.composite
def a_stop(draw: st.DrawFn, number: int, latest: int) -> Stop:
    """A talk of one or two ticks at some starts, with or without rooms; a kept one may end after its sitting."""
    kept, ticks = draw(st.integers(0, 3)) == 3, draw(st.integers(1, 2))
    fits = [
        tick
        for first, end in TICKS.sittings
        for tick in range(first, min(latest, end - (0 if kept else ticks - 1)))
    ]
    most = 1 if kept else draw(st.sampled_from((5, 2)))
    starts = draw(st.lists(st.sampled_from(fits), unique=True, min_size=1, max_size=most))
    halls = draw(st.lists(st.sampled_from(starts), unique=True))
    both = draw(st.booleans())
    rooms: tuple[tuple[RoomId | None, int], ...] = ((None, TICKS.all),)
    if draw(st.booleans()):
        rooms = (
            (ANNEX, mask([tick for tick in starts if both or tick not in halls])),
            (HALL, mask(halls)),
        )
    return Stop(
        request=RequestId(f"q{number}"),
        kept=kept,
        ticks=ticks,
        starts=mask(starts),
        unwished=mask([tick for tick in range(TICKS.size) if draw(st.booleans())]),
        rooms=rooms,
        interpreters=((None, TICKS.all),),
    )


@st.composite
def asking(draw: st.DrawFn) -> Asked:
    """Up to three talks; terms with or without ways between rooms, rules that look back, and costs of every kind."""
    latest = draw(st.sampled_from((6, 6, 10, TICKS.size)))
    stops = [draw(a_stop(number, latest)) for number in range(draw(st.sampled_from((3, 3, 2, 1))))]
    journeys, checked = draw(st.booleans()), draw(st.integers(0, 3)) == 3
    usual = draw(st.sampled_from((0, 0, 5, 15)))
    ways = {
        pair: draw(st.sampled_from((0, 5, 20))) if journeys else usual for pair in product(ROOMS, repeat=2)
    }
    growing = draw(st.sampled_from((0, 0, 30)))
    odd = draw(st.tuples(st.integers(0, 2), st.sampled_from(ROOMS)))
    late, at_the_end = draw(st.integers(0, TICKS.size)), draw(st.sampled_from((0, 0, 10, 70)))
    never = draw(st.integers(-6, TICKS.size))

    def grown(steps: Sequence[Step]) -> int:
        return growing * sum(number == odd[0] or rooms[0] == odd[1] for _, number, rooms in steps)

    def beyond(steps: Sequence[Step]) -> int | None:
        if steps[0][0] == never:
            return None
        return grown(steps) + at_the_end * sum(first < late for first, _, _ in steps)

    return Asked(
        stops=stops,
        terms=Terms(
            ticks=TICKS,
            weights=Weights(
                outside_preferred=draw(st.sampled_from((0, 20, 60))),
                extra_sitting=draw(st.sampled_from((0, 50, 100))),
                wait_minute=draw(st.sampled_from((1, 0, 2))),
                long_wait_minute=draw(st.sampled_from((0, 3))),
                long_wait_after=draw(st.sampled_from((0, 5, 10))),
            ),
            gap=lambda one, other: ways[one, other],
            least_gap=min(ways.values()),
            most_waiting=draw(st.sampled_from((None, 0, 5))),
            by_room=journeys or growing > 0,
            looks_back=journeys or checked,
            keeps_all=draw(st.booleans()),
            also=(lambda step, before: all(step[0] + each[0] != 9 for each in before))
            if checked
            else (lambda _, __: True),
            grown=grown,
        ),
        beyond=beyond,
    )


def every_walk(asked: Asked) -> Iterator[tuple[Step, ...]]:
    """Each way past every stop: any order, any starts, any rooms."""
    for order in permutations(range(len(asked.stops))):
        yield from product(*(steps_to(number, asked) for number in order))


def steps_to(number: int, asked: Asked) -> Iterator[Step]:
    """Each step to a stop: in any of its rooms, where that matters."""
    stop = asked.stops[number]
    for first in range(TICKS.size):
        if stop.starts >> first & 1:
            rooms = tuple(name for name, there in stop.rooms if there >> first & 1)
            for choice in ((name,) for name in rooms) if asked.terms.by_room else (rooms,):
                yield first, number, choice


def sitting_of(step: Step) -> int:
    """Which sitting a step is in."""
    return next(place for place, (first, end) in enumerate(TICKS.sittings) if first <= step[0] < end)


def holds(steps: Sequence[Step], asked: Asked) -> bool:
    """Whether the terms allow a walk."""
    for place, (one, other) in enumerate(pairwise(steps)):
        before, after = asked.stops[one[1]], asked.stops[other[1]]
        minutes = (other[0] - one[0] - before.ticks) * TICKS.minutes
        if minutes < 0 or not asked.terms.also(other, steps[: place + 1]):
            return False
        stays = before.kept and after.kept and not asked.terms.keeps_all
        if stays or sitting_of(one) != sitting_of(other):
            continue
        most = asked.terms.most_waiting
        if minutes < asked.terms.gap(one[2][0], other[2][0]) or (most is not None and minutes > most):
            return False
    return True


def cost(steps: Sequence[Step], asked: Asked) -> int | None:
    """What a walk costs, sitting by sitting; None when it is not accepted."""
    beyond, weights = asked.beyond(steps), asked.terms.weights
    if beyond is None:
        return None
    outside = sum(asked.stops[number].unwished >> first & 1 for first, number, _ in steps)
    total = beyond + weights.outside_preferred * outside
    sittings = sorted({sitting_of(step) for step in steps})
    total += weights.extra_sitting * (len(sittings) - 1)
    for sitting in sittings:
        mine = [step for step in steps if sitting_of(step) == sitting]
        waited = TICKS.minutes * sum(
            other[0] - one[0] - asked.stops[one[1]].ticks for one, other in pairwise(mine)
        )
        total += weights.wait_minute * waited
        total += weights.long_wait_minute * max(0, waited - weights.long_wait_after)
    return total


@given(asking())
@settings(max_examples=3 * settings().max_examples)
def test_the_walks_are_the_cheapest_there_are_and_of_equals_the_earliest(asked: Asked) -> None:
    """Their points, their starts, their order, and talks in the first rooms that cost no more."""
    best: dict[tuple[tuple[int, int], ...], tuple[int, tuple[Step, ...]]] = {}
    for steps in every_walk(asked):
        price = cost(steps, asked) if holds(steps, asked) else None
        key = tuple((first, number) for first, number, _ in steps)
        if price is not None and (key not in best or price < best[key][0]):
            best[key] = price, steps
    expected = sorted((price, key, asked.talks(steps)) for key, (price, steps) in best.items())
    for most in (1, 2, 5):
        found = walks(asked.stops, asked.terms, most, asked.accept)
        assert [(each.points, each.order, each.talks) for each in found] == expected[:most]
