"""What an inviter makes an invitation of: one talk, as one recipient is told of it."""

from datetime import datetime

import attrs

from partnership.ids import ConferenceId, RequestId
from partnership.times import instant

__all__ = ["Invitation"]


@attrs.frozen(kw_only=True)
class Invitation:
    """One talk for one recipient's calendar.

    Attributes:
        conference: Of which conference.
        request: Which talk; the two make what a calendar knows it by, the same for ever.
        domain: The school's, which keeps that unique in the world.
        start: When it begins.
        minutes: How long it takes.
        sequence: How often it changed; a calendar believes the highest.
        changed: When it last changed, so that the same invitation has the same bytes.
        held: Whether it takes place; if not, it is taken out of the calendar.
        summary: One line, without a pupil's surname or what it is about.
        place: Where; empty where that is not known.
        organizer: The school's own address.
        school: What the school is called.
        to: The recipient's address; nobody else's is ever in it.

    The domain, the organizer, the school and the recipient's address are added by the one who sends it.
    """

    conference: ConferenceId
    request: RequestId
    domain: str = ""
    start: datetime = attrs.field(converter=instant)
    minutes: int
    sequence: int
    changed: datetime = attrs.field(converter=instant)
    held: bool = True
    summary: str = attrs.field(repr=False)
    place: str = attrs.field(default="", repr=False)
    organizer: str = attrs.field(default="", repr=False)
    school: str = ""
    to: str = attrs.field(default="", repr=False)
