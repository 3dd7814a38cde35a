"""Time as numbers: instants of a conference in equal ticks, sets of instants as bit masks.

Unlike the timeline of planning nothing is rounded or cut short: an offer is exactly what the rules allow.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from math import gcd

from partnership.conferences.conference import Conference
from partnership.conferences.timetable import Placement
from partnership.times import Span, minutes_between

__all__ = ["Ticks", "runs"]


class Ticks:
    """The longest tick in which every start and every talk of a conference and a timetable is a whole number.

    Attributes:
        minutes: The length of a tick.
        size: The number of ticks from the first sitting's start to the last one's end.
        sittings: Per sitting in order of time, the ticks a talk can start in (first, after the last).
    """

    def __init__(self, conference: Conference, placements: Iterable[Placement]) -> None:
        self._conference = conference
        ordered = sorted(conference.sittings, key=lambda sitting: sitting.start)
        self._origin = ordered[0].start
        talks = tuple(placements)
        pins = (each.pinned.start for each in conference.requests if each.pinned)
        starts = (*(each.start for each in ordered), *pins, *(each.start for each in talks))
        self.minutes: int = gcd(
            conference.step_minutes,
            *(request.minutes for request in conference.requests),
            *(person.start_offset_minutes for person in conference.staff),
            *(talk.minutes for talk in talks),
            *(minutes_between(self._origin, start) for start in starts),
        )
        self.size: int = self._up(ordered[-1].end)
        self.sittings: tuple[tuple[int, int], ...] = tuple(
            (self.tick(each.start), self._up(each.end)) for each in ordered
        )
        self._grids: dict[int, int] = {}

    def fits(self, placement: Placement) -> bool:
        """Whether a talk starts and ends on a tick."""
        start = minutes_between(self._origin, placement.start)
        return not (start % self.minutes or placement.minutes % self.minutes)

    def tick(self, moment: datetime) -> int:
        """The tick that starts at an instant, or the one it lies in."""
        return minutes_between(self._origin, moment) // self.minutes

    def _up(self, moment: datetime) -> int:
        return -(-minutes_between(self._origin, moment) // self.minutes)

    def moment(self, tick: int) -> datetime:
        """The instant a tick starts."""
        return self._origin + timedelta(minutes=tick * self.minutes)

    def count(self, minutes: int) -> int:
        """The fewest ticks that last at least this many minutes."""
        return -(-minutes // self.minutes)

    def between(self, first: int, end: int) -> int:
        """The ticks from one to before another, as far as they are in the conference, as a bit mask."""
        first, end = max(first, 0), min(end, self.size)
        return ((1 << (end - first)) - 1) << first if first < end else 0

    def mask(self, spans: Iterable[Span]) -> int:
        """The ticks that lie wholly inside the spans, which do not touch, as a bit mask."""
        mask = 0
        for span in spans:
            mask |= self.between(self._up(span.start), self.tick(span.end))
        return mask

    @cached_property
    def all(self) -> int:
        """Every tick, as a bit mask."""
        return (1 << self.size) - 1

    def grid(self, minutes: int) -> int:
        """The starts of a talk of so many minutes: on the grid of its sitting, and to its end inside it."""
        if minutes not in self._grids:
            mask, step = 0, self._conference.step_minutes
            for sitting in self._conference.sittings:
                first = self.tick(sitting.start)
                for start in range(0, minutes_between(sitting.start, sitting.end) - minutes + 1, step):
                    mask |= 1 << (first + start // self.minutes)
            self._grids[minutes] = mask
        return self._grids[minutes]


def runs(mask: int, ticks: int) -> int:
    """The ticks from which this many in a row are in the mask, as a bit mask."""
    have = 1
    while have < ticks:
        more = min(have, ticks - have)
        mask &= mask >> more
        have += more
    return mask
