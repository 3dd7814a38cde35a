"""The cheapest way to hold all talks of one family, when every moment of everyone else has a price.

Dynamic programming over time: after each tick it is known, for every set of the family's talks, what it costs least to
have held just these by now. Waiting between two talks, an evening more and a moment that is not wished for are counted
as the objective counts them; only a wait longer than `long_wait_after` is counted as if it were a shorter one.
"""

from collections.abc import Mapping, Sequence

import attrs

__all__ = ["Fare", "cheapest_plan"]

_NEVER = float("inf")

Trail = tuple[int, int, "Trail"] | None
"""A talk, the tick it starts on, and the talks before it."""

_Known = dict[int, tuple[float, Trail]]
"""Sets of talks as bit masks, with what they cost at least and how."""


@attrs.frozen(kw_only=True)
class Fare:
    """What a family pays besides the price of each moment.

    Attributes:
        wait: Points for each tick between two talks of a sitting.
        sitting: Points for each sitting beyond the first.
        gap: The fewest ticks between two talks of a sitting.
    """

    wait: int
    sitting: int
    gap: int


def cheapest_plan(
    sittings: Sequence[Mapping[int, Sequence[tuple[int, float]]]],
    ticks: Sequence[int],
    left_over: Sequence[int],
    fare: Fare,
) -> dict[int, int]:
    """The starts of a family's talks that cost least together; a talk that is not in it is better left over.

    Args:
        sittings: Per sitting, for each tick in order of time, the talks that may start there with the price.
        ticks: Per talk, how long it lasts.
        left_over: Per talk, the points for leaving it out.
        fare: What the family pays besides. No price is below nothing.
    """
    known: _Known = {0: (0.0, None)}
    everything = (1 << len(ticks)) - 1
    for offers in sittings:
        if offers:
            most = known[everything][0] if everything in known else float(sum(left_over))
            known = _both(known, _within(offers, ticks, fare, most), fare)
    best = min(
        (cost - sum(each for bit, each in enumerate(left_over) if held >> bit & 1), held)
        for held, (cost, _) in known.items()
    )
    plan: dict[int, int] = {}
    trail = known[best[1]][1]
    while trail is not None:
        talk, tick, trail = trail
        plan[talk] = tick
    return plan


def _within(
    offers: Mapping[int, Sequence[tuple[int, float]]], ticks: Sequence[int], fare: Fare, most: float
) -> _Known:
    """The cheapest way to hold each set of talks in one sitting; none that costs more than holding them all may.

    `free` are the ways that end before this tick, gap included, with the waiting until now; `coming` those that end
    later, by the tick they do. `most` is what holding all talks is known to cost at most: whatever costs more on the way
    there leads nowhere.
    """
    found: _Known = {}
    free: _Known = {0: (0.0, None)}
    coming: dict[int, _Known] = {}
    now, everything, pause = min(offers), (1 << len(ticks)) - 1, fare.wait * fare.gap
    for tick, offered in offers.items():
        free = _later(free, fare.wait * (tick - now), most)
        _join(free, coming, tick, fare, most)
        now = tick
        for talk, price in offered:
            bit, later = 1 << talk, coming.setdefault(tick + ticks[talk] + fare.gap, {})
            for before, (paid, trail) in free.items():
                held, cost = before | bit, paid + price
                if before & bit or cost > most:
                    continue
                if held not in found or cost < found[held][0]:
                    found[held] = cost, (talk, tick, trail)
                if held not in later or cost + pause < later[held][0]:
                    later[held] = cost + pause, (talk, tick, trail)
        if everything in found:
            most = min(most, found[everything][0])
    return found


def _join(free: _Known, coming: dict[int, _Known], tick: int, fare: Fare, most: float) -> None:
    """Take the ways that end by this tick over into those that are free, where they are cheaper."""
    for ready in [each for each in coming if each <= tick]:
        for held, way in _later(coming.pop(ready), fare.wait * (tick - ready), most).items():
            if held not in free or way[0] < free[held][0]:
                free[held] = way


def _later(known: _Known, waiting: float, most: float) -> _Known:
    """The same when everyone who has begun waits on, for so many points; those who pay too much then give up."""
    if not waiting:
        return known
    waited = {held: (cost + waiting if held else cost, trail) for held, (cost, trail) in known.items()}
    return {held: way for held, way in waited.items() if way[0] <= most}


def _both(known: _Known, found: _Known, fare: Fare) -> _Known:
    """The cheapest way to hold each set of talks in the sittings so far and in one more."""
    joined = dict(known)
    for held, (cost, trail) in found.items():
        for before, (paid, first) in known.items():
            if held & before:
                continue
            both, total = held | before, cost + paid + (fare.sitting if before else 0)
            if both not in joined or total < joined[both][0]:
                joined[both] = total, _longer(first, trail)
    return joined


def _longer(first: Trail, trail: Trail) -> Trail:
    """One trail after another."""
    while trail is not None:
        talk, tick, trail = trail
        first = talk, tick, first
    return first
