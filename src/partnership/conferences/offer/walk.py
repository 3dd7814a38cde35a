"""From talk to talk through a family's evenings: every way there is, cheapest first, without looking at most of them.

A walk goes forward in time, so what it has cost so far never becomes less. A part of a walk is given up as soon as what
it costs, and what the talks still to come must cost at least, is more than the best whole walks found. The limit starts
low and is raised until enough walks are found below it: iterative deepening (Korf 1985) on the cost.
"""

from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from partnership.conferences.offer.ahead import NEVER, Ahead
from partnership.conferences.offer.stops import Found, Step, Stop, Terms
from partnership.conferences.timetable import Placement

__all__ = ["walks"]

Accept = Callable[[Sequence[Step]], tuple[int, tuple[Placement, ...]] | None]

_WIDER = 3, 2
"""How many times further, as a fraction, each next limit lies above the least that a walk can cost."""


def walks(
    stops: Sequence[Stop],
    terms: Terms,
    most: int,
    accept: Accept,
) -> list[Found]:
    """The cheapest walks past every stop, at most so many, the cheapest first; of equals those that start earlier.

    Args:
        stops: The talks.
        terms: What holds.
        most: How many walks.
        accept: The talks of a whole walk, with what they cost beyond days, wishes and waiting; None when it is not
            allowed after all.
    """
    walk = _Walk(stops, terms, most, accept)
    limit = least = walk.least
    while True:
        walk.search(limit)
        if len(walk.found) == most or walk.beyond is None:
            return walk.found
        limit = max(walk.beyond, least + (limit - least) * _WIDER[0] // _WIDER[1])


class _Place(NamedTuple):
    """Where a walk has come: what the way on can be depends on this alone, unless a rule looks further back.

    Attributes:
        now: The tick after the last talk.
        sitting: The ticks of its sitting; None before the first talk.
        waited: The ticks waited in it.
        left: The stops still to come.
    """

    now: int
    sitting: tuple[int, int] | None
    waited: int
    left: tuple[int, ...]


class _Walk:
    """A search for walks below a limit.

    Attributes:
        found: The best whole walks below the limit, the cheapest first.
        beyond: The least cost of a part that was given up because of the limit; None when there was none.
        least: What no walk costs less than.
    """

    def __init__(
        self,
        stops: Sequence[Stop],
        terms: Terms,
        most: int,
        accept: Accept,
    ) -> None:
        self._stops, self._terms, self._most, self._accept = stops, terms, most, accept
        weights = terms.weights
        self._outside, self._extra, self._wait = (
            weights.outside_preferred,
            weights.extra_sitting,
            weights.wait_minute * terms.ticks.minutes,
        )
        self._ahead = Ahead(stops, terms)
        self.least = self._ahead.first()
        self.found: list[Found] = []
        self.beyond: int | None = None
        self._limit = self._grown = 0
        self._steps: list[Step] = []
        self._known: dict[_Place, int] = {}

    def search(self, limit: int) -> None:
        """Find the best walks that cost no more than the limit."""
        self._limit, self.found, self.beyond = limit, [], None
        self._on(_Place(0, None, 0, tuple(range(len(self._stops)))), 0)

    def _rest(self, place: _Place, most: int) -> int:
        """What the stops still to come cost at least."""
        return self.least if place.sitting is None else self._ahead.after(place.now, place.left, most)

    def _too_dear(self, cost: int) -> bool:
        """Whether a part that must come to cost so much is given up; told to whoever raises the limit."""
        if cost < self._limit or (cost == self._limit and not self._behind()):
            return False
        if len(self.found) < self._most and (self.beyond is None or cost < self.beyond):
            self.beyond = cost
        return True

    def _behind(self) -> bool:
        """Whether enough walks are found, and whole walks from here on start later than the worst of them.

        Walks come by in order of their starts, but for those that go through other rooms.
        """
        if len(self.found) < self._most:
            return False
        return not self._terms.by_room or _order(self._steps) > self.found[-1].order[: len(self._steps)]

    def _on(self, place: _Place, cost: int) -> int:
        """Go on from here; what every way on costs at least is remembered for the next time somebody comes by."""
        if not place.left:
            self._whole(cost)
            return 0
        rest = self._known.get(place)
        if rest is None:
            rest = self._rest(place, self._limit - cost)
        if rest >= NEVER or self._too_dear(cost + rest):
            return rest
        least, nexts = self._nexts(place, cost)
        for first, number in nexts:
            price, on = self._go(place, first, number)
            dear = self._too_dear(cost + price)
            steps = () if dear else tuple(self._ways(first, number, same=on.sitting is place.sitting))
            for step in steps:
                least = min(least, price + self._step(step, on, cost + price))
            if not steps and (dear or self._terms.looks_back):
                least = min(least, price)
        self._known[place] = max(least, rest)
        return least

    def _step(self, step: Step, on: _Place, cost: int) -> int:
        """Take a step and go on from there; what the way on costs at least."""
        before = self._grown
        self._steps.append(step)
        self._grown = self._terms.grown(self._steps)
        least = self._on(on, cost + self._grown - before)
        self._steps.pop()
        self._grown = before
        return least

    def _go(self, place: _Place, first: int, number: int) -> tuple[int, _Place]:
        """What a step costs, and where it leads."""
        stop, sitting, waits = self._stops[number], place.sitting, 0
        price = self._outside if stop.unwished >> first & 1 else 0
        if sitting is not None and first < sitting[1]:
            waits = place.waited + first - place.now
            price += self._waiting(waits) - self._waiting(place.waited)
        else:
            price += 0 if sitting is None else self._extra
            sitting = next(each for each in self._terms.ticks.sittings if each[0] <= first < each[1])
        left = tuple(each for each in place.left if each != number)
        return price, _Place(first + stop.ticks, sitting, waits, left)

    def _nexts(self, place: _Place, cost: int) -> tuple[int, list[tuple[int, int]]]:
        """The starts a walk can go on with, each with its stop, in order of time; and what any other costs at least."""
        window, least = self._window(place, cost)
        found = []
        for number in place.left:
            stop = self._stops[number]
            starts = stop.starts & window
            if starts & stop.unwished and self._too_dear(cost + self._outside):
                starts &= ~stop.unwished
                least = min(least, self._outside)
            while starts:
                low = starts & -starts
                starts ^= low
                found.append((low.bit_length() - 1, number))
        found.sort()
        return least, found

    def _window(self, place: _Place, cost: int) -> tuple[int, int]:
        """The ticks the next talk can start at within the limit; and what starting at any other costs at least."""
        ticks, sitting = self._terms.ticks, place.sitting
        window, least = ticks.all >> place.now << place.now, NEVER
        if sitting is None:
            return window, least
        reach = sitting[1]
        if self._wait:
            reach = min(reach, place.now + (self._limit - cost) // self._wait + 1)
        cuts = [(ticks.between(reach, sitting[1]), self._wait * (reach - place.now))]
        if cost + self._extra > self._limit:
            cuts.append((ticks.between(sitting[1], ticks.size), self._extra))
        for out, price in cuts:
            if any(self._stops[number].starts & out for number in place.left):
                window &= ~out
                least = min(least, price)
                self._too_dear(cost + price)
        return window, least

    def _waiting(self, ticks: int) -> int:
        """Points for waiting so long in a sitting."""
        weights, minutes = self._terms.weights, ticks * self._terms.ticks.minutes
        return weights.wait_minute * minutes + weights.long_wait_minute * max(
            0, minutes - weights.long_wait_after
        )

    def _ways(self, first: int, number: int, *, same: bool) -> Iterator[Step]:
        """The steps to a start that the rules allow after the last one; several only where the room matters."""
        terms, stop = self._terms, self._stops[number]
        rooms = tuple(name for name, there in stop.rooms if there >> first & 1)
        for choice in ((name,) for name in rooms) if terms.by_room else (rooms,):
            step = first, number, choice
            if (not same or self._in_time(step)) and terms.also(step, self._steps):
                yield step

    def _in_time(self, step: Step) -> bool:
        """Whether there is time enough, and not too much, between the last talk and this one of the same sitting."""
        terms, last = self._terms, self._steps[-1]
        before = self._stops[last[1]]
        if before.kept and self._stops[step[1]].kept and not terms.keeps_all:
            return True
        minutes = (step[0] - last[0] - before.ticks) * terms.ticks.minutes
        if terms.most_waiting is not None and minutes > terms.most_waiting:
            return False
        return minutes >= terms.gap(last[2][0], step[2][0])

    def _whole(self, cost: int) -> None:
        """A walk past every stop: keep it when it is accepted, and ask the next ones to be better than the worst kept."""
        accepted = None if self._too_dear(cost) else self._accept(self._steps)
        if accepted is None:
            return
        beyond, talks = accepted
        cost += beyond - self._grown
        order = _order(self._steps)
        same = next((each for each in self.found if each.order == order), None)
        if self._too_dear(cost) or (same is not None and same.points <= cost):
            return
        self.found = [each for each in self.found if each is not same]
        insort(self.found, Found(cost, order, talks))
        del self.found[self._most :]
        if len(self.found) == self._most:
            self._limit = self.found[-1].points


def _order(steps: Sequence[Step]) -> tuple[tuple[int, int], ...]:
    """The starts and stops of a walk."""
    return tuple((first, number) for first, number, _ in steps)
