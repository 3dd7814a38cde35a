"""Ids say nothing about anyone and never repeat."""

from hypothesis import given
from hypothesis import strategies as st

from partnership.ids import fresh_id, joined

_PARTS = st.lists(st.text(alphabet=":/%a", min_size=1, max_size=3), min_size=1, max_size=3)


def test_fresh_ids_differ() -> None:
    """A thousand new ids are a thousand ids, each 32 hexadecimal digits."""
    ids = {fresh_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(each) for each in ids} == {32}
    assert all(int(each, 16) >= 0 for each in ids)


@given(st.tuples(_PARTS, _PARTS), st.sampled_from(["", ":"]))
def test_only_the_same_parts_make_the_same_id(pair: tuple[list[str], list[str]], safe: str) -> None:
    """However much a part looks like two, or like what stands for a slash."""
    one, other = (joined(*parts, safe=safe) for parts in pair)
    assert (one == other) == (pair[0] == pair[1])
