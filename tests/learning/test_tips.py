"""Which tip for which home: laws of the choice against a slow reading of the rules, and questions that name no family."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOON, NOOR, a_goal, said_at_home
from tests.learning.supplies import a_tip, in_

from partnership.calendars import school_week_of
from partnership.errors import InvalidValue
from partnership.ids import GoalId, GuardianId, PupilId, TipId
from partnership.learning.goals import GoalState
from partnership.learning.texts import Text, same_language, text_for, text_in
from partnership.learning.tip_choice import Hindrance, HomeNow, choose_tip, is_current, seen_by_school
from partnership.learning.tip_queries import TipFigures, figures_of_tips, never_in_own_language, not_working
from partnership.learning.tips import (
    HomeTip,
    SentTip,
    TipCategory,
    TipFeedback,
    TipText,
    TipWishes,
)
from partnership.norms import Norms

NORMS = Norms(tips_per_week=2, tip_again_weeks=3)
GOAL = a_goal(state=GoalState.ACTIVE, place=0, answers=(said_at_home(),))
NAMES = tuple(TipId(name) for name in ("a", "b", "c", "d", "e"))
LANGUAGES = st.sampled_from(("nl", "nl-BE", "tr", "pl"))


def written(languages: list[str], checked: bool, first: bool) -> tuple[Text, ...]:  # noqa: FBT001 - drawn
    """Texts in these languages, of which a person read the first, and the other or not; in any order."""
    texts = (*in_(languages[0]), *in_(*languages[1:], checked=checked))
    return texts if first else texts[::-1]


DAYS = st.integers(0, 60).map(lambda back: MONDAY + timedelta(days=10 - back))

DICE = HomeTip(
    id=TipId("spel"),
    category=TipCategory.CONVERSATION,
    texts=(
        TipText(language="nl", title="Spel", materials=("dobbelsteen", "krant")),
        TipText(language="tr", title="Oyun", materials=("zar", "gazete")),
    ),
    minutes=10,
)
TIPS = st.builds(
    a_tip,
    category=st.sampled_from(TipCategory),
    texts=st.tuples(
        st.lists(LANGUAGES, min_size=1, max_size=2, unique=True), st.booleans(), st.booleans()
    ).map(lambda drawn: written(*drawn)),
    minutes=st.sampled_from((5, 10, 20)),
    about=st.sampled_from(((), (), ("g1",), ("SLO:NE.L.1",), ("SLO:RE.1",))),
    youngest=st.sampled_from((None, None, 4, 11)),
    materials=st.sampled_from(((), (), ("dobbelsteen",), ("dobbelsteen", "kaarten"))),
    retired=st.sampled_from((False, False, False, True)),
)


def sent(tip: str, on: date = MONDAY, **fields: Any) -> SentTip:
    """A tip that mother Yilmaz got."""
    whole: dict[str, Any] = {
        "tip": TipId(tip),
        "pupil": NOOR,
        "guardian": GuardianId("yilmaz"),
        "week": school_week_of(on),
        "language": "nl",
        "sent_on": on,
    }
    return SentTip(**(whole | fields))


@st.composite
def libraries(draw: st.DrawFn) -> list[Any]:
    """A few tips, each with an id of its own."""
    return [attrs.evolve(draw(TIPS), id=name) for name in NAMES[: draw(st.integers(0, 5))]]


HOMES = st.builds(
    HomeNow,
    language=LANGUAGES,
    age=st.sampled_from((None, 8, 12)),
    goals=st.sampled_from(((), (GOAL,), (GOAL,))),
    minutes=st.sampled_from((4, 10, 15, 60)),
    materials=st.sampled_from(("", "dobbelsteen, krant", "Kaarten en een DOBBELSTEEN", "dobbelstenen")),
    sent=st.lists(st.builds(sent, st.sampled_from(NAMES), DAYS), max_size=4).map(tuple),
    unhelpful=st.sampled_from((frozenset(), frozenset({TipId("a")}))),
    wanted=st.sampled_from((True, True, True, False)),
    today=st.just(MONDAY + timedelta(days=10)),
)


def speaks_against(tip: Any, home: HomeNow) -> set[str]:
    """What a secretary would say of a tip, each rule in words of its own."""
    words = home.materials.lower().replace(",", " ").split()
    now = [word for goal in home.goals for word in (goal.id, goal.curriculum)]
    week = [each for each in home.sent if timedelta(7) <= each.sent_on - MONDAY < timedelta(14)]
    ago = [(home.today - each.sent_on).days for each in home.sent if each.tip == tip.id]
    said = {
        "NOT_WANTED": not home.wanted,
        "WEEK_FULL": len(week) >= 2,
        "RETIRED": tip.retired,
        "LANGUAGE": not any(each.checked and each.language[:2] == home.language[:2] for each in tip.texts),
        "AGE": tip.youngest is not None and (home.age is None or home.age < tip.youngest),
        "GOAL": bool(tip.about) and tip.about[0] not in now,
        "MINUTES": tip.minutes > home.minutes,
        "MATERIALS": not set(tip.texts[0].materials) <= set(words),
        "RECENT": min(ago, default=99) < 21,
        "DID_NOT_WORK": tip.id in home.unhelpful,
    }
    return {name for name, so in said.items() if so}


@given(libraries(), HOMES)
def test_a_tip_is_chosen_or_has_all_that_speaks_against_it(tips: list[Any], home: HomeNow) -> None:
    """Never one against which anything speaks; and when one fits, one is chosen: for a goal of now, if such a one fits."""
    choice = choose_tip(tips, home, NORMS)
    against = {tip.id: speaks_against(tip, home) for tip in tips}
    fitting = [tip for tip in tips if not against[tip.id]]
    assert (choice.tip is None) is not bool(fitting)
    for tip in tips:
        told = {each.name for each in choice.why_not(tip.id)}
        if choice.tip is not None and tip.id == choice.tip.id:
            assert not told
            assert not against[tip.id]
        else:
            assert told == (against[tip.id] or {"ANOTHER_FIRST"})
    if choice.tip is None:
        assert (choice.goal, choice.because) == (None, ())
    else:
        assert choice.because
        assert (choice.goal is None) is not any(tip.about for tip in fitting)


@given(libraries(), HOMES, st.randoms())
def test_the_order_of_the_library_does_not_matter(tips: list[Any], home: HomeNow, chance: Any) -> None:
    """The same home gets the same tip."""
    mixed = list(tips)
    chance.shuffle(mixed)
    assert choose_tip(mixed, home, NORMS).tip == choose_tip(tips, home, NORMS).tip


@given(libraries(), HOMES, st.integers(1, 40))
def test_no_home_gets_more_a_week_than_the_norm_nor_the_same_again_too_soon(
    tips: list[Any], home: HomeNow, days: int
) -> None:
    """However often one asks, day after day."""
    home = attrs.evolve(home, sent=())
    for day in range(days):
        today = MONDAY + timedelta(days=day)
        for _ in range(3):
            chosen = choose_tip(tips, attrs.evolve(home, today=today), NORMS).tip
            if chosen is not None:
                home = attrs.evolve(home, sent=(*home.sent, sent(chosen.id, today)))
    for week in {each.week for each in home.sent}:
        assert sum(each.week == week for each in home.sent) <= 2
    for tip in tips:
        on = sorted(each.sent_on for each in home.sent if each.tip == tip.id)
        assert all((after - before).days >= 21 for before, after in pairwise(on))


def test_the_week_and_the_rest_end_on_their_day() -> None:
    """A week with as many tips as the norm is full until Monday; a tip may come again on the day its rest is over."""
    tip = a_tip()
    full = HomeNow(
        language="nl", minutes=15, sent=(sent("x"), sent("y", place=1)), today=MONDAY + timedelta(days=6)
    )
    assert choose_tip([tip], full, NORMS).why_not(tip.id) == (Hindrance.WEEK_FULL,)
    assert choose_tip([tip], attrs.evolve(full, sent=full.sent[:1]), NORMS).tip == tip
    assert choose_tip([tip], attrs.evolve(full, today=MONDAY + timedelta(days=7)), NORMS).tip == tip
    rested = HomeNow(language="nl", minutes=10, sent=(sent(tip.id),), today=MONDAY + timedelta(weeks=3))
    assert choose_tip([tip], rested, NORMS).tip == tip
    early = attrs.evolve(rested, today=rested.today - timedelta(days=1))
    assert choose_tip([tip], early, NORMS).why_not(tip.id) == (Hindrance.RECENT,)


def test_why_this_one_and_why_not_that_one() -> None:
    """In words a teacher reads to a parent."""
    tips = (
        a_tip(),
        a_tip(id=TipId("letters"), about=("SLO:NE.L.1",), materials=("dobbelsteen",)),
        a_tip(id=TipId("tafels"), about=("SLO:RE.1",), minutes=30),
    )
    home = HomeNow(language="nl-BE", age=10, goals=(GOAL,), minutes=15, materials="dobbelsteen", today=MONDAY)
    choice = choose_tip(tips, home, Norms())
    assert choice.tip == tips[1]
    assert choice.goal == "g1"
    assert choice.because == (
        "it is for a goal the pupil works on now",
        "it is written in the language of this home (nl-BE)",
        "it takes 10 of the 15 minutes this home has",
        "what it takes is at home: dobbelsteen",
        "of 2 that fit it was given least, or its kind longest ago",
    )
    assert choice.why_not(TipId("beurten")) == (Hindrance.ANOTHER_FIRST,)
    assert choice.why_not(TipId("tafels")) == (Hindrance.GOAL, Hindrance.MINUTES)
    seen = seen_by_school(choice)
    assert seen.because == choice.because[:2]
    assert seen.why_not(TipId("tafels")) == (Hindrance.GOAL, Hindrance.FAMILY)
    alone = choose_tip(tips[:1], home, Norms())
    assert alone.because[0] == "it is for any goal"


def test_things_at_home_are_told_in_one_of_the_languages() -> None:
    """Whole, as a family that reads Turkish may have told in Dutch what it has."""

    def hindered(told: str) -> bool:
        home = HomeNow(language="tr", minutes=15, materials=told, today=MONDAY)
        return Hindrance.MATERIALS in choose_tip([DICE], home, Norms()).why_not(DICE.id)

    assert not hindered("gazete ve zar")
    assert not hindered("Dobbelsteen; krant")
    assert hindered("zar, krant")
    assert hindered("")
    chosen = choose_tip(
        [DICE], HomeNow(language="tr", minutes=15, materials="dobbelsteen krant", today=MONDAY), Norms()
    )
    assert "what it takes is at home: zar, gazete" in chosen.because


def test_the_kind_longest_not_given_comes_first() -> None:
    """After a strategy a conversation, though its id comes later."""
    tips = [
        a_tip(id=TipId(name), category=kind)
        for name, kind in (
            ("a", TipCategory.STRATEGY),
            ("b", TipCategory.STRATEGY),
            ("c", TipCategory.CONVERSATION),
        )
    ]
    home = HomeNow(language="nl", minutes=15, today=MONDAY, sent=(sent("a", MONDAY - timedelta(7)),))
    chosen = choose_tip(tips, home, Norms()).tip
    assert chosen is not None
    assert chosen.id == "c"


def test_only_goals_of_now_are_current() -> None:
    """Not one that was reached."""
    assert is_current(GOAL)
    assert not is_current(a_goal(state=GoalState.ACHIEVED, answers=(said_at_home(),)))


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: a_tip(minutes=0), "minutes"),
        (lambda: a_tip(minutes=121), "minutes"),
        (lambda: a_tip(texts=()), "texts"),
        (lambda: a_tip(texts=in_("nl", "NL")), "texts"),
        (lambda: a_tip(texts=in_("nl", checked=False)), "texts"),
        (lambda: a_tip(youngest=9, oldest=8), "oldest"),
        (lambda: attrs.evolve(DICE, texts=(*DICE.texts, TipText(language="pl", title="Gra"))), "texts"),
        (lambda: sent("a", week=date(2026, 11, 3)), "week"),
        (lambda: said("a", tried=False, worked=True), "tried"),
        (lambda: TipWishes(guardian=GuardianId("y"), minutes=0), "minutes"),
        (lambda: Text(language="nl", title=" "), "title"),
    ],
)
def test_what_cannot_be_is_none(make: Callable[[], object], field: str) -> None:
    """No time, no words, ages no pupil has, a week that begins on a Tuesday, what worked untried."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        make()


