"""Letters about a support plan: what is asked of a parent, in their language, while it is still so."""

from typing import Any

import attrs
import pytest
from tests.privacy.test_learning_homes import SUPPORT
from tests.privacy.two_homes import FATHER, MOTHER, NOOR, TwoHomes, named
from tests.services.test_learning_letters import keep, letter

from partnership.ids import SupportPlanId
from partnership.learning.support_plans import ActionConsent, PupilView, SupportPlan, SupportState
from partnership.people.preferences import ContactPreferences
from partnership.ports import Letter
from partnership.services.letters.support_plans import SUPPORT_TOPICS

DAY = SUPPORT.begun_on
YES = tuple(ActionConsent(guardian=each, version=1, on=DAY, given=True) for each in (MOTHER.id, FATHER.id))
FORCE: dict[str, Any] = {
    "consents": YES,
    "adopted_on": DAY,
    "heard": PupilView(view="goed", done_with_it="gelezen", on=DAY),
}
STATES = {
    "support-consulted": SupportState.CONSULTATION,
    "support-adopted": SupportState.ADOPTED,
    "support-called": SupportState.EVALUATION_DUE,
    "support-amended": SupportState.AMENDED,
    "support-closed": SupportState.CLOSED,
}


def in_state(state: SupportState) -> SupportPlan:
    """The plan, that far."""
    return attrs.evolve(SUPPORT, id=SupportPlanId(state.replace(" ", "-")), state=state, **FORCE)


@pytest.mark.parametrize("topic", SUPPORT_TOPICS)
def test_each_is_sent_while_it_is_so(topic: str) -> None:
    """In English or Dutch, without what the plan says or who else is asked; not later, nor about another text."""
    world = TwoHomes()
    english = ContactPreferences(guardian=MOTHER.id, language="en-GB")
    world.privacy.keep(english, by="guardian:g1", why="told at the counter")
    keep(world, *(in_state(state) for state in STATES.values()))
    support = in_state(STATES[topic]).id
    subjects = []
    for who in ("guardian:g1", "guardian:g2"):
        said = letter(world, topic, who, support=support, version="1")
        assert isinstance(said, Letter)
        other = FATHER if who == "guardian:g1" else MOTHER
        assert [word for word in (*named(other, NOOR), "leestijd") if word in said.text] == []
        subjects.append(said.subject)
    assert "ontwikkelingsperspectief" in subjects[1]
    assert "upport plan" in subjects[0]
    assert letter(world, topic, support=support, version="2") == "superseded"
    assert letter(world, topic, support="none", version="1") == "superseded"
    later = in_state(SupportState.CLOSED if topic != "support-closed" else SupportState.ADOPTED).id
    assert letter(world, topic, support=later, version="1") == "superseded"
