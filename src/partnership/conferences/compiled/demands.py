"""Who wants to speak when, as integers: starts that may be, people who must be free, places to choose from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache, partial

import attrs

from partnership.conferences.compiled.burden import (
    FamilyTerms,
    Remembered,
    StaffTerms,
    remembered,
)
from partnership.conferences.compiled.further import Further, family_points
from partnership.conferences.compiled.obligations import family_terms, staff_terms
from partnership.conferences.compiled.timeline import Timeline
from partnership.conferences.conference import Mode, TalkRequest
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Placement
from partnership.ids import GuardianId, InterpreterId, PartyId, RoomId
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
        self.rulebook = rulebook.at(conference)
        self._keeps = self.rulebook.keeps
        self.weights = self.rulebook.weights(conference)
        self._split = {each.party for each in conference.requests if each.guardians is not None}
        self.timeline = Timeline(conference)
        self.costs: list[tuple[Remembered, ...]] = []
        self._shared: dict[StaffTerms | FamilyTerms, tuple[Remembered, ...]] = {}
        self._masks: dict[int, tuple[tuple[Span, ...], int]] = {}
        self._runs = cache(self.timeline.runs)
        self._grid = cache(self.timeline.grid)
        self._openings: dict[tuple[int, int], int] = {}
        self._parties_of: dict[GuardianId, list[PartyId]] = defaultdict(list)
        for party in conference.parties:
            for guardian in dict.fromkeys(party.guardians):
                self._parties_of[guardian].append(party.id)
        self._staff = {
            person.id: self._add(staff_terms(person, cast, self.timeline, self._keeps))
            for person in conference.staff
        }
        self.staff = tuple(self._staff.values())
        self._parties = {
            party.id: self._add(None if party.id in self._split else self._party_terms(party.id))
            for party in conference.parties
        }
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
            if party.max_talks is None or not self._keeps("most-talks") or cast.waived("most-talks")
            else party.max_talks
            for party in conference.parties
        }
        further = Further(self, self.rulebook.further())
        for name in sorted(self._split):
            members = [number for number, each in enumerate(conference.requests) if each.party == name]
            further.add(members, partial(family_points, weights=self.weights))
        self.further = further or None

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

    def _party_terms(self, name: PartyId) -> FamilyTerms:
        """A party's terms; those of a guardian who is in one party only are the party's."""
        party = self.cast.parties[name]
        alone = [each for each in party.guardians if not self._apart(each)]
        return self._family_terms(alone, weighed=True)

    def _family_terms(self, guardians: Iterable[GuardianId], *, weighed: bool) -> FamilyTerms:
        people = [self.cast.guardians[name] for name in guardians]
        return family_terms(people, self.timeline, self._keeps, travel=self.least_travel, weighed=weighed)

    def _apart(self, name: GuardianId) -> bool:
        """Whether a guardian's day is not just that of one party: they are in several, or do not come to every talk."""
        parties = self._parties_of[name]
        return len(parties) > 1 or not self._split.isdisjoint(parties)

    @property
    def least_travel(self) -> int:
        """The fewest minutes between any two talks; longer ways are looked at one by one."""
        travel = self.cast.conference.travel
        return min([travel.default_minutes, *(journey.minutes for journey in travel.between)])

    def _shared_guardians(self) -> dict[GuardianId, int]:
        """An index for each guardian whose day is not that of one party."""
        several = [name for name in self._parties_of if self._apart(name)]
        return {name: self._add(self._family_terms([name], weighed=False)) for name in several}

    def _mask(self, spans: tuple[Span, ...] | None) -> int:
        """The ticks of a presence (None: every sitting), worked out once."""
        there = self.cast.present(spans)
        if id(there) not in self._masks:
            self._masks[id(there)] = there, self.timeline.mask(there)
        return self._masks[id(there)][1]

    def _demand(self, request: TalkRequest) -> Demand:
        there, wished = self._there(request), (1 << self.timeline.size) - 1
        for guardian in self.cast.guardians_of(request):
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
            unwished=starts & ~self._runs(wished, ticks),
            people=tuple(dict.fromkeys(self._people(request)))
            + tuple(pool[0] for pool in pools if len(pool) == 1),
            pools=tuple(pool for pool in pools if len(pool) > 1),
            weight=request.weight * self.weights.left_over,
        )

    def _there(self, request: TalkRequest) -> int:
        """The ticks at which everyone of a talk is there and not taken elsewhere, as a bit mask."""
        cast, mask, there = self.cast, self._mask, (1 << self.timeline.size) - 1

        def keeps(name: str) -> bool:
            return self._keeps(name) and request.id not in cast.waived(name)

        for person in (cast.staff[name] for name in request.staff):
            there &= mask(person.available) if keeps("staff-present") else there
            if keeps("staff-elsewhere"):
                there &= ~self._taken(person.busy, person.buffer_minutes)
            if keeps("time-released"):
                there &= ~self._taken(cast.held_back(person))
        for guardian in cast.guardians_of(request):
            there &= mask(guardian.available) if keeps("guardian-present") else there
            there &= ~self._taken(guardian.busy) if keeps("guardian-elsewhere") else there
        for pupil in cast.attending(request):
            there &= mask(pupil.available) if keeps("pupil-present") else there
            there &= ~self._taken(pupil.busy) if keeps("pupil-elsewhere") else there
        return there

    def _taken(self, busy: tuple[Span, ...], buffer_minutes: int = 0) -> int:
        """The ticks that share a moment with these spans, or with the buffer around them."""
        if not busy:
            return 0
        buffer = timedelta(minutes=buffer_minutes)
        wide = [Span(each.start - buffer, each.end + buffer) for each in busy]
        everywhere = self._mask(None)
        return everywhere & ~self.timeline.mask(Span.without(self.cast.everywhere, wide))

    def _starts(self, request: TalkRequest, there: int, ticks: int) -> int:
        """The starts on the grid from which everyone is there to the end, and only the pin when there is one."""
        starts = self._runs(there, ticks)
        for name in request.staff:
            starts &= self._grid(self.cast.staff[name].start_offset_minutes)
        if request.pinned and self._keeps("pin-kept"):
            tick = self.timeline.tick(request.pinned.start)
            starts &= 0 if tick is None else 1 << tick
        return starts

    def _people(self, request: TalkRequest) -> Iterable[int]:
        yield from (self._staff[name] for name in request.staff)
        if request.party not in self._split:
            yield self._parties[request.party]
        for guardian in self.cast.guardians_of(request):
            if guardian.id in self._guardians:
                yield self._guardians[guardian.id]
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
            yield tuple(seat for room in self._rooms(request) for seat in self._seats[room])

    def _rooms(self, request: TalkRequest) -> Iterable[RoomId]:
        """The rooms a request may be in by the rules that hold."""
        strict = self._keeps("room-accessible") and self.cast.needs_access(request)
        return [
            room for room in self.cast.rooms_of(request) if not strict or self.cast.rooms[room].accessible
        ]

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
            self._openings[index, ticks] = self._runs(there, ticks)
        return self._openings[index, ticks]
