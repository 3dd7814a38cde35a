"""What is made of a goal, when, for whom, and never with a word of the other home."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOON, a_goal, said_at_home
from tests.learning.test_talk_life import DEMIR, YILMAZ

from partnership.contact.naming import names_any
from partnership.ids import GoalId, GuardianId
from partnership.learning.artefact_words import artefact_words
from partnership.learning.artefacts import Artefact, ArtefactKind, artefacts_of, home_tip, news_of
from partnership.learning.attainment import Rating
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import GoalState, SharedGoal, Wording

READ = Commitment(side=Side.HOME, what="samen lezen.")
AT_MAMA = Commitment(side=Side.HOME, what="bij mama voorlezen", guardian=YILMAZ)
AT_PAPA = Commitment(side=Side.HOME, what="bij papa strips", guardian=DEMIR)
BOTH = (said_at_home(), said_at_home("demir", "in het weekend"))
TEACHER = Rating(by="staff:jansen", level=1, at=NOON)


def in_state(state: str, **fields: Any) -> SharedGoal:
    """A goal that far."""
    whole: dict[str, Any] = {"answers": BOTH, "commitments": (READ, AT_MAMA, AT_PAPA), "ratings": (TEACHER,)}
    place = 0 if state == "active" else None
    reason = "verhuisd" if state == "dropped" else None
    return a_goal(state=GoalState(state), place=place, reason=reason, **(whole | fields))


def made(
    goal: SharedGoal, guardian: GuardianId = YILMAZ, language: str = "nl", otherwise: str = "nl"
) -> tuple[Artefact, ...]:
    """All that can be made of it."""
    return artefacts_of(
        goal,
        guardian,
        language=language,
        otherwise=otherwise,
        today=MONDAY,
        names=lambda text: names_any(text, ["Noor"]),
    )


def texts(goal: SharedGoal, **more: Any) -> dict[str, str]:
    """The same by kind."""
    return {str(each.kind): each.text for each in made(goal, **more)}


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ("proposed", []),
        ("discussed", []),
        ("agreed", ["tip", "news"]),
        ("active", ["tip", "agenda", "agenda", "news"]),
        ("reviewed", ["success", "thanks"]),
        ("achieved", ["success", "thanks"]),
        ("continued", ["success", "thanks"]),
        ("dropped", []),
    ],
)
def test_each_has_its_time(state: str, kinds: list[str]) -> None:
    """A tip while it runs, a point while something is open, a note and thanks at the end."""
    assert [str(each.kind) for each in made(in_state(state))] == kinds


def test_the_words_are_those_of_the_goal() -> None:
    """In the reader's language, with what this home does."""
    active = texts(in_state("active"))
    assert active["tip"] == "Voor “Noor leest vlot” kunt u thuis dit doen: samen lezen; bij mama voorlezen."
    assert active["news"] == "Kinderen in de klas werken aan: “ik lees als een speer”\nThuis: samen lezen."
    seen = texts(in_state("reviewed"))
    assert seen["success"] == (
        "Met “Noor leest vlot” gaat het goed. Dit zagen we: haalt 60. U hielp mee: elke avond tien minuten."
    )
    assert seen["thanks"].startswith("Dank u wel voor wat u thuis deed voor “Noor leest vlot”: elke avond")
    reached = texts(in_state("achieved", ratings=()))
    assert "is gehaald! Dit zagen we: woorden in een minuut." in reached["success"]
    bare = texts(in_state("achieved", ratings=(), indicator="", scale=None))
    assert "Dit zagen we: Noor leest vlot." in bare["success"]
    english = texts(
        in_state("active", wordings=(Wording(language="en", text="Noor reads"),)), language="en-GB"
    )
    assert english["tip"].startswith("For “Noor reads” you can do this at home")
    assert (artefact_words("zz").tag, artefact_words("zz", "nl-BE").tag) == ("en", "nl")


