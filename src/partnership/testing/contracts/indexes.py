"""Records are found by their index values, in order, page by page."""

import pytest

from partnership.errors import InvalidValue
from partnership.ports import Store, Transaction
from partnership.testing.contracts.examples import BEECH, OAK, TRICKY
from partnership.testing.contracts.face import StoreFace

__all__ = ["IndexContract"]

Rows = list[tuple[str, str]]


class IndexContract(StoreFace):
    """`find`: which records, in which order, in which pages."""

    def test_values_are_ordered_by_code_points(self, store: Store) -> None:
        """Not by language, not by case, not by UTF-16; equal values by id."""
        with store.transaction(BEECH) as transaction:
            for text in reversed(TRICKY):
                for which in ("b", "a", "Z"):
                    transaction.put("talk", f"{which}{text}", {}, expected=None, index={"name": text})
            expected = [(text, f"{which}{text}") for text in TRICKY for which in ("Z", "a", "b")]
            assert _rows(transaction, "name", limit=1000) == expected

    def test_without_an_index_it_is_by_id(self, store: Store) -> None:
        """The value is the id, in code-point order, and ranges are of ids."""
        with store.transaction(BEECH) as transaction:
            for text in reversed(TRICKY):
                transaction.put("talk", text, {"is": text}, expected=None, index={"name": "same"})
            found = transaction.find("talk")
            assert [(row.value, row.record.id, row.record.body["is"]) for row in found] == [
                (text, text, text) for text in TRICKY
            ]
            assert _rows(transaction, None, ge="A", lt="b") == [
                (text, text) for text in TRICKY if "A" <= text < "b"
            ]
            assert (
                _rows(transaction, None, after=("A", "A"), limit=2)
                == [(text, text) for text in TRICKY if text > "A"][:2]
            )

    def test_a_range_holds_its_start_and_not_its_end(self, store: Store) -> None:
        """Half-open: `[ge, lt)`; an empty or backward range has nothing."""
        with store.transaction(BEECH) as transaction:
            for day in ("", "2026-11-23", "2026-11-24", "2026-11-25"):
                transaction.put("talk", f"t{day[-2:]}", {}, expected=None, index={"day": day})

            def days(ge: str = "", lt: str | None = None) -> list[str]:
                return [value for value, _ in _rows(transaction, "day", ge=ge, lt=lt)]

            assert days() == ["", "2026-11-23", "2026-11-24", "2026-11-25"]
            assert days("2026-11-23", "2026-11-25") == ["2026-11-23", "2026-11-24"]
            assert days("2026-11-24") == ["2026-11-24", "2026-11-25"]
            assert days("2026-11-24", "2026-11-24") == days("3", "2") == days("", "") == []

    def test_a_record_may_have_several_values(self, store: Store) -> None:
        """It is found once under each, however often each was named; or none under an empty list."""
        with store.transaction(BEECH) as transaction:
            transaction.put(
                "talk", "t1", {}, expected=None, index={"pupil": ["p2", "p1", "p2"], "day": "tue", "room": []}
            )
            transaction.put("talk", "t2", {}, expected=None, index={"pupil": ("p1",)})
            assert _rows(transaction, "pupil") == [("p1", "t1"), ("p1", "t2"), ("p2", "t1")]
            assert _rows(transaction, "day") == [("tue", "t1")]
            assert _rows(transaction, "room") == []

    def test_a_put_replaces_the_values(self, store: Store) -> None:
        """Old values, and whole indexes not named any more, find nothing."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=None, index={"day": ["mon", "tue"], "room": "r1"})
            transaction.put("talk", "t2", {}, expected=None, index={"day": "mon"})
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {"n": 2}, expected=1, index={"day": ["tue", "wed"]})
            assert _rows(transaction, "day") == [("mon", "t2"), ("tue", "t1"), ("wed", "t1")]
            assert _rows(transaction, "room") == []
            assert {row.record.revision for row in transaction.find("talk", "day", ge="tue")} == {2}

    def test_a_deleted_record_is_found_no_more(self, store: Store) -> None:
        """By index or by id; begun anew it has only its new values."""
        with store.transaction(BEECH) as transaction:
            transaction.put("talk", "t1", {}, expected=None, index={"day": "mon"})
            transaction.delete("talk", "t1", expected=1)
            assert _rows(transaction, "day") == _rows(transaction, None) == []
            transaction.put("talk", "t1", {}, expected=None)
            assert _rows(transaction, "day") == []

    def test_kinds_indexes_and_schools_are_apart(self, store: Store) -> None:
        """A find sees one index of one kind at one school."""
        for school in (BEECH, OAK):
            with store.transaction(school) as transaction:
                for kind in ("talk", "pupil"):
                    index = {"day": f"{school}/{kind}", "other": "x"}
                    transaction.put(kind, f"1-{school}", {}, expected=None, index=index)
        with store.transaction(BEECH, write=False) as transaction:
            assert _rows(transaction, "day") == [("de-beuk/talk", "1-de-beuk")]
            assert _rows(transaction, "Day") == []
            assert _rows(transaction, None) == [("1-de-beuk", "1-de-beuk")]

    def test_a_page_has_at_most_its_limit(self, store: Store) -> None:
        """The first rows in order; none when none are asked for; fewer than none is refused."""
        with store.transaction(BEECH) as transaction:
            for number in range(5):
                transaction.put("talk", f"t{number}", {}, expected=None, index={"day": str(9 - number)})
            assert _rows(transaction, "day", limit=2) == [("5", "t4"), ("6", "t3")]
            assert _rows(transaction, "day", limit=0) == []
            with pytest.raises(InvalidValue, match="limit"):
                transaction.find("talk", limit=-1)

    def test_a_hundred_rows_unless_told(self, store: Store) -> None:
        """Nobody gets a whole school by forgetting a limit."""
        with store.transaction(BEECH) as transaction:
            for number in range(103):
                transaction.put("talk", f"t{number:03}", {}, expected=None)
            assert len(transaction.find("talk")) == 100

    @pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
    def test_pages_together_are_the_whole_once(self, store: Store, size: int) -> None:
        """Going on after the last row repeats and misses nothing, whatever values are equal."""
        with store.transaction(BEECH) as transaction:
            for number in range(20):
                index = {"day": [str(number % 3), str(number % 4)]}
                transaction.put("talk", f"t{number * 7 % 20:02}", {}, expected=None, index=index)
            whole = _rows(transaction, "day", limit=1000)
            assert whole == sorted(set(whole))
            pages: Rows = []
            while page := _rows(transaction, "day", after=pages[-1] if pages else None, limit=size):
                pages += page
            assert pages == whole

    def test_pages_are_stable_while_records_change(self, store: Store) -> None:
        """The next page goes on after the last row, even when that row is gone or others came before it."""
        with store.transaction(BEECH) as transaction:
            for day in ("b", "d", "f", "h"):
                transaction.put("talk", f"t{day}", {}, expected=None, index={"day": day})
            assert _rows(transaction, "day", limit=2) == [("b", "tb"), ("d", "td")]
        with store.transaction(BEECH) as transaction:
            transaction.delete("talk", "td", expected=1)
            for day in ("a", "c", "e"):
                transaction.put("talk", f"t{day}", {}, expected=None, index={"day": day})
        with store.transaction(BEECH, write=False) as transaction:
            assert _rows(transaction, "day", after=("d", "td"), limit=2) == [("e", "te"), ("f", "tf")]

    def test_a_range_and_a_page_hold_together(self, store: Store) -> None:
        """Going on after a row never leaves the range, on either side."""
        with store.transaction(BEECH) as transaction:
            for day in "abcdef":
                transaction.put("talk", f"t{day}", {}, expected=None, index={"day": day})
            assert _rows(transaction, "day", ge="c", lt="f", after=("a", "z")) == [
                ("c", "tc"),
                ("d", "td"),
                ("e", "te"),
            ]
            assert _rows(transaction, "day", ge="c", lt="f", after=("d", "td")) == [("e", "te")]

    @pytest.mark.parametrize("text", ["a\0", "\ud800"], ids=ascii)
    def test_a_value_no_database_keeps_is_refused(self, store: Store, text: str) -> None:
        """When put and when asked for."""
        with store.transaction(BEECH) as transaction:
            with pytest.raises(InvalidValue, match="index day"):
                transaction.put("talk", "t1", {}, expected=None, index={"day": text})
            with pytest.raises(InvalidValue, match="index name"):
                transaction.put("talk", "t1", {}, expected=None, index={text: "tue"})
            for asked in ({"ge": text}, {"lt": text}, {"after": (text, "t1")}, {"after": ("x", text)}):
                with pytest.raises(InvalidValue, match="range"):
                    transaction.find("talk", "day", **asked)
            with pytest.raises(InvalidValue, match="index name"):
                transaction.find("talk", text)
            with pytest.raises(InvalidValue, match="kind"):
                transaction.find(text)
            assert transaction.find("talk") == ()


def _rows(
    transaction: Transaction,
    index: str | None,
    *,
    ge: str = "",
    lt: str | None = None,
    after: tuple[str, str] | None = None,
    limit: int = 100,
) -> Rows:
    found = transaction.find("talk", index, ge=ge, lt=lt, after=after, limit=limit)
    return [(row.value, row.record.id) for row in found]
