"""The life of a support plan: never in force without consent of everyone with authority to what it says now."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import MONDAY, NOOR

from partnership.errors import IllegalStep, InvalidInput, InvalidValue
from partnership.ids import GuardianId, SupportPlanId
from partnership.learning import support_steps
from partnership.learning.support_plans import (
    ActionConsent,
    Evaluation,
    PupilView,
    SupportPlan,
    SupportState,
)
from partnership.norms import Norms

BOTH = (GuardianId("yilmaz"), GuardianId("demir"))
VIEW = PupilView(view="ik wil bij mijn vriendin zitten", done_with_it="ze zit nu naast haar", on=MONDAY)
LOOK_BACK = Evaluation(on=MONDAY, guardians=BOTH[:1], outcome="het gaat goed")
IN_FORCE = ("adopted", "running", "evaluation due")


def intake(**fields: Any) -> SupportPlan:
    """A plan for Noor, with both parents in authority."""
    return attrs.evolve(
        SupportPlan(id=SupportPlanId("o1"), pupil=NOOR, begun_on=MONDAY, holders=BOTH), **fields
    )


def said(guardian: str, version: int, *, given: bool = True) -> ActionConsent:
    """What one of them answered."""
    reason = None if given else "te veel uit de klas"
    return ActionConsent(
        guardian=GuardianId(guardian), version=version, on=MONDAY, given=given, reason=reason
    )


def consulted() -> SupportPlan:
    """A plan of which the parents are asked."""
    plan = support_steps.draft(intake(), perspective="vmbo-t", action="elke dag een kwartier lezen")
    return support_steps.consult(support_steps.hear(plan, VIEW))


class SupportLife(RuleBasedStateMachine):
    """One plan, and a card of who said yes to which text."""

    @initialize(ready=st.booleans())
    def begin(self, ready: bool) -> None:  # noqa: FBT001 - drawn
        """An intake, or a plan in consultation."""
        self.plan = consulted() if ready else intake()
        self.yes: dict[str, str] = {}
        self.no: set[str] = set()
        self.heard = ready

    def _try(self, step: str, work: Callable[[SupportPlan], SupportPlan]) -> bool:
        if self.plan.state not in support_steps.SUPPORT_STEPS[step]:
            with pytest.raises(IllegalStep) as caught:
                work(self.plan)
            assert step not in caught.value.allowed
            return False
        self.plan = work(self.plan)
        return True

    @rule(text=st.sampled_from(("lezen", "rekenen")))
    def draft(self, text: str) -> None:
        """Somebody writes."""
        self._try("draft", lambda plan: support_steps.draft(plan, perspective="vmbo-t", action=text))

    @rule()
    def hear(self) -> None:
        """Noor is heard."""
        self.heard |= self._try("hear", lambda plan: support_steps.hear(plan, VIEW))

    @rule()
    def consult(self) -> None:
        """The parents come."""
        self._try("consult", support_steps.consult)

    @rule(who=st.sampled_from(("yilmaz", "demir")), given=st.booleans())
    def take_answer(self, who: str, given: bool) -> None:  # noqa: FBT001 - drawn
        """One of them answers; the card keeps the text they said yes to."""
        answer = said(who, self.plan.version, given=given)
        if self._try("answer", lambda plan: support_steps.take_answer(plan, answer)):
            self.yes.pop(who, None)
            self.no.discard(who)
            if given:
                self.yes[who] = self.plan.action
            else:
                self.no.add(who)
            everyone = self.yes.keys() == set(BOTH)
            expected = "consented" if everyone else "withheld" if self.no else "consultation"
            assert self.plan.state == expected

    @rule(text=st.sampled_from(("schrijven", "tafels")))
    def amend(self, text: str) -> None:
        """The text changes and every yes is void, also when it says the same again."""
        if self._try("amend", lambda plan: support_steps.amend(plan, action=text)):
            self.yes, self.no = {}, set()
            assert self.plan.consents == ()

    @rule()
    def adopt(self) -> None:
        """It comes into force."""
        self._try("adopt", lambda plan: support_steps.adopt(plan, on=MONDAY, holders=BOTH))

    @rule(step=st.sampled_from(("run", "call", "evaluate")))
    def go_on(self, step: str) -> None:
        """It runs, the parents are called, they evaluate."""
        works: dict[str, Callable[[SupportPlan], SupportPlan]] = {
            "run": support_steps.put_in_force,
            "call": support_steps.call,
            "evaluate": lambda plan: support_steps.evaluate(plan, LOOK_BACK),
        }
        self._try(step, works[step])

    @rule(really=st.integers(0, 9))
    def close(self, really: int) -> None:
        """Now and then it is over."""
        if really == 0:
            self._try("close", support_steps.close)

    @invariant()
    def in_force_only_with_consent(self) -> None:
        """By the card: both said yes to the text as it reads now, and Noor was heard."""
        if str(self.plan.state) in IN_FORCE:
            assert self.yes == dict.fromkeys(BOTH, self.plan.action)
            assert self.heard


TestSupportLife = SupportLife.TestCase


@pytest.mark.parametrize("state", IN_FORCE)
def test_no_plan_is_in_force_without_consent(state: str) -> None:
    """Not by making the value either: of both, to this version, with the pupil heard."""
    whole: dict[str, Any] = {
        "state": SupportState(state),
        "version": 1,
        "heard": VIEW,
        "adopted_on": MONDAY,
        "consents": (said("yilmaz", 1), said("demir", 1)),
    }
    assert intake(**whole).consented
    for missing in (
        {"consents": (said("yilmaz", 1),)},
        {"consents": (said("yilmaz", 1), said("demir", 1, given=False))},
        {"version": 2},
        {"heard": None},
        {"adopted_on": None},
        {"holders": ()},
    ):
        with pytest.raises(InvalidValue):
            intake(**(whole | missing))


def test_an_answer_is_of_a_holder_to_this_version() -> None:
    """Anybody else's, or to an older text, is refused, all at once; and a refusal has a reason."""
    with pytest.raises(InvalidInput) as caught:
        support_steps.take_answer(consulted(), said("oma", 7))
    assert [problem.path for problem in caught.value.problems] == ["$.guardian", "$.version"]
    with pytest.raises(InvalidValue, match="reason"):
        ActionConsent(guardian=BOTH[0], version=1, on=MONDAY, given=False)
    with pytest.raises(InvalidValue, match="guardians"):
        Evaluation(on=MONDAY, guardians=(), outcome="goed")
    with pytest.raises(InvalidValue, match="action"):
        support_steps.draft(intake(), perspective="", action=" ")