@pytest.mark.parametrize(
    ("youngest", "oldest", "age", "fits"),
    [
        (None, None, None, True),
        (6, None, None, False),
        (6, None, 6, True),
        (6, None, 5, False),
        (None, 8, 8, True),
        (None, 8, 9, False),
        (6, 8, 7, True),
    ],
)
def test_a_tip_has_ages(youngest: int | None, oldest: int | None, age: int | None, fits: bool) -> None:  # noqa: FBT001 - a case
    """The ends are in it, and nobody guesses an age."""
    assert a_tip(youngest=youngest, oldest=oldest).is_for(age) is fits


def test_a_text_is_for_who_reads_the_language() -> None:
    """Wherever they live, and only once a person has read it."""
    assert same_language("nl", "NL-be")
    assert text_in(in_("tr", checked=False), "tr") is None
    machine = (*in_("tr", checked=False), *in_("nl"))
    assert text_for(machine, "tr") == machine[1]
    assert text_for((*in_("nl"), *in_("tr")), "tr-TR") == in_("tr")[0]
    assert text_in(in_("tr"), "tr-TR") == in_("tr")[0]


# -- what the school asks ------------------------------------------------------------


def said(tip: str, guardian: str = "yilmaz", **fields: Any) -> TipFeedback:
    """What a guardian said of a tip."""
    whole: dict[str, Any] = {"week": MONDAY, "tried": True, "at": NOON}
    return TipFeedback(tip=TipId(tip), pupil=NOOR, guardian=GuardianId(guardian), **(whole | fields))


