"""What every store is handed is checked in one place."""

import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidValue
from partnership.ports import Claim
from partnership.serial.records import claim_rows, decode, encode, exact, index_rows, lease_time, page_size

_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), _PLAIN))
def test_plain_data_survives_its_text(body: dict[str, object]) -> None:
    """To the letter, in ASCII, so that no database has an opinion on it."""
    text = encode(body)
    assert text.isascii()
    assert decode(text) == body


@given(st.dictionaries(st.text(), _PLAIN))
def test_equal_data_has_equal_text(body: dict[str, object]) -> None:
    """Whatever order its keys were written in; nested mappings may be frozen."""
    assert encode(dict(reversed(body.items()))) == encode({key: body[key] for key in sorted(body)})
    assert encode({"in": MappingProxyType(body)}) == encode({"in": body})


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_text_that_can_be_kept_is_kept(text: str) -> None:
    """What UTF-8 can write, and has no NUL, passes as it is."""
    assert exact(text, field="id") is text


@given(st.text(), st.sampled_from(["\0", "\ud800", "\udfff"]), st.text())
def test_text_that_cannot_be_kept_is_refused_unseen(before: str, bad: str, after: str) -> None:
    """The field is named and the text is not."""
    with pytest.raises(InvalidValue) as caught:
        exact(before + bad + after, field="id")
    assert caught.value.field == "id"
    assert caught.value.problem in {
        "has a NUL character, which no database keeps",
        "has half a surrogate pair, which is no character",
    }


def test_what_is_no_text_is_refused() -> None:
    """By its kind; and nothing is something only where it may be."""
    with pytest.raises(InvalidValue, match="id: expected text, got int"):
        exact(7, field="id")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="id: is empty"):
        exact("", field="id")
    assert exact("", field="value", empty=True) == ""


def test_a_body_too_deep_is_refused() -> None:
    """In words, instead of a stack of calls."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InvalidValue, match="plain data"):
        encode({"deep": deep})


@given(st.dictionaries(st.text("ab", min_size=1), st.text("xy") | st.lists(st.text("xy"))))
def test_index_rows_are_each_once_and_in_order(index: dict[str, str | list[str]]) -> None:
    """One text is one value; a list is its values."""
    expected = {
        (name, value)
        for name, values in index.items()
        for value in ([values] if isinstance(values, str) else values)
    }
    assert index_rows(index) == tuple(sorted(expected))
    assert index_rows(None) == ()


@given(st.lists(st.builds(Claim, st.text("ab", min_size=1), st.integers(-3, 3))))
def test_claims_are_each_once_and_in_one_order(claims: list[Claim]) -> None:
    """Whatever order they were named in."""
    assert claim_rows(claims) == claim_rows(reversed(claims)) == tuple(sorted(set(claims)))


@given(st.integers())
def test_a_page_has_no_fewer_than_no_rows(limit: int) -> None:
    """Any other number is itself."""
    if limit < 0:
        with pytest.raises(InvalidValue, match="below zero"):
            page_size(limit)
    else:
        assert page_size(limit) == limit


@given(st.integers() | st.integers(-5, 100_000))
def test_a_lease_is_of_a_second_to_a_day(seconds: int) -> None:
    """Any other is refused, however long."""
    if 1 <= seconds <= 86_400:
        assert lease_time(seconds).total_seconds() == seconds
    else:
        with pytest.raises(InvalidValue, match="hides nothing" if seconds < 1 else "more than a day"):
            lease_time(seconds)


def test_a_text_is_not_taken_for_its_letters() -> None:
    """The value `mon` is one value and not three."""
    assert index_rows({"day": "mon"}) == (("day", "mon"),)
    assert json.loads(encode({"day": ("mon", "tue")})) == {"day": ["mon", "tue"]}
