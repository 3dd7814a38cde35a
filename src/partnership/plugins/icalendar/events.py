"""One talk as one calendar event, written by the `icalendar` package and read back before anybody sees it."""

import re
from datetime import datetime, timedelta
from hashlib import sha256

import attrs
import icalendar
from icalendar.prop import vUri

from partnership.errors import PartnershipError

__all__ = ["BrokenCalendar", "TalkEvent", "talk_uid", "verified"]

_WIDEST = 75  # octets on a line without its CRLF (RFC 5545, 3.1)
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BrokenCalendar(PartnershipError):  # noqa: N818 - named for what was found
    """A calendar that does not read back as it was written; it is not published, keep the last good one."""

    reason: str

    def __init__(self, reason: str) -> None:
        super().__init__(f"this calendar was not published: {reason}", reason=reason)


def talk_uid(request: str, conference: str, domain: str) -> str:
    """What a calendar knows a talk by, for as long as the talk exists: only ids, never a name, time or address."""
    return f"talk-{_part(request)}.{_part(conference)}@{domain.lower()}"


def _part(id: str) -> str:
    if _PLAIN.fullmatch(id):
        return id
    return "~" + sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@attrs.frozen(kw_only=True)
class TalkEvent:
    """What one audience is told about a talk; texts are printable, times in UTC.

    Attributes:
        organizer: Who holds it; an object of a calendar server, where nobody is invited, has none.
        attendee: Whom an invitation is to; a feed has none.
        alarm: When to remind, counted from the start; a feed has none.
    """

    uid: str
    start: datetime
    end: datetime
    changed: datetime
    sequence: int
    held: bool
    summary: str = attrs.field(repr=False)
    description: str = attrs.field(repr=False)
    location: str = attrs.field(repr=False)
    organizer: icalendar.vCalAddress | None = attrs.field(repr=False)
    link: str | None = attrs.field(default=None, repr=False)
    attendee: icalendar.vCalAddress | None = attrs.field(default=None, repr=False)
    alarm: timedelta | None = None

    def ical(self) -> bytes:
        """The VEVENT, its lines folded and ended by CRLF, checked by reading it back.

        Raises:
            BrokenCalendar: It does not read back.
        """
        event = icalendar.Event()
        event.add("UID", self.uid)
        event.add("DTSTAMP", self.changed)
        event.add("LAST-MODIFIED", self.changed)
        event.add("SEQUENCE", self.sequence)
        event.add("DTSTART", self.start)
        event.add("DTEND", self.end)
        event.add("STATUS", "CONFIRMED" if self.held else "CANCELLED")
        event.add("TRANSP", "OPAQUE" if self.held else "TRANSPARENT")
        event.add("CLASS", "PRIVATE")
        if self.organizer is not None:
            event.add("ORGANIZER", self.organizer)
        if self.attendee is not None:
            event.add("ATTENDEE", self.attendee, encode=False)
        event.add("SUMMARY", self.summary)
        if self.description:
            event.add("DESCRIPTION", self.description)
        if self.location:
            event.add("LOCATION", self.location)
        if self.link:
            event.add("CONFERENCE", _conference(self.link))
        if self.alarm is not None:
            event.add_component(self._alarm(self.alarm))
        return verified(event.to_ical(sorted=False), icalendar.Event)

    def _alarm(self, before: timedelta) -> icalendar.Alarm:
        """A reminder on the screen; never in a feed, for it would ring for everyone who looks."""
        alarm = icalendar.Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", self.summary)
        alarm.add("TRIGGER", before)
        return alarm


def _conference(link: str) -> vUri:
    """The property that opens the video call; the package would quote the list of features as one text."""
    address = vUri(link)
    address.params["VALUE"] = "URI"
    address.params["FEATURE"] = ["AUDIO", "VIDEO"]
    return address


def verified(block: bytes, kind: type[icalendar.Component]) -> bytes:
    """The same bytes, once they have read back as exactly one component that writes the same bytes again.

    Raises:
        BrokenCalendar: They have not; the reason never repeats what is in them.
    """
    lines = block.split(b"\r\n")
    if lines.pop() or any(b"\n" in line or b"\r" in line for line in lines):
        raise BrokenCalendar("its lines do not end in CRLF")
    if any(len(line) > _WIDEST for line in lines):
        raise BrokenCalendar("a line is not folded")
    try:
        read = kind.from_ical(block)
        again = read.to_ical(sorted=False)
        errors = [error for each in read.walk() for error in each.errors]
    except Exception as error:  # whatever a reader trips over, no other reader should be handed
        raise BrokenCalendar("it cannot be read") from error
    if not isinstance(read, kind) or errors or again != block:
        raise BrokenCalendar("it reads as something else")
    return block
