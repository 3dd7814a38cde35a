"""Letters about goals and plans: in the words of the goal, still so, and nothing of the other home."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.host.posting import Told
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOOR, NOW, TwoHomes, named

from partnership.host.judging import judge
from partnership.host.office import Channel, Office
from partnership.ids import GoalId, PlanId
from partnership.learning.attainment import AttainmentScale
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import GoalState, SharedGoal, Wording
from partnership.learning.plans import ActionPlan, PlanStage
from partnership.people.preferences import ContactPreferences
from partnership.ports import Letter, Message
from partnership.services.dossier import put_entry
from partnership.services.letters.learning import GOAL_TOPICS, PLAN_TOPICS
from partnership.services.letters.registry import TOPICS

GOAL = SharedGoal(
    id=GoalId("goal"),
    pupil=NOOR.id,
    authors=("staff:t1", "guardian:g1", "guardian:g2"),
    wordings=(
        Wording(language="nl", text="vlot lezen"),
        Wording(language="en", text="reading fluently"),
    ),
    since=date(2026, 11, 2),
    until=date(2026, 12, 21),
    proposed_at=NOW,
    indicator="woorden in een minuut",
    baseline="40",
    scale=AttainmentScale(levels=("30", "40", "50", "60", "70")),
    commitments=(
        Commitment(side=Side.SCHOOL, what="leesgroepje"),
        Commitment(side=Side.HOME, what="samen lezen"),
        Commitment(side=Side.PUPIL, what="zelf kiezen"),
    ),
)
OFFICE = Office(
    school=BEECH,
    name="De Beuk",
    timezone=ZoneInfo("Europe/Amsterdam"),
    language="nl",
    channels={"email": Channel(messenger=Told())},
)


def queued(world: TwoHomes) -> list[Message]:
    """Everything that waits."""
    found: list[Message] = []

    def look(each: Any) -> bool:
        if isinstance(each, Message):
            found.append(each)
        return False

    with world.school.store.transaction(BEECH, write=False) as transaction:
        transaction.sift(look)
    return found


def letter(world: TwoHomes, topic: str, recipient: str = "guardian:g1", **body: str) -> Letter | str:
    """The letter of a topic, or why there is none."""
    message = Message(key=topic, topic=topic, body={"recipient": recipient} | body, due=NOW)
    with world.school.store.transaction(BEECH, write=False) as transaction:
        judged = judge(OFFICE, transaction, message, NOW)
    return judged.ways["email"] if judged.ways else judged.delivery.why


def keep(world: TwoHomes, *values: object) -> None:
    """Put goals and plans in the dossier."""
    with world.school.store.transaction(BEECH) as transaction:
        for value in values:
            put_entry(transaction, value, expected=None)


def test_every_topic_that_is_queued_has_a_writer() -> None:
    """From a proposal to how it ended, for each reader in their language; the letter names nobody."""
    world = TwoHomes()
    english = ContactPreferences(guardian=MOTHER.id, language="en-GB")
    world.privacy.keep(english, by="guardian:g1", why="told at the counter")
    keep(world, GOAL, ActionPlan(id=PlanId("plan"), pupil=NOOR.id, authors=("staff:t1",), needs="lezen"))
    for topic in (*GOAL_TOPICS, *PLAN_TOPICS):
        assert topic in TOPICS
        said = letter(world, topic, goal="goal", plan="plan")
        assert isinstance(said, Letter)
        assert said.language == "en"
        assert ("reading fluently" in said.text) == topic.startswith("goal-")
        assert [word for word in named(FATHER, NOOR) if word in said.text] == []
    dutch = letter(world, "goal-agreed", "guardian:g2", goal="goal")
    assert isinstance(dutch, Letter)
    assert dutch.subject == "Over een doel zijn we het eens"
    assert "vlot lezen" in dutch.text
    assert "maandag 21 december 2026" in dutch.text


@pytest.mark.parametrize(
    ("topic", "sent"),
    [("goal-agreed", False), ("goal-dropped", True), ("plan-begun", False), ("plan-decided", True)],
)
def test_what_ended_since_is_told_by_its_last_letter_only(topic: str, sent: bool) -> None:  # noqa: FBT001 - a case
    """An old word about it is suppressed; so is one about what is gone."""
    world = TwoHomes()
    plan = ActionPlan(id=PlanId("plan"), pupil=NOOR.id, authors=("staff:t1",), needs="lezen")
    keep(
        world,
        attrs.evolve(GOAL, state=GoalState.DROPPED, reason="moved"),
        attrs.evolve(plan, stage=PlanStage.CLOSED),
    )
    said = letter(world, topic, goal="goal", plan="plan")
    assert isinstance(said, Letter) == sent
    assert letter(world, topic, goal="none", plan="none") == "superseded"


def test_one_home_never_hears_that_the_other_answered() -> None:
    """The school does; both homes hear what was agreed."""
    world = TwoHomes()
    world.school.learning(by="staff:t1").propose(GOAL)
    world.school.learning(FATHER.id).answer(GOAL.id, "elke avond lezen")
    answered = [each.body["recipient"] for each in queued(world) if each.topic == "goal-answered"]
    assert answered == ["staff:t1"]
    world.school.learning(by="staff:t1").discuss(GOAL.id)
    world.school.learning(by="staff:t1").agree(GOAL.id)
    agreed = [each.body["recipient"] for each in queued(world) if each.topic == "goal-agreed"]
    assert sorted(agreed) == ["guardian:g1", "guardian:g2"]


def test_letters_go_to_people_who_read_them() -> None:
    """A pupil who wrote a goal reads it at school, and the school itself has no letter box."""
    world = TwoHomes()
    by_pupil = attrs.evolve(GOAL, authors=("staff:t1",))
    world.school.learning(by="pupil:p1").propose(by_pupil)
    by_school = attrs.evolve(GOAL, id=GoalId("other"), authors=("guardian:g1", "staff:t1"))
    world.school.learning().propose(by_school)
    for id in ("goal", "other"):
        world.school.learning(MOTHER.id).discuss(GoalId(id))
    told = [each.body["recipient"] for each in queued(world) if each.topic.startswith("goal-")]
    assert set(told) <= {"guardian:g1", "staff:t1"}
    assert told.count("staff:t1") == 4


def test_who_may_follow_the_pupil_no_longer_is_told_nothing() -> None:
    """Not even what was queued while they might: the link ended, or the law says no."""
    world = TwoHomes()
    with world.school.store.transaction(BEECH) as transaction:
        put_entry(transaction, GOAL, expected=None)
    told = {"goal": "goal", "pupil": str(NOOR.id)}
    assert isinstance(letter(world, "goal-agreed", **told), Letter)
    assert letter(world, "goal-agreed", recipient="guardian:g9", **told) == "nobody to send it to"
    assert letter(world, "goal-agreed", **(told | {"pupil": "nobody"})) == "no longer theirs"
    world.school.close()
