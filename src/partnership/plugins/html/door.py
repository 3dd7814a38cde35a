"""The list on a door: when the talks behind it are, and nothing a passer-by should not read."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from partnership.conferences.agenda import Agendas, Appointment
from partnership.conferences.conference import Mode
from partnership.ids import RoomId, StaffId
from partnership.plugins.html.wording import Wording

__all__ = ["Door", "DoorDay", "DoorTalk", "door_of_room", "doors_of_staff"]


@attrs.frozen(kw_only=True)
class DoorTalk:
    """One line on a door: a time, a first name or initial, and with whom."""

    start: str
    end: str
    moment: str
    label: str
    staff: tuple[str, ...]


@attrs.frozen(kw_only=True)
class DoorDay:
    """The talks of one day."""

    day: str
    talks: tuple[DoorTalk, ...]


@attrs.frozen(kw_only=True)
class Door:
    """What hangs on one door: the name on it (a room's or a person's) and the talks behind it."""

    name: str
    days: tuple[DoorDay, ...]


def door_of_room(room: RoomId, agendas: Agendas, wording: Wording) -> Door:
    """The list on the door of a room; talks by video or phone are not on it."""
    return Door(name=wording.name(room), days=_days(agendas.of_room(room), wording))


def doors_of_staff(agendas: Agendas, wording: Wording) -> Iterator[tuple[StaffId, Door]]:
    """A list for everybody who holds talks at school without a room in the timetable."""
    for staff in agendas.cast.staff:
        own = [each for each in agendas.of_staff(staff) if each.held and not each.talk.placement.room]
        if days := _days(own, wording):
            yield staff, Door(name=wording.name(staff), days=days)


def _days(appointments: Sequence[Appointment], wording: Wording) -> tuple[DoorDay, ...]:
    behind = [each for each in appointments if wording.mode(each) is Mode.ON_SITE]
    return tuple(
        DoorDay(day=day, talks=tuple(_talk(each, wording) for each in group))
        for day, group in groupby(behind, key=lambda each: wording.day(each.talk.start))
    )


def _talk(appointment: Appointment, wording: Wording) -> DoorTalk:
    talk = appointment.talk
    return DoorTalk(
        start=wording.clock(talk.start),
        end=wording.clock(talk.end),
        moment=wording.machine(talk.start),
        label=wording.public(talk),
        staff=wording.names(talk.request.staff),
    )
