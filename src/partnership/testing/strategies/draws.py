"""Drawing from strategies that are made once: Hypothesis takes longer to make a strategy than to draw from it."""

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

__all__ = ["number", "one", "seldom", "some", "yes"]

_T = TypeVar("_T")

_EVEN = st.booleans()


@cache
def _integers(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


def number(draw: st.DrawFn, least: int, most: int) -> int:
    """A whole number from one to another."""
    return draw(_integers(least, most))


def yes(draw: st.DrawFn) -> bool:
    """Yes or no; no, when it is shrunk."""
    return draw(_EVEN)


def one(draw: st.DrawFn, values: Sequence[_T]) -> _T:
    """One of these; the first, when it is shrunk."""
    return values[draw(_integers(0, len(values) - 1))]


def seldom(draw: st.DrawFn, values: Sequence[_T]) -> _T | None:
    """Mostly None, now and then one of these."""
    return one(draw, values) if draw(_integers(0, 4)) == 4 else None


def some(draw: st.DrawFn, values: Sequence[_T], *, least: int = 0, most: int = 3) -> tuple[_T, ...]:
    """Some of these, each at most once, in any order."""
    left = list(values)
    count = draw(_integers(min(least, len(left)), min(most, len(left))))
    return tuple(left.pop(draw(_integers(0, len(left) - 1))) for _ in range(count))
