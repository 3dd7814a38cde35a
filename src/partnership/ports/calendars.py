"""What a calendar is made of: one talk, as one kind of reader is told of it."""

from datetime import datetime
from enum import StrEnum

import attrs

from partnership.conferences.conference import Mode
from partnership.ids import ConferenceId, RequestId
from partnership.times import instant

__all__ = ["CalendarTalk", "Reader"]


class Reader(StrEnum):
    """Who reads a calendar: somebody of the family, or of the staff."""

    FAMILY = "family"
    STAFF = "staff"


@attrs.frozen(kw_only=True, cache_hash=True)
class CalendarTalk:
    """One talk in somebody's calendar, in names; who writes it leaves out what no reader can show.

    Two that are equal are written with the same bytes, so that what was written once is never written again.

    Attributes:
        conference: Of which conference.
        request: Which talk; the two make what a calendar knows it by.
        reader: Who reads it.
        start: When it begins.
        minutes: How long it takes.
        sequence: How often it changed.
        changed: When it last changed.
        held: Whether it goes ahead.
        staff: Who of the school is there.
        guardians: Who of the family is there; for a reader of the staff.
        about: The pupils, by a first name or initial, as may be read over somebody's shoulder; empty where there is none.
        pupil_attends: Whether the pupils sit in.
        mode: How it is held; None where there is no way that everyone can.
        room: Where; empty where that is not known.
        interpreter: Whether an interpreter is there.
        link: Where a talk by video is held.
    """

    conference: ConferenceId
    request: RequestId
    reader: Reader
    start: datetime = attrs.field(converter=instant)
    minutes: int
    sequence: int
    changed: datetime = attrs.field(converter=instant)
    held: bool
    staff: tuple[str, ...] = attrs.field(repr=False)
    guardians: tuple[str, ...] = attrs.field(default=(), repr=False)
    about: tuple[str, ...] = attrs.field(default=(), repr=False)
    pupil_attends: bool = False
    mode: Mode | None = None
    room: str = ""
    interpreter: bool = False
    link: str | None = attrs.field(default=None, repr=False)
