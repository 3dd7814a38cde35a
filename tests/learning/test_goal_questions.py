"""What is asked about goals: what they lack, who has none, and what each person sees."""

from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOON, NOOR, a_goal, promises, said_at_home

from partnership.ids import GoalId, GuardianId, PupilId
from partnership.learning.attainment import Rating
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goal_queries import (
    Share,
    by_school_alone,
    never_reviewed,
    proposed_at_home,
    without_shared_goal,
)
from partnership.learning.goal_views import goal_view
from partnership.learning.goals import GoalState, SharedGoal, Wording
from partnership.learning.smart import Gap, Letter, missing
from partnership.norms import Norms

PEOPLE = ("guardian:yilmaz", "guardian:demir", "staff:jansen", "pupil:noor")


def two_homes(rated: list[str], state: GoalState = GoalState.ACTIVE) -> SharedGoal:
    """A goal to which both homes answered and promised something of their own, rated by these."""
    own = tuple(
        Commitment(side=Side.HOME, what=f"lezen bij {name}", guardian=GuardianId(name))
        for name in ("yilmaz", "demir")
    )
    return a_goal(
        authors=("guardian:demir", "staff:jansen"),
        state=state,
        place=0 if state is GoalState.ACTIVE else None,
        answers=(said_at_home("yilmaz"), said_at_home("demir")),
        commitments=(*promises(Side.SCHOOL, Side.HOME, Side.PUPIL), *own),
        ratings=tuple(Rating(by=who, level=1, at=NOON) for who in rated),
    )


@given(
    st.lists(st.sampled_from(PEOPLE), unique=True), st.sampled_from((GoalState.ACTIVE, GoalState.REVIEWED))
)
def test_no_home_ever_sees_a_trace_of_the_other(rated: list[str], state: GoalState) -> None:
    """Whatever was rated, and also after the review: not an answer, a promise, a rating or a name."""
    goal = two_homes(rated, state)
    for own, other in (("yilmaz", "demir"), ("demir", "yilmaz")):
        seen = goal_view(goal, f"guardian:{own}")
        assert other not in str(attrs.asdict(seen))
        assert [each.guardian for each in seen.answers] == [own]
    child = goal_view(goal, "pupil:noor")
    assert "yilmaz" not in str(attrs.asdict(child))
    assert "demir" not in str(attrs.asdict(child))
    assert len(goal_view(goal, "staff:jansen").answers) == 2


@given(st.lists(st.sampled_from(PEOPLE), unique=True), st.sampled_from(PEOPLE))
def test_ratings_are_independent(rated: list[str], who: str) -> None:
    """Before the review nobody sees a rating of another who has not given their own."""
    seen = {each.by for each in goal_view(two_homes(rated), who).ratings}
    if who not in rated:
        assert seen == set()
    else:
        assert who in seen


def test_after_the_review_everyone_sees_school_and_pupil() -> None:
    """And the school sees all."""
    goal = two_homes(list(PEOPLE), GoalState.REVIEWED)
    assert {each.by for each in goal_view(goal, "guardian:yilmaz").ratings} == set(PEOPLE) - {
        "guardian:demir"
    }
    assert {each.by for each in goal_view(goal, "staff:vries").ratings} == set(PEOPLE)
    assert goal_view(attrs.evolve(goal, scale=None), "staff:vries").levels == ()


def test_a_whole_goal_lacks_nothing_but_an_answer_from_home() -> None:
    """And with that it is SMART."""
    assert missing(a_goal(), Norms()) == (Gap(letter=Letter.AGREED, what="answer from home"),)
    assert missing(a_goal(answers=(said_at_home(),)), Norms()) == ()


def test_each_thing_that_is_missing_is_named() -> None:
    """A goal of words alone."""
    bare = a_goal(
        wordings=(Wording(language="nl", text="Noor leest vlot"),),
        baseline=" ",
        indicator="",
        scale=None,
        commitments=(),
        curriculum=None,
        until=MONDAY + timedelta(days=61),
    )
    assert [f"{gap.letter}: {gap.what}" for gap in missing(bare, Norms())] == [
        "specific: child words",
        "measurable: baseline",
        "measurable: indicator",
        "measurable: scale",
        "agreed: answer from home",
        "agreed: commitment of school",
        "agreed: commitment of home",
        "agreed: commitment of pupil",
        "relevant: curriculum",
        "timed: smaller step",
    ]


def test_the_questions_of_a_school() -> None:
    """Who has no shared goal, what the school wrote alone, what nobody looked back on, how much came from home."""
    answered = (said_at_home(),)
    alone = a_goal()
    home = a_goal(id=GoalId("g2"), authors=("guardian:yilmaz", "staff:jansen"))
    active = a_goal(
        id=GoalId("g3"), authors=("pupil:noor",), state=GoalState.ACTIVE, place=0, answers=answered
    )
    step = a_goal(id=GoalId("g4"), continues=GoalId("g3"))
    sam = PupilId("sam")
    assert without_shared_goal([NOOR, sam], [alone, home]) == (NOOR, sam)
    assert without_shared_goal([NOOR, sam], [alone, active]) == (sam,)
    assert by_school_alone([alone, home, active]) == (alone,)
    assert never_reviewed([alone, active], on=active.until) == (active,)
    assert never_reviewed([active], on=active.until - timedelta(days=1)) == ()
    assert proposed_at_home([alone, home, active, step]) == Share(count=2, of=3)
    assert Share(count=1, of=4).fraction == 0.25
    assert Share(count=0, of=0).fraction is None
