"""Ids say nothing about anyone and never repeat."""

from partnership.ids import fresh_id


def test_fresh_ids_differ() -> None:
    """A thousand new ids are a thousand ids, each 32 hexadecimal digits."""
    ids = {fresh_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(each) for each in ids} == {32}
    assert all(int(each, 16) >= 0 for each in ids)
