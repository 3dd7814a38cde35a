"""A record is what was put last, under exactly its id, at exactly its school."""

from pathlib import Path
from typing import Any

import pytest

from partnership.errors import Conflict, InvalidValue
from partnership.ids import SchoolId
from partnership.ports import Record, Store
from partnership.testing.contracts.examples import BEECH, OAK, TRICKY, UNSTORABLE, undone
from partnership.testing.contracts.face import RawRow, StoreFace

__all__ = ["RecordContract"]

BODIES: tuple[dict[str, Any], ...] = (
    {},
    {"": "", "a": None, "b": [True, False, [], {}], "c": {"d": {"e": [1, 2.5, -0.125, 1e300]}}},
    {"text": "Zoë\nsaid “hi”\t\\ \x00 \ud800 😀 \u2028", "é": 1, "e\u0301": 2},
    {"whole": 2**63, "least": -(2**70), "order": ["b", "a"]},
    {"long": "x" * 200_000},
)


class RecordContract(StoreFace):
    """Get, put and delete."""

    def test_what_was_never_put_is_not_there(self, store: Store) -> None:
        """An unknown id is None, not an error."""
        with store.transaction(BEECH, write=False) as transaction:
            assert transaction.get("talk", "t1") is None

    def test_a_record_comes_back_as_it_was_put(self, store: Store) -> None:
        """Every kind of plain data survives, letter for letter."""
        with store.transaction(BEECH) as transaction:
            for number, body in enumerate(BODIES):
                assert transaction.put("talk", f"t{number}", body, expected=None) == 1
        with store.transaction(BEECH, write=False) as transaction:
            for number, body in enumerate(BODIES):
                expected = Record(kind="talk", id=f"t{number}", revision=1, body=body)
                assert transaction.get("talk", f"t{number}") == expected

    def test_each_put_is_one_revision_further(self, store: Store) -> None:
        """From 1, by one, in one block and over several."""
        with store.transaction(BEECH) as transaction:
            assert transaction.put("talk", "t1", {"n": 1}, expected=None) == 1
            assert transaction.put("talk", "t1", {"n": 2}, expected=1) == 2
        with store.transaction(BEECH) as transaction:
            assert transaction.put("talk", "t1", {"n": 3}, expected=2) == 3
            assert transaction.get("talk", "t1") == Record(kind="talk", id="t1", revision=3, body={"n": 3})

    def test_a_new_record_does_not_replace_one(self, store: Store) -> None:
        """`expected=None` means it must not exist."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 1}, expected=None)
        with pytest.raises(Conflict) as caught, store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 2}, expected=None)
        assert (caught.value.expected, caught.value.found) == (None, 1)
        assert _body(store, "t1") == {"n": 1}

    @pytest.mark.parametrize("expected", [1, 3])
    def test_a_put_at_another_revision_is_a_conflict(self, store: Store, expected: int) -> None:
        """Who read an older record, or guesses a newer one, changes nothing."""
        _twice(store)
        with pytest.raises(Conflict) as caught, store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 9}, expected=expected)
        assert (caught.value.kind, caught.value.id) == ("talk", "t1")
        assert (caught.value.expected, caught.value.found) == (expected, 2)
        assert _body(store, "t1") == {"n": 2}

    def test_a_change_of_what_is_not_there_is_a_conflict(self, store: Store) -> None:
        """An update does not create, and a delete does not pass over."""
        with store.transaction(BEECH) as transaction:
            with pytest.raises(Conflict) as put:
                transaction.put("talk", "t1", {}, expected=1)
            with pytest.raises(Conflict) as deleted:
                transaction.delete("talk", "t1", expected=1)
        assert (put.value.expected, put.value.found) == (1, None)
        assert (deleted.value.expected, deleted.value.found) == (1, None)
        assert _body(store, "t1") is None

    @pytest.mark.parametrize("expected", [1, 3])
    def test_a_delete_at_another_revision_is_a_conflict(self, store: Store, expected: int) -> None:
        """What somebody else changed is not thrown away."""
        _twice(store)
        with pytest.raises(Conflict) as caught, store.transaction(BEECH) as transaction:
            transaction.delete("talk", "t1", expected=expected)
        assert (caught.value.expected, caught.value.found) == (expected, 2)
        assert _body(store, "t1") == {"n": 2}

    def test_a_deleted_record_is_gone_and_may_begin_anew(self, store: Store) -> None:
        """After a delete the id is free and counts from 1 again."""
        _twice(store)
        with store.transaction(BEECH) as transaction:
            transaction.delete("talk", "t1", expected=2)
            assert transaction.get("talk", "t1") is None
        assert _body(store, "t1") is None
        with store.transaction(BEECH) as transaction:
            assert transaction.put("talk", "t1", {"n": 3}, expected=None) == 1

    def test_kinds_and_schools_are_apart(self, store: Store) -> None:
        """The same id of another kind, or at another school, is another record."""
        places = [(BEECH, "talk"), (BEECH, "pupil"), (OAK, "talk")]
        for school, kind in places:
            with store.transaction(school) as transaction:
                transaction.put(kind, "1", {"at": school, "of": kind}, expected=None)
        with store.transaction(OAK) as transaction:
            transaction.put("talk", "1", {"n": 2}, expected=1)
            transaction.delete("talk", "1", expected=2)
            assert transaction.get("talk", "1") is None
        with store.transaction(BEECH) as transaction:
            for kind in ("talk", "pupil"):
                found = transaction.get(kind, "1")
                assert found == Record(kind=kind, id="1", revision=1, body={"at": BEECH, "of": kind})

    def test_ids_are_compared_by_code_points(self, store: Store) -> None:
        """Nothing is folded, stripped or normalised, in ids, kinds or schools."""
        for text in TRICKY:
            with store.transaction(SchoolId(text)) as transaction:
                transaction.put(text, "1", {"is": text}, expected=None)
        with store.transaction(BEECH) as transaction:
            for text in TRICKY:
                transaction.put("talk", text, {"is": text}, expected=None)
        with store.transaction(BEECH, write=False) as transaction:
            assert [transaction.get("talk", text) for text in TRICKY] == [
                Record(kind="talk", id=text, revision=1, body={"is": text}) for text in TRICKY
            ]
        for text in TRICKY:
            with store.transaction(SchoolId(text), write=False) as transaction:
                assert [transaction.get(kind, "1") is not None for kind in TRICKY] == [
                    kind == text for kind in TRICKY
                ]

    @pytest.mark.parametrize("text", UNSTORABLE, ids=ascii)
    def test_an_id_no_database_keeps_is_refused(self, store: Store, text: str) -> None:
        """Refused with the name of the field and nothing done, instead of cut short."""
        with pytest.raises(InvalidValue, match="school"):
            undone(store, SchoolId(text), lambda block: block.get("talk", "t1"))
        with store.transaction(BEECH) as transaction:
            for kind, which, field in ((text, "1", "kind"), ("talk", text, "id")):
                with pytest.raises(InvalidValue, match=field):
                    transaction.put(kind, which, {}, expected=None)
                with pytest.raises(InvalidValue, match=field):
                    transaction.get(kind, which)
                with pytest.raises(InvalidValue, match=field):
                    transaction.delete(kind, which, expected=1)
            assert transaction.find("talk") == ()

    @pytest.mark.parametrize(
        "body", [{"x": object()}, {"x": float("nan")}, {"x": {1, 2}}, {"x": b"x"}, {(1, 2): "x"}]
    )
    def test_a_body_that_is_not_plain_data_is_refused(self, store: Store, body: dict[str, Any]) -> None:
        """Refused at once, and the block may go on without it."""
        with store.transaction(BEECH) as transaction:
            with pytest.raises(InvalidValue, match="body"):
                transaction.put("talk", "t1", body, expected=None)
            assert transaction.get("talk", "t1") is None

    def test_a_stored_body_is_nobodys_to_change(self, store: Store) -> None:
        """What was handed in or out may be changed without changing what is kept."""
        mine: dict[str, Any] = {"n": [1]}
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", mine, expected=None)
            mine["n"].append(2)
        for _ in range(2):
            with store.transaction(BEECH, write=False) as transaction:
                found = transaction.get("talk", "t1")
            assert found is not None
            assert found.body == {"n": [1]}
            found.body["n"].append(3)

    def test_what_the_store_says_is_what_lies_there(self, tmp_path: Path) -> None:
        """Read past the store: every record at its revision, and none that was deleted or undone."""
        store = self.make_store(tmp_path)
        _twice(store)
        with store.transaction(OAK) as transaction:
            transaction.put("pupil", "p1", {}, expected=None)
            transaction.put("pupil", "p2", {}, expected=None)
            transaction.delete("pupil", "p2", expected=1)
        with pytest.raises(ZeroDivisionError):
            undone(store, OAK, lambda block: block.put("pupil", "p3", {}, expected=None))
        assert sorted(self.raw_rows(store, tmp_path)) == [
            RawRow(BEECH, "talk", "t1", 2),
            RawRow(OAK, "pupil", "p1", 1),
        ]
        store.close()


def _twice(store: Store) -> None:
    """A talk that was put twice."""
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {"n": 1}, expected=None)
    with store.transaction(BEECH) as transaction:
        transaction.put("talk", "t1", {"n": 2}, expected=1)


def _body(store: Store, id: str) -> object:
    with store.transaction(BEECH, write=False) as transaction:
        found = transaction.get("talk", id)
    return None if found is None else found.body