def test_who_got_authority_meanwhile_is_asked_first() -> None:
    """A plan consented by all who were asked is not adopted when there is one more."""
    plan = consulted()
    for who in BOTH:
        plan = support_steps.take_answer(plan, said(who, 1))
    more = (*BOTH, GuardianId("voogd"))
    with pytest.raises(InvalidInput, match="was not asked"):
        support_steps.adopt(plan, on=MONDAY, holders=more)
    again = support_steps.amend(plan, action=plan.action, holders=more)
    assert (again.holders, again.consents, again.version) == (more, (), 2)


def test_within_six_weeks_and_every_year() -> None:
    """Late when six weeks passed without adoption; due a year after it, or after the last evaluation."""
    norms, plan = Norms(), consulted()
    assert not plan.is_late(MONDAY + timedelta(weeks=6), norms)
    assert plan.is_late(MONDAY + timedelta(weeks=6, days=1), norms)
    assert not support_steps.close(plan).is_late(date(2030, 1, 1), norms)
    for who in BOTH:
        plan = support_steps.take_answer(plan, said(who, 1))
    assert not plan.evaluation_due(date(2030, 1, 1), norms)
    plan = support_steps.put_in_force(support_steps.adopt(plan, on=MONDAY, holders=BOTH))
    assert not plan.is_late(date(2030, 1, 1), norms)
    year = MONDAY + timedelta(days=365)
    assert plan.evaluation_due(year, norms)
    assert not plan.evaluation_due(year - timedelta(days=1), norms)
    looked = support_steps.evaluate(plan, attrs.evolve(LOOK_BACK, on=year))
    assert not looked.evaluation_due(year + timedelta(days=364), norms)
