"""A timetable laid open: each talk with everyone in it, found by any of them in order of time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from partnership.conferences.cast import Cast
from partnership.conferences.conference import (
    Conference,
    Party,
    Sitting,
    TalkRequest,
)
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import GuardianId, InterpreterId, PartyId, PupilId, RequestId, RoomId, SittingId, StaffId

__all__ = ["Cast", "Table", "Talk", "talk_of"]


@attrs.frozen(kw_only=True)
class Talk:
    """One placed talk with its request and the id of that, its party and the sitting it starts in (None when in none)."""

    placement: Placement
    request: TalkRequest
    party: Party
    sitting: Sitting | None
    start: datetime
    end: datetime
    id: RequestId = attrs.field(
        default=attrs.Factory(lambda self: self.request.id, takes_self=True),
        init=False,
        eq=False,
        repr=False,
    )

    @property
    def guardians(self) -> tuple[GuardianId, ...]:
        """Who of the party comes: all, unless it was agreed that not all do."""
        return self.party.guardians if self.request.guardians is None else self.request.guardians

    def overlaps(self, other: "Talk") -> bool:
        """Whether the two talks share a moment."""
        return self.start < other.end and other.start < self.end

    def clashing(self, talks: "Iterable[Talk]", buffer: timedelta = timedelta()) -> "list[Talk]":
        """Those of the talks that share a moment with this one, or lie closer to it than the buffer; not itself."""
        since, until, own = self.start - buffer, self.end + buffer, self.id
        return [each for each in talks if each.start < until and since < each.end and each.id != own]


def talk_of(cast: Cast, placement: Placement) -> Talk:
    """A placement as a talk of a conference."""
    request = cast.requests[placement.request]
    return Talk(
        placement=placement,
        request=request,
        party=cast.parties[request.party],
        sitting=cast.sitting_at(placement.start),
        start=placement.start,
        end=placement.end,
    )


def _order(talk: Talk) -> tuple[datetime, RequestId]:
    return talk.start, talk.id


_KEYS: Mapping[str, Callable[[Talk], Iterable[str]]] = {
    "staff": lambda talk: talk.request.staff,
    "asked": lambda talk: dict.fromkeys((*talk.request.staff, *talk.request.optional_staff)),
    "guardian": lambda talk: dict.fromkeys(talk.guardians),
    "pupil": lambda talk: dict.fromkeys(talk.request.pupils if talk.request.pupil_attends else ()),
    "about": lambda talk: dict.fromkeys(talk.request.pupils),
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
        self.cast: Cast = conference if isinstance(conference, Cast) else Cast(conference)
        self.timetable = timetable
        known = self.cast.requests
        self.strangers: tuple[Placement, ...] = tuple(
            each for each in timetable.placements if each.request not in known
        )
        self.talks: Sequence[Talk] = sorted(
            (self.talk(placement) for placement in timetable.placements if placement.request in known),
            key=_order,
        )
        self._indexes: dict[str, dict[str, list[Talk]]] = {}
        self._unseeing: dict[frozenset[RequestId], Table] = {}

    def talk(self, placement: Placement) -> Talk:
        """A placement as a talk of this conference, whether or not it is in the table."""
        return talk_of(self.cast, placement)

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
                if not copy[key]:
                    del copy[key]
            table._indexes[kind] = copy
        return table

    def unseeing(self, requests: frozenset[RequestId]) -> "Table":
        """The table without these talks, made once."""
        if requests not in self._unseeing:
            self._unseeing[requests] = self.changed(without=requests)
        return self._unseeing[requests]

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

    def about_pupil(self, name: PupilId) -> Sequence[Talk]:
        """The talks about a pupil, attended or not, in order of time."""
        return self._of("about", name)

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
        others = [each for each in talks if each.id != talk.id and each.sitting is talk.sitting]
        place = bisect_left(others, _order(talk), key=_order)
        if place > 0:
            yield others[place - 1], talk
        if place < len(others):
            yield talk, others[place]

    def talks_of_each(self, kind: str) -> Iterator[tuple[str, Sequence[Talk]]]:
        """Each party, member of staff or interpreter, or the conference as a whole, with its talks in order of time.

        Those of a member of staff include the talks they may be at.
        """
        if kind == "conference":
            yield self.cast.conference.name, self.talks
            return
        known: Mapping[str, Iterable[str]] = {
            "party": self.cast.parties,
            "staff": self.cast.staff,
            "interpreter": self.cast.interpreters,
        }
        for name in known[kind]:
            yield name, self._of("asked" if kind == "staff" else kind, name)

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
