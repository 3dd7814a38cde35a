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
from partnership.testing.strategies.presences import FIRST

__all__ = ["conferences", "placements", "starts_of", "timetables", "valid_timetables"]


@st.composite
def _sittings(draw: st.DrawFn, step: int) -> tuple[Sitting, ...]:
    """One to three sittings: touching, later that day, or on another one."""
    sittings: list[Sitting] = []
    start = FIRST
    for number in range(draw(st.integers(1, 3))):
        length = draw(st.integers(3, 9)) * step + draw(st.sampled_from((0, 0, 5)))
        end = start + timedelta(minutes=length)
        sittings.append(Sitting(id=SittingId(f"s{number}"), start=start, end=end))
        start = end + timedelta(minutes=draw(st.sampled_from((24 * 60, 30, 5, 0))))
    return tuple(sittings)


@st.composite
def _rooms(draw: st.DrawFn) -> tuple[tuple[Room, ...], Travel]:
    rooms = tuple(
        Room(id=RoomId(f"r{number}"), capacity=draw(st.integers(1, 2)), accessible=draw(st.booleans()))
        for number in range(draw(st.integers(0, 3)))
    )
    pairs = [(a.id, b.id) for a in rooms for b in rooms if a.id <= b.id]
    between = tuple(
        Journey(origin=a, destination=b, minutes=draw(st.sampled_from((0, 5, 15))))
        for a, b in draw(presences.some(pairs))
    )
    changes: tuple[ModeChange, ...] = ()
    if draw(st.integers(0, 5)) == 5:
        changes = (ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=draw(st.integers(1, 15))),)
    return rooms, Travel(
        default_minutes=draw(st.sampled_from((0, 0, 5, 10))), between=between, between_modes=changes
    )


@st.composite
def _parties(
    draw: st.DrawFn, guardians: Sequence[GuardianPresence], pupils: Sequence[PupilPresence]
) -> tuple[Party, ...]:
    return tuple(
        Party(
            id=PartyId(f"f{number}"),
            guardians=draw(
                presences.some(
                    [each.id for each in guardians], least=1, most=draw(st.sampled_from((1, 1, 2)))
                )
            ),
            pupils=draw(presences.some([each.id for each in pupils], most=2)),
            max_talks=draw(st.sampled_from((None, None, None, 2, 1, 0))),
        )
        for number in range(draw(st.integers(1, 4)))
    )


@st.composite
def _requests(draw: st.DrawFn, conference: Conference, most: int) -> tuple[TalkRequest, ...]:
    staff, rooms = [each.id for each in conference.staff], [each.id for each in conference.rooms]
    requests = []
    for number in range(draw(st.integers(1, most))):
        party = draw(st.sampled_from(conference.parties))
        pinned = None
        if draw(st.integers(0, 7)) == 7:
            start = draw(st.sampled_from(starts_of(conference)))
            pinned = Pin(start=start, room=draw(st.sampled_from((None, None, *rooms))))
        required = draw(presences.some(staff, least=1, most=draw(st.sampled_from((1, 1, 2)))))
        requests.append(
            TalkRequest(
                id=RequestId(f"q{number}"),
                party=party.id,
                staff=required,
                optional_staff=draw(presences.some([each for each in staff if each not in required], most=1)),
                pupils=party.pupils,
                minutes=draw(st.sampled_from((10, 5, 15, 20))),
                weight=draw(st.integers(0, 3)),
                pupil_attends=bool(party.pupils) and draw(st.booleans()),
                mode=draw(st.sampled_from((None,) * 6 + ANY_MODE)),
                pinned=pinned,
                guardians=draw(presences.seldom(st.just(party.guardians[:1]))),
                run_over_minutes=draw(st.sampled_from((0, 0, 5, 15))),
                before=draw(presences.seldom(_befores(conference))),
            )
        )
    return tuple(requests)


@st.composite
def _befores(draw: st.DrawFn, conference: Conference) -> Pin:
    """Where people think a talk is."""
    rooms = (None, None, *(room.id for room in conference.rooms))
    return Pin(start=draw(st.sampled_from(starts_of(conference))), room=draw(st.sampled_from(rooms)))


