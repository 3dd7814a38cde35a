"""The parts a bound is made of, each against trying everything."""

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.conferences.bounds.assignment import Row, worth_of_columns
from partnership.conferences.bounds.day import BEYOND, Costs, House, Wanted
from partnership.conferences.bounds.desk import Desk, Pauses
from partnership.conferences.bounds.family import Family

TICKS = 6


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """A few rows that each suit some of fewer columns, so that some must make way for others."""
    points = st.integers(0, 9)
    row = st.tuples(st.dictionaries(st.integers(0, 2), points, min_size=1), points)
    return draw(st.lists(row, max_size=5))


def least_cost(rows: list[Row]) -> int:
    """The cheapest matching, by trying them all."""
    choices = product(*([None, *costs] for costs, _ in rows))
    return min(
        sum(out if at is None else costs[at] for at, (costs, out) in zip(choice, rows, strict=True))
        for choice in choices
        if len(taken := [at for at in choice if at is not None]) == len(set(taken))
    )


@settings(max_examples=150)
@given(rows())
def test_the_worth_of_columns_proves_the_matching(rows: list[Row]) -> None:
    """At these prices rows that choose alone, less the prices, cost just what the best matching costs."""
    worth = worth_of_columns(rows)
    assert min(worth.values(), default=0) >= 0
    alone = sum(min([out, *(cost + worth.get(at, 0) for at, cost in costs.items())]) for costs, out in rows)
    assert alone - sum(worth.values()) == least_cost(rows)


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """A desk in two short sittings, with talks of one or two ticks."""
    lengths = draw(st.dictionaries(st.integers(1, 3), st.integers(1, (1 << 2 * TICKS) - 1), min_size=1))
    inside = {
        ticks: starts & sum(1 << first + tick for first in (0, TICKS) for tick in range(TICKS - ticks + 1))
        for ticks, starts in lengths.items()
    }
    wanted = 0
    for ticks, starts in inside.items():
        for tick in range(ticks):
            wanted |= starts << tick
    return Desk(
        places=1,
        wanted=wanted,
        lengths=inside,
        sittings=((0, TICKS), (TICKS, TICKS)),
        pauses=draw(st.none() | st.builds(Pauses, in_a_row=st.integers(1, 3), ticks=st.integers(1, 3))),
    )


def may_be(talks: tuple[tuple[int, int], ...], pauses: Pauses) -> bool:
    """Whether talks of one sitting, in order, do not overlap and are not too many in a row."""
    row = 1
    for (_, end), (start, _) in pairwise(talks):
        row = 1 if start - end >= pauses.ticks else row + 1
        if start < end or row > pauses.in_a_row:
            return False
    return True


@given(desks(), st.lists(st.integers(0, 20), min_size=2 * TICKS, max_size=2 * TICKS))
def test_a_desk_earns_what_its_best_evening_earns(desk: Desk, prices: list[int]) -> None:
    """With pauses exactly; without, every wanted moment."""
    if desk.pauses is None:
        assert desk.earns(prices) == sum(p for tick, p in enumerate(prices) if desk.wanted >> tick & 1)
        assert sum(desk.most_ticks()) == desk.wanted.bit_count()
        return
    best = 0
    for first, count in desk.sittings:
        talks = sorted(
            (tick, tick + ticks)
            for ticks, starts in desk.lengths.items()
            for tick in range(first, first + count)
            if starts >> tick & 1
        )
        best += max(
            sum(sum(prices[start:end]) for start, end in some)
            for number in range(min(len(talks), TICKS) + 1)
            for some in combinations(talks, number)
            if may_be(some, desk.pauses)
        )
    assert desk.earns(prices) == best
    assert desk.rate() <= 1.0


@st.composite
def families(draw: st.DrawFn) -> Family:
    """A family of up to three talks in up to two short sittings, for whom waiting may become dearer after a while."""
    house = House(
        sittings=((0, TICKS), (TICKS, TICKS))[: draw(st.integers(1, 2))],
        wait=draw(st.integers(0, 3)),
        long_wait=draw(st.integers(0, 5)),
        patience=draw(st.integers(0, 3)),
        tick_minutes=draw(st.integers(1, 2)),
        extra_sitting=draw(st.integers(0, 9)),
    )

    def costs(ticks: int) -> Costs | None:
        start = st.sampled_from((0, 3, BEYOND))
        found: list[float] = draw(st.lists(start, min_size=TICKS - ticks + 1, max_size=TICKS - ticks + 1))
        return None if min(found) == BEYOND else [cost - house.wait * ticks for cost in found]

    wanted = []
    for number in range(draw(st.integers(1, 3))):
        ticks = draw(st.integers(1, 2))
        wanted.append(
            Wanted(
                number=number,
                ticks=ticks,
                desks=draw(st.sampled_from(((0,), (1,), (0, 1)))),
                costs=tuple(costs(ticks) for _ in house.sittings),
                weight=draw(st.integers(0, 60)),
            )
        )
    return Family(
        house=house, wanted=tuple(wanted), most_talks=draw(st.integers(0, 3)), travel=draw(st.integers(0, 1))
    )


