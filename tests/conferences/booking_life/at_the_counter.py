"""Acts at the counter of the autumn talks, for the tests to judge."""

from datetime import datetime
from typing import Any

from tests.conferences.autumn import asked, autumn, clock, family, placed, staff

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.phases import Group, Phase
from partnership.conferences.booking_life.rulings import Act, Scene
from partnership.conferences.booking_life.terms import Terms
from partnership.conferences.conference import Conference, Sitting
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import PartyId, RequestId, SittingId

__all__ = ["NOON", "act", "autumn_on", "phase", "scene", "verdict"]

NOON = clock("12:00", day=16)


def phase(group: Group, opens: datetime, *parties: str) -> Phase:
    """A phase of these parties."""
    return Phase(group=group, opens=opens, parties=tuple(map(PartyId, parties)))


def autumn_on(**terms: Any) -> Conference:
    """Two evenings, two families, two teachers, three requests, on these terms."""
    return autumn(
        parties=(family("f1", "fatima", "p1 p2"), family("f2", "bram", "p3")),
        staff=(staff("jansen"), staff("devries")),
        requests=(
            asked("q1", "f1", "jansen", "p1"),
            asked("q2", "f2", "jansen", "p3"),
            asked("q3", "f1", "devries", "p1"),
        ),
        sittings=(
            Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00")),
            Sitting(id=SittingId("wed"), start=clock("18:00", 25), end=clock("20:00", 25)),
        ),
        booking=Terms(**terms),
    )


def scene(conference: Conference, *talks: Placement, **more: Any) -> Scene:
    """What acts are judged by when these talks are booked."""
    return Scene(table=Table(conference, Timetable(placements=talks)), **more)


def act(
    conference: Conference,
    name: str = "q1",
    deed: Deed = Deed.BOOK,
    *,
    start: str | None = "18:00",
    side: Side = Side.GUARDIAN,
    at: datetime = NOON,
    was: Placement | None = None,
) -> Act:
    """Somebody wants something with a talk."""
    request = next(each for each in conference.requests if each.id == RequestId(name))
    party = next(each for each in conference.parties if each.id == request.party)
    place = None if start is None else placed(name, start)
    return Act(deed=deed, request=request, party=party, side=side, at=at, placement=place, was=was)


def verdict(rule: Any, wanted: Act, seen: Scene) -> list[str]:
    """What one rule has against an act, in words."""
    return [refusal.text for refusal in rule(wanted, seen)]
