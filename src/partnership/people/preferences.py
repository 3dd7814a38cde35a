"""How somebody wants to be addressed: language, channels, and when not."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId
from partnership.times import instant, zone

__all__ = ["ContactPreferences", "QuietHours"]


def _zone(key: str | ZoneInfo) -> ZoneInfo:
    return zone(key) if isinstance(key, str) else key


def _jumps(tz: ZoneInfo, begin: datetime) -> tuple[datetime, ...]:
    """The instants of the next two days, to the minute, at which the clock of a zone jumps."""

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(tz).utcoffset()

    hours = [begin.replace(minute=0, second=0, microsecond=0) + timedelta(hours=count) for count in range(50)]
    found = (hour for hour in hours if offset(hour) != offset(hour + timedelta(hours=1)))
    minutes = (hour + timedelta(minutes=count) for hour in found for count in range(1, 61))
    return tuple(each for each in minutes if offset(each) != offset(each - timedelta(minutes=1)))


@attrs.frozen(kw_only=True)
class QuietHours:
    """The hours of each day in which nothing is sent, on a clock in the recipient's own zone; may pass midnight.

    Raises:
        InvalidValue: A beginning that is also the end, or times with an offset.
    """

    start: time
    end: time
    timezone: ZoneInfo = attrs.field(converter=_zone)

    def __attrs_post_init__(self) -> None:
        if self.start == self.end:
            raise InvalidValue("quiet_hours", "start and end are the same; leave quiet hours out instead")
        if self.start.tzinfo or self.end.tzinfo:
            raise InvalidValue("quiet_hours", "times of day on a local clock have no offset")

    def __contains__(self, moment: datetime) -> bool:
        clock = instant(moment).astimezone(self.timezone).time()
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def over(self, moment: datetime) -> datetime:
        """The first instant, from this one on, in which something may be sent; in the nights the clock changes too."""
        begin = instant(moment)
        return min(each for each in (begin, *self._ends(begin)) if each >= begin and each not in self)

    def _ends(self, begin: datetime) -> tuple[datetime, ...]:
        """Where quiet hours can end within two days: when the clock shows their end, and when it jumps past it."""
        day = begin.astimezone(self.timezone).date()
        shown = (
            datetime.combine(day + timedelta(days=ahead), self.end, self.timezone).replace(fold=fold)
            for ahead in range(3)
            for fold in (0, 1)
        )
        return (*(each.astimezone(UTC) for each in shown), *_jumps(self.timezone, begin))


@attrs.frozen(kw_only=True)
class ContactPreferences:
    """How one guardian wants to be addressed.

    Attributes:
        language: The language to write in, as a BCP 47 tag such as `nl` or `tr`.
        channels: Channels by name, the most welcome first.
        quiet: When nothing is sent; None means any time.
        interpreter: The language of an interpreter this person needs in talks; None when none is needed.
    """

    guardian: GuardianId
    language: str = "nl"
    channels: tuple[str, ...] = ()
    quiet: QuietHours | None = None
    interpreter: str | None = None
