"""Many hands at once: one of them wins, nobody's work is lost, and who loses is told in words."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from partnership.errors import Conflict, Retry, Taken
from partnership.ports import Store, Transaction, run
from partnership.testing.contracts.examples import BEECH, NOON, claims, message, moved
from partnership.testing.contracts.face import StoreFace, needs

__all__ = ["ManyHandsContract", "at_once", "until_done"]

_T = TypeVar("_T")
HANDS, ROUNDS = 4, 10
PATIENCE = 30.0
"""Seconds after which a test gives up on a store that hangs."""


class ManyHandsContract(StoreFace):
    """Threads on one store."""

    @needs("many_hands")
    def test_one_of_many_gets_the_moment(self, store: Store) -> None:
        """Every round exactly one talk holds it; the others are told it is taken, or to try again."""

        def book(hand: int, round_: int) -> str:
            def work(transaction: Transaction) -> str:
                transaction.put("talk", f"{round_}-{hand}", {}, expected=None, claims=claims(round_))
                return "won"

            try:
                return run(store, BEECH, work, tries=50)
            except Taken:
                return "taken"

        for round_ in range(ROUNDS):
            said = at_once([lambda hand=hand: book(hand, round_) for hand in range(HANDS)])  # type: ignore[misc] # noqa: B023
            assert sorted(said) == ["taken"] * (HANDS - 1) + ["won"]
        with store.transaction(BEECH, write=False) as transaction:
            assert len(transaction.find("talk")) == ROUNDS

    @needs("many_hands")
    def test_no_change_of_many_is_lost(self, store: Store) -> None:
        """A count that everybody raises, each trying again after a conflict, is the number of times it was raised."""
        with store.transaction(BEECH) as transaction:
            transaction.put("count", "c", {"n": 0}, expected=None)

        def raise_it(transaction: Transaction) -> None:
            found = transaction.get("count", "c")
            assert found is not None
            transaction.put("count", "c", {"n": found.body["n"] + 1}, expected=found.revision)

        def hand() -> None:
            for _ in range(ROUNDS):
                until_done(lambda: run(store, BEECH, raise_it, tries=50))

        at_once([hand] * HANDS)
        with store.transaction(BEECH, write=False) as transaction:
            found = transaction.get("count", "c")
        assert found is not None
        assert (found.body["n"], found.revision) == (HANDS * ROUNDS, HANDS * ROUNDS + 1)

    @needs("many_hands")
    def test_of_two_that_read_the_same_one_writes(self, store: Store) -> None:
        """Both read revision 1 before either writes; the second is told of a conflict, or to try again."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 0}, expected=None)
        read, written = threading.Event(), threading.Event()

        def slow() -> str:
            with store.transaction(BEECH) as transaction:
                transaction.get("talk", "t1")
                read.set()
                written.wait(0.3)  # a store that lets one in at a time keeps the other out until we end
                transaction.put("talk", "t1", {"n": 1}, expected=1)
            return "wrote"

        def quick() -> str:
            read.wait(PATIENCE)
            with store.transaction(BEECH) as transaction:
                transaction.put("talk", "t1", {"n": 2}, expected=1)
            written.set()
            return "wrote"

        said = at_once([lambda: _word(slow), lambda: _word(quick)])
        assert sorted(said) in (["conflict", "wrote"], ["retry", "wrote"])
        with store.transaction(BEECH, write=False) as transaction:
            found = transaction.get("talk", "t1")
        assert found is not None
        assert (found.body["n"], found.revision) == (1 + said.index("wrote"), 2)

    @needs("many_hands")
    def test_baskets_in_opposite_order_do_not_wait_in_a_ring(self, store: Store) -> None:
        """Two puts of the same moments, named forwards and backwards: one wins and the other is told so at once."""
        moments = claims(*range(40))

        def book(id: str, basket: Sequence[object]) -> str:
            def work() -> str:
                with store.transaction(BEECH) as transaction:
                    transaction.put("talk", id, {}, expected=None, claims=basket)  # type: ignore[arg-type]
                return "wrote"

            return _word(work)

        for round_ in range(ROUNDS):
            said = at_once(
                [
                    lambda: book("forwards", moments),
                    lambda: book("backwards", moments[::-1]),
                ]
            )
            assert sorted(said) == ["taken", "wrote"]
            with store.transaction(BEECH) as transaction:
                for row in transaction.find("talk"):
                    transaction.delete("talk", row.record.id, expected=1)
            assert round_ < ROUNDS

    @needs("many_hands")
    def test_changes_of_many_are_numbered_without_a_gap(self, store: Store) -> None:
        """All of them once, each hand's in its own order."""

        def hand(own: int) -> None:
            for number in range(ROUNDS):
                change = moved(number, id=f"h{own}")
                run(store, BEECH, lambda transaction: transaction.append([change]), tries=50)  # noqa: B023 - called at once

        at_once([lambda own=own: hand(own) for own in range(HANDS)])  # type: ignore[misc]
        journal = store.journal(BEECH)
        assert [number for number, _ in journal] == list(range(1, HANDS * ROUNDS + 1))
        for own in range(HANDS):
            assert [change for _, change in journal if change.id == f"h{own}"] == [
                moved(number, id=f"h{own}") for number in range(ROUNDS)
            ]

    @needs("many_hands")
    def test_a_message_goes_to_one_worker(self, store: Store) -> None:
        """Workers that lease at once share the messages; together they have each once."""
        keys = [f"k{number:02}" for number in range(40)]
        with store.transaction(BEECH) as transaction:
            transaction.append(messages=[message(key) for key in keys])

        def worker() -> list[str]:
            mine: list[str] = []
            while got := until_done(lambda: store.lease(now=NOON, limit=3, seconds=60)):
                mine += [queued.key for _, queued in got]
                assert len(mine) <= len(keys)
            return mine

        assert sorted(key for mine in at_once([worker] * HANDS) for key in mine) == keys

    @needs("many_hands")
    def test_a_commit_is_seen_whole(self, store: Store) -> None:
        """Whoever looks meanwhile never sees a record that the journal does not know of, nor the other way round."""
        done = threading.Event()

        def write() -> list[tuple[int, int, int]]:
            for number in range(1, ROUNDS + 1):

                def work(transaction: Transaction) -> None:
                    transaction.put("talk", f"t{number:02}", {}, expected=None)  # noqa: B023 - called at once
                    transaction.append([moved(number)])  # noqa: B023

                run(store, BEECH, work, tries=50)
            done.set()
            return []

        def count() -> int:
            with store.transaction(BEECH, write=False) as reading:
                return len(reading.find("talk"))

        def look() -> tuple[int, int, int]:
            return len(store.journal(BEECH)), count(), len(store.journal(BEECH))

        def read() -> list[tuple[int, int, int]]:
            seen = [until_done(look)]
            while not done.is_set():
                seen.append(until_done(look))
            return seen

        _, seen = at_once([write, read])
        assert [each for each in seen if each != tuple(sorted(each))] == []


def at_once(work: Sequence[Callable[[], _T]]) -> list[_T]:
    """Each in a thread of its own, all let go at the same moment; what they gave, in order."""
    gate = threading.Barrier(len(work))

    def start(one: Callable[[], _T]) -> _T:
        gate.wait(PATIENCE)
        return one()

    with ThreadPoolExecutor(len(work)) as threads:
        return [future.result(PATIENCE) for future in [threads.submit(start, one) for one in work]]


def _word(work: Callable[[], str]) -> str:
    """What became of it; any other error is a fault of the store."""
    try:
        return work()
    except (Conflict, Taken, Retry) as error:
        return type(error).__name__.lower()


def until_done(work: Callable[[], _T]) -> _T:
    """Again after every conflict or busy moment, as a service does."""
    for _ in range(1000):
        with suppress(Conflict, Retry):
            return work()
    raise AssertionError("a thousand times in conflict or busy")
