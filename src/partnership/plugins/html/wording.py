"""How one evening is put in words: names as they are printed, moments as the school's clocks show them."""

from collections.abc import Iterable
from datetime import datetime

from partnership.almanac import almanac_in
from partnership.conferences.agenda import Agendas, Appointment
from partnership.conferences.conference import Mode
from partnership.conferences.table import Talk
from partnership.plugins.html.words import words_for
from partnership.serial.printed import printable

__all__ = ["Wording"]


class Wording:
    """The names, days and times of one evening.

    Args:
        agendas: What is told of whom.
        language: BCP 47 tag of whoever reads it; None for the evening's own.

    Attributes:
        words: The words of that language; of the evening's where it is not spoken.
    """

    def __init__(self, agendas: Agendas, language: str | None = None) -> None:
        self._agendas = agendas
        self._evening = agendas.evening
        self._zone = agendas.evening.conference.timezone
        self.words = words_for(language or agendas.evening.language, agendas.evening.language)

    def name(self, id: str) -> str:
        """How a person or room is printed; a dash when nothing printable is left of it."""
        return printable(self._evening.name(id)) or "–"

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """How people are printed, in the order given."""
        return tuple(self.name(each) for each in ids)

    def public(self, talk: Talk) -> str:
        """What others may read of a talk: a first name or initial, or only that the moment is taken."""
        if talk.party.id in self._agendas.discreet:
            return self.words.reserved
        short = (printable(self._evening.short_name(pupil)) for pupil in talk.request.pupils)
        return ", ".join(filter(None, short)) or self.words.reserved

    def mode(self, appointment: Appointment) -> Mode:
        """How a talk is held; at school when nothing says otherwise."""
        return self._agendas.cast.mode(appointment.talk.request) or Mode.ON_SITE

    def way(self, appointment: Appointment) -> str:
        """How a talk is held, in a word or two."""
        ways = {Mode.ON_SITE: self.words.on_site, Mode.VIDEO: self.words.video, Mode.PHONE: self.words.phone}
        return ways[self.mode(appointment)]

    def clock(self, moment: datetime) -> str:
        """What the school's clocks show."""
        return moment.astimezone(self._zone).strftime("%H:%M")

    def day(self, moment: datetime) -> str:
        """The day at school, in words."""
        return self.words.day(moment.astimezone(self._zone))

    def moment(self, moment: datetime) -> str:
        """The day and time at school, in words."""
        return almanac_in(self.words.tag).moment(moment.astimezone(self._zone))

    def machine(self, moment: datetime) -> str:
        """The moment for a program: the school's local time with its offset."""
        return moment.astimezone(self._zone).isoformat(timespec="minutes")
