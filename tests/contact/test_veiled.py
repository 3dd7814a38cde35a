"""Whoever translates a text learns of nobody, and every name comes back where it stood."""

import re

import attrs
from hypothesis import given
from hypothesis import strategies as st

from partnership.contact.naming import names_any
from partnership.contact.veiled import veiled

NAMES = st.lists(st.sampled_from(["Noor", "Noor de Wit", "Wit", "Tim", "", "{0}", "Zoë"]), max_size=4)
TEXTS = st.lists(
    st.sampled_from(
        ["Noor", "Noor de Wit", "noor", "Tim", "{0}", "{1}", "{Noor}", "leest", "\n", "Timmer", "zoë", "{"]
    ),
    max_size=12,
).map(" ".join)


@given(text=TEXTS, names=NAMES)
def test_no_name_is_left_and_all_come_back(text: str, names: list[str]) -> None:
    """Whatever stood in braces before is left alone; the text comes back letter for letter."""
    hidden = veiled(text, names)
    outside = re.sub(r"\{[^{}\n]*\}", "", hidden.text)
    assert not names_any(outside, [each for each in names if "{" not in each])
    assert hidden.unveiled(hidden.text) == text
    assert not hidden.lost(hidden.text)
    assert hidden.text.count("\n") == text.count("\n")


def test_what_is_lost_is_seen() -> None:
    """A name gone or said twice, a line gone or emptied."""
    hidden = veiled("Noor leest.\n\nTim ook.", ["Noor", "Tim"])
    assert hidden.text == "{0} leest.\n\n{1} ook."
    assert not hidden.lost("{1} da okuyor.\n\n{0} okuyor.")
    for said in ("leest.\n\n{1} ook.", "{0} {0} leest.\n\n{1} ook.", "{0} leest. {1} ook.", "\n\n{0}{1}", ""):
        assert hidden.lost(said)
    assert "Noor" not in repr(hidden)
    assert attrs.evolve(hidden, names={}).unveiled("{0}") == "{0}"
