"""A year of a school in which every trap of the clock is: what a calendar program must read in it, worked out by hand."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from partnership.calendars import DayOff, Days, Recurrence, SchoolCalendar, Series, Term
from partnership.ids import ConferenceId, RequestId
from partnership.plugins.icalendar.blocks import Block
from partnership.plugins.icalendar.writer import CalendarWriter
from partnership.ports import CalendarTalk, Reader

__all__ = ["CALENDAR", "LAST", "SINCE", "STARTS", "TALKS", "WALK_IN", "WRITER", "feed", "objects", "told"]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SINCE, LAST = datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 7, 1, tzinfo=UTC)
WRITER = CalendarWriter(
    language="nl",
    school="De Beuk",
    domain="de-beuk.example",
    organizer="school@de-beuk.example",
    timezone=AMSTERDAM,
)
TALKS: Mapping[str, datetime] = {
    "winter": datetime(2027, 1, 12, 18, 0, tzinfo=UTC),  # seven in the evening
    "summer": datetime(2027, 6, 15, 17, 0, tzinfo=UTC),  # seven in the evening
    "spring": datetime(2027, 3, 28, 7, 0, tzinfo=UTC),  # nine in the morning, eight hours after midnight
    "autumn": datetime(2026, 10, 25, 8, 0, tzinfo=UTC),  # nine in the morning, ten hours after midnight
    "twice": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # half past two, the second time
}
CALENDAR = SchoolCalendar(
    terms=(Term(name="2026-2027", days=Days(date(2026, 8, 17), date(2027, 4, 14))),),
    off=(
        DayOff(name="Herfstvakantie", days=Days.through(date(2026, 10, 17), date(2026, 10, 25))),
        DayOff(name="Kerstvakantie", days=Days.through(date(2026, 12, 19), date(2027, 1, 3))),
    ),
)
WALK_IN = Series(
    days=Recurrence(name="Inloop", rule="FREQ=WEEKLY;BYDAY=TU", start=date(2026, 10, 1)),
    at=time(8, 30),
    minutes=30,
    place="Hal",
)
_WINTER = [
    *((2026, 10, 27), (2026, 11, 3), (2026, 11, 10), (2026, 11, 17), (2026, 11, 24)),
    *(
        (2026, 12, 1),
        (2026, 12, 8),
        (2026, 12, 15),
        (2027, 1, 5),
        (2027, 1, 12),
        (2027, 1, 19),
        (2027, 1, 26),
    ),
    *((2027, 2, 2), (2027, 2, 9), (2027, 2, 16), (2027, 2, 23)),
    *((2027, 3, 2), (2027, 3, 9), (2027, 3, 16), (2027, 3, 23)),
]
_SUMMER = [(2026, 10, 6), (2026, 10, 13), (2027, 3, 30), (2027, 4, 6), (2027, 4, 13)]
STARTS = sorted(
    f"{each:%Y-%m-%dT%H:%MZ}"
    for each in (
        *TALKS.values(),
        *(datetime(*day, 7, 30, tzinfo=UTC) for day in _WINTER),
        *(datetime(*day, 6, 30, tzinfo=UTC) for day in _SUMMER),
    )
)
"""Every start that is not a whole day, in UTC."""


def told(name: str, start: datetime) -> CalendarTalk:
    """A talk with Miss Jansen."""
    return CalendarTalk(
        conference=ConferenceId("year"),
        request=RequestId(name),
        reader=Reader.FAMILY,
        start=start,
        minutes=10,
        sequence=0,
        changed=datetime(2026, 9, 1, 12, tzinfo=UTC),
        held=True,
        staff=("Anna Jansen",),
        about=("Noor",),
        room="12",
    )


def _blocks(writer: CalendarWriter) -> list[Block]:
    series = writer.series(WALK_IN, CALENDAR)
    assert series is not None
    talks = [writer.talk(told(name, start)) for name, start in TALKS.items()]
    return [*talks, *map(writer.day_off, CALENDAR.off), series]


def feed() -> bytes:
    """The year as a feed."""
    return WRITER.joined(WRITER.frame("De Beuk"), _blocks(WRITER))


def objects() -> Mapping[str, bytes]:
    """The year as objects of a calendar server."""
    writer = WRITER.unpublished()
    return writer.objects(_blocks(writer))