@st.composite
def conferences(draw: st.DrawFn, *, max_requests: int = 7) -> Conference:
    """A conference of at most a few people and `max_requests` talks, with any of the things rules speak of."""
    step = draw(st.sampled_from((10, 5, 15)))
    sittings = draw(_sittings(step))
    rooms, travel = draw(_rooms())
    guardians = draw(presences.guardians(sittings))
    pupils = draw(presences.pupils(sittings))
    parties = draw(_parties(guardians, pupils))
    apart: tuple[KeepApart, ...] = ()
    if len(parties) > 1 and draw(st.booleans()):
        names = draw(presences.some([party.id for party in parties], least=2))
        apart = (KeepApart(parties=names, minutes=draw(st.sampled_from((10, 1, 25)))),)
    points = st.integers(0, 50)
    uncounted = [name for name, weight in attrs.asdict(Weights()).items() if weight == 0]
    weights = (
        st.just(Weights())
        | st.builds(
            Weights, left_over=points, wait_minute=points, long_wait_minute=points, long_wait_after=points
        )
        | st.sets(st.sampled_from(uncounted), max_size=4).map(lambda some: Weights(**dict.fromkeys(some, 40)))
    )
    frame = Conference(
        name=draw(st.sampled_from(("", "Autumn talks"))),
        timezone="Europe/Amsterdam",
        step_minutes=step,
        sittings=sittings,
        rooms=rooms,
        travel=travel,
        staff=draw(presences.staff(sittings, rooms)),
        interpreters=draw(presences.interpreters(sittings)),
        guardians=guardians,
        pupils=pupils,
        parties=parties,
        keep_apart=apart,
        requests=(),
        weights=draw(weights),
        planned_at=draw(st.sampled_from((None, FIRST - timedelta(days=2), FIRST))),
    )
    frame = attrs.evolve(frame, requests=draw(_requests(frame, max_requests)))
    return attrs.evolve(frame, overrides=draw(_overrides(frame)))


@st.composite
def _overrides(draw: st.DrawFn, conference: Conference) -> tuple[Override, ...]:
    """Now and then a rule set aside for some talk."""
    if draw(st.integers(0, 4)) < 4:
        return ()
    waivable = [name for name, rule in STANDARD.rules.items() if rule.can_be_waived]
    request = draw(st.sampled_from(conference.requests))
    return (
        Override(
            rule=draw(st.sampled_from(waivable)), request=request.id, by="staff:head", reason="as agreed"
        ),
    )


def starts_of(conference: Conference) -> list[datetime]:
    """Every start on the grid of every sitting, in the order of the sittings."""
    every = timedelta(minutes=conference.step_minutes)
    return [
        sitting.start + number * every
        for sitting in conference.sittings
        for number in range(-((sitting.start - sitting.end) // every))
    ]


def _starts_for(conference: Conference, request: TalkRequest) -> list[datetime]:
    """The starts on the grid, as much later as the first of the staff starts."""
    every = timedelta(minutes=conference.step_minutes)
    late = next(each.start_offset_minutes for each in conference.staff if each.id == request.staff[0])
    return [start + timedelta(minutes=late) % every for start in starts_of(conference)]


@st.composite
def placements(draw: st.DrawFn, conference: Conference, request: TalkRequest) -> Placement:
    """Some placement of a request, mostly sensible: on the grid, as long as asked, in a known room."""
    start = draw(st.sampled_from(_starts_for(conference, request)))
    odd = draw(st.integers(0, 9))
    rooms = [room.id for room in conference.rooms]
    interpreters = [person.id for person in conference.interpreters]
    return Placement(
        request=request.id,
        start=start + timedelta(minutes=1) if odd == 9 else start,
        minutes=request.minutes + 5 if odd == 8 else request.minutes,
        room=draw(st.sampled_from((*rooms, None))),
        interpreter=draw(st.sampled_from((None, *interpreters))),
    )


@st.composite
def timetables(draw: st.DrawFn, conference: Conference) -> Timetable:
    """Any timetable of a conference: each request is placed somewhere, left over, or now and then forgotten."""
    placed, left = [], []
    for request in conference.requests:
        fate = draw(st.integers(0, 5))
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
            placed.append(draw(st.sampled_from(free)))
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
