"""The digest: one letter a week for each guardian, with what was more than the pushes a home gets."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import attrs

from partnership.errors import InvalidValue
from partnership.times import instant

__all__ = ["DigestTime"]

_FRIDAY, _SUNDAY = 4, 6


@attrs.frozen(kw_only=True)
class DigestTime:
    """When the digest goes out, each week, on the school's clock.

    Attributes:
        weekday: From 0, Monday, to 6.
        at: The time of day.

    Raises:
        InvalidValue: No day of the week, or a time with an offset.
    """

    weekday: int = _FRIDAY
    at: time = time(16)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.weekday <= _SUNDAY:
            raise InvalidValue("weekday", "expected 0 (Monday) to 6 (Sunday)")
        if self.at.tzinfo is not None:
            raise InvalidValue("at", "a time of day on the school's clock has no offset")

    def after(self, moment: datetime, timezone: ZoneInfo) -> datetime:
        """The first digest after an instant, in UTC."""
        begin = instant(moment)
        day = begin.astimezone(timezone).date()
        first = day + timedelta(days=(self.weekday - day.weekday()) % 7)
        both = (
            instant(datetime.combine(first + timedelta(weeks=week), self.at, timezone)) for week in (0, 1)
        )
        return next(each for each in both if each > begin)
