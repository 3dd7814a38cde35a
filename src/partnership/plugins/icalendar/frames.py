"""What is around the events: the calendar itself."""

from datetime import timedelta

import icalendar
from icalendar.prop import vUri

from partnership.plugins.icalendar.events import verified
from partnership.serial.printed import printable

__all__ = ["END", "bare_frame", "frame", "title_of"]

END = b"END:VCALENDAR\r\n"
"""How every calendar ends."""


def title_of(*parts: str) -> str:
    """What a calendar is called: the parts that say something, such as `School talks · De Beuk`."""
    return " · ".join(filter(None, (printable(part) for part in parts)))


def frame(title: str, *, language: str, source: str = "") -> bytes:
    """A feed without events: it announces and invites nobody, and is to be read again every hour.

    Args:
        title: What it is called.
        language: BCP 47 tag of its words.
        source: Where it is read, if that is no secret.
    """
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//partnership//talks//{language.upper()}")
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


def bare_frame(language: str) -> bytes:
    """A calendar without events that is neither published nor sent: an object of a calendar server (RFC 4791, 4.1)."""
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//partnership//talks//{language.upper()}")
    return verified(calendar.to_ical(sorted=False), icalendar.Calendar)
