"""Small conferences with everything in them that a rule could trip over, and timetables good and bad.

The strategies shrink towards one evening, one teacher, one family and one talk of ten minutes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import attrs
from hypothesis import strategies as st

from partnership.conferences.conference import (
    ANY_MODE,
    Conference,
    GuardianPresence,
    Journey,
    KeepApart,
    Mode,
    ModeChange,
    Override,
    Party,
    Pin,
    PupilPresence,
    Room,
    Sitting,
    TalkRequest,
    Travel,
    Weights,
)
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.ids import PartyId, RequestId, RoomId, SittingId
from partnership.testing.strategies import presences
from partnership.testing.strategies.draws import number, one, seldom, some, yes
from partnership.testing.strategies.presences import FIRST

_UNCOUNTED = tuple(name for name, weight in attrs.asdict(Weights()).items() if weight == 0)

__all__ = ["conferences", "placements", "starts_of", "timetables", "valid_timetables"]


def _sittings(draw: st.DrawFn, step: int) -> tuple[Sitting, ...]:
    """One to three sittings: touching, later that day, or on another one."""
    sittings: list[Sitting] = []
    start = FIRST
    for place in range(number(draw, 1, 3)):
        length = number(draw, 3, 9) * step + one(draw, (0, 0, 5))
        end = start + timedelta(minutes=length)
        sittings.append(Sitting(id=SittingId(f"s{place}"), start=start, end=end))
        start = end + timedelta(minutes=one(draw, (24 * 60, 30, 5, 0)))
    return tuple(sittings)


def _rooms(draw: st.DrawFn) -> tuple[tuple[Room, ...], Travel]:
    rooms = tuple(
        Room(id=RoomId(f"r{place}"), capacity=number(draw, 1, 2), accessible=yes(draw))
        for place in range(number(draw, 0, 3))
    )
    pairs = [(a.id, b.id) for a in rooms for b in rooms if a.id <= b.id]
    between = tuple(
        Journey(origin=a, destination=b, minutes=one(draw, (0, 5, 15))) for a, b in some(draw, pairs)
    )
    changes: tuple[ModeChange, ...] = ()
    if number(draw, 0, 5) == 5:
        changes = (ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=number(draw, 1, 15)),)
    return rooms, Travel(default_minutes=one(draw, (0, 0, 5, 10)), between=between, between_modes=changes)


def _parties(
    draw: st.DrawFn, guardians: Sequence[GuardianPresence], pupils: Sequence[PupilPresence]
) -> tuple[Party, ...]:
    return tuple(
        Party(
            id=PartyId(f"f{place}"),
            guardians=some(draw, [each.id for each in guardians], least=1, most=one(draw, (1, 1, 2))),
            pupils=some(draw, [each.id for each in pupils], most=2),
            max_talks=one(draw, (None, None, None, 2, 1, 0)),
        )
        for place in range(number(draw, 1, 4))
    )


def _requests(draw: st.DrawFn, conference: Conference, most: int) -> tuple[TalkRequest, ...]:
    staff, rooms = [each.id for each in conference.staff], [each.id for each in conference.rooms]
    requests = []
    for place in range(number(draw, 1, most)):
        party = one(draw, conference.parties)
        pinned = None
        if number(draw, 0, 7) == 7:
            start = one(draw, starts_of(conference))
            pinned = Pin(start=start, room=one(draw, (None, None, *rooms)))
        required = some(draw, staff, least=1, most=one(draw, (1, 1, 2)))
        requests.append(
            TalkRequest(
                id=RequestId(f"q{place}"),
                party=party.id,
                staff=required,
                optional_staff=some(draw, [each for each in staff if each not in required], most=1),
                pupils=party.pupils,
                minutes=one(draw, (10, 5, 15, 20)),
                weight=number(draw, 0, 3),
                pupil_attends=bool(party.pupils) and yes(draw),
                mode=one(draw, (None,) * 6 + ANY_MODE),
                pinned=pinned,
                guardians=seldom(draw, (party.guardians[:1],)),
                run_over_minutes=one(draw, (0, 0, 5, 15)),
                before=_befores(draw, conference) if number(draw, 0, 4) == 4 else None,
            )
        )
    return tuple(requests)


def _befores(draw: st.DrawFn, conference: Conference) -> Pin:
    """Where people think a talk is."""
    rooms = (None, None, *(room.id for room in conference.rooms))
    return Pin(start=one(draw, starts_of(conference)), room=one(draw, rooms))


@st.composite
def conferences(draw: st.DrawFn, *, max_requests: int = 7) -> Conference:
    """A conference of at most a few people and `max_requests` talks, with any of the things rules speak of."""
    step = one(draw, (10, 5, 15))
    sittings = _sittings(draw, step)
    rooms, travel = _rooms(draw)
    guardians = presences.guardians(draw, sittings)
    pupils = presences.pupils(draw, sittings)
    parties = _parties(draw, guardians, pupils)
    apart: tuple[KeepApart, ...] = ()
    if len(parties) > 1 and yes(draw):
        names = some(draw, [party.id for party in parties], least=2)
        apart = (KeepApart(parties=names, minutes=one(draw, (10, 1, 25))),)
    frame = Conference(
        name=one(draw, ("", "Autumn talks")),
        timezone="Europe/Amsterdam",
        step_minutes=step,
        sittings=sittings,
        rooms=rooms,
        travel=travel,
        staff=presences.staff(draw, sittings, rooms),
        interpreters=presences.interpreters(draw, sittings),
        guardians=guardians,
        pupils=pupils,
        parties=parties,
        keep_apart=apart,
        requests=(),
        weights=_weights(draw),
        planned_at=one(draw, (None, FIRST - timedelta(days=2), FIRST)),
    )
    frame = attrs.evolve(frame, requests=_requests(draw, frame, max_requests))
    return attrs.evolve(frame, overrides=_overrides(draw, frame))


def _weights(draw: st.DrawFn) -> Weights:
    """The usual ones, others for what is always counted, or some for what nobody counts unless they say so."""
    kind = number(draw, 0, 2)
    if kind == 0:
        return Weights()
    if kind == 1:
        names = ("left_over", "wait_minute", "long_wait_minute", "long_wait_after")
        return Weights(**{name: number(draw, 0, 50) for name in names})
    return Weights(**dict.fromkeys(some(draw, _UNCOUNTED, most=4), 40))


def _overrides(draw: st.DrawFn, conference: Conference) -> tuple[Override, ...]:
    """Now and then a rule set aside for some talk."""
    if number(draw, 0, 4) < 4:
        return ()
    waivable = [name for name, rule in STANDARD.rules.items() if rule.can_be_waived]
    request = one(draw, conference.requests)
    return (Override(rule=one(draw, waivable), request=request.id, by="staff:head", reason="as agreed"),)


def starts_of(conference: Conference) -> list[datetime]:
    """Every start on the grid of every sitting, in the order of the sittings."""
    every = timedelta(minutes=conference.step_minutes)
    return [
        sitting.start + place * every
        for sitting in conference.sittings
        for place in range(-((sitting.start - sitting.end) // every))
    ]


def _starts_for(conference: Conference, request: TalkRequest) -> list[datetime]:
    """The starts on the grid, as much later as the first of the staff starts."""
    every = timedelta(minutes=conference.step_minutes)
    late = next(each.start_offset_minutes for each in conference.staff if each.id == request.staff[0])
    return [start + timedelta(minutes=late) % every for start in starts_of(conference)]


@st.composite
def placements(draw: st.DrawFn, conference: Conference, request: TalkRequest) -> Placement:
    """Some placement of a request, mostly sensible: on the grid, as long as asked, in a known room."""
    start = one(draw, _starts_for(conference, request))
    odd = number(draw, 0, 9)
    rooms = [room.id for room in conference.rooms]
    interpreters = [person.id for person in conference.interpreters]
    return Placement(
        request=request.id,
        start=start + timedelta(minutes=1) if odd == 9 else start,
        minutes=request.minutes + 5 if odd == 8 else request.minutes,
        room=one(draw, (*rooms, None)),
        interpreter=one(draw, (None, *interpreters)),
    )


@st.composite
def timetables(draw: st.DrawFn, conference: Conference) -> Timetable:
    """Any timetable of a conference: each request is placed somewhere, left over, or now and then forgotten."""
    placed, left = [], []
    for request in conference.requests:
        fate = number(draw, 0, 5)
        if fate <= 3:
            placed.append(draw(placements(conference, request)))
        elif fate == 4:
            left.append(LeftOver(request=request.id))
    return Timetable(conference=conference.name, placements=tuple(placed), left_over=tuple(left))


@st.composite
def valid_timetables(draw: st.DrawFn, conference: Conference, *, rulebook: Rulebook = STANDARD) -> Timetable:
    """A timetable no rule objects to: requests in some order, each at a start that is still free, or left over."""
    placed: list[Placement] = []
    for request in draw(st.permutations(conference.requests)):
        table = Table(conference, Timetable(placements=tuple(placed)))
        free = [one for one in _options(conference, request) if rulebook.allows(table.talk(one), table)]
        if free:
            placed.append(one(draw, free))
    done = {placement.request for placement in placed}
    placed.sort(key=lambda placement: (placement.start, placement.request))
    left = tuple(LeftOver(request=each.id) for each in conference.requests if each.id not in done)
    return Timetable(conference=conference.name, placements=tuple(placed), left_over=left)


def _options(conference: Conference, request: TalkRequest) -> list[Placement]:
    """Every way to place a request on the grid."""
    return [
        Placement(
            request=request.id, start=start, minutes=request.minutes, room=room, interpreter=interpreter
        )
        for start in _starts_for(conference, request)
        for room in (*(room.id for room in conference.rooms), None)
        for interpreter in (None, *(person.id for person in conference.interpreters))
    ]
