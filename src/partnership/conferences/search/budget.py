"""How long planning may go on: so many seconds, so many steps, or whichever ends first."""

from collections.abc import Callable
from time import monotonic

__all__ = ["LOOK_UP", "Budget", "Progress"]

LOOK_UP = 256
"""Steps between two looks at the budget."""

Progress = Callable[[float, int], None]


class Budget:
    """Time and steps to use, in rounds that each go from warm to cold.

    With a deadline there is one round that ends there. With steps alone there are rounds of `first`, twice, four times
    as many steps and so on: what is seen in so many steps then does not depend on how many more were allowed, so more
    steps never give a worse timetable; and the clock is never read, so the answer is the same everywhere.

    Args:
        seconds: Time from now; None means any.
        steps: Steps of improvement; None means any.
        first: Steps of the first round.
        progress: Told now and then which share of the budget is used, and the points of the best timetable so far.
    """

    def __init__(
        self,
        *,
        seconds: float | None = None,
        steps: int | None = None,
        first: int = LOOK_UP,
        progress: Progress | None = None,
    ) -> None:
        self._seconds, self._steps, self._progress = seconds, steps, progress
        self._begin = 0.0 if seconds is None else monotonic()
        self._round_begin, self._round = 0, max(first, LOOK_UP)
        self.used = 0

    def keep_back(self, seconds: float) -> None:
        """Leave so much of the time for what has to be done afterwards, but at most half of it."""
        if self._seconds is not None:
            self._seconds -= min(seconds, self._seconds / 2)

    def is_over(self, share: float) -> bool:
        """Whether this share of the time is used; without a deadline it never is, and the clock is not read."""
        return self._seconds is not None and monotonic() - self._begin >= share * self._seconds

    def look(self, points: int) -> float | None:
        """The share of the round that is used, from 0 to 1; None when the budget is. To be asked every `LOOK_UP` steps."""
        share = 0.0 if self._steps is None else self.used / self._steps if self._steps else 1.0
        elapsed = 0.0
        if self._seconds is not None:
            elapsed = (monotonic() - self._begin) / self._seconds if self._seconds > 0 else 1.0
        if self._progress is not None:
            self._progress(min(max(share, elapsed), 1.0), points)
        if max(share, elapsed) >= 1.0:
            return None
        while self.used - self._round_begin >= self._round:
            self._round_begin += self._round
            self._round *= 2
        in_round = (self.used - self._round_begin) / self._round
        self.used += LOOK_UP
        return in_round if self._seconds is None else elapsed
