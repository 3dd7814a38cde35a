"""What the starts of single talks cannot show: rows of talks, guardians in two parties, and the rules adopters bring."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise, product
from operator import itemgetter

from partnership.conferences.conference import GuardianPresence, Party
from partnership.conferences.objections import Objection
from partnership.conferences.offer.books import Books
from partnership.conferences.offer.openings import row_of
from partnership.conferences.offer.stops import Step, Stop, Terms
from partnership.conferences.preferences.families import (
    further_left_over,
    moved,
    siblings_apart,
    walking_minutes,
)
from partnership.conferences.table import Table, Talk, talk_of
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import RequestId, RoomId, StaffId

__all__ = ["Judge"]

_GROWING = (siblings_apart, walking_minutes, moved)
"""The wishes of a family that cost no less when a talk is added after the others."""

_ROOMLESS = (siblings_apart, further_left_over)
"""The wishes that are the same in any room."""

_Stay = tuple[int, int, RequestId, RoomId | None]
"""A talk in a guardian's row: its first tick, the tick after its last, its request and its room."""


class Judge:
    """Judges the walks of one party.

    Args:
        books: The conference and its bookings.
        party: Whose walks.
        stops: Every talk of a walk.
        asked: The requests that look for a place; where they are booked now does not count.
    """

    def __init__(
        self, books: Books, party: Party, stops: Sequence[Stop], asked: frozenset[RequestId]
    ) -> None:
        self._books, self._party, self._stops, self._asked = books, party, stops, asked
        self._requests = [books.cast.requests[stop.request] for stop in stops]
        self._moves = any(name in books.diary.placements for name in asked)
        people = [] if books.worded else [books.cast.guardians[name] for name in party.guardians]
        self._elsewhere = [each for each in people if self._talks_elsewhere(each)]
        self._here = [each for each in people if each not in self._elsewhere]
        self._twice = set() if books.worded else self._pressed()
        self._own = books.rulebook.own()
        self._wishes = books.rulebook.of_families(books.cast)
        self._growing = [each for each in self._wishes if each in _GROWING]
        self._kept = [each for name, each in books.diary.placements.items() if self._is_kept(name)]
        self._known_talks: dict[tuple[int, int, RoomId | None], Talk] = {}

    def _talks_elsewhere(self, guardian: GuardianPresence) -> bool:
        """Whether a guardian has talks in another party too."""
        talks = self._books.diary.of("guardian", guardian.id)
        return any(self._books.cast.requests[name].party != self._party.id for _, _, name in talks)

    def _pressed(self) -> set[StaffId]:
        """The staff that several of the talks are with, and who could be asked too much by them together."""
        keeps = self._books.rulebook.keeps
        counts = Counter(
            name for request in self._requests if request.id in self._asked for name in request.staff
        )
        pressed = set()
        for name, count in counts.items():
            person, booked = self._books.cast.staff[name], self._books.diary.of("staff", name)
            rests = person.buffer_minutes > 0 and keeps("staff-clash")
            most = person.break_after if keeps("staff-break") else None
            if count > 1 and (rests or (most is not None and len(booked) + count > most)):
                pressed.add(name)
        return pressed

    @property
    def terms(self) -> Terms:
        """What walks must keep, and what they cost."""
        keeps, cast = self._books.rulebook.keeps, self._books.cast
        travels = keeps("travel-time")
        travel, walks = cast.conference.travel, travels and bool(self._here)
        waits = [each.max_wait_minutes for each in self._here if each.max_wait_minutes is not None]
        return Terms(
            ticks=self._books.ticks,
            weights=self._books.rulebook.weights(cast.conference),
            gap=cast.travel_minutes if walks else lambda _, __: 0,
            least_gap=min((travel.default_minutes, *cast.journeys.values())) if walks else 0,
            most_waiting=min(waits, default=None) if keeps("most-waiting") else None,
            by_room=(travels and bool(cast.journeys)) or any(each not in _ROOMLESS for each in self._wishes),
            looks_back=bool(self._twice) or (travels and bool(cast.journeys)),
            keeps_all=self._moves,
            also=self._rested if self._twice else lambda _, __: True,
            grown=self._grown if self._growing else lambda _: 0,
        )

    def _is_kept(self, name: RequestId) -> bool:
        return name not in self._asked and self._books.cast.requests[name].party == self._party.id

    def _grown(self, steps: Sequence[Step]) -> int:
        """What the talks so far cost by what a family would rather have, as far as more talks never make that less."""
        talks = [self._talk(step) for step in steps]
        return sum(each.cost(talks, self._party.id, self._books.cast) for each in self._growing)

    def _talk(self, step: Step) -> Talk:
        """The talk of a step in its first room, made once."""
        first, number, (room, *_) = step
        key = first, number, room
        if key not in self._known_talks:
            request = self._requests[number]
            start = self._books.ticks.moment(first)
            placement = Placement(request=request.id, start=start, minutes=request.minutes, room=room)
            self._known_talks[key] = talk_of(self._books.cast, placement)
        return self._known_talks[key]

    def _rested(self, step: Step, before: Sequence[Step]) -> bool:
        """Whether staff that several of the talks are with have their time after each talk, and their pauses."""
        first, number, _ = step
        end, request = first + self._stops[number].ticks, self._requests[number]
        for name in self._twice.intersection(request.staff) if request.id in self._asked else ():
            person, ticks = self._books.cast.staff[name], self._books.ticks
            with_them = [
                (start, start + self._stops[other].ticks, self._stops[other].request)
                for start, other, _ in before
                if name in self._requests[other].staff and self._stops[other].request in self._asked
            ]
            rest = ticks.count(person.buffer_minutes) if self._books.rulebook.keeps("staff-clash") else 0
            if any(first < each[1] + rest for each in with_them):
                return False
            if person.break_after is not None and self._books.rulebook.keeps("staff-break"):
                day = sorted((*self._books.diary.of("staff", name, without=self._asked), *with_them))
                if row_of((first, end), day, ticks.count(person.break_minutes)) > person.break_after:
                    return False
        return True

    def accepted(self, steps: Sequence[Step]) -> tuple[int, tuple[Placement, ...]] | None:
        """The wanted talks of a walk, in the rooms and with the interpreters that the rules allow and that cost least.

        Before them what they cost beyond days, wishes and waiting; None when the rules allow none.
        """
        steps = [step for step in steps if self._stops[step[1]].request in self._asked]
        choices = [tuple(self._choices(step)) for step in steps]
        asks = self._own.rules or self._books.worded or self._wishes
        ways = product(*choices) if asks else [tuple(each[0] for each in choices)]
        allowed = ((self._price(way), way) for way in ways if self._may(way))
        return min(allowed, key=itemgetter(0), default=None) if self._wishes else next(allowed, None)

    def _price(self, way: tuple[Placement, ...]) -> int:
        """What the family would rather have, counted in all its talks."""
        if not self._wishes:
            return 0
        cast = self._books.cast
        talks = Table(cast, Timetable(placements=(*way, *self._kept))).talks
        return sum(each.cost(talks, self._party.id, cast) for each in self._wishes)

    def _choices(self, step: Step) -> Iterator[Placement]:
        """Each room with each interpreter that a talk can have at its start."""
        first, number, rooms = step
        request = self._requests[number]
        for room in rooms:
            for interpreter, free in self._stops[number].interpreters:
                if free >> first & 1:
                    yield Placement(
                        request=request.id,
                        start=self._books.ticks.moment(first),
                        minutes=request.minutes,
                        room=room,
                        interpreter=interpreter,
                    )

    def _may(self, way: tuple[Placement, ...]) -> bool:
        if self._books.worded and not self._worded(way):
            return False
        rows = all(self._walkable(guardian, way) for guardian in self._elsewhere)
        return rows and (not self._own.rules or not self._objects(way))

    def _worded(self, way: tuple[Placement, ...]) -> bool:
        """Whether no rule has anything against a new talk, nor anything new against another of the same guardians."""
        now, rulebook = self._books.diary.table, self._books.rulebook
        table = now.changed(without=self._asked, placed=way)
        for talk in {
            each.id: each for name in self._party.guardians for each in table.of_guardian(name)
        }.values():
            known = set()
            if talk.id not in self._asked:
                known = {_finding(each) for each in rulebook.objections(talk, now)}
            if any(_finding(each) not in known for each in rulebook.objections(talk, table)):
                return False
        return True

    def _walkable(self, guardian: GuardianPresence, way: tuple[Placement, ...]) -> bool:
        """Whether a guardian who is in another party too gets from each talk to the next in time."""
        cast, minutes = self._books.cast, self._books.ticks.minutes
        travels, waits = (self._books.rulebook.keeps(name) for name in ("travel-time", "most-waiting"))
        for one, other in pairwise(self._row(guardian, way)):
            new = self._moves or one[2] in self._asked or other[2] in self._asked
            if not new or self._sitting(one) != self._sitting(other):
                continue
            gap = (other[0] - one[1]) * minutes
            if waits and guardian.max_wait_minutes is not None and gap > guardian.max_wait_minutes:
                return False
            if travels and 0 <= gap < cast.travel_minutes(one[3], other[3]):
                return False
        return True

    def _row(self, guardian: GuardianPresence, way: tuple[Placement, ...]) -> list[_Stay]:
        """Every talk of a guardian in order of time."""
        diary, ticks = self._books.diary, self._books.ticks
        row = [
            (first, end, name, diary.placements[name].room)
            for first, end, name in diary.of("guardian", guardian.id, without=self._asked)
        ]
        for each in way:
            first = ticks.tick(each.start)
            row.append((first, first + each.minutes // ticks.minutes, each.request, each.room))
        return sorted(row, key=lambda stay: (stay[0], stay[2]))

    def _sitting(self, stay: _Stay) -> tuple[int, int] | None:
        sittings = self._books.ticks.sittings
        return next((each for each in sittings if each[0] <= stay[0] < each[1]), None)

    # -- rules adopters bring -------------------------------------------------

    @cached_property
    def _known(self) -> frozenset[tuple[object, ...]]:
        """What those rules have against the timetable as it is, which a family cannot help."""
        now = self._books.diary.table
        return frozenset(_finding(each) for talk in now.talks for each in self._own.objections(talk, now))

    def _objects(self, way: tuple[Placement, ...]) -> bool:
        """Whether an adopter's rule has anything against the new talks, or anything new against another."""
        table = self._books.diary.table.changed(without=self._asked, placed=way)
        return any(
            talk.id in self._asked or _finding(each) not in self._known
            for talk in table.talks
            for each in self._own.objections(talk, table)
        )


def _finding(objection: Objection) -> tuple[object, ...]:
    return objection.rule, objection.request, objection.whom
