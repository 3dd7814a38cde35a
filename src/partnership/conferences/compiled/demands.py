"""Who wants to speak when, as integers: starts that may be, people who must be free, places to choose from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from partnership.conferences.compiled.burden import FamilyTerms, Remembered, StaffTerms, remembered
from partnership.conferences.compiled.further import Further
from partnership.conferences.compiled.timeline import Timeline
from partnership.conferences.conference import Mode, TalkRequest
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Placement
from partnership.ids import GuardianId, InterpreterId, PartyId, RoomId, StaffId
from partnership.times import Span

__all__ = ["Demand", "Demands"]


@attrs.frozen(kw_only=True)
class Demand:
    """One request, compiled.

    Attributes:
        ticks: How long the talk lasts.
        starts: The ticks it may start on, whoever else is busy, as a bit mask.
        unwished: Those of them that put the talk outside the party's preferred time.
        people: The indices of everyone who must be free, whatever is chosen.
        pools: For each thing to choose (a room seat, an interpreter), the indices to choose from.
        weight: Points for leaving it out.
    """

    ticks: int
    starts: int
    unwished: int
    people: tuple[int, ...]
    pools: tuple[tuple[int, ...], ...]
    weight: int


class Demands:
    """A conference compiled: its requests, and everyone and everything that can be busy.

    Attributes:
        cast: Who and what the conference knows.
        timeline: Its ticks.
        each: The compiled requests, in the order of the conference.
        staff: The indices of the members of staff.
        costs: Per index and block, what a part of a day costs (empty for what has no terms: pupils, interpreters,
            room seats).
        room_at: The room that an index is a place in.
        interpreter_at: The interpreter an index stands for.
        party: Per request, the index of its party.
        most_talks: Per index of a party, the most talks it may have.
        weights: What our own counts cost; nought for one that is switched off.
        further: The preferences that masks do not count, or None.
    """

    def __init__(self, cast: Cast, rulebook: Rulebook = STANDARD) -> None:
        conference = cast.conference
        self.cast = cast
        self._keeps = rulebook.keeps
        self.weights = rulebook.weights(conference)
        self.timeline = Timeline(conference)
        self.costs: list[tuple[Remembered, ...]] = []
        self._shared: dict[StaffTerms | FamilyTerms, tuple[Remembered, ...]] = {}
        self._masks: dict[tuple[Span, ...] | None, int] = {}
        self._openings: dict[tuple[int, int], int] = {}
        self._parties_of: dict[GuardianId, list[PartyId]] = defaultdict(list)
        for party in conference.parties:
            for guardian in dict.fromkeys(party.guardians):
                self._parties_of[guardian].append(party.id)
        self._staff = {person.id: self._add(self._staff_terms(person.id)) for person in conference.staff}
        self.staff = tuple(self._staff.values())
        self._parties = {party.id: self._add(self._party_terms(party.id)) for party in conference.parties}
        self._guardians = self._shared_guardians()
        attending = {pupil for each in conference.requests if each.pupil_attends for pupil in each.pupils}
        self._pupils = {pupil: self._add(None) for pupil in sorted(attending)}
        self._interpreters = {each.id: self._add(None) for each in conference.interpreters}
        self._seats = {
            room.id: tuple(self._add(None) for _ in range(room.capacity)) for room in conference.rooms
        }
        self.room_at: dict[int, RoomId] = {
            seat: room for room, seats in self._seats.items() for seat in seats
        }
        self.interpreter_at: dict[int, InterpreterId] = {
            index: name for name, index in self._interpreters.items()
        }
        self.each: Sequence[Demand] = [self._demand(request) for request in conference.requests]
        self.party = [self._parties[request.party] for request in conference.requests]
        self.most_talks = {
            self._parties[party.id]: len(self.each)
            if party.max_talks is None or not self._keeps("most-talks")
            else party.max_talks
            for party in conference.parties
        }
        self.further = Further(self, rulebook.further()) or None

    def placement(self, request: int, tick: int, held: Iterable[int]) -> Placement:
        """A request that starts here and holds these, as a placement."""
        asked, held = self.cast.conference.requests[request], tuple(held)
        return Placement(
            request=asked.id,
            start=self.timeline.moment(tick),
            minutes=asked.minutes,
            room=next((self.room_at[index] for index in held if index in self.room_at), None),
            interpreter=next(
                (self.interpreter_at[index] for index in held if index in self.interpreter_at), None
            ),
        )

    def _add(self, terms: StaffTerms | FamilyTerms | None) -> int:
        """A new index for somebody or something, with what its days cost."""
        if terms is not None and terms not in self._shared:
            weights = self.weights
            self._shared[terms] = tuple(
                remembered(terms, block, self.timeline, weights) for block in self.timeline.blocks
            )
        self.costs.append(() if terms is None else self._shared[terms])
        return len(self.costs) - 1

    def _staff_terms(self, name: StaffId) -> StaffTerms:
        person = self.cast.staff[name]
        ticks = self.timeline.ticks
        if person.break_after is None:
            return StaffTerms(None, 0, 0, ticks(person.buffer_minutes), binding=False)
        return StaffTerms(
            person.break_after,
            ticks(person.break_minutes),
            person.break_minutes,
            ticks(person.buffer_minutes),
            binding=self._keeps("staff-break"),
        )

    def _party_terms(self, name: PartyId) -> FamilyTerms:
        """A party's terms; those of a guardian who is in one party only are the party's."""
        party = self.cast.parties[name]
        alone = [each for each in party.guardians if len(self._parties_of[each]) == 1]
        return self._family_terms(alone, weighed=True)

    def _family_terms(self, guardians: Iterable[GuardianId], *, weighed: bool) -> FamilyTerms:
        people = [self.cast.guardians[name] for name in guardians]
        waits = [each.max_wait_minutes for each in people if each.max_wait_minutes is not None]
        waits = waits if self._keeps("most-waiting") else []
        travel = self.timeline.ticks(self.least_travel) if people and self._keeps("travel-time") else 0
        return FamilyTerms(travel, min(waits, default=None), weighed)

    @property
    def least_travel(self) -> int:
        """The fewest minutes between any two talks; longer ways are looked at one by one."""
        travel = self.cast.conference.travel
        return min([travel.default_minutes, *(journey.minutes for journey in travel.between)])

    def _shared_guardians(self) -> dict[GuardianId, int]:
        """An index for each guardian who is in several parties: they are one person in all of them."""
        several = [name for name, parties in self._parties_of.items() if len(parties) > 1]
        return {name: self._add(self._family_terms([name], weighed=False)) for name in several}

    def _mask(self, spans: tuple[Span, ...] | None) -> int:
        """The ticks of a presence (None: every sitting), worked out once."""
        if spans not in self._masks:
            self._masks[spans] = self.timeline.mask(self.cast.present(spans))
        return self._masks[spans]

    def _demand(self, request: TalkRequest) -> Demand:
        guardians = self.cast.guardians_of(request)
        there = wished = (1 << self.timeline.size) - 1
        if self._keeps("staff-present"):
            for name in request.staff:
                there &= self._mask(self.cast.staff[name].available)
        if self._keeps("guardian-present"):
            for guardian in guardians:
                there &= self._mask(guardian.available)
        for guardian in guardians:
            wished &= self._mask(guardian.available if guardian.preferred is None else guardian.preferred)
        ticks = request.minutes // self.timeline.minutes
        starts = self._starts(request, there, ticks)
        pools = tuple(self._pools(request))
        if any(not pool for pool in pools) or (
            self.cast.mode(request) is None and self._keeps("way-to-talk")
        ):
            starts = 0
        for pool in pools:
            starts &= self._reachable(pool, ticks)
        return Demand(
            ticks=ticks,
            starts=starts,
            unwished=starts & ~self.timeline.runs(wished, ticks),
            people=tuple(dict.fromkeys(self._people(request)))
            + tuple(pool[0] for pool in pools if len(pool) == 1),
            pools=tuple(pool for pool in pools if len(pool) > 1),
            weight=request.weight * self.weights.left_over,
        )

    def _starts(self, request: TalkRequest, there: int, ticks: int) -> int:
        """The starts on the grid from which everyone is there to the end, and only the pin when there is one."""
        starts = self.timeline.runs(there, ticks) & self.timeline.grid()
        if request.pinned and self._keeps("pin-kept"):
            tick = self.timeline.tick(request.pinned.start)
            starts &= 0 if tick is None else 1 << tick
        return starts

    def _people(self, request: TalkRequest) -> Iterable[int]:
        yield from (self._staff[name] for name in request.staff)
        yield self._parties[request.party]
        for name in self.cast.parties[request.party].guardians:
            if name in self._guardians:
                yield self._guardians[name]
        if request.pupil_attends:
            yield from (self._pupils[name] for name in request.pupils)

    def _pools(self, request: TalkRequest) -> Iterable[tuple[int, ...]]:
        languages = self.cast.languages(request)
        if languages and self._keeps("interpreter-present"):
            yield tuple(
                self._interpreters[each.id]
                for each in self.cast.conference.interpreters
                if all(language in each.languages for language in languages)
            )
        pinned = request.pinned.room if request.pinned else None
        if (
            self._seats
            and (pinned or self.cast.mode(request) is Mode.ON_SITE)
            and self._keeps("room-assigned")
        ):
            own = [room for name in request.staff if (room := self.cast.staff[name].room)]
            rooms = [pinned] if pinned else dict.fromkeys(own) or self._seats
            yield tuple(seat for room in rooms for seat in self._seats[room])

    def _reachable(self, pool: tuple[int, ...], ticks: int) -> int:
        """The starts at which something of a pool is there at all."""
        reach = 0
        for index in pool:
            reach |= self.openings(index, ticks)
        return reach

    def openings(self, index: int, ticks: int) -> int:
        """The starts at which a room or interpreter is there for so many ticks, as a bit mask."""
        if (index, ticks) not in self._openings:
            name = self.interpreter_at.get(index)
            there = self._mask(None if name is None else self.cast.interpreters[name].available)
            self._openings[index, ticks] = self.timeline.runs(there, ticks)
        return self._openings[index, ticks]
