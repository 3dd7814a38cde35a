"""Whether what many saw at once could have happened one after another: the search of Wing and Gong, with a memory.

Each call was made at one instant and answered at a later one. A history is linearizable when every call can be given
one instant between the two, so that a single clerk who takes them in that order would have given the same answers.
This module knows nothing of the store; it is handed the clerk as a function.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

import attrs

__all__ = ["Call", "GaveUp", "linearizable"]

State = TypeVar("State", bound=Hashable)
Deed = TypeVar("Deed")


@attrs.frozen(kw_only=True)
class Call(Generic[Deed]):
    """One call as the caller saw it.

    Attributes:
        deed: What was asked and what was answered, for the clerk.
        invoked: When it was asked, on a clock all callers share.
        returned: When it was answered; None when the caller died or was told that nobody knows: then it may have been
            done at any later time, or never.
        reads: Whether it leaves things as they are, however they are.
    """

    deed: Deed
    invoked: int
    returned: int | None
    reads: bool = False


class GaveUp(Exception):  # noqa: N818 - it is the answer "not known"
    """The search went through as many states as it was allowed to."""


def linearizable(
    calls: Sequence[Call[Deed]],
    start: State,
    clerk: Callable[[State, Deed], State | None],
    *,
    states: int = 2_000_000,
) -> bool:
    """Whether one clerk could have given all these answers.

    Args:
        calls: In any order.
        start: What the clerk begins with.
        clerk: What is so after a deed, or None when a clerk would not have answered that.
        states: How many different situations to look at.

    Raises:
        GaveUp: That was not enough.
    """
    asked = sorted(calls, key=lambda call: call.invoked)
    answered = sum(1 << place for place, call in enumerate(asked) if call.returned is not None)
    seen, waiting = {(0, start)}, [(0, start)]
    while waiting:
        done, state = waiting.pop()
        if not answered & ~done:
            return True
        following = _following(asked, done, state, clerk)
        fresh = [each for each in following if each not in seen]
        seen.update(fresh)
        if len(seen) > states:
            raise GaveUp
        waiting.extend(reversed(fresh))
    return False


def _following(
    asked: Sequence[Call[Deed]], done: int, state: State, clerk: Callable[[State, Deed], State | None]
) -> list[tuple[int, State]]:
    """The situations after one more call, the likeliest first.

    A call that reads and may come next is put next without trying anything else: whatever order there is in which it
    comes later, it may come first in it too.
    """
    found = []
    for place in _next(asked, done):
        after = clerk(state, asked[place].deed)
        if after is None:
            continue
        if asked[place].reads:
            return [(done | 1 << place, state)]
        found.append((_rank(asked[place]), done | 1 << place, after))
    return [(now, after) for _, now, after in sorted(found, key=lambda each: each[0])]


def _rank(call: Call[Deed]) -> tuple[bool, int]:
    """What was answered first was probably done first; what was never answered was probably not done."""
    return (True, call.invoked) if call.returned is None else (False, call.returned)


def _next(asked: Sequence[Call[Deed]], done: int) -> list[int]:
    """The calls that may come next: no other that is still to come was answered before they were made."""
    first, found = None, []
    for place in range(_low(done), len(asked)):
        if first is not None and asked[place].invoked > first:
            break  # and so is everything after it
        if not done >> place & 1:
            found.append(place)
            end = asked[place].returned
            first = end if first is None or (end is not None and end < first) else first
    return [place for place in found if first is None or asked[place].invoked <= first]


def _low(done: int) -> int:
    """The first place that is not done."""
    return (~done & (done + 1)).bit_length() - 1
