"""A message is checked before it goes, and a text is read as a parent would."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.contact.message_check import EASY, Draft, Weight, check_message
from partnership.contact.readability import douma, readability, syllables
from partnership.ids import GuardianId
from partnership.people.standing import Decision, Verdict

PETRA = GuardianId("petra")


def decided(verdict: Verdict) -> Decision:
    """What was decided about telling her."""
    return Decision(
        verdict=verdict, rule="nl.joint-authority", ground="BW 1:251", why="", on=date(2026, 9, 1)
    )


GOOD = Draft(
    fact="Noor las vandaag een heel boek.",
    meaning="Ze leest nu vlot.",
    next_step="Lees samen tien minuten voor het slapen.",
    recipients={PETRA: "nl"},
    rights={PETRA: decided(Verdict.ALLOW)},
)


def but(**different: Any) -> Draft:
    """A good message, but for this."""
    return attrs.evolve(GOOD, **different)


def found(draft: Draft, *others: str) -> list[tuple[str, str]]:
    """What is said of it: how much it weighs, and where."""
    return [(str(each.weight), each.where) for each in check_message(draft, other_children=others)]


def test_a_good_message_passes() -> None:
    """Fact, meaning and next step, to somebody with a right to it, in plain Dutch."""
    assert found(GOOD, "Tim") == []


@pytest.mark.parametrize("part", ["fact", "meaning", "next_step"])
def test_each_part_is_missed_and_each_is_searched(part: str) -> None:
    """An empty part is named; so is one that names another child, in any case, and the name is not repeated."""
    assert found(but(**{part: " "})) == [("mend", f"$.{part}")]
    naming = but(**{part: "Samen met TIM de Wit."})
    [remark] = check_message(naming, other_children=["Tim", "", "Tim de Wit"])
    assert (remark.weight, remark.where) == (Weight.MEND, f"$.{part}")
    assert "tim" not in remark.says.casefold()
    assert found(but(**{part: "Wat een timmerwerk."}), "Tim") == []


@given(verdict=st.none() | st.sampled_from(Verdict))
def test_only_a_yes_lets_a_message_go(verdict: Verdict | None) -> None:
    """No decision, a doubt and a no each stop it, for that recipient."""
    rights = {} if verdict is None else {PETRA: decided(verdict)}
    stops = [each for each in check_message(but(rights=rights)) if each.weight is Weight.STOP]
    assert [each.where for each in stops] == ([] if verdict is Verdict.ALLOW else ["$.recipients[petra]"])


def test_who_receives_it_and_how_it_reads() -> None:
    """Nobody, another language, somebody more, hard words and school words: hints, but for the first."""
    assert found(but(recipients={})) == [("mend", "$.recipients")]
    assert found(but(recipients={PETRA: "tr"})) == [("hint", "$.recipients[petra]")]
    assert found(but(recipients={PETRA: "nl-BE"})) == []
    assert found(but(also=("staff:ib",))) == [("hint", "$.also")]
    hard = "Ontwikkelingsperspectiefvoorbereidingswerkzaamheden"
    assert found(but(fact=f"{hard} {hard}.")) == [("hint", "$")]
    assert found(but(fact="We volgen de leerlijn.")) == [("hint", "$")]
    english = but(fact=hard, language="en", recipients={PETRA: "en"})
    assert found(english) == []


@pytest.mark.parametrize(
    ("words", "sentences", "count", "score"), [(100, 10, 150, 82.0), (100, 5, 180, 49.6)]
)
def test_the_formula_of_douma(words: int, sentences: int, count: int, score: float) -> None:
    """As computed by hand."""
    assert douma(words=words, sentences=sentences, syllables=count) == pytest.approx(score)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("zee", 1),
        ("ouder", 2),
        ("leerling", 2),
        ("reünie", 3),
        ("mooie", 2),
        ("nieuw", 1),
        ("kinderen", 3),
        ("school", 1),
        ("pst", 1),
        ("IJs", 1),
    ],
)
def test_syllables_of_dutch_words(word: str, count: int) -> None:
    """Groups of vowels as Dutch has them."""
    assert syllables(word) == count


@given(text=st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Without words there is no score; a word has a syllable and a text a sentence at least."""
    read = readability(text)
    assert (read.score is None) == (read.words == 0)
    assert read.words == 0 or read.sentences >= 1


@given(st.integers(1, 30))
def test_longer_sentences_read_harder(words: int) -> None:
    """The same words in one sentence score no higher than in two."""
    two = readability(" ".join(["kat"] * words) + ". " + " ".join(["kat"] * words) + ".")
    one = readability(" ".join(["kat"] * 2 * words) + ".")
    assert (two.sentences, one.sentences) == (2, 1)
    assert one.score is not None
    assert two.score is not None
    assert one.score < two.score


def test_school_words_are_pointed_at_once() -> None:
    """In small letters, in order; a school may bring its own list."""
    assert readability("De Leerlijn en de leerlijn, en OPP.").jargon == ("leerlijn", "opp")
    assert readability("De toets.", jargon={"toets"}).jargon == ("toets",)
    assert readability("Ja. Dat kan!").score is not None
    assert (readability("Noor leest een boek. Zij leest vlot.").score or 0) > EASY
