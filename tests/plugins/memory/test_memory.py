"""What is the memory store's own."""

import pytest

from partnership.errors import Retry
from partnership.ids import SchoolId
from partnership.plugins.memory import partnership_stores
from partnership.plugins.memory.store import MemoryStore


def test_the_offer_makes_an_empty_store() -> None:
    """Each time another."""
    (offer,) = partnership_stores()
    one, other = offer.make(), offer.make()
    assert offer.name == "memory"
    with one.transaction(SchoolId("de-beuk")) as transaction:
        transaction.put("talk", "t1", {}, expected=None)
    with other.transaction(SchoolId("de-beuk"), write=False) as transaction:
        assert transaction.find("talk") == ()


def test_a_second_writer_is_told_to_try_again() -> None:
    """After the time the store was given; also a block inside a block of one's own."""
    store = MemoryStore(wait=0.01)
    with store.transaction(SchoolId("de-beuk")) as first:
        first.put("talk", "t1", {}, expected=None)
        with pytest.raises(Retry), store.transaction(SchoolId("de-eik")):
            pass
    with store.transaction(SchoolId("de-beuk"), write=False) as transaction:
        assert transaction.get("talk", "t1") is not None
