"""What is to be forgotten is emptied, whole and at once, and nothing else is."""

from collections.abc import Callable

import pytest

from partnership.changes import Change
from partnership.errors import StoreFailed
from partnership.ports import Message, Store
from partnership.serial.chain import verify
from partnership.testing.contracts.examples import BEECH, NOON, OAK, later, message, moved, undone
from partnership.testing.contracts.face import StoreFace

__all__ = ["ForgettingContract"]


class ForgettingContract(StoreFace):
    """`sift`."""

    def test_each_change_and_waiting_message_is_shown_once(self, store: Store) -> None:
        """Those of this block too; those of another school not, nor what is done; and looking changes nothing."""
        _fill(store)
        store.ack(BEECH, ["k1"])
        seen: list[Change | Message] = []
        with store.transaction(BEECH) as block:
            block.append([moved(4)], [message("k4")])
            assert block.sift(_looks(seen)) == 0
        changes = [each for each in seen if isinstance(each, Change)]
        waiting = [each for each in seen if isinstance(each, Message)]
        assert changes == [moved(1, id="t1"), moved(2, id="t2"), moved(3, id="t1"), moved(4)]
        assert sorted(waiting, key=lambda each: each.key) == [message("k2"), message("k4")]
        assert [change for _, change in store.journal(BEECH)] == changes
        assert _waiting(store) == [(OAK, "k1"), (BEECH, "k2"), (BEECH, "k4")]

    def test_a_forgotten_change_keeps_its_place_in_the_chain(self, store: Store) -> None:
        """That it happened stays, its details do not; the others keep theirs, and the chain is whole."""
        _fill(store)
        with store.transaction(BEECH) as block:
            assert block.sift(_about("t1")) == 2
        told = [(number, change.id, dict(change.details)) for number, change in store.journal(BEECH)]
        assert told == [(1, "t1", {}), (2, "t2", dict(moved(2).details)), (3, "t1", {})]
        end, links = store.chain(BEECH)
        assert [(link.details is None, link.salt is None) for link in links] == [
            (True, True),
            (False, False),
            (True, True),
        ]
        found = verify(store, BEECH)
        assert (found.broken, found.rows, found.erased, found.head) == (None, 3, 2, end)
        assert [change for _, change in store.journal(OAK)] == [moved(1, id="t1")]
        with store.transaction(BEECH) as block:
            assert block.sift(_about("t1")) == 0
            block.append([moved(5)])
        assert verify(store, BEECH).broken is None

    def test_a_forgotten_message_is_never_sent(self, store: Store) -> None:
        """Not when its key is queued again either; a leased one too; the same key of another school is."""
        _fill(store)
        assert len(store.lease(now=NOON, limit=1, seconds=60)) == 1
        with store.transaction(BEECH) as block:
            assert block.sift(_keyed("k1")) == 1
            block.append(messages=[message("k1", text="again")])
        assert _waiting(store, seconds=3600) == [(OAK, "k1"), (BEECH, "k2")]

    def test_forgetting_is_of_its_block(self, store: Store) -> None:
        """Undone with it; refused where a block only reads, which may look."""
        _fill(store)
        with pytest.raises(ZeroDivisionError):
            undone(store, BEECH, lambda block: block.sift(lambda _: True))
        with store.transaction(BEECH, write=False) as reading:
            assert reading.sift(lambda _: False) == 0
            with pytest.raises(StoreFailed):
                reading.sift(_about("t1"))
            with pytest.raises(StoreFailed):
                reading.sift(_keyed("k1"))
        assert [dict(change.details) for _, change in store.journal(BEECH)] == [
            dict(moved(number).details) for number in (1, 2, 3)
        ]
        assert _waiting(store) == [(BEECH, "k1"), (OAK, "k1"), (BEECH, "k2")]

    def test_what_looks_cannot_change(self, store: Store) -> None:
        """What is shown is a copy."""
        _fill(store)

        def meddle(each: Change | Message) -> bool:
            shown = each.details["rooms"] if isinstance(each, Change) else each.body["lines"]
            shown.append("meddled")
            return False

        with store.transaction(BEECH) as block:
            block.sift(meddle)
        assert store.journal(BEECH)[0] == (1, moved(1, id="t1"))
        queued = {
            each.key: each for school, each in store.lease(now=NOON, limit=9, seconds=9) if school == BEECH
        }
        assert queued["k1"] == message("k1")


def _looks(seen: list[Change | Message]) -> Callable[[Change | Message], bool]:
    def look(each: Change | Message) -> bool:
        seen.append(each)
        return False

    return look


def _about(talk: str) -> Callable[[Change | Message], bool]:
    return lambda each: isinstance(each, Change) and each.id == talk


def _keyed(key: str) -> Callable[[Change | Message], bool]:
    return lambda each: isinstance(each, Message) and each.key == key


def _fill(store: Store) -> None:
    """Three changes and two messages at one school, one of each at another."""
    with store.transaction(BEECH) as block:
        block.append([moved(1, id="t1"), moved(2, id="t2")], [message("k1"), message("k2")])
    with store.transaction(BEECH) as block:
        block.append([moved(3, id="t1")])
    with store.transaction(OAK) as block:
        block.append([moved(1, id="t1")], [message("k1")])


def _waiting(store: Store, *, seconds: float = 0) -> list[tuple[str, str]]:
    found = store.lease(now=later(seconds), limit=9, seconds=9)
    return sorted(((school, queued.key) for school, queued in found), key=lambda each: (each[1], each[0]))