def cost_of(family: Family, starts: tuple[int | None, ...], prices: list[list[int]]) -> float:
    """What an evening costs, counted talk by talk as a person would."""
    house = family.house
    cost: float = sum(each.weight for each, start in zip(family.wanted, starts, strict=True) if start is None)
    if len([start for start in starts if start is not None]) > family.most_talks:
        return BEYOND
    used = 0
    for sitting, (first, count) in enumerate(house.sittings):
        talks = sorted(
            (start, start + each.ticks)
            for each, start in zip(family.wanted, starts, strict=True)
            if start is not None and first <= start < first + count
        )
        for each, start in zip(family.wanted, starts, strict=True):
            if start is not None and first <= start < first + count:
                own = each.costs[sitting]
                cost += BEYOND if own is None else own[start - first] + house.wait * each.ticks
                cost += sum(sum(prices[desk][start : start + each.ticks]) for desk in each.desks)
        for (_, end), (start, _) in pairwise(talks):
            if start - end < family.travel:
                return BEYOND
        if talks:
            used += 1
            waiting = talks[-1][1] - talks[0][0] - sum(end - start for start, end in talks)
            long = max(0, waiting * house.tick_minutes - house.patience)
            cost += house.wait * waiting + house.long_wait * long
    return cost + house.extra_sitting * max(0, used - 1)


@settings(max_examples=70)
@given(
    families(),
    st.lists(st.lists(st.integers(0, 9), min_size=2 * TICKS, max_size=2 * TICKS), min_size=2, max_size=2),
)
def test_a_family_buys_its_cheapest_evening(family: Family, prices: list[list[int]]) -> None:
    """No evening it could have costs less, and the one it is said to buy costs just that."""
    evening = family.evening(prices)
    options = [
        [
            None,
            *(
                first + tick
                for first, count in family.house.sittings
                for tick in range(count - each.ticks + 1)
            ),
        ]
        for each in family.wanted
    ]
    assert evening.cost == min(cost_of(family, starts, prices) for starts in product(*options))
    bought = {wanted.number: start for wanted, start in evening.talks}
    chosen = tuple(bought.get(each.number) for each in family.wanted)
    assert cost_of(family, chosen, prices) == evening.cost
    nothing = [[0] * (2 * TICKS)] * 2
    assert cost_of(family, chosen, nothing) == evening.own
    assert evening.own + sum(prices[desk][tick] for desk, tick in evening.moments()) == evening.cost


@st.composite
def patient_families(draw: st.DrawFn) -> Family:
    """A family of two or three talks in one sitting, of whom some are not left out lightly, and whose waiting gets dear."""
    house = House(
        sittings=((0, TICKS),),
        wait=draw(st.integers(0, 1)),
        long_wait=draw(st.integers(1, 9)),
        patience=draw(st.integers(1, 4)),
        tick_minutes=draw(st.integers(1, 2)),
        extra_sitting=0,
    )
    start = st.sampled_from((0, 5, 9, 20, BEYOND))
    wanted = tuple(
        Wanted(
            number=number,
            ticks=1,
            desks=(0,),
            costs=([cost - house.wait for cost in draw(st.lists(start, min_size=TICKS, max_size=TICKS))],),
            weight=draw(st.sampled_from((99, 30, 3))),
        )
        for number in range(draw(st.integers(2, 3)))
    )
    return Family(house=house, wanted=wanted, most_talks=3, travel=0)


@settings(max_examples=120)
@given(patient_families())
def test_a_family_waits_just_as_long_as_is_worth_it(family: Family) -> None:
    """Where waiting counts more after some minutes, too: of all evenings it buys the cheapest."""
    prices = [[0] * TICKS]
    evening = family.evening(prices)
    assert evening.cost == min(
        cost_of(family, starts, prices)
        for starts in product((None, *range(TICKS)), repeat=len(family.wanted))
    )
    bought = {wanted.number: start for wanted, start in evening.talks}
    assert cost_of(family, tuple(bought.get(each.number) for each in family.wanted), prices) == evening.cost


def test_of_two_talks_that_cost_nothing_a_family_with_one_to_have_buys_the_dearer_to_miss() -> None:
    """And no other with it."""
    house = House(sittings=((0, 2),), wait=0, long_wait=0, patience=0, tick_minutes=1, extra_sitting=0)
    wanted = tuple(
        Wanted(number=weight, ticks=1, desks=(), costs=([0, 0],), weight=weight) for weight in (1, 2)
    )
    evening = Family(house=house, wanted=wanted, most_talks=1, travel=0).evening([])
    assert [each.number for each, _ in evening.talks] == [2]
    assert evening.cost == 1


@pytest.mark.parametrize(
    ("patience", "long_wait", "early", "cost"), [(1, 2, BEYOND, 6 + 3), (3, 6, 5, 5 + 3)]
)
def test_a_talk_that_cannot_be_takes_no_time(patience: int, long_wait: int, early: float, cost: int) -> None:
    """Of three talks one has no start: the family waits for the second as long as is worth it, and misses the third."""
    house = House(
        sittings=((0, TICKS),),
        wait=0,
        long_wait=long_wait,
        patience=patience,
        tick_minutes=1,
        extra_sitting=0,
    )
    never = BEYOND
    starts: tuple[tuple[list[float], int], ...] = (
        ([0, *[never] * 5], 99),
        ([never, early, never, never, never, 0], 99),
        ([never] * 6, 3),
    )
    wanted = tuple(
        Wanted(number=number, ticks=1, desks=(), costs=(costs,), weight=weight)
        for number, (costs, weight) in enumerate(starts)
    )
    assert Family(house=house, wanted=wanted, most_talks=3, travel=0).evening([]).cost == cost
