"""A promised talk from day to day: how often it changed, whose minutes it takes, and the seat it keeps."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, placed, staff
from tests.conferences.spoken import minute

from partnership.conferences.booking import Booking, Status, call_off, hold, moments, seats
from partnership.conferences.conference import Conference, Interpreter, Room
from partnership.conferences.table import Cast, Talk, talk_of
from partnership.conferences.timetable import Placement
from partnership.ids import ConferenceId, GuardianId, InterpreterId, RequestId, RoomId, StaffId

AUTUMN = ConferenceId("autumn")
ROOMS = {RoomId(name): Room(id=RoomId(name), capacity=number) for name, number in (("r12", 1), ("hall", 3))}


def evening(staff_asked: str = "jansen", *, father: bool = True, noor: bool = False) -> Conference:
    """An evening of one talk, with one or two teachers, both parents or the mother alone, with or without the pupil."""
    both = (GuardianId("fatima"), GuardianId("bram"))
    return autumn(
        rooms=tuple(ROOMS.values()),
        staff=(staff("jansen"), staff("devries")),
        interpreters=(Interpreter(id=InterpreterId("amal"), languages=("ar",)),),
        parties=(family("f1", "fatima bram", "noor"),),
        requests=(
            asked(
                "q1",
                "f1",
                staff_asked,
                "noor",
                pupil_attends=noor,
                guardians=None if father else both[:1],
            ),
        ),
    )


conferences = st.builds(
    evening, st.sampled_from(("jansen", "jansen devries")), father=st.booleans(), noor=st.booleans()
)
placements = st.builds(
    placed,
    st.just("q1"),
    st.sampled_from(("18:00", "18:10")),
    st.sampled_from((10, 15)),
    room=st.sampled_from(("", "r12", "hall")),
    interpreter=st.sampled_from(("", "amal")),
)
talks = st.builds(lambda conference, each: talk_of(Cast(conference), each), conferences, placements)


def people(talk: Talk) -> tuple[str, ...]:
    """Everyone who is told of a talk."""
    guardians = talk.request.guardians or talk.party.guardians
    return tuple(f"staff:{name}" for name in talk.request.staff) + tuple(
        f"guardian:{name}" for name in guardians
    )


@given(st.lists(st.tuples(talks | st.none(), st.sampled_from((0, 1, None))), max_size=6))
def test_a_booking_counts_what_everyone_must_be_told(steps: Sequence[tuple[Talk | None, int | None]]) -> None:
    """Another start, length, room, status or person is one change, at that instant; a seat, an interpreter or a pupil is none."""
    booking: Booking | None = None
    news: tuple[object, ...] = ()
    count, last = -1, clock("09:00", day=1)
    for hour, (talk, seat) in enumerate(steps):
        now = last if booking is None else clock("09:00", day=2) + timedelta(hours=hour)
        if talk is None:
            if booking is None or not booking.held:
                continue
            before = booking
            booking, news, count, last = call_off(booking, at=now), ("off",), count + 1, now
            assert booking == attrs.evolve(before, status=Status.CANCELLED, sequence=count, changed=now)
            assert list(moments(booking)) == []
            continue
        booking = hold(booking, talk, AUTUMN, seat=seat, at=now)
        place = talk.placement
        told = (place.start, place.minutes, place.room, people(talk))
        if told != news:
            news, count, last = told, count + 1, now
        assert booking == Booking(
            conference=AUTUMN,
            request=RequestId("q1"),
            party=talk.party.id,
            placement=place,
            staff=talk.request.staff,
            guardians=talk.request.guardians or talk.party.guardians,
            pupils=talk.request.pupils if talk.request.pupil_attends else (),
            seat=seat,
            status=Status.HELD,
            sequence=count,
            changed=last,
        )
        assert booking.people == people(talk)


@given(talks, st.integers(0, 2))
def test_a_booking_takes_each_minute_of_everybody_once(talk: Talk, seat: int) -> None:
    """Staff, guardians, a pupil who sits in, a seat in the room, an interpreter; whoever is named twice is there once."""
    twice = attrs.evolve(
        talk, request=attrs.evolve(talk.request, staff=talk.request.staff * 2, pupils=talk.request.pupils * 2)
    )
    booking = hold(None, twice, AUTUMN, seat=seat, at=clock("09:00", day=1))
    place = talk.placement
    taken = [*people(talk), *(["pupil:noor"] if talk.request.pupil_attends else [])]
    taken += [f"room:{place.room}/{seat}"] if place.room else []
    taken += ["interpreter:amal"] if place.interpreter else []
    first = (place.start - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(minutes=1)
    assert sorted(moments(booking)) == sorted(
        (name, first + number) for name in taken for number in range(place.minutes)
    )


@st.composite
def seatable(draw: st.DrawFn) -> list[Placement]:
    """Talks in rooms and without, in any order, never more at once than a room holds."""
    talks: list[Placement] = []
    for number in range(draw(st.integers(0, 9))):
        start = f"18:{draw(st.integers(0, 6)) * 5:02}"
        each = placed(
            f"q{number}",
            start,
            draw(st.sampled_from((5, 10, 20))),
            room=draw(st.sampled_from(("r12", "hall", ""))),
        )
        beside = [other for other in talks if other.room == each.room]
        if each.room is None or all(
            sum(at in minutes_of(other) for other in beside) < ROOMS[each.room].capacity
            for at in minutes_of(each)
        ):
            talks.append(each)
    return draw(st.permutations(talks))


def minutes_of(talk: Placement) -> set[int]:
    """The minutes of a talk."""
    return set(range(minute(talk.start), minute(talk.end)))


@given(seatable(), st.data())
def test_nobody_sits_on_another_and_who_has_a_seat_keeps_it(
    talks: list[Placement], data: st.DataObject
) -> None:
    """In order of start each keeps its seat if that is free, else takes the first that is; without a room there is none."""
    some = st.sampled_from((None, 0, 1, 2, 3))
    before = {each.request: data.draw(some) for each in talks if data.draw(st.booleans())}
    given_seats = seats(talks, ROOMS, before)
    sitting: dict[tuple[RoomId, int], set[int]] = {}
    for talk in sorted(talks, key=lambda each: (each.start, each.request)):
        seat = given_seats[talk.request]
        if talk.room is None:
            assert seat is None
            continue
        free = [
            each
            for each in range(ROOMS[talk.room].capacity)
            if not sitting.setdefault((talk.room, each), set()) & minutes_of(talk)
        ]
        old = before.get(talk.request)
        assert seat == (old if old in free else free[0])
        sitting[talk.room, seat] |= minutes_of(talk)
    assert given_seats.keys() == {each.request for each in talks}
    assert seats(data.draw(st.permutations(talks)), ROOMS, given_seats) == given_seats


def test_people_are_told_once() -> None:
    """A guardian who teaches at the school is told as both; a name written twice is one."""
    booking = Booking(
        conference=AUTUMN,
        request=RequestId("q1"),
        party=family().id,
        placement=placed("q1", "18:00"),
        staff=(StaffId("jansen"), StaffId("jansen")),
        guardians=(GuardianId("jansen"), GuardianId("fatima")),
        changed=clock("09:00"),
    )
    assert booking.people == ("staff:jansen", "guardian:jansen", "guardian:fatima")
