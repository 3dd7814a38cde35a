"""Families that buy moments and desks that sell them: why any prices give a proven bound.

Take any valid timetable and any prices, one per desk and tick, none below nought. Each family's talks there, with
whoever is left over, are an evening it could have bought, so its own shortcomings (left over, outside preferred, extra
sittings, waiting) with the prices of its moments cost at least its cheapest evening. Each desk there sold moments that
it could sell, so all families together paid it no more than the most it can earn. Take the second from the first: what
the timetable costs is at least the sum of the cheapest evenings less the sum of the highest earnings. That holds at
every price, and no shortcoming is in it twice. In the language of optimisation this is the Lagrangian dual of the
timetable with the clashes at desks relaxed; its best value is that of column generation over family evenings.

What is not looked at can only make timetables dearer or fewer: idle minutes of staff, rules between families that are
kept apart, the rules of an adopter. A rule that is switched off is not leant on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import gcd

from partnership.conferences.bounds.day import BEYOND, Costs, House, Wanted
from partnership.conferences.bounds.desk import Desk, Pauses
from partnership.conferences.bounds.family import Evening, Family
from partnership.conferences.compiled.demands import Demand, Demands
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast
from partnership.ids import StaffId

__all__ = ["LEANT_ON", "SCALE", "Market", "Prices"]

SCALE = 1 << 14
"""Units in a point: prices are whole numbers of units, so no rounding can make a bound too high."""

Prices = Sequence[Sequence[int]]
"""Per desk and tick what that moment costs, in units; never below nought."""

LEANT_ON = ("inside-sitting", "start-grid", "duration", "guardian-clash")
"""Rules without which a family's evening could look quite different; when one is off, nothing is proven."""

_Key = int | tuple[int, ...]


