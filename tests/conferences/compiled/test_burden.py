"""A part of somebody's day is one number; what was put in comes out again, and what it costs is worked out once."""

from hypothesis import given
from hypothesis import strategies as st

from partnership.conferences.compiled.burden import talks_of

GAPS_AND_TALKS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=6)


@given(GAPS_AND_TALKS, st.integers(0, 2))
def test_the_talks_of_a_part_are_those_that_were_put_in(talks: list[tuple[int, int]], rest: int) -> None:
    """In order of time, however close together: up to the last tick of the block and from the first."""
    put, now = [], 0
    for gap, ticks in talks:
        put.append((now + gap, now + gap + ticks))
        now += gap + ticks
    width = now + rest
    part = sum(((1 << end) - (1 << start)) | 1 << (width + start) for start, end in put)
    assert list(talks_of(part, width)) == put
