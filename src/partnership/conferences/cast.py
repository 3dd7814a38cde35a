"""Who and what a conference knows, by id."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property, wraps
from typing import Any, TypeVar

from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Interpreter,
    Mode,
    Party,
    PupilPresence,
    Room,
    Sitting,
    StaffPresence,
    TalkRequest,
)
from partnership.ids import GuardianId, InterpreterId, PartyId, PupilId, RequestId, RoomId, StaffId
from partnership.times import Span

__all__ = ["Cast"]

_T = TypeVar("_T")


def _once(work: "Callable[[Cast, TalkRequest], _T]") -> "Callable[[Cast, TalkRequest], _T]":
    """A question about one request, asked over and over: the answer is worked out once."""

    @wraps(work)
    def answer(cast: "Cast", request: TalkRequest) -> _T:
        key = work, request.id
        asked, known = cast._answers.get(key, (None, None))  # noqa: SLF001 - a part of the class
        if asked is not request:
            known = work(cast, request)
            cast._answers[key] = request, known  # noqa: SLF001
        return known  # type: ignore[no-any-return] # what this work returned

    return answer


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
        self.pupils: Mapping[PupilId, PupilPresence] = {each.id: each for each in conference.pupils}
        self._sittings = sorted(conference.sittings, key=lambda sitting: sitting.start)
        self._starts = [sitting.start for sitting in self._sittings]
        self._answers: dict[tuple[object, RequestId], tuple[TalkRequest | None, Any]] = {}
        self._known: dict[int, tuple[object, Any]] = {}

    def once(self, asker: object, work: "Callable[[Cast], _T]") -> _T:
        """What somebody works out about the whole conference, worked out the first time they ask."""
        if id(asker) not in self._known:
            self._known[id(asker)] = asker, work(self)
        return self._known[id(asker)][1]  # type: ignore[no-any-return] # what this work returned

    def sitting_at(self, moment: datetime) -> Sitting | None:
        """The sitting that is on at this moment."""
        place = bisect_left(self._starts, moment + timedelta.resolution) - 1
        found = self._sittings[place] if place >= 0 else None
        return found if found and moment < found.end else None

    @cached_property
    def rules_off(self) -> frozenset[str]:
        """The rules and preferences that are switched off at this conference."""
        return frozenset(self.conference.rules_off)

    @cached_property
    def _waived(self) -> Mapping[str, frozenset[RequestId]]:
        found: dict[str, set[RequestId]] = defaultdict(set)
        for each in self.conference.overrides:
            found[each.rule].add(each.request)
        return {rule: frozenset(requests) for rule, requests in found.items()}

    def waived(self, rule: str) -> frozenset[RequestId]:
        """The talks for which somebody set this rule aside, with a reason."""
        return self._waived.get(rule, frozenset())

    @cached_property
    def requests_of(self) -> Mapping[PartyId, tuple[TalkRequest, ...]]:
        """The requests of each party that makes any, in the order of the conference."""
        found: dict[PartyId, list[TalkRequest]] = defaultdict(list)
        for request in self.conference.requests:
            found[request.party].append(request)
        return {party: tuple(requests) for party, requests in found.items()}

    @cached_property
    def everywhere(self) -> tuple[Span, ...]:
        """Every sitting, as the presence of somebody who named none; those that touch are one."""
        return tuple(Span.merge(sitting.span for sitting in self._sittings))

    def present(self, available: tuple[Span, ...] | None) -> tuple[Span, ...]:
        """The moments somebody is there; None means every sitting."""
        if available is None:
            return self.everywhere
        return self.once(available, lambda _: tuple(Span.merge(available)))

    def held_back(self, person: StaffPresence) -> tuple[Span, ...]:
        """The time of a member of staff that is not released yet."""
        now = self.conference.planned_at
        return tuple(
            Span(each.start, each.end) for each in person.held_back if now is None or now < each.until
        )

    def preferred(self, guardian: GuardianPresence) -> tuple[Span, ...]:
        """The moments a guardian would rather come; those of being there when none were named."""
        return self.present(guardian.available if guardian.preferred is None else guardian.preferred)

    @_once
    def guardians_of(self, request: TalkRequest) -> tuple[GuardianPresence, ...]:
        """The guardians who hold a talk."""
        names = self.parties[request.party].guardians if request.guardians is None else request.guardians
        return tuple(self.guardians[name] for name in names)

    @_once
    def attending(self, request: TalkRequest) -> tuple[PupilPresence, ...]:
        """The pupils who sit in at a talk."""
        return self.spoken_of(request) if request.pupil_attends else ()

    @_once
    def spoken_of(self, request: TalkRequest) -> tuple[PupilPresence, ...]:
        """The pupils a talk is about."""
        return tuple(
            self.pupils.get(name) or PupilPresence(id=name) for name in dict.fromkeys(request.pupils)
        )

    @_once
    def needs_access(self, request: TalkRequest) -> bool:
        """Whether somebody comes to a talk who cannot take stairs."""
        return any(each.needs_access for each in self.guardians_of(request)) or any(
            each.needs_access for each in self.attending(request)
        )

    @_once
    def rooms_of(self, request: TalkRequest) -> tuple[RoomId, ...]:
        """The rooms a talk on site may be in: the pinned one, else those of its staff, else any.

        Where somebody cannot take stairs, only accessible ones, unless one was pinned or there are none.
        """
        if request.pinned is not None and request.pinned.room is not None:
            return (request.pinned.room,)
        own = dict.fromkeys(room for name in request.staff if (room := self.staff[name].room) is not None)
        if self.needs_access(request):
            fit = [room.id for room in self.rooms.values() if room.accessible]
            if fit:
                return tuple(room for room in own if room in fit) or tuple(fit)
        return tuple(own) or tuple(self.rooms)

    @_once
    def staff_of(self, request: TalkRequest) -> tuple[StaffId, ...]:
        """Who of the staff must be at a talk, and who should be if they can, each once."""
        return tuple(dict.fromkeys((*request.staff, *request.optional_staff)))

    @_once
    def languages(self, request: TalkRequest) -> tuple[str, ...]:
        """The languages an interpreter at this talk must speak; none when no interpreter is needed."""
        return tuple(
            dict.fromkeys(each.interpreter for each in self.guardians_of(request) if each.interpreter)
        )

    @_once
    def mode(self, request: TalkRequest) -> Mode | None:
        """How a talk is held: as asked, else the first way everyone can (on site before video before phone).

        None when there is no way that everyone can.
        """
        ways = [self.staff[name].modes for name in request.staff]
        ways += [guardian.modes for guardian in self.guardians_of(request)]
        wanted = (request.mode,) if request.mode else tuple(Mode)
        return next((mode for mode in wanted if all(mode in modes for modes in ways)), None)

    def day(self, moment: datetime) -> date:
        """The day of a moment on the school's calendar."""
        return moment.astimezone(self.conference.timezone).date()

    def clock(self, moment: datetime) -> str:
        """A moment as the school's clock shows it, `2026-11-24 18:10`."""
        return moment.astimezone(self.conference.timezone).strftime("%Y-%m-%d %H:%M")

    @cached_property
    def journeys(self) -> Mapping[tuple[RoomId | None, RoomId | None], int]:
        """Minutes between pairs of rooms that a journey names, both ways."""
        named = self.conference.travel.between
        return {
            **{(journey.destination, journey.origin): journey.minutes for journey in named},
            **{(journey.origin, journey.destination): journey.minutes for journey in named},
        }

    @cached_property
    def changes_of_mode(self) -> Mapping[frozenset[Mode], int]:
        """Minutes between pairs of ways of talking; of two entries for one pair the later counts."""
        return {
            frozenset((each.origin, each.destination)): each.minutes
            for each in self.conference.travel.between_modes
        }

    def travel_minutes(
        self, origin: RoomId | None, destination: RoomId | None, modes: Iterable[Mode | None] = ()
    ) -> int:
        """Minutes a guardian needs from one talk to the next: between the rooms, and to change to another mode."""
        change = self.changes_of_mode.get(frozenset(mode for mode in modes if mode), 0)
        walk = self.journeys.get((origin, destination), self.conference.travel.default_minutes)
        return max(walk, change)

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
