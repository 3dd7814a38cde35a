"""How long planning may go on: so many seconds, so many steps, or whichever ends first."""

from collections.abc import Callable
from time import monotonic

__all__ = ["LOOK_UP", "Budget"]

LOOK_UP = 256
"""Steps between two looks at the budget."""

Progress = Callable[[float, int], None]


class Budget:
    """Time and steps to use. With steps alone the clock is never read, so the answer is the same everywhere.

    Args:
        seconds: Time from now; None means any.
        steps: Steps of improvement; None means any.
        progress: Told now and then which share of the budget is used, and the points of the best timetable so far.
    """

    def __init__(
        self, *, seconds: float | None = None, steps: int | None = None, progress: Progress | None = None
    ) -> None:
        self._seconds, self._steps, self._progress = seconds, steps, progress
        self._begin = 0.0 if seconds is None else monotonic()
        self.used = 0

    def share(self, points: int) -> float:
        """The share of the budget that is used, 1 or more when it is over; to be asked once every `LOOK_UP` steps."""
        share = self.spent()
        self.used += LOOK_UP
        if self._progress is not None:
            self._progress(min(share, 1.0), points)
        return share

    def spent(self) -> float:
        """The share of the budget that is used."""
        share = 0.0 if self._steps is None else self.used / self._steps if self._steps else 1.0
        if self._seconds is not None:
            spent = monotonic() - self._begin
            share = max(share, spent / self._seconds if self._seconds > 0 else 1.0)
        return share
