"""What each person sees of what is learned: one school, by day and by night; of the homes each its own; a stranger nothing."""

import re

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOOR, a_plan, steps
from tests.learning.test_goal_questions import PEOPLE, two_homes

from partnership.ids import GuardianId, StaffId, SupportPlanId, TalkId
from partnership.learning.goal_views import goal_view
from partnership.learning.goals import GoalState
from partnership.learning.plan_parts import StepDone
from partnership.learning.plan_views import plan_view
from partnership.learning.support_plans import ActionConsent, SupportPlan, SupportState
from partnership.learning.support_views import support_view
from partnership.learning.talk_views import may_see, talk_view
from partnership.learning.talks import ProgressTalk


@given(
    st.lists(st.sampled_from(PEOPLE), unique=True), st.sampled_from((GoalState.ACTIVE, GoalState.REVIEWED))
)
def test_whoever_is_of_the_school_sees_one_school_and_a_stranger_no_home(
    rated: list[str], state: GoalState
) -> None:
    """In a goal, a plan, a talk and a support plan alike: by night as by day, and nothing for who is neither."""
    goal = two_homes(rated, state)
    school, night, stranger = "staff:office", "system:night", "neighbour:bram"
    done = (StepDone(step="thuis", on=MONDAY, by="guardian:demir"),)
    plan = a_plan(authors=("guardian:demir", "guardian:yilmaz"), steps=steps(), done=done)
    talk = ProgressTalk(
        id=TalkId("t"), pupil=NOOR, staff=(StaffId("jansen"),), guardians=(GuardianId("demir"),), on=MONDAY
    )
    support = SupportPlan(
        id=SupportPlanId("opp"),
        pupil=NOOR,
        begun_on=MONDAY,
        version=1,
        action="lezen",
        state=SupportState.CONSULTATION,
        holders=(GuardianId("demir"),),
        consents=(ActionConsent(guardian=GuardianId("demir"), version=1, on=MONDAY, given=True),),
    )
    assert goal_view(goal, school) == goal_view(goal, night)
    assert plan_view(plan, school) == plan_view(plan, night) == plan
    assert support_view(support, school) == support_view(support, night)
    assert talk_view(talk, school) == talk_view(talk, night)
    assert (may_see(talk, school), may_see(talk, night), may_see(talk, stranger)) == (True, True, False)
    for seen in (goal_view(goal, stranger), plan_view(plan, stranger), support_view(support, stranger)):
        assert not {"demir", "yilmaz"} & set(re.findall(r"\w+", str(attrs.asdict(seen))))


@given(
    st.lists(st.sampled_from(("guardian:demir", "guardian:kaya", "guardian:yilmaz")), max_size=4),
    st.lists(st.sampled_from(("guardian:demir", "guardian:kaya")), max_size=2, unique=True),
)
def test_to_a_home_a_plan_is_the_same_whoever_else_did_it(by: list[str], others: list[str]) -> None:
    """A day on which somebody read aloud counts for home; which other guardian it was changes nothing, nor who wrote it."""
    who = "guardian:yilmaz"
    done = tuple(StepDone(step="thuis", on=MONDAY, by=each) for each in by)
    theirs = dict.fromkeys(("guardian:demir", "guardian:kaya"), "guardian:emma")
    otherwise = tuple(attrs.evolve(each, by=theirs.get(each.by, each.by)) for each in done)
    plan = a_plan(authors=(who, *others), steps=steps(), done=done)
    other = a_plan(authors=(who,), steps=steps(), done=otherwise)
    assert plan_view(plan, who) == plan_view(other, who)
    assert [each.by == who for each in plan_view(plan, who).done] == [each == who for each in by]
