"""First prices: how much everybody is over-asked, by matching talks to moments (Hall 1935).

A moment is worth what one more of it would save. Where more talks are wanted than there are moments, that is the
price of leaving a talk over; so a bound at these prices counts every talk that Hall's test proves too many. A pause
that must be is one more thing that takes a moment.
"""

from collections.abc import Iterator, Mapping, Sequence

from partnership.conferences.bounds.assignment import Row, worth_of_columns
from partnership.conferences.bounds.day import BEYOND, Wanted
from partnership.conferences.bounds.desk import Desk
from partnership.conferences.bounds.market import Market

__all__ = ["opening_prices"]


def opening_prices(market: Market) -> list[list[int]]:
    """Prices at desks that hold one talk at a time, staff first and the most wanted of them first.

    A talk that needs several desks pays those before too, so each desk in turn only adds to what is proven.
    """
    prices = market.free()
    asked: dict[int, list[Wanted]] = {
        number: [] for number, desk in enumerate(market.desks) if desk.places == 1
    }
    for family in market.families:
        for wanted in family.wanted:
            for each in asked.keys() & set(wanted.desks):
                asked[each].append(wanted)
    for number in sorted(asked, key=lambda each: (each not in market.staff, -len(asked[each]), each)):
        desk = market.desks[number]
        ticks = _even(desk)
        if ticks is not None:
            rows = [*_pauses(desk, ticks), *(_row(each, number, prices, market) for each in asked[number])]
            for start, worth in worth_of_columns(rows).items():
                prices[number][start] = worth
    return prices


def _even(desk: Desk) -> int | None:
    """How long every talk at a desk lasts, when all start a whole number of talks apart in each sitting; else None."""
    if len(desk.lengths) != 1:
        return None
    [(ticks, starts)] = desk.lengths.items()
    for first, count in desk.sittings:
        here = [tick for tick in range(count) if starts >> (first + tick) & 1]
        if any((tick - here[0]) % ticks for tick in here):
            return None
    return ticks


def _pauses(desk: Desk, ticks: int) -> Iterator[Row]:
    """The moments of each sitting that cannot all be used, as rows that each take one and cannot stay out."""
    if desk.pauses is None:
        return
    starts = desk.lengths[ticks]
    dear = 1 << 40
    for (first, count), most in zip(desk.sittings, desk.most_ticks(), strict=True):
        moments = [first + tick for tick in range(count) if starts >> (first + tick) & 1]
        for _ in range(len(moments) - most // ticks):
            yield dict.fromkeys(moments, 0), dear


def _row(wanted: Wanted, desk: int, prices: Sequence[Sequence[int]], market: Market) -> Row:
    """What each start costs a request, with what the others it needs ask for it."""
    others = [prices[each] for each in wanted.desks if each != desk]
    spoken = market.house.wait * wanted.ticks
    costs: Mapping[int, int] = {
        first + tick: int(cost) + spoken
        for (first, _), starts in zip(market.house.sittings, wanted.costs, strict=True)
        for tick, cost in enumerate(starts or ())
        if cost < BEYOND
    }
    if others:
        costs = {
            start: cost + sum(sum(row[start : start + wanted.ticks]) for row in others)
            for start, cost in costs.items()
        }
    return costs, wanted.weight
