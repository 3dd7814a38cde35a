"""What is remembered is what was last kept, never more of it than was said, and the longest unused goes first."""

from hypothesis import given
from hypothesis import strategies as st

from partnership.services.remembered import Remembered


@given(
    most=st.integers(1, 4),
    deeds=st.lists(
        st.tuples(st.sampled_from(["get", "keep", "made", "forget"]), st.integers(0, 5)), max_size=40
    ),
)
def test_it_is_a_short_memory(most: int, deeds: list[tuple[str, int]]) -> None:
    """Against a list of pairs, the longest unused first."""
    memory: Remembered[int, int] = Remembered(most)
    model: list[tuple[int, int]] = []
    for number, (deed, key) in enumerate(deeds):
        known = dict(model).get(key)
        if deed == "get":
            assert memory.get(key) == known
            kept = known
        elif deed == "forget":
            memory.forget(key)
            kept = None
        elif deed == "keep":
            assert memory.keep(key, number) == number
            kept = number
        else:
            kept = number if known is None else known
            assert memory.made(key, lambda number=number: number) == kept  # type: ignore[misc]
        model = [(each, value) for each, value in model if each != key]
        model = [*model, *([] if kept is None else [(key, kept)])][-most:]
    assert {key: memory.get(key) for key in range(6)} == {key: dict(model).get(key) for key in range(6)}
