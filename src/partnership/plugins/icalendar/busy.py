"""When somebody is busy, and not a word more (VFREEBUSY): times that touch are one, so that not even their number shows."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import icalendar

from partnership.plugins.icalendar.events import verified
from partnership.times import Span

__all__ = ["busy_block"]


def busy_block(
    who: str,
    spans: Iterable[Span],
    *,
    within: Span,
    changed: datetime,
    domain: str,
    organizer: icalendar.vCalAddress | None = None,
) -> bytes:
    """The busy times of one person.

    Args:
        who: An id of theirs; only a digest of it is in what a calendar knows them by.
        spans: When they are busy.
        within: The time that is spoken of; what lies outside is left out.
        changed: When any of it last changed.
        domain: The school's.
        organizer: Who tells of it.

    Raises:
        BrokenCalendar: It does not read back.
    """
    busy = icalendar.FreeBusy()
    known = sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    busy.add("UID", f"busy-{known}@{domain.lower()}")
    busy.add("DTSTAMP", changed)
    busy.add("DTSTART", within.start)
    busy.add("DTEND", within.end)
    if organizer is not None:
        busy.add("ORGANIZER", organizer)
    for span in Span.merge(spans):
        if (shown := span & within) is not None:
            busy.add("FREEBUSY", (shown.start, shown.end), parameters={"FBTYPE": "BUSY"})
    return verified(busy.to_ical(sorted=False), icalendar.FreeBusy)
