"""From when until when something holds."""

from datetime import date

import attrs

from partnership.errors import InvalidValue

__all__ = ["ALWAYS", "Validity"]


@attrs.frozen(kw_only=True)
class Validity:
    """The days something holds: from `since` (None: always did) until, and not including, `until` (None: no end known).

    Raises:
        InvalidValue: An end that is not after the start.
    """

    since: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise InvalidValue("until", f"{self.until} is not after {self.since}")

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


ALWAYS = Validity()
"""Without a known beginning or end."""
