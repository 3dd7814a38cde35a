"""Goal cards, plans and the goals of a class in every language: one language a page, and a word for everything."""

import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import NOON
from tests.plugins.html.pages_of_noor import a_card, a_class, a_plan_page, active, paper
from tests.plugins.html.test_learning_pages import body

from partnership.learning import plan_steps
from partnership.learning.advice import Advice
from partnership.learning.attainment import Rater
from partnership.learning.commitments import Side
from partnership.learning.goal_views import goal_view
from partnership.learning.goals import GoalState, Wording
from partnership.learning.plans import PlanStage
from partnership.plugins.html.learning_pages import goal_card
from partnership.plugins.html.learning_words import TABLES, learning_words


@pytest.mark.parametrize("language", TABLES.tags)
def test_a_page_is_in_one_language(language: str) -> None:
    """It says which and runs that way; a sentence begins by the rule of the language and ends with one full stop."""
    words = learning_words(language)
    for page in (
        body(a_card(active(), language=language)),
        body(a_plan_page(language=language)),
        body(a_class(language=language)),
    ):
        assert f'<html lang="{language}" dir="{words.direction}">' in page
        assert ".." not in page
        assert "{" not in page
        assert f"{words.made.partition('{')[0]}{words.day(NOON.date())}" in page
        english = {"December", "January"} if language != "en" else set()
        assert not english & set(re.findall(r"\w+", page))


def test_who_reads_what_we_do_not_speak_reads_the_words_of_the_school() -> None:
    """Around the words of people, which are theirs where somebody wrote them."""
    somali = Wording(language="so", text="Noor si fiican ayay u akhridaa")
    whole = attrs.evolve(paper("so"), otherwise="ar")
    view = goal_view(active(wordings=(*active().wordings, somali)), "guardian:yilmaz")
    page = body(goal_card(view, pupil="Noor", paper=whole))
    assert '<html lang="ar" dir="rtl">' in page
    assert somali.text in page


@given(st.sampled_from(TABLES.tags), st.text(max_size=5))
def test_a_sentence_begins_with_a_capital(language: str, text: str) -> None:
    """And is the same for the rest; a Turkish i gets its dot."""
    said = learning_words(language).sentence(text)
    assert said.endswith(text[1:])
    assert learning_words("tr").sentence("iyi gidiyor") == "İyi gidiyor"
    assert learning_words("nl").sentence("ingezet") == "Ingezet"


def test_every_language_has_a_word_for_everything() -> None:
    """For each state, side, rater and advice; English where neither language is spoken."""
    assert learning_words("zz").tag == "en"
    wanted: dict[str, set[Any]] = {
        "states": set(GoalState),
        "sides": set(Side),
        "raters": set(Rater),
        "stages": set(PlanStage),
        "advice": set(Advice),
        "decisions": set(plan_steps.DECISIONS),
    }
    for words in map(learning_words, TABLES.tags):
        for name, keys in wanted.items():
            assert set(getattr(words, name)) == keys
