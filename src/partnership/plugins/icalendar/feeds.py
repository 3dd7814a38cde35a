"""A planned evening as calendars to subscribe to.

A feed announces (`METHOD:PUBLISH`), it invites nobody: there is one organizer and no attendee, so that no guardian's
address is ever in it. Each is made from one person's agenda alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import icalendar
from icalendar.prop import vUri

from partnership.conferences.agenda import Agendas, Appointment
from partnership.conferences.conference import Mode
from partnership.errors import InvalidValue
from partnership.plugins.icalendar.events import TalkEvent, talk_uid, verified
from partnership.plugins.icalendar.words import words_for
from partnership.ports import Evening
from partnership.serial.printed import file_stem, printable

__all__ = ["Feeds"]

_NOWHERE = "no-reply@school.invalid"  # RFC 2606: an organizer is required, and this one can never be mailed
_WEB = re.compile(r"https?://[!#-~]+", re.IGNORECASE)
_END = b"END:VCALENDAR\r\n"


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
        frame = writer.frame(f"{self._source}/{name}" if self._source else "")
        return name, b"".join((frame.removesuffix(_END), *events, _END))


class _Writer:
    """Writes the parts of the feeds of one evening, each talk once per kind of reader."""

    def __init__(self, agendas: Agendas) -> None:
        self._cast = agendas.cast
        self._evening = evening = agendas.evening
        self._words = words_for(evening.language)
        self._organizer = icalendar.vCalAddress(f"mailto:{evening.organizer or _NOWHERE}")
        if school := printable(evening.school).replace('"', "'"):
            self._organizer.params["CN"] = school
        self._family: dict[str, bytes] = {}
        self._staff: dict[str, bytes] = {}

    def frame(self, source: str) -> bytes:
        """A calendar without events."""
        title = " · ".join(filter(None, (self._words.calendar, printable(self._evening.school))))
        calendar = icalendar.Calendar()
        calendar.add("VERSION", "2.0")
        calendar.add("PRODID", f"-//partnership//talks//{self._words.tag.upper()}")
        calendar.add("METHOD", "PUBLISH")
        calendar.add("NAME", title)
        calendar.add("X-WR-CALNAME", title)
        calendar.add("REFRESH-INTERVAL", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", "PT1H")
        if source:
            address = vUri(source)
            address.params["VALUE"] = "URI"
            calendar.add("SOURCE", address)
        return verified(calendar.to_ical(sorted=False), icalendar.Calendar)

    def family(self, appointment: Appointment) -> bytes:
        """A talk as the family reads it: with whom; no pupil in the title."""
        talk = appointment.talk
        if talk.id not in self._family:
            staff = self._words.list(self._names(talk.request.staff))
            about = self._short(appointment)
            lines = [self._words.about.format(self._words.list(about))] if about else []
            self._family[talk.id] = self._event(appointment, self._words.with_staff.format(staff), lines)
        return self._family[talk.id]

    def staff(self, appointment: Appointment) -> bytes:
        """A talk as staff read it: about whom, by a first name or initial; the guardians below."""
        talk = appointment.talk
        if talk.id not in self._staff:
            about = self._short(appointment)
            summary = self._words.about.format(self._words.list(about)) if about else self._words.with_family
            lines = [self._words.guardians.format(self._words.list(self._names(talk.guardians)))]
            if len(talk.request.staff) > 1:
                everyone = self._words.list(self._names(talk.request.staff))
                lines.append(self._words.together.format(everyone))
            self._staff[talk.id] = self._event(appointment, summary, lines)
        return self._staff[talk.id]

    def _event(self, appointment: Appointment, summary: str, lines: list[str]) -> bytes:
        talk, evening, words = appointment.talk, self._evening, self._words
        ways = {Mode.VIDEO: words.video, Mode.PHONE: words.phone, Mode.ON_SITE: "", None: ""}
        way = ways[self._cast.mode(talk.request)]
        room = self._names([talk.placement.room])[0] if talk.placement.room else ""
        link = evening.links.get(talk.id) if way == words.video else None
        told = [
            *([] if appointment.held else [words.cancelled]),
            *lines,
            *([words.pupil_attends] if talk.request.pupil_attends else []),
            *([words.interpreter] if talk.placement.interpreter else []),
            *filter(None, (f"{way}: {link}" if link else way,)),
        ]
        return TalkEvent(
            uid=talk_uid(talk.id, evening.id, evening.domain),
            start=talk.start,
            end=talk.end,
            changed=appointment.changed,
            sequence=appointment.revision,
            held=appointment.held,
            summary=summary,
            description="\n".join(told),
            location=room or way,
            organizer=self._organizer,
            link=link,
        ).ical()

    def _names(self, ids: Iterable[str]) -> list[str]:
        return [printable(self._evening.name(each)) or "–" for each in ids]

    def _short(self, appointment: Appointment) -> list[str]:
        pupils = appointment.talk.request.pupils
        return [*filter(None, (printable(self._evening.short_name(pupil)) for pupil in pupils))]
