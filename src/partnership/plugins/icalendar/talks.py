"""A talk in the words of one language, as a calendar shows it to one kind of reader."""

from collections.abc import Iterable
from datetime import timedelta

import attrs
import icalendar

from partnership.conferences.conference import Mode
from partnership.plugins.icalendar.events import TalkEvent, talk_uid
from partnership.plugins.icalendar.words import Words
from partnership.ports import CalendarTalk, Reader
from partnership.serial.printed import printable

__all__ = ["NOWHERE", "TalkWriter", "organizer_of"]

_UNNAMED = "–"

NOWHERE = "no-reply@school.invalid"
"""Who organizes where a school has no address: it is required in a feed, and this one can never be mailed (RFC 2606)."""


def organizer_of(address: str | None, school: str) -> icalendar.vCalAddress:
    """The school as the organizer of its talks.

    Args:
        address: Its own mail address, if it has one.
        school: What it is called.
    """
    organizer = icalendar.vCalAddress(f"mailto:{address or NOWHERE}")
    if name := printable(school).replace('"', "'"):
        organizer.params["CN"] = name
    return organizer


@attrs.frozen(kw_only=True)
class TalkWriter:
    """Writes talks.

    Attributes:
        words: In which language.
        domain: The school's, which ends what a calendar knows a talk by.
        organizer: Who holds them; None for objects of a calendar server.
    """

    words: Words
    domain: str
    organizer: icalendar.vCalAddress | None = attrs.field(repr=False)

    def event(self, talk: CalendarTalk) -> bytes:
        """The talk as an event.

        Raises:
            BrokenCalendar: It does not read back.
        """
        words = self.words
        summary, lines = self._told(talk)
        ways = {Mode.VIDEO: words.video, Mode.PHONE: words.phone}
        way = "" if talk.mode is None else ways.get(talk.mode, "")
        link = talk.link if talk.mode is Mode.VIDEO else None
        told = [
            *([] if talk.held else [words.cancelled]),
            *lines,
            *([words.pupil_attends] if talk.pupil_attends else []),
            *([words.interpreter] if talk.interpreter else []),
            *filter(None, (f"{way}: {link}" if link else way,)),
        ]
        return TalkEvent(
            uid=talk_uid(talk.request, talk.conference, self.domain),
            start=talk.start,
            end=talk.start + timedelta(minutes=talk.minutes),
            changed=talk.changed,
            sequence=talk.sequence,
            held=talk.held,
            summary=summary,
            description="\n".join(told),
            location=printable(talk.room) or way,
            organizer=self.organizer,
            link=link,
        ).ical()

    def _told(self, talk: CalendarTalk) -> tuple[str, list[str]]:
        """The title, and the lines below it: to a family with whom, to staff about whom and below that the guardians."""
        words, staff = self.words, _printed(talk.staff)
        pupils = [*filter(None, map(printable, talk.about))]
        about = words.about.format(words.list(pupils)) if pupils else ""
        if talk.reader is Reader.FAMILY:
            return words.with_staff.format(words.list(staff)), [about] if about else []
        lines = [words.guardians.format(words.list(_printed(talk.guardians)))]
        if len(staff) > 1:
            lines.append(words.together.format(words.list(staff)))
        return about or words.with_family, lines


def _printed(names: Iterable[str]) -> list[str]:
    return [printable(each) or _UNNAMED for each in names]