class Market:
    """A conference as families that buy and desks that sell.

    Attributes:
        house: What is the same for every family.
        families: Who buys, in order of their first request.
        desks: Who sells: staff, interpreters, rooms, pupils who sit in and guardians in several parties.
        staff: The numbers of the desks that are members of staff.
        ticks: The number of ticks of the conference.
        step: Points of which every total that is counted here is a whole multiple.
    """

    def __init__(self, conference: Conference, rulebook: Rulebook = STANDARD) -> None:
        self._demands = Demands(Cast(conference), rulebook)
        self._keeps = rulebook.keeps
        timeline, weights = self._demands.timeline, self._demands.weights
        self.ticks = timeline.size
        self.house = House(
            sittings=tuple(zip(timeline.offsets, timeline.lengths, strict=True)),
            wait=SCALE * weights.wait_minute * timeline.minutes,
            long_wait=SCALE * weights.long_wait_minute,
            patience=weights.long_wait_after,
            tick_minutes=timeline.minutes,
            extra_sitting=SCALE * weights.extra_sitting,
        )
        self._numbers: dict[_Key, int] = {}
        asked: dict[int, list[Wanted]] = defaultdict(list)
        self._users: list[list[Demand]] = []
        for number, party in enumerate(self._demands.party):
            asked[party].append(self._wanted(number))
        travel = timeline.ticks(self._demands.least_travel) if self._keeps("travel-time") else 0
        self.families = tuple(
            Family(
                house=self.house,
                wanted=tuple(wanted),
                most_talks=self._demands.most_talks[party],
                travel=travel,
            )
            for party, wanted in asked.items()
        )
        pauses = dict(self._pauses())
        self.desks = tuple(
            self._desk(key, users, pauses) for key, users in zip(self._numbers, self._users, strict=True)
        )
        staff = set(self._demands.staff)
        self.staff = frozenset(number for key, number in self._numbers.items() if key in staff)
        self.step = self._step()

    def evenings(self, prices: Prices) -> Sequence[Evening]:
        """The cheapest evening of each family at these prices."""
        return [family.evening(prices) for family in self.families]

    def bound(self, prices: Prices, evenings: Sequence[Evening] | None = None) -> int:
        """The bound these prices prove, in units.

        Args:
            prices: Any.
            evenings: The cheapest evenings at these prices, where they are known already.
        """
        bought = self.evenings(prices) if evenings is None else evenings
        return sum(evening.cost for evening in bought) - self.earnings(prices)

    def earnings(self, prices: Prices) -> int:
        """The most that all desks together can earn, in units."""
        return sum(desk.earns(row) for desk, row in zip(self.desks, prices, strict=True))

    def points(self, units: int) -> int:
        """A bound in whole points: rounded up to what a total can be, and never below nought."""
        return max(0, -(-units // (SCALE * self.step)) * self.step)

    def free(self) -> list[list[int]]:
        """Prices of nought."""
        return [[0] * self.ticks for _ in self.desks]

    # -- compiling ------------------------------------------------------------

    def _wanted(self, number: int) -> Wanted:
        demand = self._demands.each[number]
        desks = tuple(self._number(key, demand) for key in self._keys(number, demand))
        return Wanted(
            number=number,
            ticks=demand.ticks,
            desks=desks,
            costs=tuple(self._costs(demand, first, ticks) for first, ticks in self.house.sittings),
            weight=SCALE * demand.weight,
        )

    def _costs(self, demand: Demand, first: int, ticks: int) -> Costs | None:
        """What each start in a sitting costs before prices; the time spoken comes off the time there."""
        starts = demand.starts >> first & ((1 << ticks) - 1)
        if not starts:
            return None
        outside = SCALE * self._demands.weights.outside_preferred
        unwished, spoken = demand.unwished >> first, self.house.wait * demand.ticks
        return [
            outside * (unwished >> tick & 1) - spoken if starts >> tick & 1 else BEYOND
            for tick in range(ticks - demand.ticks + 1)
        ]

    def _keys(self, number: int, demand: Demand) -> Iterator[_Key]:
        """Everybody and everything a request needs a place at, as far as the rules say they can be in one talk only."""
        party = self._demands.party[number]
        for index in demand.people:
            if index != party and self._is_one(index):
                yield index
        for pool in demand.pools:
            if self._is_one(pool[0]):
                yield pool

    def _is_one(self, index: int) -> bool:
        demands = self._demands
        if index in demands.interpreter_at:
            return self._keeps("interpreter-clash")
        if index in demands.room_at:
            return self._keeps("room-capacity") and self._keeps("pin-kept")
        return self._keeps("staff-clash" if index in set(demands.staff) else "pupil-clash")

    def _number(self, key: _Key, demand: Demand) -> int:
        number = self._numbers.setdefault(key, len(self._numbers))
        if number == len(self._users):
            self._users.append([])
        self._users[number].append(demand)
        return number

    def _pauses(self) -> Iterable[tuple[_Key, Pauses]]:
        staff: Mapping[StaffId, int] = dict(
            zip(
                (person.id for person in self._demands.cast.conference.staff),
                self._demands.staff,
                strict=True,
            )
        )
        for person in self._demands.cast.conference.staff:
            if person.break_after is not None and self._keeps("staff-break"):
                yield (
                    staff[person.id],
                    Pauses(
                        in_a_row=person.break_after, ticks=self._demands.timeline.ticks(person.break_minutes)
                    ),
                )

    def _desk(self, key: _Key, users: Sequence[Demand], pauses: Mapping[_Key, Pauses]) -> Desk:
        lengths: dict[int, int] = defaultdict(int)
        wanted = 0
        for demand in users:
            lengths[demand.ticks] |= demand.starts
            for tick in range(demand.ticks):
                wanted |= demand.starts << tick
        return Desk(
            places=len(key) if isinstance(key, tuple) else 1,
            wanted=wanted,
            lengths=dict(lengths),
            sittings=self.house.sittings,
            pauses=pauses.get(key),
        )

    def _step(self) -> int:
        weights, minutes = self._demands.weights, self._demands.timeline.minutes
        return (
            gcd(
                *(demand.weight for demand in self._demands.each),
                weights.outside_preferred,
                weights.extra_sitting,
                weights.wait_minute * minutes,
                weights.long_wait_minute * gcd(minutes, weights.long_wait_after),
            )
            or 1
        )
