"""A timetable laid open: each talk with everyone in it, found by any of them in order of time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property

import attrs

from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Interpreter,
    Mode,
    Party,
    Room,
    Sitting,
    StaffPresence,
    TalkRequest,
)
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import GuardianId, InterpreterId, PartyId, PupilId, RequestId, RoomId, SittingId, StaffId
from partnership.times import Span

__all__ = ["Cast", "Table", "Talk"]


@attrs.frozen(kw_only=True)
class Talk:
    """One placed talk with its request, its party and the sitting it starts in (None when in none)."""

    placement: Placement
    request: TalkRequest
    party: Party
    sitting: Sitting | None
    start: datetime
    end: datetime

    @property
    def id(self) -> RequestId:
        """The id of the request this talk answers."""
        return self.request.id

    def overlaps(self, other: "Talk") -> bool:
        """Whether the two talks share a moment."""
        return self.start < other.end and other.start < self.end


class Cast:
    """Who and what a conference knows, by id, with what was left unsaid filled in.

    Attributes:
        conference: The conference itself.
    """

    def __init__(self, conference: Conference) -> None:
        self.conference = conference
        self.requests: Mapping[RequestId, TalkRequest] = {each.id: each for each in conference.requests}
        self.parties: Mapping[PartyId, Party] = {each.id: each for each in conference.parties}
        self.staff: Mapping[StaffId, StaffPresence] = {each.id: each for each in conference.staff}
        self.rooms: Mapping[RoomId, Room] = {each.id: each for each in conference.rooms}
        self.interpreters: Mapping[InterpreterId, Interpreter] = {
            each.id: each for each in conference.interpreters
        }
        self.guardians: Mapping[GuardianId, GuardianPresence] = {
            name: GuardianPresence(id=name) for party in conference.parties for name in party.guardians
        } | {each.id: each for each in conference.guardians}
        self._sittings = sorted(conference.sittings, key=lambda sitting: sitting.start)
        self._starts = [sitting.start for sitting in self._sittings]
        self._merged: dict[tuple[Span, ...], tuple[Span, ...]] = {}

    def sitting_at(self, moment: datetime) -> Sitting | None:
        """The sitting that is on at this moment."""
        place = bisect_left(self._starts, moment + timedelta.resolution) - 1
        found = self._sittings[place] if place >= 0 else None
        return found if found and moment < found.end else None

    @cached_property
    def everywhere(self) -> tuple[Span, ...]:
        """Every sitting, as the presence of somebody who named none."""
        return tuple(sitting.span for sitting in self._sittings)

    def present(self, available: tuple[Span, ...] | None) -> tuple[Span, ...]:
        """The moments somebody is there; None means every sitting."""
        if available is None:
            return self.everywhere
        if available not in self._merged:
            self._merged[available] = tuple(Span.merge(available))
        return self._merged[available]

    def preferred(self, guardian: GuardianPresence) -> tuple[Span, ...]:
        """The moments a guardian would rather come; those of being there when none were named."""
        return self.present(guardian.available if guardian.preferred is None else guardian.preferred)

    def guardians_of(self, request: TalkRequest) -> tuple[GuardianPresence, ...]:
        """The guardians who hold a talk."""
        return tuple(self.guardians[name] for name in self.parties[request.party].guardians)

    def languages(self, request: TalkRequest) -> tuple[str, ...]:
        """The languages an interpreter at this talk must speak; none when no interpreter is needed."""
        return tuple(
            dict.fromkeys(each.interpreter for each in self.guardians_of(request) if each.interpreter)
        )

    def mode(self, request: TalkRequest) -> Mode | None:
        """How a talk is held: as asked, else the first way everyone can (on site before video before phone).

        None when there is no way that everyone can.
        """
        ways = [self.staff[name].modes for name in request.staff]
        ways += [guardian.modes for guardian in self.guardians_of(request)]
        wanted = (request.mode,) if request.mode else tuple(Mode)
        return next((mode for mode in wanted if all(mode in modes for modes in ways)), None)

    def clock(self, moment: datetime) -> str:
        """A moment as the school's clock shows it, `2026-11-24 18:10`."""
        return moment.astimezone(self.conference.timezone).strftime("%Y-%m-%d %H:%M")

    @cached_property
    def journeys(self) -> Mapping[tuple[RoomId, RoomId], int]:
        """Minutes between pairs of rooms that a journey names, both ways."""
        named = self.conference.travel.between
        there = {(journey.origin, journey.destination): journey.minutes for journey in named}
        back = {(journey.destination, journey.origin): journey.minutes for journey in named}
        return back | there

    def travel_minutes(self, origin: RoomId | None, destination: RoomId | None) -> int:
        """Minutes a guardian needs from one talk to the next."""
        if origin is None or destination is None:
            return self.conference.travel.default_minutes
        return self.journeys.get((origin, destination), self.conference.travel.default_minutes)

    @cached_property
    def apart(self) -> Mapping[PartyId, tuple[tuple[PartyId, int], ...]]:
        """The parties each party is kept apart from, with the minutes."""
        pairs: dict[PartyId, dict[PartyId, int]] = defaultdict(dict)
        for rule in self.conference.keep_apart:
            for one in rule.parties:
                for other in rule.parties:
                    if one != other:
                        pairs[one][other] = max(rule.minutes, pairs[one].get(other, 0))
        return {party: tuple(others.items()) for party, others in pairs.items()}


def _order(talk: Talk) -> tuple[datetime, RequestId]:
    return talk.start, talk.id


