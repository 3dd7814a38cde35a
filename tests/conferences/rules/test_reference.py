"""The page of rules says what the rules say."""

import re
from pathlib import Path

from tests.conferences.rules.verdict import WORDS

from partnership.conferences.rules import STANDARD, Rule

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "conference-rules.md"


def rows(heading: str) -> dict[str, tuple[str, str]]:
    """The first table under a heading: name, then number and words."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\| `([\w-]+)` \| (\w+) \| ([^|]+) \|", part, flags=re.MULTILINE)
    return {name: (number, words) for name, number, words in found}


def test_the_page_names_every_rule_in_its_own_words() -> None:
    """None more, none less, with its number, in the order they are asked."""
    told = {name: (each.number, each.summary) for name, each in STANDARD.rules.items()}
    assert list(rows("Hard rules").items()) == list(told.items())


def test_the_page_names_every_preference_in_its_own_words() -> None:
    """With its number, in the order they are counted."""
    told = {name: (each.number, each.summary) for name, each in STANDARD.preferences.items()}
    assert list(rows("Preferences").items()) == list(told.items())


def test_every_rule_has_its_words_written_down() -> None:
    """So that no truth table leaves out what people read."""
    assert WORDS.keys() == STANDARD.rules.keys()


def test_the_page_says_which_rules_a_school_may_waive() -> None:
    """Just those."""
    page = (
        PAGE.read_text(encoding="utf-8")
        .split("May be waived for one talk, with a reason:")[1]
        .split("\n\n")[0]
    )
    assert set(re.findall(r"`([\w-]+)`", page)) == {
        each.name for each in STANDARD.rules.values() if each.can_be_waived
    }


def test_rules_that_may_tell_of_others_are_known() -> None:
    """Whoever adds a rule says whether its objection could tell one family of another's talk."""
    telling = {each.name for each in STANDARD.rules.values() if each.tells_of_others}
    assert telling == {
        "guardian-clash",
        "kept-apart",
        "most-in-a-row",
        "most-talks-about-pupil",
        "most-talks-of-guardian",
        "most-talks-with-one",
        "most-waiting",
        "pupil-clash",
        "travel-time",
    }
    assert Rule(name="x", judge=STANDARD.rules["duration"].judge).tells_of_others
