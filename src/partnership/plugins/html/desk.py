"""The desk sheet of a member of staff: the evening from top to bottom, with its pauses."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

import attrs

from partnership.conferences.agenda import Agendas, Appointment
from partnership.ids import StaffId
from partnership.plugins.html.wording import Wording
from partnership.times import minutes_between

__all__ = ["Desk", "DeskDay", "DeskTalk", "Pause", "desk_of"]


@attrs.frozen(kw_only=True)
class DeskTalk:
    """One talk on a desk sheet, in words."""

    start: str
    end: str
    moment: str
    minutes: int
    held: bool
    pupils: tuple[str, ...]
    pupil_attends: bool
    guardians: tuple[str, ...]
    colleagues: tuple[str, ...]
    place: str
    interpreter: str


@attrs.frozen(kw_only=True)
class Pause:
    """Time between two talks."""

    start: str
    end: str
    minutes: int


@attrs.frozen(kw_only=True)
class DeskDay:
    """One day of talks and pauses, in order."""

    day: str
    present: tuple[str, ...]
    rows: tuple[DeskTalk | Pause, ...]
    talks: int


@attrs.frozen(kw_only=True)
class Desk:
    """The sheet of one member of staff."""

    name: str
    days: tuple[DeskDay, ...]


def desk_of(staff: StaffId, agendas: Agendas, wording: Wording) -> Desk:
    """The sheet of a member of staff."""
    days = groupby(agendas.of_staff(staff), key=lambda each: wording.day(each.talk.start))
    return Desk(
        name=wording.name(staff),
        days=tuple(_day(staff, day, tuple(group), agendas, wording) for day, group in days),
    )


def _day(
    staff: StaffId, day: str, appointments: Sequence[Appointment], agendas: Agendas, wording: Wording
) -> DeskDay:
    spans = agendas.cast.present(agendas.cast.staff[staff].available)
    return DeskDay(
        day=day,
        present=tuple(
            f"{wording.clock(span.start)}–{wording.clock(span.end)}"
            for span in spans
            if wording.day(span.start) == day
        ),
        rows=tuple(_rows(staff, appointments, wording)),
        talks=sum(each.held for each in appointments),
    )


def _rows(
    staff: StaffId, appointments: Sequence[Appointment], wording: Wording
) -> Iterator[DeskTalk | Pause]:
    """Talks with the pauses between those that are held; a cancelled talk stands where it was."""
    free_from: datetime | None = None
    for each in appointments:
        talk = each.talk
        if each.held:
            if free_from and talk.start > free_from:
                yield Pause(
                    start=wording.clock(free_from),
                    end=wording.clock(talk.start),
                    minutes=minutes_between(free_from, talk.start),
                )
            free_from = max(talk.end, free_from or talk.end)
        yield _talk(staff, each, wording)


def _talk(staff: StaffId, appointment: Appointment, wording: Wording) -> DeskTalk:
    talk = appointment.talk
    room = (wording.name(talk.placement.room),) if talk.placement.room else ()
    return DeskTalk(
        start=wording.clock(talk.start),
        end=wording.clock(talk.end),
        moment=wording.machine(talk.start),
        minutes=talk.placement.minutes,
        held=appointment.held,
        pupils=wording.names(talk.request.pupils),
        pupil_attends=talk.request.pupil_attends,
        guardians=wording.names(talk.guardians),
        colleagues=wording.names(each for each in talk.request.staff if each != staff),
        place=" · ".join((wording.way(appointment), *room)),
        interpreter=wording.name(talk.placement.interpreter) if talk.placement.interpreter else "",
    )
