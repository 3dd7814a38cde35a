"""Many records at once are what they are one by one, whether the store has a quicker way or not."""

from collections.abc import Sequence

import pytest

from partnership.errors import Conflict, InvalidValue, StoreFailed
from partnership.ports import NewRecord, Record, Store, create, scan
from partnership.testing.contracts.examples import BEECH, OAK, TRICKY, UNSTORABLE, undone
from partnership.testing.contracts.face import StoreFace

__all__ = ["ManyContract"]

DAYS: Sequence[NewRecord] = (
    ("t2", {"n": 2}, {"day": "mon", "who": ["g1", "g2"]}),
    ("t1", {"n": 1}, {"day": "tue"}),
    ("t3", {"n": 3}, {}),
)
MORE_THAN_A_PAGE = 2_050


class ManyContract(StoreFace):
    """`partnership.ports.create` and `scan`."""

    def test_many_new_records_are_what_they_are_one_by_one(self, store: Store) -> None:
        """At revision 1, found by their values, to be changed and deleted like any other."""
        with store.transaction(BEECH) as transaction:
            create(transaction, "talk", DAYS)
            create(transaction, "talk", ())
            assert transaction.put("talk", "t1", {"n": 4}, expected=1, index={"day": "wed"}) == 2
        with store.transaction(BEECH) as transaction:
            assert transaction.get("talk", "t2") == Record(kind="talk", id="t2", revision=1, body={"n": 2})
            assert [(row.value, row.record.id) for row in transaction.find("talk", "day")] == [
                ("mon", "t2"),
                ("wed", "t1"),
            ]
            assert [row.value for row in transaction.find("talk", "who")] == ["g1", "g2"]
            transaction.delete("talk", "t2", expected=1)
            create(transaction, "talk", [("t2", {"n": 5}, {})])
            assert transaction.find("talk", "who") == ()
        with store.transaction(OAK, write=False) as transaction:
            assert transaction.find("talk") == ()

    @pytest.mark.parametrize("refused", ["t1", "t3"])
    def test_many_are_all_there_or_none(self, store: Store, refused: str) -> None:
        """One that exists or is named twice: nothing was written, the error says which, and the block may go on."""
        again: NewRecord = (refused, {"n": 9}, {"day": "sun"})
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", refused, {"n": 0}, expected=None)
            transaction.put("talk", refused, {"n": 0}, expected=1)
            with pytest.raises(Conflict) as there:
                create(transaction, "talk", DAYS)
            with pytest.raises(Conflict) as twice:
                create(transaction, "pupil", [*DAYS, again])
            transaction.put("talk", "t9", {}, expected=None)
        assert [(error.value.kind, error.value.id, error.value.found) for error in (there, twice)] == [
            ("talk", refused, 2),
            ("pupil", refused, 1),
        ]
        with store.transaction(BEECH, write=False) as transaction:
            assert [row.record.id for row in transaction.find("talk")] == [refused, "t9"]
            assert transaction.find("talk", "day") == transaction.find("pupil") == ()
            assert transaction.find("pupil", "day") == ()

    @pytest.mark.parametrize("text", UNSTORABLE, ids=ascii)
    def test_many_are_refused_for_one_that_cannot_be_kept(self, store: Store, text: str) -> None:
        """An id, a kind, a value or a body that no store takes; nothing was written, and the block may go on."""
        wrong: dict[str, NewRecord] = {
            "id": (text, {}, {}),
            "body": ("t4", {"n": object()}, {}),
            "index name": ("t4", {}, {text: "mon"}),
        }
        with store.transaction(BEECH) as transaction:
            for field, record in wrong.items():
                with pytest.raises(InvalidValue, match=field):
                    create(transaction, "talk", [*DAYS, record])
            with pytest.raises(InvalidValue, match="kind"):
                create(transaction, text, DAYS)
            with pytest.raises(InvalidValue, match="kind"):
                list(scan(transaction, text))
            assert list(scan(transaction, "talk")) == []

    def test_many_are_written_in_a_block_that_may(self, store: Store) -> None:
        """Not in one that only reads; and undone with a block that ends badly."""
        with store.transaction(BEECH, write=False) as transaction, pytest.raises(StoreFailed):
            create(transaction, "talk", DAYS)
        with pytest.raises(ZeroDivisionError):
            undone(store, BEECH, lambda block: create(block, "talk", DAYS))
        with store.transaction(BEECH, write=False) as transaction:
            assert list(scan(transaction, "talk")) == []
        with pytest.raises(StoreFailed):
            list(scan(transaction, "talk"))

    def test_all_of_a_kind_are_read_once_in_order(self, store: Store) -> None:
        """However many there are, of one kind at one school, by their ids in code points; one's own work too."""
        many: list[NewRecord] = [(f"p{number}", {"n": number}, {}) for number in range(MORE_THAN_A_PAGE)]
        with store.transaction(OAK) as transaction:
            create(transaction, "talk", DAYS)
        with store.transaction(BEECH) as transaction:
            create(transaction, "talk", [(text, {"is": text}, {}) for text in reversed(TRICKY)])
            create(transaction, "pupil", many)
            transaction.put("pupil", "p0", {"n": -1}, expected=1)
            pupils = [(each.id, each.revision) for each in scan(transaction, "pupil")]
            talks = list(scan(transaction, "talk"))
        assert pupils == sorted((id, 2 if id == "p0" else 1) for id, _, _ in many)
        assert talks == [Record(kind="talk", id=text, revision=1, body={"is": text}) for text in TRICKY]