FEEDBACK = st.lists(
    st.builds(
        lambda tip, guardian, tried, worked, at: said(
            tip,
            guardian,
            tried=tried,
            worked=worked if tried else None,
            enjoyed=worked if tried else None,
            at=NOON + timedelta(minutes=at),
        ),
        st.sampled_from("aaab"),
        st.sampled_from("stuvwxyz"),
        st.sampled_from((True, True, True, False)),
        st.sampled_from((True, False, None)),
        st.integers(0, 3000),
    ),
    min_size=4,
    max_size=20,
    unique_by=lambda each: each.at,
)


@given(FEEDBACK, st.permutations("stuvwxyz"))
def test_questions_about_tips_are_the_same_whoever_said_it(
    feedback: list[TipFeedback], others: list[str]
) -> None:
    """No figure changes when families change names, and none stands on fewer than five of them."""
    swap = dict(zip("stuvwxyz", others, strict=True))
    renamed = [attrs.evolve(each, guardian=GuardianId(swap[each.guardian])) for each in feedback]
    figures = figures_of_tips(feedback, Norms())
    assert figures == figures_of_tips(renamed, Norms())
    assert set(attrs.fields_dict(TipFigures)) == {"tip", "tried", "worked", "enjoyed"}
    last = {(each.tip, each.guardian): each for each in sorted(feedback, key=lambda one: one.at)}
    for tip in "ab":
        tried = [each for each in last.values() if each.tip == tip and each.tried]
        worked = len([each for each in tried if each.worked])
        if len(tried) < 5:
            assert tip not in {each.tip for each in figures}
        else:
            assert TipFigures(tip=TipId(tip), tried=len(tried), worked=worked, enjoyed=worked) in figures
            assert (tip in {each.tip for each in not_working(feedback, Norms())}) is (worked < len(tried) / 2)


