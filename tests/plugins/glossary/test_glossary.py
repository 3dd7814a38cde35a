"""A glossary says what it knows as the school wants it said, leaves the rest, and names all that is wrong with its file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidInput, UnknownName
from partnership.plugins.glossary.glossary import Glossary, read_glossary

HOUSE = Glossary(
    {
        "nl": {
            "tr": {
                "gym": "spor",
                "gymles": "beden eğitimi dersi",
                "Neem morgen gymschoenen mee.": "Yarın spor ayakkabısı getirin.",
            },
            "pl": {"les": "lekcja"},
        }
    }
)


def turkish(text: str) -> str:
    """The text in Turkish."""
    return HOUSE.translate(text, source="nl-NL", target="tr")


def test_the_longest_term_counts_and_whole_words_only() -> None:
    """A sentence before its words, a capital kept, no word inside another, no name in braces."""
    assert turkish("Gymles of gym?") == "Beden eğitimi dersi of spor?"
    assert turkish("neem morgen gymschoenen mee.") == "Yarın spor ayakkabısı getirin."
    assert turkish("gymschoenen {gym} GYM") == "gymschoenen {gym} Spor"
    assert HOUSE.translate("gym", source="nl", target="nl-BE") == "gym"
    with pytest.raises(UnknownName, match=r"nl\.pl"):
        HOUSE.translate("gym", source="nl", target="uk")


@given(st.text(st.sampled_from("gymles {}\n.İıß"), max_size=40))
def test_what_it_does_not_know_is_left(text: str) -> None:
    """Letter for letter, and no line more or less."""
    said = turkish(text)
    assert said.count("\n") == text.count("\n")
    assert said.replace("beden eğitimi dersi", "gymles").replace("spor", "gym").casefold() == text.casefold()


def test_a_file_says_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    """By path, at once; and one that is none says why."""
    path = tmp_path / "house.toml"
    with pytest.raises(InvalidInput, match="file"):
        read_glossary(path)
    for broken in ("= 1", "x = " + "[" * 100_000, "x = " + "9" * 5000):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(InvalidInput, match="not TOML"):
            read_glossary(path)
    path.write_text('en = 1\n[nl]\ntr = {}\n[nl.pl]\nles = "{0}"\n"a" = ""\n', encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        read_glossary(path)
    assert [each.path for each in raised.value.problems] == ["en", "nl.tr", "nl.pl.les", "nl.pl.a"]
    path.write_text('[nl.tr]\ngymles = "beden eğitimi"\n', encoding="utf-8")
    assert read_glossary(path).translate("gymles", source="nl", target="tr") == "beden eğitimi"
