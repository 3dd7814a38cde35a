"""The starts that are open for one talk now, whoever else is busy: in which rooms and with which interpreters."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

import attrs

from partnership.conferences.conference import TalkRequest
from partnership.conferences.offer.diary import Busy, Diary
from partnership.conferences.offer.ticks import Ticks, runs
from partnership.conferences.options import interpreters_for, options_at, rooms_for, starts_for
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Timetable
from partnership.ids import InterpreterId, RequestId, RoomId, StaffId
from partnership.times import Span

__all__ = ["Openings", "Seekers", "row_of"]


_SET_RIGHT = ("travel-time", "most-waiting")
"""The rules that have nothing against a talk any more when another one comes in between."""


@attrs.frozen(kw_only=True)
class Openings:
    """When one talk can be held, alone.

    Attributes:
        ticks: How long the talk lasts.
        starts: The starts at which everyone in it is free, and a room and an interpreter where it needs them.
        unwished: The starts that put it outside the family's preferred time.
        rooms: Each room to choose from, or None, with the starts at which it has a place.
        interpreters: Each interpreter to choose from, or None, with the starts at which they are free.
    """

    ticks: int
    starts: int
    unwished: int
    rooms: tuple[tuple[RoomId | None, int], ...] = ()
    interpreters: tuple[tuple[InterpreterId | None, int], ...] = ()


class Seekers:
    """Requests of a conference that look for a start, by the rules that are ours.

    An adopter's own rules are not asked here: they judge whole itineraries.
    """

    def __init__(self, cast: Cast, ticks: Ticks, rulebook: Rulebook) -> None:
        self._cast = cast
        self._ticks = ticks
        self._keeps = rulebook.keeps
        self._ours = rulebook.without(*rulebook.own())
        self._lasting = self._ours.without(*(name for name in _SET_RIGHT if name in self._ours.rules))
        self._empty = Table(cast, Timetable())
        self._masks: dict[tuple[Span, ...] | None, int] = {}
        self._still: dict[RequestId, Openings] = {}

    def alone(self, request: TalkRequest) -> Openings:
        """When a talk could be held if nobody else came; worked out once."""
        if request.id not in self._still:
            self._still[request.id] = self._alone(request)
        return self._still[request.id]

    def _alone(self, request: TalkRequest) -> Openings:
        count, keeps = request.minutes // self._ticks.minutes, self._keeps
        starts = (
            self._pinned(request, request.pinned.start) if request.pinned else self._on_grid(request, count)
        )
        interpreters = []
        for name in sorted(interpreters_for(request, self._cast), key=str):
            there = self._ticks.all
            if name is not None and keeps("interpreter-present"):
                there = runs(self._there(self._cast.interpreters[name].available), count)
            elif self._cast.languages(request) and keeps("interpreter-present"):
                there = 0
            interpreters.append((name, there))
        return Openings(
            ticks=count,
            starts=starts,
            unwished=self.unwished(request, count),
            rooms=tuple((name, self._ticks.all) for name in sorted(rooms_for(request, self._cast), key=str)),
            interpreters=tuple(interpreters),
        )

    def unwished(self, request: TalkRequest, count: int) -> int:
        """The starts that put so many ticks outside the time that each guardian of a talk would rather come."""
        wished = self._ticks.all
        for guardian in self._cast.guardians_of(request):
            wished &= self._there(guardian.available if guardian.preferred is None else guardian.preferred)
        return self._ticks.all & ~runs(wished, count)

    def _there(self, spans: tuple[Span, ...] | None) -> int:
        """The ticks of a presence; None means every sitting."""
        if spans not in self._masks:
            self._masks[spans] = self._ticks.mask(self._cast.present(spans))
        return self._masks[spans]

    def _on_grid(self, request: TalkRequest, count: int) -> int:
        there = self._ticks.all
        if self._keeps("staff-present"):
            for name in request.staff:
                there &= self._there(self._cast.staff[name].available)
        if self._keeps("guardian-present"):
            for guardian in self._cast.guardians_of(request):
                there &= self._there(guardian.available)
        nowhere = self._keeps("way-to-talk") and self._cast.mode(request) is None
        return 0 if nowhere else runs(there, count) & self._ticks.grid(request.minutes)

    def _pinned(self, request: TalkRequest, start: datetime) -> int:
        """The pinned start, when the rules allow it."""
        allowed = any(
            self._ours.allows(self._empty.talk(option), self._empty)
            for option in options_at(request, start, self._cast)
        )
        return 1 << self._ticks.tick(start) if allowed else 0

    def now(self, request: TalkRequest, diary: Diary, without: Collection[RequestId]) -> Openings:
        """When a talk can be held beside those in the diary, of which some are left out."""
        still = self.alone(request)
        starts = still.starts
        for blocked in self._blocked(request, diary, without) if starts else ():
            starts &= ~blocked
        rooms = tuple(
            (name, there if name is None else there & ~self._full(name, still.ticks, diary, without))
            for name, there in still.rooms
        )
        interpreters = tuple(
            (name, there if name is None else there & ~self._taken(name, still.ticks, diary, without))
            for name, there in still.interpreters
        )
        starts &= _any(rooms) & _any(interpreters)
        for name in request.staff if self._keeps("staff-break") else ():
            starts &= ~self._in_a_row(name, starts, still.ticks, diary.of("staff", name, without=without))
        return attrs.evolve(still, starts=starts, rooms=rooms, interpreters=interpreters)

    def judged(self, request: TalkRequest, table: Table) -> Openings:
        """When a talk can be held beside those of a table, as the rules themselves say of each start.

        Not asked here is what the talks of its family that are still to come could set right.
        """
        count = request.minutes // self._ticks.minutes
        rooms = dict.fromkeys(sorted(rooms_for(request, self._cast), key=str), 0)
        interpreters = dict.fromkeys(sorted(interpreters_for(request, self._cast), key=str), 0)
        starts = 0
        for start in starts_for(request, self._cast):
            tick = 1 << self._ticks.tick(start)
            for option in options_at(request, start, self._cast):
                if self._lasting.allows(table.talk(option), table):
                    starts |= tick
                    rooms[option.room] |= tick
                    interpreters[option.interpreter] |= tick
        return Openings(
            ticks=count,
            starts=starts,
            unwished=self.unwished(request, count),
            rooms=tuple(rooms.items()),
            interpreters=tuple(interpreters.items()),
        )

    def _blocked(self, request: TalkRequest, diary: Diary, without: Collection[RequestId]) -> Iterator[int]:
        """The starts at which somebody in a talk is in another, or must not meet somebody."""
        count, party = request.minutes // self._ticks.minutes, self._cast.parties[request.party]
        for name in request.staff if self._keeps("staff-clash") else ():
            rest = self._ticks.count(self._cast.staff[name].buffer_minutes)
            yield self._during(diary.of("staff", name, without=without), count, rest)
        for guardian in party.guardians if self._keeps("guardian-clash") else ():
            yield self._during(diary.of("guardian", guardian, without=without), count)
        if request.pupil_attends and self._keeps("pupil-clash"):
            for pupil in request.pupils:
                yield self._during(diary.of("pupil", pupil, without=without), count)
        for other, minutes in self._cast.apart.get(party.id, ()) if self._keeps("kept-apart") else ():
            far = self._ticks.count(minutes)
            for first, end, _ in diary.of("party", other, without=without):
                yield self._ticks.between(min(first - far, first - count) + 1, max(first + far, end))

    def _during(self, talks: Sequence[Busy], count: int, rest: int = 0) -> int:
        """The starts from which so many ticks, and a rest after them, run into one of these talks."""
        blocked = 0
        for first, end, _ in talks:
            blocked |= self._ticks.between(first - count - rest + 1, end + rest)
        return blocked

    def _taken(self, name: InterpreterId, count: int, diary: Diary, without: Collection[RequestId]) -> int:
        talks = diary.of("interpreter", name, without=without) if self._keeps("interpreter-clash") else ()
        return self._during(talks, count)

    def _full(self, name: RoomId, count: int, diary: Diary, without: Collection[RequestId]) -> int:
        """The starts from which a talk of so many ticks finds a room full at some moment."""
        if not self._keeps("room-capacity"):
            return 0
        talks, capacity = diary.of("room", name, without=without), self._cast.rooms[name].capacity
        if capacity == 1:
            return self._during(talks, count)
        steps = sorted([(first, 1) for first, _, _ in talks] + [(end, -1) for _, end, _ in talks])
        blocked = held = 0
        for place, (tick, change) in enumerate(steps):
            held += change
            if held >= capacity:
                blocked |= self._ticks.between(tick - count + 1, steps[place + 1][0])
        return blocked

    def _in_a_row(self, name: StaffId, starts: int, count: int, talks: Sequence[Busy]) -> int:
        """The starts that would give somebody more talks in a row than may be."""
        person, blocked = self._cast.staff[name], 0
        if person.break_after is None or len(talks) < person.break_after:
            return 0
        pause = self._ticks.count(person.break_minutes)
        while starts:
            low = starts & -starts
            starts ^= low
            first = low.bit_length() - 1
            if row_of((first, first + count), talks, pause) > person.break_after:
                blocked |= low
        return blocked


def _any(choices: Sequence[tuple[object, int]]) -> int:
    """The starts at which one of the choices is there."""
    found = 0
    for _, starts in choices:
        found |= starts
    return found


def row_of(talk: tuple[int, int], talks: Sequence[Busy], pause: int) -> int:
    """How many talks in a row a talk would be one of, itself included; between each and the next lies less than a pause.

    Args:
        talk: Its first tick, and the tick after its last.
        talks: The other talks of the same person, in order of time, none at the same moment.
        pause: The ticks that end a row.
    """
    number, edge = 1, talk[0]
    for first, end, _ in reversed([each for each in talks if each[0] < talk[0]]):
        if edge - end >= pause:
            break
        number, edge = number + 1, first
    edge = talk[1]
    for first, end, _ in [each for each in talks if each[0] >= talk[0]]:
        if first - edge >= pause:
            break
        number, edge = number + 1, end
    return number
