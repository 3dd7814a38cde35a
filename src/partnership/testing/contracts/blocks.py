"""A block is done whole or not at all, and a reader sees one moment."""

from contextlib import suppress

import pytest

from partnership.errors import Conflict, Retry, StoreFailed
from partnership.ports import Store, Transaction
from partnership.testing.contracts.examples import BEECH, NOON, claims, message, moved, undone
from partnership.testing.contracts.face import StoreFace

__all__ = ["BlockContract"]


class BlockContract(StoreFace):
    """Transactions: commit, undo, read only."""

    @pytest.mark.parametrize("kind", [ZeroDivisionError, Conflict, KeyboardInterrupt])
    def test_a_block_that_raises_leaves_no_trace(self, store: Store, kind: type[BaseException]) -> None:
        """No record, value, claim, change or message; what was deleted or changed is back; the error is its own."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 1}, expected=None, index={"day": "mon"}, claims=claims(1))
            transaction.put("talk", "t2", {"n": 1}, expected=None, index={"day": "tue"}, claims=claims(2))
        error = kind("talk", "t1", expected=1, found=2) if kind is Conflict else kind("stop")

        def work(transaction: Transaction) -> None:
            transaction.delete("talk", "t1", expected=1)
            transaction.put("talk", "t2", {"n": 2}, expected=1, index={"day": "wed"}, claims=claims(1, 3))
            transaction.put("talk", "t3", {}, expected=None, index={"day": "thu"}, claims=claims(4))
            transaction.append([moved(1)], [message("k1")])

        with pytest.raises(kind) as caught:
            undone(store, BEECH, work, error)
        assert caught.value is error
        with store.transaction(BEECH) as transaction:
            found = transaction.find("talk", "day")
            assert [(row.value, row.record.id, row.record.revision) for row in found] == [
                ("mon", "t1", 1),
                ("tue", "t2", 1),
            ]
            assert transaction.get("talk", "t3") is None
            transaction.put("talk", "t1", {}, expected=1)
            transaction.put("talk", "t4", {}, expected=None, claims=claims(1, 3, 4))
        assert store.journal(BEECH) == ()
        assert tuple(store.lease(now=NOON, limit=9, seconds=60)) == ()

    def test_a_block_sees_its_own_work(self, store: Store) -> None:
        """What was put is got and found, what was deleted is not, before the block ends."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 1}, expected=None, index={"day": "mon"})
            assert _ids(transaction, "day") == _ids(transaction) == ["t1"]
            transaction.put("talk", "t1", {"n": 2}, expected=1)
            assert _ids(transaction, "day") == []
            found = transaction.get("talk", "t1")
            assert found is not None
            assert found.body == {"n": 2}
            transaction.delete("talk", "t1", expected=2)
            assert _ids(transaction) == []

    def test_nobody_sees_half_a_block(self, store: Store) -> None:
        """Another reader sees nothing of it until it ends, then all of it."""
        seen = []
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=None, index={"day": "mon"})
            transaction.append([moved(1)], [message("k1")])
            with suppress(Retry), store.transaction(BEECH, write=False) as other:
                seen = _ids(other) + _ids(other, "day") + list(store.journal(BEECH))
            transaction.put("talk", "t2", {}, expected=None)
        assert seen == []
        with store.transaction(BEECH, write=False) as other:
            assert _ids(other) == ["t1", "t2"]
        assert [change for _, change in store.journal(BEECH)] == [moved(1)]

    def test_a_reading_block_sees_one_moment(self, store: Store) -> None:
        """What others commit meanwhile does not mix in."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 1}, expected=None, index={"day": "mon"})
        with store.transaction(BEECH, write=False) as reading:
            before = reading.get("talk", "t1"), reading.find("talk", "day"), _ids(reading)
            with suppress(Retry), store.transaction(BEECH) as writing:
                writing.put("talk", "t1", {"n": 2}, expected=1, index={"day": "tue"})
                writing.put("talk", "t2", {}, expected=None)
            assert (reading.get("talk", "t1"), reading.find("talk", "day"), _ids(reading)) == before

    def test_a_reading_block_writes_nothing(self, store: Store) -> None:
        """Put, delete and append are refused, and nothing of them is kept."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=None)
        with store.transaction(BEECH, write=False) as reading:
            with pytest.raises(StoreFailed):
                reading.put("talk", "t2", {}, expected=None)
            with pytest.raises(StoreFailed):
                reading.delete("talk", "t1", expected=1)
            with pytest.raises(StoreFailed):
                reading.append([moved(1)], [message("k1")])
        with store.transaction(BEECH, write=False) as reading:
            assert _ids(reading) == ["t1"]
        assert store.journal(BEECH) == ()

    @pytest.mark.parametrize("write", [True, False])
    def test_a_block_that_has_ended_does_nothing(self, store: Store, write: bool) -> None:  # noqa: FBT001 - a test case
        """A transaction kept past its block is refused, instead of working on its own."""
        with store.transaction(BEECH, write=write) as transaction:
            pass
        with pytest.raises(StoreFailed):
            transaction.get("talk", "t1")
        with pytest.raises(StoreFailed):
            transaction.find("talk")
        with pytest.raises(StoreFailed):
            transaction.put("talk", "t1", {}, expected=None)
        with pytest.raises(StoreFailed):
            transaction.delete("talk", "t1", expected=1)
        with pytest.raises(StoreFailed):
            transaction.append([moved(1)])
        assert store.journal(BEECH) == ()

    def test_every_block_that_ends_well_is_kept(self, store: Store) -> None:
        """Fifty of fifty."""
        for number in range(50):
            with store.transaction(BEECH) as transaction:
                transaction.put("talk", f"t{number:02}", {}, expected=None)
        with store.transaction(BEECH, write=False) as transaction:
            assert _ids(transaction) == [f"t{number:02}" for number in range(50)]

    def test_closing_twice_is_harmless(self, store: Store) -> None:
        """So a program may close in each of its exits."""
        store.close()
        store.close()


def _ids(transaction: Transaction, index: str | None = None) -> list[str]:
    return [row.record.id for row in transaction.find("talk", index)]
