"""Whoever reads through a memory reads what the store has, whatever was written through it in between."""

from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import Conflict
from partnership.host.remembered import Remembered
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Transaction
from partnership.testing.contracts.examples import BEECH

DEEDS = st.tuples(st.sampled_from(["get", "put", "delete", "create"]), st.sampled_from(["p1", "p2"]))


@given(st.lists(DEEDS, max_size=12))
def test_what_is_remembered_is_what_is_kept(deeds: list[tuple[str, str]]) -> None:
    """After every step, asked twice: through the memory and past it."""
    with MemoryStore().transaction(BEECH) as block:
        memory = Remembered(block)
        for number, (deed, id) in enumerate(deeds):
            with suppress(Conflict):
                done(memory, deed, id, {"number": number})
            assert memory.get("pupil", id) == block.get("pupil", id)
        assert list(memory.scan("pupil")) == [each.record for each in block.find("pupil")]


def done(memory: Transaction, deed: str, id: str, body: dict[str, Any]) -> None:
    """One step, as somebody would take it who has just read the record."""
    found = memory.get("pupil", id)
    revision = None if found is None else found.revision
    if deed == "put":
        memory.put("pupil", id, body, expected=revision)
    elif deed == "delete" and revision is not None:
        memory.delete("pupil", id, expected=revision)
    elif deed == "create":
        assert isinstance(memory, Remembered)
        memory.create("pupil", [(id, body, {})])
