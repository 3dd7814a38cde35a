"""The most that can pass: never more than any cut lets through, and exactly what the narrowest does."""

from itertools import chain, combinations

from hypothesis import example, given
from hypothesis import strategies as st

from partnership.conferences.flow import Flow

PIPES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 4)), max_size=14)


BACK_TWO = [(0, 1, 2), (0, 2, 2), (3, 5, 2), (4, 5, 3), (1, 3, 2), (2, 4, 3), (2, 3, 2)]
"""Both that came from 2 by 3 must give way to those that can go no other way."""

BACK_NONE = [(0, 1, 2), (0, 2, 1), (3, 5, 1), (4, 5, 2), (2, 4, 2), (2, 3, 2), (1, 3, 2)]
"""One gives way at 3, and no more than that one."""


@example(BACK_TWO)
@example(BACK_NONE)
@given(PIPES)
def test_the_flow_is_the_narrowest_cut(pipes: list[tuple[int, int, int]]) -> None:
    """Ford and Fulkerson, 1956: try every way to part source 0 from sink 5 and take the narrowest."""
    flow = Flow()
    for source, target, capacity in pipes:
        flow.add(source, target, capacity)
    sides = chain.from_iterable(combinations(range(1, 5), size) for size in range(5))
    cuts = [
        sum(capacity for source, target, capacity in pipes if source in side and target not in side)
        for side in ({0, *others} for others in sides)
    ]
    assert flow.most(0, 5) == min(cuts)


def test_what_has_been_asked_is_used_up() -> None:
    """A net gives its most once."""
    flow = Flow()
    flow.add("teacher", "evening", 3)
    assert (flow.most("teacher", "evening"), flow.most("teacher", "evening")) == (3, 0)
