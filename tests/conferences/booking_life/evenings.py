"""Small evenings with some talks booked as the rules allow, for laws about what becomes of them."""

from typing import Any

import attrs
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Party, Room, Sitting, TalkRequest
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import RequestId, RoomId, SittingId

__all__ = ["STARTS", "Evening", "evenings"]

Finding = tuple[str, frozenset[RequestId | None], str | None, int]
STARTS = ("18:00", "18:10", "18:20", "18:30", "18:40", "18:50")


@attrs.frozen
class Evening:
    """A conference and the talks that are booked at it."""

    conference: Conference
    talks: tuple[Placement, ...] = ()

    @classmethod
    def of(cls, families: int, **different: Any) -> "Evening":
        """An hour in which so many families each speak with Jansen."""
        parts = {
            "sittings": (Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("19:00")),),
            "parties": tuple(family(f"f{each}", f"g{each}", f"p{each}") for each in range(families)),
            "requests": tuple(
                asked(f"q{each}", f"f{each}", "jansen", f"p{each}") for each in range(families)
            ),
        }
        return cls(autumn(**parts | different))

    def request(self, name: str) -> TalkRequest:
        """What was asked."""
        return next(each for each in self.conference.requests if each.id == name)

    def party(self, name: str) -> Party:
        """Whose talk it is."""
        return next(each for each in self.conference.parties if each.id == self.request(name).party)

    def placed(self, name: str) -> Placement | None:
        """Where a talk is booked, if it is."""
        return next((place for place in self.talks if place.request == name), None)

    def place(self, name: str) -> Placement:
        """Where a talk is booked."""
        return next(place for place in self.talks if place.request == name)

    def broken(self, talks: tuple[Placement, ...]) -> set[Finding]:
        """What the checker finds broken with these talks, apart from what is still to be booked."""
        found = check(self.conference, Timetable(placements=talks)).objections
        return {each.finding for each in found if each.rule != "nobody-forgotten"}

    def of_party(self, name: str) -> "Evening":
        """The evening as if only the family of this talk had any."""
        mine = self.party(name).id
        return attrs.evolve(
            self, talks=tuple(each for each in self.talks if self.request(each.request).party == mine)
        )

    def moved(self, place: Placement) -> tuple[Placement, ...]:
        """The talks once one is held here, wherever it was."""
        return (*(each for each in self.talks if each.request != place.request), place)

    def against(self, place: Placement) -> set[tuple[str, str | None]]:
        """The rules against holding a talk here, and about whom: what they say of it, and of others only now."""
        after = self.broken(self.moved(place))
        new = {each for each in after if place.request in each[1]} | (after - self.broken(self.talks))
        return {(rule, whom) for rule, _, whom, _ in new}

    def options(self, name: str, start: str) -> list[Placement]:
        """Every way to hold a talk at a clock time, the first room first."""
        rooms = [str(room.id) for room in self.conference.rooms] or [""]
        return [placed(name, start, self.request(name).minutes, room=room) for room in rooms]


@st.composite
def evenings(draw: st.DrawFn, /, **different: Any) -> Evening:
    """Four families, one with three talks and one with two; two teachers; perhaps rooms, and hours people can come."""
    names = [f"g{number}" for number in range(4)]
    waits = st.sampled_from([None, None, 10, 20])
    other = draw(st.sampled_from(["g3", "g2 g3"]))
    child = draw(st.sampled_from(["p3", "p3", "p0"]))
    long = st.sampled_from([10, 10, 20])
    spans = st.sampled_from([None, None, (span("18:00", "18:40"),), (span("18:20", "19:00"),)])
    rooms = draw(
        st.sampled_from(
            [(), (Room(id=RoomId("hall"), capacity=2),), (Room(id=RoomId("a")), Room(id=RoomId("b")))]
        )
    )
    evening = Evening.of(
        4,
        **{
            "parties": (
                *(family(f"f{number}", f"g{number}", f"p{number}") for number in range(3)),
                family("f3", other, child),
            ),
            "guardians": tuple(
                guardian(name, available=draw(spans), preferred=draw(spans), max_wait_minutes=draw(waits))
                for name in names
            ),
            "staff": (staff("jansen", buffer_minutes=draw(st.sampled_from([0, 0, 10]))), staff("devries")),
            "rooms": rooms,
            "requests": (
                *(
                    asked(f"q{number}", f"f{number}", "jansen", f"p{number}", minutes=draw(long))
                    for number in range(3)
                ),
                asked("q3", "f3", "jansen", child, minutes=draw(long)),
                asked("r0", "f0", "devries", "p0"),
                asked("s0", "f0", "devries", "p0"),
                asked("r1", "f1", "devries", "p1"),
            ),
        }
        | different,
    )
    for request in draw(st.permutations(evening.conference.requests)):
        first = draw(st.integers(0, len(STARTS) - 1))
        for start in (STARTS * 2)[first : first + 3]:
            place = draw(st.sampled_from(evening.options(request.id, start)))
            if not evening.broken((*evening.talks, place)):
                evening = attrs.evolve(evening, talks=(*evening.talks, place))
                break
    return evening
