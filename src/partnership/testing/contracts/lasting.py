"""What was committed stays: when the store is opened again, and when it is open twice."""

from pathlib import Path

import pytest

from partnership.errors import Conflict, Taken
from partnership.ports import Store, Transaction, run
from partnership.testing.contracts.examples import BEECH, NOON, claims, later, message, moved
from partnership.testing.contracts.face import StoreFace, needs
from partnership.testing.contracts.hands import ROUNDS, at_once

__all__ = ["LastingContract"]


class LastingContract(StoreFace):
    """Stores that declare `persistent` or `shared`."""

    @needs("persistent")
    def test_everything_is_there_when_opened_again(self, tmp_path: Path) -> None:
        """Records, index values, claims, journal, messages, leases and finished keys."""
        store = self.make_store(tmp_path)
        _fill(store)
        store.close()
        store = self.make_store(tmp_path)
        with store.transaction(BEECH) as transaction:
            found = transaction.find("talk", "day")
            assert [(row.value, row.record.id, row.record.body) for row in found] == [("mon", "t1", {"n": 2})]
            with pytest.raises(Taken) as caught:
                transaction.put("talk", "t2", {}, expected=None, claims=claims(1, 2, 3))
            assert [tick for _, tick in caught.value.keys] == [2, 3]
            transaction.append([moved(3)], [message("done"), message("leased")])
        assert tuple(store.journal(BEECH)) == ((1, moved(1)), (2, moved(2)), (3, moved(3)))
        assert [queued.key for _, queued in store.lease(now=NOON, limit=9, seconds=60)] == ["waiting"]
        assert [queued.key for _, queued in store.lease(now=later(60), limit=9, seconds=60)] == [
            "leased",
            "waiting",
        ]
        store.close()

    @needs("shared")
    def test_two_openings_are_one_store(self, tmp_path: Path) -> None:
        """What one commits the other sees, and refuses to give out again."""
        one, other = self.make_store(tmp_path), self.make_store(tmp_path)
        _fill(one)
        with other.transaction(BEECH) as transaction:
            with pytest.raises(Conflict):
                transaction.put("talk", "t1", {}, expected=1)
            with pytest.raises(Taken):
                transaction.put("talk", "t2", {}, expected=None, claims=claims(2))
            transaction.append([moved(3)])
        assert [number for number, _ in one.journal(BEECH)] == [1, 2, 3]
        assert [queued.key for _, queued in other.lease(now=NOON, limit=9, seconds=60)] == ["waiting"]
        assert tuple(one.lease(now=NOON, limit=9, seconds=60)) == ()
        one.close()
        with other.transaction(BEECH, write=False) as transaction:
            assert transaction.get("talk", "t1") is not None
        other.close()

    @needs("shared")
    def test_two_openings_give_a_moment_once(self, tmp_path: Path) -> None:
        """Each with a hand of its own: of every moment one talk holds it, and the other is told it is taken."""
        self.make_store(tmp_path).close()

        def book(hand: int) -> list[str]:
            store = self.make_store(tmp_path)
            said = []
            for round_ in range(ROUNDS):

                def work(transaction: Transaction) -> None:
                    transaction.put("talk", f"{round_}-{hand}", {}, expected=None, claims=claims(round_))  # noqa: B023 - called at once

                try:
                    run(store, BEECH, work, tries=50)
                    said.append("won")
                except Taken:
                    said.append("taken")
            store.close()
            return said

        one, other = at_once([lambda hand=hand: book(hand) for hand in range(2)])  # type: ignore[misc]
        assert [sorted(pair) for pair in zip(one, other, strict=True)] == [["taken", "won"]] * ROUNDS
        store = self.make_store(tmp_path)
        with store.transaction(BEECH, write=False) as transaction:
            assert len(transaction.find("talk")) == ROUNDS
        store.close()


def _fill(store: Store) -> None:
    """A talk at its second revision, two changes, and a message waiting, leased and done."""
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {"n": 1}, expected=None, index={"day": "sun"}, claims=claims(1, 2))
        transaction.append([moved(1)], [message("done"), message("leased")])
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {"n": 2}, expected=1, index={"day": "mon"}, claims=claims(2, 3))
        transaction.append([moved(2)])
    assert len(store.lease(now=NOON, limit=9, seconds=60)) == 2
    store.ack(BEECH, ["done"])
    with store.transaction(BEECH) as transaction:
        transaction.append(messages=[message("waiting")])