def test_in_arabic_the_words_of_people_keep_their_direction() -> None:
    """Each is held apart inside our sentence; who reads what we do not speak gets the school's words."""
    active = texts(in_state("active"), language="ar")
    assert active["tip"] == (
        "من أجل الهدف «\u2068Noor leest vlot\u2069» يمكنكم أن تفعلوا في البيت: "
        "\u2068samen lezen\u2069؛ \u2068bij mama voorlezen\u2069."
    )
    assert "«\u2068ik lees als een speer\u2069»" in active["news"]
    assert "\u2068haalt 60\u2069" in texts(in_state("reviewed"), language="ar")["success"]
    assert texts(in_state("active"), language="so") == texts(in_state("active"))


def test_effort_is_thanked_for_whatever_came_of_it() -> None:
    """Not as far as expected, or nobody of the school said so: no success note, and thanks all the same."""
    below = attrs.evolve(TEACHER, level=-1)
    by_parent = attrs.evolve(TEACHER, by="guardian:yilmaz")
    for ratings in ((below,), (by_parent,), ()):
        assert list(texts(in_state("reviewed", ratings=ratings))) == ["thanks"]
    promised = texts(in_state("reviewed", answers=BOTH[1:]))
    assert "samen lezen; bij mama voorlezen" in promised["thanks"]
    assert texts(in_state("reviewed", answers=BOTH[1:], commitments=())) == {}
    assert home_tip(in_state("active", commitments=(AT_PAPA,)), YILMAZ, language="nl") is None


def test_a_newsletter_names_nobody_and_says_each_goal_once() -> None:
    """The child's words, else the goal, else the indicator; what names somebody is left out, and one home's promise too."""
    plain = in_state("active", wordings=(Wording(language="nl", text="vlot lezen"),))
    named = in_state("active", wordings=(Wording(language="nl", text="Noor leest", child="ik, Noor"),))
    hidden = attrs.evolve(named, indicator="hoe Noor leest")
    tip = in_state("active", commitments=(attrs.evolve(READ, what="met Noor lezen"), AT_MAMA))
    again = attrs.evolve(plain, id=GoalId("g2"))

    def news(*goals: SharedGoal) -> list[str]:
        found = news_of(goals, language="nl", names=lambda text: names_any(text, ["Noor"]))
        return [line for each in found for line in (each.text, *each.tips)]

    assert news(plain, again) == ["Kinderen in de klas werken aan: “vlot lezen”", "Thuis: samen lezen."]
    assert news(named)[0] == "Kinderen in de klas werken aan: “woorden in een minuut”"
    assert news(hidden) == []
    assert news(tip) == ["Kinderen in de klas werken aan: “ik lees als een speer”"]
    assert news(in_state("reviewed")) == []


@given(
    state=st.sampled_from([each for each in GoalState if each is not GoalState.DROPPED]),
    who=st.sampled_from((YILMAZ, DEMIR)),
    rated=st.booleans(),
    language=st.sampled_from(("nl", "en", "tr")),
)
def test_taking_the_other_home_away_changes_no_letter(
    *, state: GoalState, who: GuardianId, rated: bool, language: str
) -> None:
    """Its answer, promise and rating are in none of the five."""
    other, theirs = (DEMIR, AT_PAPA) if who == YILMAZ else (YILMAZ, AT_MAMA)
    rating = Rating(by=f"guardian:{other}", level=2, at=NOON)
    whole = in_state(state, ratings=(TEACHER, *((rating,) if rated else ())))
    # A shared goal has an answer of somebody, so the other's stands with other words.
    alone = attrs.evolve(
        whole,
        answers=tuple(
            each if each.guardian == who else attrs.evolve(each, answer="iets anders") for each in BOTH
        ),
        commitments=tuple(each for each in whole.commitments if each != theirs),
        ratings=(TEACHER,),
    )
    assert made(whole, who, language) == made(alone, who, language)
    assert all(
        each.guardian == (None if each.kind is ArtefactKind.NEWS else who) for each in made(whole, who)
    )
    assert "Noor" not in repr(made(whole, who, language))
