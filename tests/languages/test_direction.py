"""Names and numbers keep their own direction, whatever is in them, and turn nothing outside them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.languages.direction import RIGHT_TO_LEFT, balanced, direction, isolated
from partnership.services.letters.drafts import Draft
from partnership.services.letters.recipients import Recipient
from partnership.services.letters.whole import letter_of

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TURNING = st.text(
    st.one_of(st.sampled_from(f"aB1 اسم-،{CONTROLS}\ue000\ue001\n<&"), st.characters()), max_size=30
)
LANGUAGES = st.sampled_from(["nl", "ar", "ar-MA", "pl", "ur"])


def depth_of(text: str) -> int:
    """How many isolates are open at the end of every line at most; an unpaired one is a fault."""
    for line in text.split("\n"):
        assert not set(re.sub("\u2068[^\u2066-\u2069\u202a-\u202e]*\u2069", "", line)) & set(CONTROLS)
    return text.count("\u2068")


@pytest.mark.parametrize("tag", sorted(RIGHT_TO_LEFT))
def test_a_language_runs_one_way(tag: str) -> None:
    """Whatever region and case; a script in the tag says it better than the language."""
    assert {direction(tag), direction(f"{tag.upper()}-XX")} == {"rtl"}
    assert direction(f"{tag}-Latn") == "ltr"
    assert direction("nl-1994") == direction("tr") == direction("") == "ltr"
    assert direction("ku-Arab-IQ") == direction("yi-hebr") == "rtl"


@given(name=TURNING, within=LANGUAGES)
def test_what_is_put_in_turns_nothing(name: str, within: str) -> None:
    """Not one mark of its own is left; a wrap of ours is a pair around all of it."""
    said = isolated(name, within=within)
    for line in said.split("\n"):
        inner = line[1:-1] if line.startswith("\u2068") and line.endswith("\u2069") else line
        assert not set(inner) & set(CONTROLS)
    assert said.translate(dict.fromkeys(map(ord, CONTROLS))) == name.translate(
        dict.fromkeys(map(ord, CONTROLS))
    )
    assert isolated(said, within=within) == said


@given(name=st.text(st.sampled_from("abcXYZ 0123456789.-+@"), max_size=12))
def test_names_of_our_own_alphabet_are_left_as_they_are(name: str) -> None:
    """No mark in a Dutch letter about Dutch names; in an Arabic one everything of another alphabet has one."""
    assert isolated(name, within="nl") == name
    assert isolated(name, within="ar") == (f"\u2068{name}\u2069" if name.strip() else name)
    assert isolated("سميرة", within="ar") == "سميرة"
    assert isolated("سميرة", within="nl") == "\u2068سميرة\u2069"


@given(parts=st.lists(st.tuples(TURNING, TURNING), max_size=4))
def test_every_isolate_ends_and_nothing_else_turns(parts: list[tuple[str, str]]) -> None:
    """Pairs stay, what has no partner goes, and the words stay word for word."""
    text = "".join(f"{free}{isolated(name, within='ar')}" for free, name in parts)
    kept = balanced(text)
    assert kept.count("\u2068") == kept.count("\u2069") == depth_of(kept)
    without = dict.fromkeys(map(ord, f"{CONTROLS}\ue000\ue001"))
    assert kept.translate(without) == text.translate(without)
    assert balanced(kept) == kept
    page = balanced(text, before="<bdi>", after="</bdi>")
    assert page.count("<bdi>") == page.count("</bdi>") == kept.count("\u2068") + text.count("<bdi>")


@given(name=TURNING, school=TURNING, said=TURNING, subject=TURNING, language=LANGUAGES)
def test_no_letter_is_turned_round(name: str, school: str, said: str, subject: str, language: str) -> None:
    """Whatever people are called and somebody typed, in words and as a page, which says its direction."""
    reader = Recipient(who="guardian:fatima", name=name, language=language)
    letter = letter_of(
        Draft(subject=subject, paragraphs=(said,)), reader, key="k", to="a@b.example", school=school
    )
    for text in (letter.text, letter.subject):
        assert text.count("\u2068") == text.count("\u2069") == depth_of(text)
    assert letter.html is not None
    assert not set(letter.html) & set(CONTROLS)
    assert letter.html.count("<bdi>") == letter.html.count("</bdi>")
    spoken = "ltr" if letter.language in {"nl", "pl", "en"} else "rtl"
    assert letter.html.count(f'lang="{letter.language}" dir="{spoken}"') == 2


def test_an_arabic_letter_holds_dutch_names_in_place() -> None:
    """The greeting ends with the comma of its own language; the name of the school reads from left to right."""
    reader = Recipient(who="guardian:fatima", name="Fatima Yılmaz", language="ar", otherwise="nl")
    letter = letter_of(Draft(subject="x", paragraphs=()), reader, key="k", to="a@b.example", school="De Beuk")
    assert letter.text.startswith("تحية طيبة إلى \u2068Fatima Yılmaz\u2069،\n\n")
    assert "\n\u2068De Beuk\u2069\n" in letter.text
    assert "<bdi>De Beuk</bdi>" in str(letter.html)
    nobody = Recipient(who="guardian:fatima", language="ar")
    assert letter_of(Draft(subject="x", paragraphs=()), nobody, key="k", to="", school="").text.startswith(
        "تحية طيبة،\n"
    )
