"""Matching at least cost: each row takes a column of its own or stays out at its price, and what columns are worth."""

from collections.abc import Mapping, Sequence

__all__ = ["worth_of_columns"]

Row = tuple[Mapping[int, int], int]
"""What each column that suits a row costs it, and what staying out costs it."""


def worth_of_columns(rows: Sequence[Row]) -> Mapping[int, int]:
    """What having one more of each column would save, for a matching of least cost; nought where not named.

    Shortest augmenting paths with potentials (Jonker and Volgenant 1987): rows come in one by one, and the potentials
    of the columns are the dual prices of the assignment.
    """
    matching = _Matching(rows)
    for row in range(len(rows)):
        matching.add(row)
    return {column: -price for column, price in matching.column_price.items()}


class _Matching:
    """A matching of the first rows, with prices at which nobody would rather have another column."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._row_price = [0] * len(rows)
        self.column_price: dict[int, int] = {}
        self._owner: dict[int, int] = {}
        self._column: dict[int, int] = {}

    def add(self, new: int) -> None:
        """Let one more row in: along the cheapest chain of rows that make way, to a free column or somebody staying out."""
        distance: dict[int, int] = {}
        before: dict[int, int] = {}
        settled: dict[int, int] = {}
        reached = {new: 0}
        row, so_far = new, 0
        out, out_row = self._rows[new][1], new
        free: int | None = None
        while True:
            costs, staying_out = self._rows[row]
            base = so_far - self._row_price[row]
            if base + staying_out < out:
                out, out_row = base + staying_out, row
            for column, cost in costs.items():
                if column not in settled:
                    there = base + cost - self.column_price.get(column, 0)
                    if column not in distance or there < distance[column]:
                        distance[column], before[column] = there, row
            open_ = [column for column in distance if column not in settled]
            nearest = min(open_, key=lambda column: (distance[column], column), default=None)
            if nearest is None or distance[nearest] >= out:
                length = out
                break
            settled[nearest] = length = distance[nearest]
            if nearest not in self._owner:
                free = nearest
                break
            row, so_far = self._owner[nearest], length
            reached[row] = so_far
        for each, at in reached.items():
            self._row_price[each] += length - at
        for column, at in settled.items():
            self.column_price[column] = self.column_price.get(column, 0) - (length - at)
        self._make_way(free if free is not None else self._column.pop(out_row, None), before)

    def _make_way(self, column: int | None, before: Mapping[int, int]) -> None:
        """Hand columns on along the chain, from its end to the new row."""
        while column is not None:
            row = before[column]
            self._owner[column] = row
            given_up = self._column.get(row)
            self._column[row] = column
            column = given_up
