"""A claimed moment has one holder: nobody is booked twice."""

import pytest

from partnership.errors import InvalidValue, Taken
from partnership.ports import Claim, Store
from partnership.testing.contracts.examples import BEECH, OAK, TRICKY, UNSTORABLE, claims
from partnership.testing.contracts.face import StoreFace

__all__ = ["ClaimContract"]


class ClaimContract(StoreFace):
    """Claims go with a record: a put replaces them, a delete frees them, another record is refused."""

    def test_a_taken_moment_is_refused(self, store: Store) -> None:
        """All taken moments are listed, in order, and no others; the holder is not named."""
        _hold(store, "t1", *claims(10, 11, 12), *claims(11, of="room:r1"))
        with pytest.raises(Taken) as caught:
            _hold(store, "t2", *claims(13, 12, 11), *claims(10, 11, of="room:r1"))
        assert caught.value.keys == (("room:r1", 11), ("staff:jansen", 11), ("staff:jansen", 12))
        assert "t1" not in str(caught.value)

    def test_a_refused_put_did_nothing(self, store: Store) -> None:
        """Not the record, not its index, not the moments that were free; the block may go on."""
        _hold(store, "t1", *claims(10))
        with store.transaction(BEECH) as transaction:
            with pytest.raises(Taken):
                transaction.put(
                    "talk", "t2", {"n": 1}, expected=None, index={"day": "tue"}, claims=claims(9, 10)
                )
            assert transaction.get("talk", "t2") is None
            assert transaction.find("talk", "day") == ()
            transaction.put("talk", "t3", {}, expected=None, claims=claims(9))
        _hold(store, "t4", *claims(8))
        with pytest.raises(Taken):
            _hold(store, "t5", *claims(9))

    def test_a_refused_change_leaves_the_record_as_it_was(self, store: Store) -> None:
        """Its old body, revision, index values and moments stay its own."""
        _hold(store, "t1", *claims(10))
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t2", {"n": 1}, expected=None, index={"day": "mon"}, claims=claims(20))
        with store.transaction(BEECH) as transaction:
            with pytest.raises(Taken):
                transaction.put(
                    "talk", "t2", {"n": 2}, expected=1, index={"day": "tue"}, claims=claims(10, 21)
                )
            found = transaction.find("talk", "day")
            assert [(row.value, row.record.revision, row.record.body) for row in found] == [
                ("mon", 1, {"n": 1})
            ]
        with pytest.raises(Taken):
            _hold(store, "t3", *claims(20))
        _hold(store, "t4", *claims(21))

    def test_a_put_replaces_the_moments(self, store: Store) -> None:
        """Those not named any more are free, those named again stay, new ones are taken."""
        _hold(store, "t1", *claims(10, 11))
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=1, claims=claims(11, 12))
        _hold(store, "t2", *claims(10))
        for tick in (11, 12):
            with pytest.raises(Taken):
                _hold(store, "t3", *claims(tick))
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=2)
        _hold(store, "t3", *claims(11, 12))

    def test_a_delete_frees_the_moments(self, store: Store) -> None:
        """In the same block already."""
        _hold(store, "t1", *claims(10, 11))
        with store.transaction(BEECH) as transaction:
            transaction.delete("talk", "t1", expected=1)
            transaction.put("talk", "t2", {}, expected=None, claims=claims(10))
        _hold(store, "t3", *claims(11))

    def test_a_change_frees_nothing_of_others(self, store: Store) -> None:
        """What another talk, or a record of another kind with the same id, holds is not touched."""
        _hold(store, "t1", *claims(10))
        _hold(store, "t2", *claims(20))
        with store.transaction(BEECH) as transaction:
            transaction.put("absence", "t1", {}, expected=None, claims=claims(30))
            transaction.put("talk", "t1", {}, expected=1)
            transaction.delete("talk", "t1", expected=2)
        for tick in (20, 30):
            with pytest.raises(Taken) as caught:
                _hold(store, "t3", *claims(tick))
            assert caught.value.keys == (("staff:jansen", tick),)
        _hold(store, "t4", *claims(10))

    def test_schools_share_no_moments(self, store: Store) -> None:
        """The same person and moment at another school is somebody else."""
        _hold(store, "t1", *claims(10))
        with store.transaction(OAK) as transaction:
            transaction.put("talk", "t1", {}, expected=None, claims=claims(10))
            transaction.delete("talk", "t1", expected=1)
        with pytest.raises(Taken):
            _hold(store, "t2", *claims(10))

    def test_two_records_of_one_block_share_no_moment(self, store: Store) -> None:
        """A block is refused its own second claim too."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=None, claims=claims(10))
            with pytest.raises(Taken):
                transaction.put("talk", "t2", {}, expected=None, claims=claims(10))

    def test_moments_may_come_in_any_order_and_twice(self, store: Store) -> None:
        """A generator with repeats is the set of what it says."""
        wanted = (Claim("staff:jansen", tick) for tick in (12, 10, 12, 11))
        _hold(store, "t0", *claims(8))
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=None, claims=wanted)
        with pytest.raises(Taken) as caught:
            _hold(store, "t2", *claims(12, 11, 10, 9))
        assert [tick for _, tick in caught.value.keys] == [10, 11, 12]

    def test_resources_are_compared_by_code_points(self, store: Store) -> None:
        """Room `a` and room `A` are two rooms."""
        for number, text in enumerate(TRICKY):
            _hold(store, f"t{number}", *claims(10, of=text))
        for text in TRICKY:
            with pytest.raises(Taken) as caught:
                _hold(store, "late", *claims(10, of=text))
            assert caught.value.keys == ((text, 10),)

    def test_any_moment_of_64_bits_can_be_held(self, store: Store) -> None:
        """Before 1970 too; beyond 64 bits it is refused in words."""
        ends = (-(2**63), -1, 0, 2**63 - 1)
        _hold(store, "t1", *claims(*ends))
        with pytest.raises(Taken) as caught:
            _hold(store, "t2", *claims(*ends))
        assert tuple(tick for _, tick in caught.value.keys) == ends
        for tick in (-(2**63) - 1, 2**63):
            with pytest.raises(InvalidValue, match="tick"):
                _hold(store, "t3", *claims(tick))

    @pytest.mark.parametrize("text", UNSTORABLE, ids=ascii)
    def test_a_resource_no_database_keeps_is_refused(self, store: Store, text: str) -> None:
        """As with ids."""
        with pytest.raises(InvalidValue, match="resource"):
            _hold(store, "t1", *claims(1, of=text))

    def test_a_whole_evening_can_be_held_at_once(self, store: Store) -> None:
        """Thousands of moments in one put, all of them refused to the next."""
        evening = tuple(Claim(f"staff:s{person:02}", tick) for person in range(20) for tick in range(240))
        _hold(store, "t1", *evening)
        with pytest.raises(Taken) as caught:
            _hold(store, "t2", *evening, *claims(1))
        assert caught.value.keys == tuple((claim.resource, claim.tick) for claim in evening)


def _hold(store: Store, id: str, *held: Claim) -> None:
    """A new talk that holds these moments."""
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", id, {}, expected=None, claims=held)
