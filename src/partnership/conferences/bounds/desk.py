"""Somebody or something whom several families want at once: a teacher, an interpreter, the seats of a room."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

import attrs

__all__ = ["Desk", "Pauses"]


@attrs.frozen(kw_only=True)
class Pauses:
    """A member of staff who rests after so many talks in a row.

    Attributes:
        in_a_row: The most talks without a pause.
        ticks: How long a pause lasts at least.
    """

    in_a_row: int
    ticks: int


@attrs.frozen(kw_only=True)
class Desk:
    """What can be given to a limited number of talks at once.

    Attributes:
        places: How many talks at once.
        wanted: The ticks that any talk could want, as a bit mask.
        lengths: The ticks a talk here can last, with the ticks such talks may start on, as bit masks.
        sittings: The first tick and the number of ticks of each sitting.
        pauses: When it rests; None when it never has to.
    """

    places: int
    wanted: int
    lengths: Mapping[int, int]
    sittings: tuple[tuple[int, int], ...]
    pauses: Pauses | None = None

    def earns(self, prices: Sequence[int]) -> int:
        """The most that can be earned here at these prices per tick, none of them below nought.

        Nobody is asked whether the talks exist: it is enough that no timetable can earn more.
        """
        if self.pauses is None:
            return self.places * sum(price for tick, price in enumerate(prices) if self.wanted >> tick & 1)
        return sum(
            self._with_pauses(prices[first : first + ticks], first, self.pauses)
            for first, ticks in self.sittings
        )

    def most_ticks(self) -> Sequence[int]:
        """Per sitting, the most ticks that talks can take here, at one place."""
        return [
            (self.wanted >> first & ((1 << ticks) - 1)).bit_count()
            if self.pauses is None
            else self._with_pauses([1] * ticks, first, self.pauses)
            for first, ticks in self.sittings
        ]

    def rate(self) -> float:
        """How many talks at once there can be here on average."""
        return self.places * sum(self.most_ticks()) / max(1, self.wanted.bit_count())

    def _with_pauses(self, prices: Sequence[int], first: int, pauses: Pauses) -> int:
        """The most that one sitting can earn, talk after talk, by the number of talks in a row and where the last ends."""
        count = len(prices)
        worth = [0, *accumulate(prices)]
        rows = [[-1] * (count + 1) for _ in range(pauses.in_a_row)]
        rested = [0] * (count + 1)
        for end in range(1, count + 1):
            for ticks, starts in self.lengths.items():
                start = end - ticks
                if start < 0 or not starts >> (first + start) & 1:
                    continue
                gain = worth[end] - worth[start]
                rows[0][end] = max(rows[0][end], gain + rested[max(0, start - pauses.ticks)])
                for last in range(max(0, start - pauses.ticks + 1), start + 1):
                    for row, next_row in pairwise(rows):
                        if row[last] >= 0:
                            next_row[end] = max(next_row[end], row[last] + gain)
            rested[end] = max(rested[end - 1], *(row[end] for row in rows))
        return rested[count]
