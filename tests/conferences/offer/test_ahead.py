"""What is still to come costs just what trying every way finds."""

from collections.abc import Sequence

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import autumn, clock

from partnership.conferences.conference import Sitting, Weights
from partnership.conferences.offer.ahead import NEVER, Ahead
from partnership.conferences.offer.stops import Stop, Terms
from partnership.conferences.offer.ticks import Ticks
from partnership.ids import RequestId, SittingId

EVENINGS = autumn(
    sittings=(
        Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:50")),
        Sitting(id=SittingId("late"), start=clock("19:10"), end=clock("19:50")),
    )
)
TICKS = Ticks(EVENINGS, ())
PLENTY = 10**9


FREE = Terms(
    ticks=TICKS,
    weights=Weights(outside_preferred=20, wait_minute=0, long_wait_minute=0),
    gap=lambda _, __: 0,
    least_gap=0,
    most_waiting=None,
    by_room=False,
    looks_back=False,
    keeps_all=False,
    also=lambda _, __: True,
    grown=lambda _: 0,
)
"""Nothing has to be kept, and only what is outside the preferred time costs."""


def stop(number: int, starts: int, *, kept: bool = False, ticks: int = 1, unwished: int = 0) -> Stop:
    """A talk in no room and with no interpreter."""
    return Stop(
        request=RequestId(f"q{number}"),
        kept=kept,
        ticks=ticks,
        starts=starts,
        unwished=unwished,
        rooms=(),
        interpreters=(),
    )


@st.composite
def stops(draw: st.DrawFn) -> list[Stop]:
    """Up to four talks of one or two ticks, each at some of the ticks at which it fits; one that is kept may end later."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        ticks, kept = draw(st.integers(1, 2)), draw(st.integers(0, 3)) == 3
        late = 0 if kept else ticks - 1
        fits = [tick for first, end in TICKS.sittings for tick in range(first, end - late)]
        starts = draw(st.lists(st.sampled_from(fits), unique=True, max_size=5))
        unwished = [tick for tick in starts if draw(st.booleans())]
        found.append(
            stop(
                number,
                sum(1 << tick for tick in starts),
                kept=kept,
                ticks=ticks,
                unwished=sum(1 << tick for tick in unwished),
            )
        )
    return found


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Terms of a family that walks, with weights of which some are nought."""
    weights = Weights(
        outside_preferred=draw(st.sampled_from((0, 2, 20, 60))),
        extra_sitting=draw(st.sampled_from((0, 3, 50, 100))),
        wait_minute=draw(st.sampled_from((0, 0, 1, 2))),
    )
    gap = draw(st.sampled_from((0, 0, 5, 15)))
    return Terms(
        ticks=TICKS,
        weights=weights,
        gap=lambda _, __: gap,
        least_gap=gap,
        most_waiting=None,
        by_room=False,
        looks_back=False,
        keeps_all=draw(st.booleans()),
        also=lambda _, __: True,
        grown=lambda _: 0,
    )


def least(stops: Sequence[Stop], terms: Terms, now: tuple[int, int] | None, left: frozenset[int]) -> int:
    """The least price of these stops from a tick of a sitting (by its number) on, by trying every way."""
    if not left:
        return 0
    both_kept = sum(stop.kept for stop in stops) > 1 and not terms.keeps_all
    gap = 0 if both_kept else TICKS.count(terms.least_gap)
    best = NEVER
    for number in left:
        stop = stops[number]
        for place, (first, end) in enumerate(TICKS.sittings):
            for tick in range(first, end):
                if not stop.starts >> tick & 1:
                    continue
                price = terms.weights.outside_preferred * (stop.unwished >> tick & 1)
                if now is not None and place == now[1]:
                    if tick < now[0] + gap:
                        continue
                    price += terms.weights.wait_minute * TICKS.minutes * (tick - now[0])
                elif now is not None and place < now[1]:
                    continue
                elif now is not None:
                    price += terms.weights.extra_sitting
                rest = least(stops, terms, (tick + stop.ticks, place), left - {number})
                best = min(best, price + rest)
    return best


@given(stops(), terms())
def test_the_first_price_is_the_least_there_is(stops: list[Stop], terms: Terms) -> None:
    """Of all ways past every stop."""
    assert Ahead(stops, terms).first() == least(stops, terms, None, frozenset(range(len(stops))))


@given(stops(), terms(), st.data())
def test_from_any_tick_on_the_price_is_the_least_there_is(
    stops: list[Stop], terms: Terms, data: st.DataObject
) -> None:
    """Whatever was had before, and wherever one stands; a price that does not matter is only known to be higher."""
    ahead = Ahead(stops, terms)
    left = [number for number in range(len(stops)) if data.draw(st.booleans())]
    place = data.draw(st.integers(0, len(TICKS.sittings) - 1))
    first, end = TICKS.sittings[place]
    most = data.draw(st.integers(0, 200))
    for now in range(first + 1, end + max((stop.ticks for stop in stops), default=1)):
        true = least(stops, terms, (now, place), frozenset(left))
        assert ahead.after(now, left, PLENTY) == true
        told = ahead.after(now, left, most)
        assert told == true or most < told <= true


def test_a_pause_does_not_lead_into_another_sitting() -> None:
    """A talk that ends with one sitting is no nearer to the next than any other: that costs a second evening."""
    near = attrs.evolve(
        FREE,
        weights=Weights(outside_preferred=20, extra_sitting=50, wait_minute=0),
        gap=lambda _, __: 2,
        least_gap=15,
    )
    (_, end), (first, _) = TICKS.sittings
    assert TICKS.count(near.least_gap) == first - end
    two = [stop(0, 1 << end - 1), stop(1, 1 << first)]
    assert least(two, near, None, frozenset({0, 1})) == 50
    assert Ahead(two, near).first() == 50


def test_a_price_beyond_all_that_is_worked_out_is_known_to_be_higher() -> None:
    """A thousand points lie further away than sixty-four steps of one."""
    far = attrs.evolve(FREE, weights=Weights(outside_preferred=1, extra_sitting=1000, wait_minute=0))
    two = [stop(0, 1 << 0), stop(1, 1 << 8)]
    assert least(two, far, None, frozenset({0, 1})) == 1000
    assert Ahead(two, far).first() == 64
    assert Ahead(two, far).after(1, [1], PLENTY) == 64
