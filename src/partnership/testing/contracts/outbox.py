"""The outbox: a message of a key is queued once, given to one worker at a time, and done for good."""

from datetime import datetime
from typing import Any

import attrs
import pytest

from partnership.errors import InvalidValue
from partnership.ids import SchoolId
from partnership.ports import Message, Store
from partnership.testing.contracts.examples import BEECH, NOON, OAK, TRICKY, later, message, undone
from partnership.testing.contracts.face import StoreFace

__all__ = ["OutboxContract"]


class OutboxContract(StoreFace):
    """`append`, `lease` and `ack`."""

    def test_what_is_due_comes_earliest_first(self, store: Store) -> None:
        """Due now counts, due later not; over all schools; each message whole."""
        _queue(store, BEECH, message("c", due=-1), message("a", due=0), message("late", due=0.000001))
        _queue(store, OAK, message("b", due=-2), message("z", due=-1))
        assert tuple(store.lease(now=NOON, limit=9, seconds=60)) == (
            (OAK, message("b", due=-2)),
            (BEECH, message("c", due=-1)),
            (OAK, message("z", due=-1)),
            (BEECH, message("a", due=0)),
        )
        assert _keys(store, at=later(1)) == ["late"]

    def test_a_lease_takes_no_more_than_its_limit(self, store: Store) -> None:
        """The earliest first; the rest is left for the next worker."""
        _queue(store, BEECH, *(message(key, due=-due) for due, key in enumerate("abcde")))
        assert _keys(store, limit=2) == ["e", "d"]
        assert _keys(store, limit=0) == []
        assert _keys(store, limit=9) == ["c", "b", "a"]
        with pytest.raises(InvalidValue, match="limit"):
            store.lease(now=NOON, limit=-1, seconds=60)

    def test_a_leased_message_is_hidden_for_so_many_seconds(self, store: Store) -> None:
        """Then it comes back, whole, for a worker may have died."""
        _queue(store, BEECH, message("a"))
        assert _keys(store) == ["a"]
        assert _keys(store, at=later(59.999999)) == []
        assert tuple(store.lease(now=later(60), limit=9, seconds=5)) == ((BEECH, message("a")),)
        assert _keys(store, at=later(64)) == []
        assert _keys(store, at=later(65)) == ["a"]

    def test_a_clock_that_ran_ahead_hides_nothing_for_good(self, store: Store) -> None:
        """A worker took it in the belief that it was next year; a day's lease still hides all day."""
        _queue(store, BEECH, message("a"))
        assert _keys(store, at=later(365 * 24 * 3600)) == ["a"]
        assert _keys(store) == ["a"]
        assert len(store.lease(now=later(60), limit=9, seconds=24 * 3600)) == 1
        assert _keys(store, at=later(60)) == []
        assert _keys(store, at=later(59)) == ["a"]

    def test_a_message_that_is_done_never_comes_back(self, store: Store) -> None:
        """Not after its lease, not when its key is queued again; its neighbours do."""
        _queue(store, BEECH, message("a"), message("b"))
        _queue(store, OAK, message("a"))
        assert len(_keys(store)) == 3
        store.ack(BEECH, ["a", "unknown"])
        store.ack(BEECH, iter(["a"]))
        store.ack(BEECH, [])
        _queue(store, BEECH, message("a", text="again"))
        again = store.lease(now=later(3600), limit=9, seconds=60)
        assert sorted((school, queued.key) for school, queued in again) == [(BEECH, "b"), (OAK, "a")]

    def test_a_known_key_is_left_as_it_is(self, store: Store) -> None:
        """Queued again, in the same block or later, with other words or another time, it stays the first."""
        _queue(store, BEECH, message("a", text="first"), message("a", text="same block"))
        _queue(store, BEECH, message("a", text="later block", due=-9), message("b"))
        _queue(store, OAK, message("a", text="another school"))
        assert tuple(store.lease(now=NOON, limit=9, seconds=60)) == (
            (BEECH, message("a", text="first")),
            (BEECH, message("b")),
            (OAK, message("a", text="another school")),
        )
        _queue(store, BEECH, message("a", text="while leased"))
        assert _keys(store) == []

    def test_keys_are_compared_by_code_points(self, store: Store) -> None:
        """And order messages that are due at the same moment."""
        _queue(store, BEECH, *(message(key) for key in reversed(TRICKY)))
        assert _keys(store, limit=1000) == list(TRICKY)
        store.ack(BEECH, TRICKY[1::2])
        assert _keys(store, at=later(60), limit=1000) == list(TRICKY[::2])

    def test_a_message_of_an_undone_block_is_never_sent(self, store: Store) -> None:
        """Nobody is told of what did not happen, and its key is free."""
        with pytest.raises(ZeroDivisionError):
            undone(store, BEECH, lambda block: block.append(messages=[message("a", text="undone")]))
        assert _keys(store) == []
        _queue(store, BEECH, message("a", text="done"))
        assert [queued for _, queued in store.lease(now=NOON, limit=9, seconds=60)] == [
            message("a", text="done")
        ]

    def test_a_message_that_cannot_be_kept_is_refused_whole(self, store: Store) -> None:
        """With the one beside it; the block may go on."""
        with store.transaction(BEECH) as transaction:
            for bad in (
                attrs.evolve(message("b"), key=""),
                attrs.evolve(message("b"), key="a\0b"),
                attrs.evolve(message("b"), topic="\ud800"),
                attrs.evolve(message("b"), body={"x": object()}),
            ):
                with pytest.raises(InvalidValue, match="message"):
                    transaction.append(messages=[message("a"), bad])
            transaction.append(messages=[message("c")])
        assert _keys(store) == ["c"]

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({"now": datetime(2026, 11, 24, 12, 0)}, "now"),  # noqa: DTZ001 - naive on purpose
            ({"seconds": 0}, "seconds"),
            ({"seconds": -5}, "seconds"),
            ({"seconds": 24 * 3600 + 1}, "seconds"),
        ],
    )
    def test_a_lease_that_means_nothing_is_refused(
        self, store: Store, asked: dict[str, Any], field: str
    ) -> None:
        """A naive now, a lease that hides nothing, or one of more than a day."""
        _queue(store, BEECH, message("a"))
        usual: dict[str, Any] = {"now": NOON, "limit": 9, "seconds": 60}
        with pytest.raises(InvalidValue, match=field):
            store.lease(**(usual | asked))
        assert _keys(store) == ["a"]

    def test_an_ack_of_no_key_is_refused(self, store: Store) -> None:
        """An empty key or school is a mistake of the caller."""
        _queue(store, BEECH, message("a"))
        with pytest.raises(InvalidValue, match="message key"):
            store.ack(BEECH, ["a", ""])
        with pytest.raises(InvalidValue, match="school"):
            store.ack(SchoolId(""), ["a"])
        assert _keys(store) == ["a"]


def _queue(store: Store, school: SchoolId, *messages: Message) -> None:
    with store.transaction(school) as transaction:
        transaction.append(messages=messages)


def _keys(store: Store, *, at: datetime = NOON, limit: int = 9) -> list[str]:
    return [queued.key for _, queued in store.lease(now=at, limit=limit, seconds=60)]