_KEYS: Mapping[str, Callable[[Talk], Iterable[str]]] = {
    "staff": lambda talk: talk.request.staff,
    "guardian": lambda talk: dict.fromkeys(talk.party.guardians),
    "pupil": lambda talk: dict.fromkeys(talk.request.pupils if talk.request.pupil_attends else ()),
    "party": lambda talk: (talk.request.party,),
    "room": lambda talk: (talk.placement.room,) if talk.placement.room else (),
    "interpreter": lambda talk: (talk.placement.interpreter,) if talk.placement.interpreter else (),
}
"""Whose talk it is, by kind."""


class Table:
    """A timetable of a conference, indexed. Placements of requests nobody made are left out (see `strangers`).

    Attributes:
        cast: Who and what the conference knows.
        timetable: The timetable as it was given.
        talks: The talks in order of start, then request id.
        strangers: Placements whose request is not in the conference.
    """

    def __init__(self, conference: Conference | Cast, timetable: Timetable) -> None:
        self.cast = conference if isinstance(conference, Cast) else Cast(conference)
        self.timetable = timetable
        known = self.cast.requests
        self.strangers = tuple(each for each in timetable.placements if each.request not in known)
        self.talks: Sequence[Talk] = sorted(
            (self.talk(placement) for placement in timetable.placements if placement.request in known),
            key=_order,
        )
        self._indexes: dict[str, dict[str, list[Talk]]] = {}

    def talk(self, placement: Placement) -> Talk:
        """A placement with everyone in it, whether or not it is in this table."""
        request = self.cast.requests[placement.request]
        return Talk(
            placement=placement,
            request=request,
            party=self.cast.parties[request.party],
            sitting=self.cast.sitting_at(placement.start),
            start=placement.start,
            end=placement.end,
        )

    def changed(self, *, without: Iterable[RequestId] = (), placed: Iterable[Placement] = ()) -> "Table":
        """The table as it would be without some talks and with some others; this one stays as it is.

        Quicker than a new table: only the people and rooms of those talks are looked up again.
        """
        new, gone = tuple(placed), set(without)
        table = Table(self.cast, Timetable())
        kept = tuple(each for each in self.timetable.placements if each.request not in gone)
        table.timetable = attrs.evolve(self.timetable, placements=(*kept, *new))
        table.strangers = tuple(each for each in self.strangers if each.request not in gone)
        left = [talk for talk in self.talks if talk.id in gone]
        come = [self.talk(placement) for placement in new]
        table.talks = sorted((*(talk for talk in self.talks if talk.id not in gone), *come), key=_order)
        for kind, index in self._indexes.items():
            copy = dict(index)
            for key in {key for talk in (*left, *come) for key in _KEYS[kind](talk)}:
                kept_talks = [talk for talk in copy.get(key, ()) if talk.id not in gone]
                joining = [talk for talk in come if key in _KEYS[kind](talk)]
                copy[key] = sorted((*kept_talks, *joining), key=_order)
            table._indexes[kind] = copy
        return table

    def _of(self, kind: str, name: str) -> Sequence[Talk]:
        """The talks that a person or thing of this kind is in, in order of time; the index is made when first used."""
        if kind not in self._indexes:
            index: dict[str, list[Talk]] = defaultdict(list)
            for talk in self.talks:
                for key in _KEYS[kind](talk):
                    index[key].append(talk)
            self._indexes[kind] = dict(index)
        return self._indexes[kind].get(name, ())

    def of_staff(self, name: StaffId) -> Sequence[Talk]:
        """The talks of a member of staff, in order of time."""
        return self._of("staff", name)

    def of_guardian(self, name: GuardianId) -> Sequence[Talk]:
        """The talks of a guardian, in order of time."""
        return self._of("guardian", name)

    def of_pupil(self, name: PupilId) -> Sequence[Talk]:
        """The talks a pupil attends, in order of time."""
        return self._of("pupil", name)

    def of_party(self, name: PartyId) -> Sequence[Talk]:
        """The talks of a party, in order of time."""
        return self._of("party", name)

    def of_room(self, name: RoomId) -> Sequence[Talk]:
        """The talks held in a room, in order of time."""
        return self._of("room", name)

    def of_interpreter(self, name: InterpreterId) -> Sequence[Talk]:
        """The talks an interpreter is at, in order of time."""
        return self._of("interpreter", name)

    def in_a_row(self, talk: Talk, talks: Sequence[Talk]) -> Iterator[tuple[Talk, Talk]]:
        """The pairs (earlier, later) that a talk makes with those right before and after it in its sitting."""
        others = [each for each in talks if each.id != talk.id and each.sitting == talk.sitting]
        place = bisect_left(others, _order(talk), key=_order)
        if place > 0:
            yield others[place - 1], talk
        if place < len(others):
            yield talk, others[place]

    def per_staff_sitting(self) -> Iterator[tuple[StaffId, SittingId, Sequence[Talk]]]:
        """The talks of each member of staff in each sitting they start in, in order of time."""
        for name in self.cast.staff:
            for sitting, talks in _per_sitting(self.of_staff(name)):
                yield name, sitting, talks

    def per_party_sitting(self) -> Iterator[tuple[PartyId, SittingId, Sequence[Talk]]]:
        """The talks of each party in each sitting they start in, in order of time."""
        for name in self.cast.parties:
            for sitting, talks in _per_sitting(self.of_party(name)):
                yield name, sitting, talks


def _per_sitting(talks: Sequence[Talk]) -> Iterator[tuple[SittingId, Sequence[Talk]]]:
    groups: dict[SittingId, list[Talk]] = defaultdict(list)
    for talk in talks:
        if talk.sitting:
            groups[talk.sitting.id].append(talk)
    yield from groups.items()
