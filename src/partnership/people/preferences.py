"""How somebody wants to be addressed: language, channels, and when not."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId
from partnership.times import instant, zone

__all__ = ["ContactPreferences", "QuietHours"]


def _zone(key: str | ZoneInfo) -> ZoneInfo:
    return zone(key) if isinstance(key, str) else key


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
