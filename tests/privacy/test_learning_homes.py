"""Two homes learn with one child: neither reads of the other in what is seen or handed over of goals and plans."""

from datetime import date

import pytest
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOOR, TwoHomes
from tests.services.test_learning_letters import GOAL, keep

from partnership.ids import PlanId, SupportPlanId
from partnership.learning.goals import SharedGoal
from partnership.learning.plans import ActionPlan
from partnership.learning.support_plans import ActionConsent, Evaluation, SupportPlan
from partnership.people.disclosure import OFFICE, Role, Viewer
from partnership.serial.documents import format_json
from partnership.serial.values import dump

SUPPORT = SupportPlan(
    id=SupportPlanId("opp"),
    pupil=NOOR.id,
    begun_on=date(2026, 9, 1),
    holders=(MOTHER.id, FATHER.id),
    version=1,
    action="extra leestijd",
    consents=(
        ActionConsent(guardian=MOTHER.id, version=1, on=date(2026, 9, 9), given=True),
        ActionConsent(guardian=FATHER.id, version=1, on=date(2026, 9, 9), given=False, reason="te veel"),
    ),
    evaluations=(Evaluation(on=date(2026, 11, 2), guardians=(MOTHER.id, FATHER.id), outcome="gaat goed"),),
)
PLAN = ActionPlan(
    id=PlanId("plan"), pupil=NOOR.id, authors=("staff:t1", "guardian:g1", "guardian:g2"), needs="lezen"
)
ANSWERS = {MOTHER.id: "elke avond lezen", FATHER.id: "in het weekend lezen"}


def lived() -> TwoHomes:
    """A goal that both homes answered, a plan and a support plan."""
    world = TwoHomes()
    world.school.learning(by="staff:t1").propose(GOAL)
    for guardian, answer in ANSWERS.items():
        world.school.learning(guardian).answer(GOAL.id, answer)
    keep(world, PLAN, SUPPORT)
    return world


@pytest.mark.parametrize(("own", "other"), [("g1", "g2"), ("g2", "g1")])
def test_what_one_home_sees_and_gets_has_nothing_of_the_other(own: str, other: str) -> None:
    """Their own answers and consents are there; the other's words and id are in no byte of a view or an access file."""
    world = lived()
    viewer = Viewer(role=Role.GUARDIAN, id=own)
    seen = [
        world.privacy.seen_by(viewer, lambda views, kind=kind, id=id: views.entry(kind, id)).value  # type: ignore[misc] # noqa: A006 - bound now
        for kind, id in ((SharedGoal, "goal"), (ActionPlan, "plan"), (SupportPlan, "opp"))
    ]
    assert all(seen)
    files = world.privacy.access(f"guardian:{own}", by="staff:office")
    answers = {str(guardian): answer for guardian, answer in ANSWERS.items()}
    for text in (str(format_json([dump(each) for each in seen])), str(files["access.json"])):
        assert answers[own] in text
        assert answers[other] not in text
        assert "te veel" in text if own == "g2" else "te veel" not in text
        assert f"guardian:{other}" not in text
        assert f'"{other}"' not in text


def test_the_office_and_the_teacher_see_both_homes() -> None:
    """They work with the child of both."""
    world = lived()
    for viewer in (OFFICE, Viewer(role=Role.STAFF, id="t1")):
        goal = world.privacy.seen_by(viewer, lambda views: views.entry(SharedGoal, "goal")).value
        assert goal is not None
        assert {each.guardian for each in goal.answers} == {"g1", "g2"}


def test_a_teacher_rates_before_reading_what_others_rated() -> None:
    """Wherever they look; the office, which rates nothing, reads it to answer who asks for it."""
    world = lived()
    work = world.school.learning(by="staff:t1")
    for step in (work.discuss, work.agree, work.activate):
        step(GOAL.id)
    world.school.learning(MOTHER.id).rate(GOAL.id, 1)
    for viewer, raters in ((Viewer(role=Role.STAFF, id="t1"), ()), (OFFICE, ("guardian:g1",))):
        goal = world.privacy.seen_by(viewer, lambda views: views.entry(SharedGoal, "goal")).value
        assert goal is not None
        assert tuple(each.by for each in goal.ratings) == raters


def test_a_goal_goes_with_its_pupil_and_stays_without_a_parent() -> None:
    """An erased parent's words and answer's owner are gone from it; the other home's are there."""
    world = lived()
    world.privacy.erase("guardian:g2", by="staff:office", why="asked", ground="AVG art. 17")
    viewer = Viewer(role=Role.GUARDIAN, id="g1")
    goal = world.privacy.seen_by(viewer, lambda views: views.entry(SharedGoal, "goal")).value
    assert goal is not None
    assert [each.answer for each in goal.answers] == [ANSWERS[MOTHER.id]]
    world.privacy.erase("pupil:p1", by="staff:office", why="asked", ground="AVG art. 17")
    with world.school.store.transaction(BEECH, write=False) as transaction:
        assert transaction.find("goal") == transaction.find("action_plan") == ()
