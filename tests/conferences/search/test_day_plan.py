"""The day of one family: what planning over time finds costs as little as the best of all ways."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.conferences.search.day_plan import Fare, cheapest_plan

Offers = Mapping[int, Sequence[tuple[int, float]]]


def price_of(
    starts: Mapping[int, int],
    sittings: Sequence[Offers],
    ticks: Sequence[int],
    left_over: Sequence[int],
    fare: Fare,
) -> float | None:
    """What these starts cost together, or None when nobody could walk so fast."""
    total = float(sum(points for talk, points in enumerate(left_over) if talk not in starts))
    days = 0
    for offers in sittings:
        mine = sorted((tick, talk) for talk, tick in starts.items() if tick in offers)
        days += bool(mine)
        for tick, talk in mine:
            total += dict(offers[tick])[talk]
        for (first, one), (second, _) in pairwise(mine):
            pause = second - first - ticks[one]
            if pause < fare.gap:
                return None
            total += fare.wait * pause
    return total + fare.sitting * max(0, days - 1)


@st.composite
def families(
    draw: st.DrawFn,
) -> tuple[list[Offers], list[int], list[int], Fare]:
    """At most three talks, in two sittings of five ticks, of which each talk is offered some; dear or all alike."""
    talks, dear = draw(st.integers(1, 3)), draw(st.sampled_from((1, 1, 10)))
    sittings: list[Offers] = []
    for first in (0, 8):
        offers = {
            tick: [(talk, draw(st.integers(0, 4 * dear))) for talk in range(talks) if draw(st.booleans())]
            for tick in range(first, first + draw(st.integers(0, 5)))
        }
        sittings.append({tick: offered for tick, offered in offers.items() if offered})
    ticks = [draw(st.integers(1, 2)) for _ in range(talks)]
    left_over = [draw(st.integers(0, 10 * dear)) for _ in range(talks)]
    fare = Fare(
        wait=draw(st.integers(0, dear)), sitting=draw(st.integers(0, 3 * dear)), gap=draw(st.integers(0, 2))
    )
    return sittings, ticks, left_over, fare


@settings(max_examples=150)
@given(families())
def test_no_way_is_cheaper(family: tuple[list[Offers], list[int], list[int], Fare]) -> None:
    """The plan found can be gone through, and of all ways to hold the talks none costs less."""
    sittings, ticks, left_over, fare = family
    offered = [
        [None, *(tick for offers in sittings for tick in offers if talk in dict(offers[tick]))]
        for talk in range(len(ticks))
    ]
    ways = (
        {talk: tick for talk, tick in enumerate(starts) if tick is not None} for starts in product(*offered)
    )
    prices = [price_of(way, sittings, ticks, left_over, fare) for way in ways]
    plan = cheapest_plan(sittings, ticks, left_over, fare)
    assert price_of(plan, sittings, ticks, left_over, fare) == min(
        price for price in prices if price is not None
    )
