"""A planned evening as calendars to subscribe to.

A feed announces (`METHOD:PUBLISH`), it invites nobody: there is one organizer and no attendee, so that no guardian's
address is ever in it. Each is made from one person's agenda alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from partnership.conferences.agenda import Agendas, Appointment
from partnership.errors import InvalidValue
from partnership.ids import ConferenceId, RequestId
from partnership.plugins.icalendar.frames import END, frame, title_of
from partnership.plugins.icalendar.talks import TalkWriter, organizer_of
from partnership.plugins.icalendar.words import words_for
from partnership.ports import CalendarTalk, Evening, Reader
from partnership.serial.printed import file_stem

__all__ = ["Feeds"]

_WEB = re.compile(r"https?://[!#-~]+", re.IGNORECASE)


class Feeds:
    """The exporter `ical`: `guardians/`, `families/` and `staff/`, a feed for each of them, by `file_stem` of the id.

    Somebody without talks has a feed without events, so that a talk that is gone is gone from the feed too. The
    names of the files are no secret: serve each feed under a token of its own.

    Raises:
        InvalidValue: `source` is no web address.
    """

    def __init__(self, *, source: str = "") -> None:
        if source and not _WEB.fullmatch(source):
            raise InvalidValue("source", "expected a web address that begins with https://")
        self._source = source.rstrip("/")

    def export(self, evening: Evening) -> Mapping[str, bytes]:
        """Every feed of the evening.

        Raises:
            BrokenCalendar: One of them does not read back as it was written; none is handed out.
        """
        agendas = Agendas(evening)
        return dict(self._feeds(_Writer(agendas), agendas))

    def _feeds(self, writer: "_Writer", agendas: Agendas) -> Iterator[tuple[str, bytes]]:
        for guardian in agendas.guardians:
            yield self._feed(writer, "guardians", guardian, map(writer.family, agendas.of_guardian(guardian)))
        for party in agendas.cast.parties.values():
            yield self._feed(writer, "families", party.id, map(writer.family, agendas.of_party(party.id)))
        for person in agendas.cast.staff:
            yield self._feed(writer, "staff", person, map(writer.staff, agendas.of_staff(person)))

    def _feed(self, writer: "_Writer", folder: str, id: str, events: Iterable[bytes]) -> tuple[str, bytes]:
        name = f"{folder}/{file_stem(id)}.ics"
        begin = writer.frame(f"{self._source}/{name}" if self._source else "")
        return name, b"".join((begin.removesuffix(END), *events, END))


class _Writer:
    """Writes the parts of the feeds of one evening, each talk once per kind of reader."""

    def __init__(self, agendas: Agendas) -> None:
        self._cast = agendas.cast
        self._evening = evening = agendas.evening
        self._words = words_for(evening.language)
        self._talks = TalkWriter(
            words=self._words,
            domain=evening.domain,
            organizer=organizer_of(evening.organizer, evening.school),
        )
        self._written: dict[tuple[RequestId, Reader], bytes] = {}

    def frame(self, source: str) -> bytes:
        """A calendar without events."""
        return frame(
            title_of(self._words.calendar, self._evening.school), language=self._words.tag, source=source
        )

    def family(self, appointment: Appointment) -> bytes:
        """A talk as the family reads it: with whom; no pupil in the title."""
        return self._event(appointment, Reader.FAMILY)

    def staff(self, appointment: Appointment) -> bytes:
        """A talk as staff read it: about whom, by a first name or initial; the guardians below."""
        return self._event(appointment, Reader.STAFF)

    def _event(self, appointment: Appointment, reader: Reader) -> bytes:
        key = (appointment.talk.id, reader)
        if key not in self._written:
            self._written[key] = self._talks.event(self._told(appointment, reader))
        return self._written[key]

    def _told(self, appointment: Appointment, reader: Reader) -> CalendarTalk:
        talk, evening = appointment.talk, self._evening
        return CalendarTalk(
            conference=ConferenceId(evening.id),
            request=talk.id,
            reader=reader,
            start=talk.start,
            minutes=talk.placement.minutes,
            sequence=appointment.revision,
            changed=appointment.changed,
            held=appointment.held,
            staff=self._names(talk.request.staff),
            guardians=self._names(talk.guardians),
            about=self._short(appointment),
            pupil_attends=talk.request.pupil_attends,
            mode=self._cast.mode(talk.request),
            room=self._names([talk.placement.room])[0] if talk.placement.room else "",
            interpreter=talk.placement.interpreter is not None,
            link=evening.links.get(talk.id),
        )

    def _names(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._evening.name(each) for each in ids)

    def _short(self, appointment: Appointment) -> tuple[str, ...]:
        return tuple(self._evening.short_name(pupil) for pupil in appointment.talk.request.pupils)