def test_a_tip_that_does_not_work_is_told() -> None:
    """Of five who tried it, it was of use to two: the norm asks half."""
    feedback = [said("a", each, worked=each in "st") for each in "stuvw"]
    assert [each.worked for each in not_working(feedback, Norms())] == [2]
    assert not_working(feedback, Norms(tip_works_percent=40)) == ()


def test_a_family_counts_once() -> None:
    """Also when it has two children who got the tip."""
    twice = [said("a", "y"), attrs.evolve(said("a", "y"), pupil=PupilId("sam"))]
    assert figures_of_tips(twice + [said("a", each) for each in "stu"], Norms()) == ()
    assert figures_of_tips(twice + [said("a", each) for each in "stuv"], Norms())[0].tried == 5


def test_who_never_got_a_tip_in_their_language() -> None:
    """By language, so that somebody has the tips translated."""
    readers = {GuardianId("y"): "tr", GuardianId("d"): "nl-BE", GuardianId("z"): "tr", GuardianId("p"): "pl"}
    got = [
        sent("a", guardian=GuardianId("y"), language="nl"),
        sent("a", guardian=GuardianId("d"), language="nl"),
        sent("b", guardian=GuardianId("z"), language="tr"),
    ]
    assert [each.guardian for each in never_in_own_language(readers, got)] == ["p", "y"]


def test_what_a_family_said_is_not_in_a_repr() -> None:
    """Nor is what it has at home."""
    assert "worked" not in repr(said("a", worked=False))
    assert "krant" not in repr(TipWishes(guardian=GuardianId("y"), materials=("krant",)))
    assert "krant" not in repr(HomeNow(language="nl", minutes=5, materials="krant", today=MONDAY))
    assert GoalId("g1") == GOAL.id
