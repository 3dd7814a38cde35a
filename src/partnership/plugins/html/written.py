"""What every table of words for pages has: how its language is written."""

from datetime import date

import attrs

from partnership.almanac import almanac_in
from partnership.languages.direction import direction

__all__ = ["Written"]


@attrs.frozen(kw_only=True)
class Written:
    """One language, by its tag."""

    tag: str

    @property
    def direction(self) -> str:
        """Which way it is written: `ltr` or `rtl`."""
        return direction(self.tag)

    @property
    def comma(self) -> str:
        """What stands between names."""
        return almanac_in(self.tag).comma

    def day(self, day: date) -> str:
        """A day, or the day of a moment, as people write it: `Tuesday 24 November 2026`."""
        return almanac_in(self.tag).date(day)
