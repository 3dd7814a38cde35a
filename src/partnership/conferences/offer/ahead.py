"""What the way on costs a family at least, worked out for every tick at once.

For each set of talks and each price, the ticks from which the family can have these talks for no more than that price
are one bit mask; one shift of a mask moves every tick a talk further. Only what a walk pays for is looked at here, and
the least way from talk to talk, so the true price is never lower.
"""

from collections.abc import Callable, Sequence
from functools import partial
from math import gcd

import attrs

from partnership.conferences.offer.stops import Stop, Terms

__all__ = ["NEVER", "Ahead"]

NEVER = 1 << 60
"""What a way that does not exist costs."""

_LEVELS = 64
"""Prices that are worked out; what costs more is only known to cost more."""


@attrs.define
class _Level:
    """Per set of stops (as a bit mask), the ticks from which it costs no more than one price.

    Attributes:
        begin: Where its first talk can start.
        stay: Where one can stand, waiting or not, and go on in the same sitting.
        onward: Where the talk before it can end.
    """

    begin: list[int]
    stay: list[int]
    onward: list[int]


class Ahead:
    """The least prices of what is still to come.

    Args:
        stops: The talks.
        terms: What they cost, and the ticks there are.
    """

    def __init__(self, stops: Sequence[Stop], terms: Terms) -> None:
        weights, ticks = terms.weights, terms.ticks
        self._outside, self._extra = weights.outside_preferred, weights.extra_sitting
        self._wait = weights.wait_minute * ticks.minutes
        self._unit = gcd(self._outside, self._extra, self._wait) or 1
        kept = sum(stop.kept for stop in stops)
        self._gap = ticks.count(terms.least_gap) if kept < 2 or terms.keeps_all else 0  # noqa: PLR2004 - a pair
        self._sittings = [(first, ticks.between(first, end)) for first, end in ticks.sittings]
        self._sets = _sets([_talk(stop) for stop in stops])
        self._least = [self._outside * (not stop.starts & ~stop.unwished) for stop in stops]
        self._levels: list[_Level] = []
        self._payable = self._prices()
        self._ever = _nothing()
        self._fill(self._ever, lambda _: self._ever, free=True)

    def first(self) -> int:
        """What all stops cost at least; `NEVER` when they cannot be had together."""
        every = len(self._ever.begin) - 1
        if not self._ever.begin[every]:
            return NEVER
        level = next((each for each in range(_LEVELS) if self._at(each).begin[every]), _LEVELS)
        return sum(self._least) + level * self._unit

    def after(self, now: int, left: Sequence[int], most: int) -> int:
        """What these stops cost at least once the talk before them has ended; `NEVER` when they cannot be had then.

        Args:
            now: The tick at which it ends.
            left: The numbers of the stops.
            most: A price beyond which it does not matter how dear they are.
        """
        stops = sum(1 << number for number in left)
        if not self._ever.onward[stops] >> now & 1:
            return NEVER
        least = sum(self._least[number] for number in left)
        levels = min(_LEVELS, max(0, most - least) // self._unit + 1)
        level = next((each for each in range(levels) if self._at(each).onward[stops] >> now & 1), levels)
        return least + level * self._unit

    def _at(self, level: int) -> _Level:
        """A level; they are asked for from the lowest on, each when those below it are there."""
        if level == len(self._levels):
            if self._payable[level]:
                self._levels.append(_nothing())
                self._fill(self._levels[level], partial(self._cheaper, level), free=False)
            else:
                self._levels.append(self._levels[-1])
        return self._levels[level]

    def _prices(self) -> list[bool]:
        """Per level, whether anything costs just so much; where nothing does, the level is the one below it."""
        parts = [price // self._unit for price in (self._outside, self._extra, self._wait) if price]
        payable = [True]
        for level in range(1, _LEVELS):
            payable.append(any(part <= level and payable[level - part] for part in parts))
        return payable

    def _cheaper(self, level: int, price: int) -> _Level | None:
        """The level that is so much cheaper than another; None below the first."""
        place = level - price // self._unit
        return self._levels[place] if place >= 0 else None

    def _fill(self, here: _Level, less: Callable[[int], _Level | None], *, free: bool) -> None:
        """Work out one level, set by set, from the levels that are so much cheaper."""
        dearer = less(self._outside)
        paused, waited, moved = less(self._gap * self._wait), less(self._wait), less(self._extra)
        for stops, members in enumerate(self._sets, start=1):
            begin = 0
            for rest, ticks, wished, unwished in members:
                begin |= wished & here.onward[rest] >> ticks
                if unwished and dearer:
                    begin |= unwished & dearer.onward[rest] >> ticks
            here.begin.append(begin)
            if free or not self._wait:
                here.stay.append(self._any_time_before(begin))
            else:
                here.stay.append(begin | self._before(waited.stay[stops], 1) if waited else begin)
            onward = self._before(paused.stay[stops], self._gap) if paused else 0
            here.onward.append(onward | self._sittings_before(moved.begin[stops]) if moved else onward)

    def _before(self, mask: int, ticks: int) -> int:
        """So many ticks earlier in the same sitting; a pause does not lead into the one before."""
        found = 0
        for _, sitting in self._sittings:
            found |= (mask & sitting) >> ticks & sitting
        return found

    def _any_time_before(self, mask: int) -> int:
        """These ticks and all before them in the same sitting."""
        found = 0
        for first, sitting in self._sittings:
            if mask & sitting:
                found |= (1 << (mask & sitting).bit_length()) - (1 << first)
        return found

    def _sittings_before(self, mask: int) -> int:
        """All ticks before the sitting that the last of these ticks is in."""
        if not mask:
            return 0
        return (2 << max(first for first, _ in self._sittings if first < mask.bit_length())) - 1


def _nothing() -> _Level:
    """A level with the empty set alone: where no talk is to come, any tick will do."""
    return _Level([-1], [-1], [-1])


def _sets(talks: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int, int]]]:
    """Per set of talks but the empty one, each talk that can be the first of it, after the set of the others."""
    return [
        [(stops ^ 1 << number, *talk) for number, talk in enumerate(talks) if stops >> number & 1]
        for stops in range(1, 1 << len(talks))
    ]


def _talk(stop: Stop) -> tuple[int, int, int]:
    """How long a talk lasts, its starts at its least price, and those that cost more."""
    wished = stop.starts & ~stop.unwished
    return stop.ticks, wished or stop.starts, stop.starts & ~wished if wished else 0
