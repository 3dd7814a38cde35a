"""The letter to a family: when they speak with whom, where and how, and what was left over and why."""

from collections.abc import Iterator
from itertools import groupby

import attrs

from partnership.conferences.agenda import Agendas, Appointment
from partnership.conferences.conference import Mode
from partnership.conferences.timetable import LeftOver
from partnership.ids import PartyId
from partnership.plugins.html.wording import Wording

__all__ = ["Letter", "LetterDay", "LetterTalk", "Missing", "letter_to"]

_GROUPS = {
    "staff-clash": "staff",
    "staff-break": "staff",
    "guardian-present": "presence",
    "interpreter-present": "interpreter",
    "interpreter-clash": "interpreter",
    "room-assigned": "room",
    "room-capacity": "room",
    "way-to-talk": "way",
    "most-talks": "talks",
}
"""The reason a family is told, by rule. A rule that is not here gets the plain reason: being kept apart, a clash of a
guardian or a pupil, waiting and travelling would tell one parent about a talk of the other."""


@attrs.frozen(kw_only=True)
class LetterTalk:
    """One talk in a letter, in words."""

    start: str
    end: str
    moment: str
    held: bool
    staff: tuple[str, ...]
    pupils: tuple[str, ...]
    pupil_attends: bool
    room: str
    way: str
    link: str | None
    interpreter: str


@attrs.frozen(kw_only=True)
class LetterDay:
    """The talks of one day."""

    day: str
    talks: tuple[LetterTalk, ...]


@attrs.frozen(kw_only=True)
class Missing:
    """A talk that was asked for and not planned."""

    staff: tuple[str, ...]
    pupils: tuple[str, ...]
    reasons: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Letter:
    """A letter to one party."""

    to: tuple[str, ...]
    days: tuple[LetterDay, ...]
    missing: tuple[Missing, ...]

    @property
    def held(self) -> bool:
        """Whether there is a talk to look forward to, rather than only what is called off."""
        return any(talk.held for day in self.days for talk in day.talks)


def letter_to(party: PartyId, agendas: Agendas, wording: Wording) -> Letter:
    """The letter to a party, made from its own agenda alone."""
    return Letter(
        to=wording.names(agendas.cast.parties[party].guardians),
        days=tuple(_days(agendas.of_party(party), agendas, wording)),
        missing=tuple(_missing(left, agendas, wording) for left in agendas.left_over_of(party)),
    )


def _days(appointments: tuple[Appointment, ...], agendas: Agendas, wording: Wording) -> Iterator[LetterDay]:
    for day, group in groupby(appointments, key=lambda each: wording.day(each.talk.start)):
        yield LetterDay(day=day, talks=tuple(_talk(each, agendas, wording) for each in group))


def _talk(appointment: Appointment, agendas: Agendas, wording: Wording) -> LetterTalk:
    talk, mode = appointment.talk, wording.mode(appointment)
    return LetterTalk(
        start=wording.clock(talk.start),
        end=wording.clock(talk.end),
        moment=wording.machine(talk.start),
        held=appointment.held,
        staff=wording.names(talk.request.staff),
        pupils=wording.names(talk.request.pupils),
        pupil_attends=talk.request.pupil_attends,
        room=wording.name(talk.placement.room) if talk.placement.room else "",
        way=wording.words.phone_call if mode is Mode.PHONE else wording.way(appointment),
        link=agendas.evening.links.get(talk.id) if mode is Mode.VIDEO else None,
        interpreter=wording.name(talk.placement.interpreter) if talk.placement.interpreter else "",
    )


def _missing(left: LeftOver, agendas: Agendas, wording: Wording) -> Missing:
    request = agendas.cast.requests[left.request]
    groups = {_GROUPS.get(reason.rule, "") for reason in left.reasons} or {""}
    return Missing(
        staff=wording.names(request.staff),
        pupils=wording.names(request.pupils),
        reasons=tuple(said for group, said in wording.words.reasons.items() if group in groups),
    )
