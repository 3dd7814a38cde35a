"""A talk that was promised: booked, moved, called off, with a count of how often it changed.

A booking knows everyone in it, so that it can be called off and told about when the conference no longer does.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import attrs

from partnership.conferences.conference import Room
from partnership.conferences.table import Talk
from partnership.conferences.timetable import Placement
from partnership.errors import IllegalStep
from partnership.ids import ConferenceId, GuardianId, PartyId, PupilId, RequestId, RoomId, StaffId
from partnership.times import instant

__all__ = ["Booking", "Status", "call_off", "hold", "moments", "seats"]


class Status(StrEnum):
    """Whether a talk goes ahead."""

    HELD = "held"
    CANCELLED = "cancelled"


@attrs.frozen(kw_only=True)
class Booking:
    """One talk as it was last told to everyone in it.

    Attributes:
        placement: When and where it is held, or was to be held.
        staff: Who of the school is there.
        guardians: Who of the party is there.
        pupils: The pupils who sit in.
        seat: Which of the talks that the room holds at once, from 0; None without a room.
        sequence: How often its start, end, place, status or people changed since it was first booked.
        changed: When that last happened.
    """

    conference: ConferenceId
    request: RequestId
    party: PartyId
    placement: Placement
    staff: tuple[StaffId, ...]
    guardians: tuple[GuardianId, ...]
    pupils: tuple[PupilId, ...] = ()
    seat: int | None = None
    status: Status = Status.HELD
    sequence: int = 0
    changed: datetime = attrs.field(converter=instant)

    @property
    def held(self) -> bool:
        """Whether it goes ahead."""
        return self.status is Status.HELD

    @property
    def news(self) -> tuple[object, ...]:
        """What everyone in it must be told of when it changes: start, end, place, status, and with whom."""
        place = self.placement
        return place.start, place.minutes, place.room, self.status, self.people

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone who is told about it, as `staff:jansen` or `guardian:g1`, each once."""
        staff = (f"staff:{name}" for name in self.staff)
        return tuple(dict.fromkeys((*staff, *(f"guardian:{name}" for name in self.guardians))))


def hold(
    before: Booking | None, talk: Talk, conference: ConferenceId, *, seat: int | None, at: datetime
) -> Booking:
    """The booking of a talk that is to be held as the timetable says.

    Args:
        before: The booking as it was, held or called off; None when there was none.
        talk: The talk in the timetable.
        conference: Of which conference.
        seat: Its seat in the room.
        at: This instant; kept only when there is news.
    """
    booking = Booking(
        conference=conference,
        request=talk.id,
        party=talk.party.id,
        placement=talk.placement,
        staff=talk.request.staff,
        guardians=talk.guardians,
        pupils=talk.request.pupils if talk.request.pupil_attends else (),
        seat=seat,
        changed=at,
    )
    if before is None:
        return booking
    if before.news == booking.news:
        return attrs.evolve(booking, sequence=before.sequence, changed=before.changed)
    return attrs.evolve(booking, sequence=before.sequence + 1)


def call_off(booking: Booking, *, at: datetime) -> Booking:
    """The booking of a talk that is not held after all; where it was stays known, so that it can be told.

    Raises:
        IllegalStep: It was called off before.
    """
    if not booking.held:
        raise IllegalStep("this talk", state=booking.status, step="be cancelled", allowed=("be booked",))
    return attrs.evolve(booking, status=Status.CANCELLED, sequence=booking.sequence + 1, changed=at)


def moments(booking: Booking) -> Iterator[tuple[str, int]]:
    """Every minute of everyone and everything a booking takes up: (resource, minutes since 1970); none once called off."""
    if not booking.held:
        return
    place = booking.placement
    resources = [
        *booking.people,
        *(f"pupil:{name}" for name in dict.fromkeys(booking.pupils)),
        *([] if place.room is None else [f"room:{place.room}/{booking.seat}"]),
        *([] if place.interpreter is None else [f"interpreter:{place.interpreter}"]),
    ]
    first = int(place.start.timestamp()) // 60
    for resource in resources:
        for minute in range(first, first + place.minutes):
            yield resource, minute


def seats(
    talks: Sequence[Placement], rooms: Mapping[RoomId, Room], before: Mapping[RequestId, int | None]
) -> Mapping[RequestId, int | None]:
    """A seat for each talk in a room, none taken twice at once; each keeps the one it had where it can.

    Taken in order of start there is always one free, as long as no room holds more talks at once than it has seats.

    Args:
        talks: A timetable that the rules allow.
        rooms: The rooms by id.
        before: The seats there were.
    """
    given: dict[RequestId, int | None] = {}
    until: dict[tuple[RoomId, int], datetime] = {}
    for talk in sorted(talks, key=lambda talk: (talk.start, talk.request)):
        if talk.room is None:
            given[talk.request] = None
            continue
        free = [
            seat
            for seat in range(rooms[talk.room].capacity)
            if (talk.room, seat) not in until or until[talk.room, seat] <= talk.start
        ]
        old = before.get(talk.request)
        seat = old if old in free and old is not None else free[0]
        given[talk.request] = seat
        until[talk.room, seat] = talk.end
    return given
