"""A goal card, a plan on one page and the goals of a class: yesterday's bytes, nobody else's words, and no ranking."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOON, a_goal, a_plan
from tests.plugins.html.pages_of_noor import (
    NAMES,
    a_card,
    a_class,
    a_plan_page,
    active,
    goals_of_class,
    rated,
    running,
)

from partnership.learning import plan_steps
from partnership.learning.attainment import LEVELS, Rater, Rating
from partnership.learning.class_views import class_view
from partnership.learning.commitments import Side
from partnership.learning.goals import SharedGoal, Wording
from partnership.learning.plan_parts import Measurement, Phase
from partnership.learning.plans import PlanStage, Review
from partnership.plugins.html.pictures import chart_of, ladder_of
from partnership.testing.variations import shape

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "learning"
PAGES: dict[str, Callable[[str], bytes]] = {
    "card": lambda language: a_card(language=language),
    "plan": lambda language: a_plan_page(language=language),
    "class": lambda language: a_class(language=language),
}


def body(page: bytes) -> str:
    """What is shown, without the style."""
    return re.sub(r"(?s)<style>.*?</style>", "", page.decode())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_bytes_are_those_of_yesterday(name: str, language: str) -> None:
    """All but the style, which a browser judges. After a change that is wanted: `UPDATE_GOLDEN=1`, and read the difference."""
    made = body(PAGES[name](language))
    path = GOLDEN / f"{name}.{language}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


ratings = st.lists(
    st.builds(
        Rating,
        by=st.sampled_from(("staff:jansen", "pupil:noor", "guardian:yilmaz", "guardian:demir")),
        level=st.sampled_from(LEVELS),
        at=st.just(NOON),
    ),
    max_size=6,
).map(tuple)


@given(levels=st.lists(st.sampled_from(LEVELS), min_size=4, max_size=4))
def test_no_level_changes_a_byte_of_the_page_of_a_class(levels: list[int]) -> None:
    """Whatever anybody was rated: the same page, so that nobody can be ranked by it."""
    goals = goals_of_class()
    again = [
        attrs.evolve(
            goal,
            ratings=tuple(
                attrs.evolve(each, level=level) for each, level in zip(goal.ratings, levels, strict=False)
            ),
        )
        for goal in goals
    ]
    assert a_class(again) == a_class(goals)


@given(order=st.permutations(range(5)))
def test_a_class_is_in_the_order_of_the_alphabet(order: list[int]) -> None:
    """In whatever order the goals come; capitals do not count, and a pupil without a goal has a place."""
    goals = goals_of_class()
    found = class_view(
        dict(reversed(NAMES.items())), [goals[each] for each in order], language="nl", today=MONDAY
    )
    assert [each.name for each in found] == ["Bram Bakker", "Noor Demir", "Sam de Vries", "zoë van den Berg"]
    assert [len(each.goals) for each in found] == [0, 1, 1, 1]
    sam = found[2].goals[0]
    assert (sam.due, sam.silent, sam.answered) == (True, tuple(Rater), True)
    assert found[1].goals[0].silent == ()
    assert found[3].goals[0].answered is False


def test_the_page_of_a_class_says_what_is_open() -> None:
    """And never how far anybody is."""
    text = body(a_class())
    for words in (
        "Nog geen doel: vraag thuis en de leerling",
        "Hoe gaat het? Nog niet gehoord van: thuis, de leerkracht, de leerling",
        "De dag om terug te kijken is er",
        "Thuis is nog niet gehoord",
        "Wat openstaat: niets",
    ):
        assert words in text
    assert [word for word in ("haalt", "trede", "+1", "+2", "−1") if word in text] == []


@pytest.mark.parametrize(("who", "other"), [("guardian:yilmaz", "papa"), ("guardian:demir", "mama")])
def test_a_card_of_one_home_has_nothing_of_the_other(who: str, other: str) -> None:
    """Not its promise, its answer or its mark on the steps: three marks where the school sees four."""
    text = body(a_card(who=who))
    assert other not in text
    assert ("in het weekend" in text) == (who == "guardian:demir")
    assert text.count('class="mark"') == 2 * 3
    assert body(a_card(who="staff:jansen")).count('class="mark"') == 2 * 4


def test_a_card_has_only_what_there_is() -> None:
    """No steps without a scale, no answers of others, and who has not rated sees no mark."""
    bare = body(a_card(a_goal(scale=None, indicator="", baseline="", commitments=()), who="pupil:noor"))
    assert "<svg" not in bare
    assert "Voorgesteld. We kijken terug op maandag 21 december 2026." in bare
    blind = body(a_card(active(), who="guardian:other"))
    assert "Nog niemand zei hoe ver we zijn." in blind
    assert "<desc" in blind
    words = (Wording(language="ar", text="نور تقرأ"), Wording(language="en", text="Noor reads"))
    card = body(a_card(rated(wordings=words), language="en"))
    assert '<h1 lang="en" dir="auto">Noor reads</h1>' in card
    assert '<h1 lang="ar" dir="auto">' in body(a_card(rated(wordings=words)))
    assert '<p class="child"' not in card


def test_a_plan_that_did_not_begin_has_no_figures() -> None:
    """Too few measurements are no number, and what was not planned is not done badly."""
    page = body(
        a_plan_page(a_plan(measure=""), shares={Side.SCHOOL: None, Side.HOME: None}, advice="measure more")
    )
    assert "<svg" not in page
    assert "er was nog niets gepland" in page
    assert "Wat we meten" not in page
    measured = plan_steps.measure(a_plan(), on=MONDAY, value=40, by="staff:jansen")
    page = body(a_plan_page(measured))
    assert "te weinig metingen" in page
    assert "Vóór: 40. Tijdens: –." in page


def test_a_plan_says_what_was_decided() -> None:
    """Day by day, in words; its day to look back is gone then."""
    over = attrs.evolve(
        running(),
        stage=PlanStage.CLOSED,
        review_on=None,
        reviews=(
            Review(on=MONDAY, decision="adapt", why="te lang"),
            Review(on=MONDAY, decision="new", why="x"),
        ),
    )
    page = body(a_plan_page(over))
    assert 'aanpassen: <span dir="auto">te lang</span>' in page
    assert "new: " in page
    assert "We kijken terug op" not in page


HOSTILE = "<script>alert(1)</script>\" onload=x '&\x00"


def dressed(goal: SharedGoal, said: str) -> SharedGoal:
    """A goal in which everything says this."""
    assert goal.scale is not None
    return attrs.evolve(
        goal,
        wordings=(Wording(language="nl", text=said, child=said),),
        indicator=said,
        baseline=said,
        answers=tuple(attrs.evolve(each, answer=said) for each in goal.answers),
        commitments=tuple(attrs.evolve(each, what=said) for each in goal.commitments),
        scale=attrs.evolve(goal.scale, levels=tuple(f"{said}{number}" for number in range(5))),
    )


def test_what_people_write_is_never_markup() -> None:
    """A hostile word leaves every page in the shape of a harmless one."""

    def pages(said: str) -> list[bytes]:
        plan = attrs.evolve(running(), needs=said, strengths=said, measure=said)
        named = dict.fromkeys(NAMES, said)
        found = class_view(named, [dressed(active(), said)], language="nl", today=MONDAY)
        return [
            a_card(dressed(rated(), said)),
            a_plan_page(plan),
            a_class([dressed(active(), said)]),
            str(len(found)).encode(),
        ]

    for tame, hostile in zip(pages("Anna"), pages(HOSTILE), strict=True):
        assert shape("page.html", tame) == shape("page.html", hostile)


@given(ratings)
def test_every_mark_stands_on_its_step_and_in_the_drawing(said: tuple[Rating, ...]) -> None:
    """None hides another, none is above the top, and each is over the step of its level."""
    picture = ladder_of(said)
    assert [each.label for each in picture.rungs] == ["−2", "−1", "0", "+1", "+2"]
    assert [each.rater for each in picture.marks] == [each.rater for each in said]
    places = [(each.x, each.y) for each in picture.marks]
    assert len(set(places)) == len(places)
    for mark, rating in zip(picture.marks, said, strict=True):
        rung = picture.rungs[LEVELS.index(rating.level)]
        assert rung.x < mark.x < rung.x + picture.width
        assert picture.top + 9 <= mark.y < rung.y


values = st.lists(st.tuples(st.integers(0, 60), st.integers(-5, 90)), min_size=1, max_size=8)


@given(values, st.booleans())
def test_what_is_higher_or_later_is_drawn_so(points: list[tuple[int, int]], begun: bool) -> None:  # noqa: FBT001 - drawn
    """Every dot inside the frame, and two dots stand to each other as what was measured does."""
    measured = tuple(
        Measurement(
            phase=Phase.PLAN if day > 30 else Phase.BASELINE,
            on=MONDAY + timedelta(days=day),
            value=value,
            by="staff:jansen",
        )
        for day, value in points
    )
    plan = attrs.evolve(a_plan(), measurements=measured, started_on=MONDAY if begun else None)
    picture = chart_of(plan)
    assert picture is not None
    assert (picture.begun is not None) == begun
    dots = [*picture.before, *picture.during]
    by_day = [
        *sorted((each for each in measured if each.phase is Phase.BASELINE), key=lambda each: each.on),
        *sorted((each for each in measured if each.phase is Phase.PLAN), key=lambda each: each.on),
    ]
    assert len(dots) == len(by_day)
    for one, dot in zip(by_day, dots, strict=True):
        assert 48 <= dot.x <= 344
        assert 16 <= dot.y <= 156
        for other, mark in zip(by_day, dots, strict=True):
            assert (one.on < other.on) == (dot.x < mark.x)
            assert (one.value < other.value) == (dot.y > mark.y)
    highest, lowest = max(value for _, value in points), min(value for _, value in points)
    assert len(picture.ticks) == len({highest, lowest})
