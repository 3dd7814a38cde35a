"""The life of an action plan against an oracle that knows nothing but words and counts."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import MONDAY, a_plan, steps

from partnership.errors import IllegalStep, InvalidInput, InvalidValue
from partnership.learning import plan_steps
from partnership.learning.commitments import Side
from partnership.learning.plan_parts import Phase, PlanStep, StepDone
from partnership.learning.plans import ActionPlan, PlanStage, home_minutes
from partnership.norms import Norms

NORMS = Norms()
ORACLE = """
needs develop development / development set_steps development / development begin implementation
needs measure needs / development measure development / implementation measure implementation / fading measure fading
implementation log_a_step implementation / fading log_a_step fading
implementation evaluate evaluation / fading evaluate evaluation
evaluation continue implementation / evaluation adapt development / evaluation fade fading / evaluation close closed
"""
LEADS = {
    (line.split()[0], line.split()[1].replace("_", " ")): line.split()[2]
    for row in ORACLE.split("\n")
    for line in row.split("/")
    if line.strip()
}


def started() -> ActionPlan:
    """A plan with all it needs, begun on Monday."""
    named = (
        PlanStep(id="home", owner=Side.HOME, what="samen lezen", times_per_week=4, minutes=15),
        PlanStep(id="school", owner=Side.SCHOOL, what="leesgroepje", times_per_week=2, minutes=20),
    )
    plan = plan_steps.set_steps(plan_steps.develop(a_plan()), named)
    for value in (2, 3, 2):
        plan = plan_steps.measure(plan, on=MONDAY, value=value, by="staff:jansen")
    return plan_steps.begin(plan, NORMS, on=MONDAY, review_on=MONDAY + timedelta(days=56))


class PlanLife(RuleBasedStateMachine):
    """One plan of Noor, a card beside it, and the days going by."""

    @initialize(ready=st.booleans())
    def begin_with_needs(self, ready: bool) -> None:  # noqa: FBT001 - drawn
        """What is needed, or a plan that has just begun."""
        self.day = MONDAY
        self.begun = ready
        self.plan = started() if ready else a_plan()
        self.card: dict[str, Any] = {
            "stage": "implementation" if ready else "needs",
            "baseline": 3 if ready else 0,
            "during": 0,
            "owners": {Side.HOME, Side.SCHOOL} if ready else set(),
            "home": 60 if ready else 0,
        }

    def _try(self, step: str, work: Callable[[ActionPlan], ActionPlan], *, hindered: bool = False) -> bool:
        if (self.card["stage"], step) not in LEADS:
            with pytest.raises(IllegalStep) as caught:
                work(self.plan)
            assert set(caught.value.allowed) == {name for stage, name in LEADS if stage == self.card["stage"]}
            return False
        if hindered:
            with pytest.raises(InvalidInput):
                work(self.plan)
            return False
        self.plan = work(self.plan)
        self.card["stage"] = LEADS[self.card["stage"], step]
        return True

    @rule(days=st.integers(1, 10))
    def later(self, days: int) -> None:
        """Time passes; a plan that runs falls due on its day, though nobody said anything."""
        self.day += timedelta(days=days)
        review = self.plan.review_on
        assert self.plan.is_due(self.day) == (review is not None and review <= self.day)

    @rule()
    def develop(self) -> None:
        """The needs are clear."""
        self._try("develop", plan_steps.develop)

    @rule(minutes=st.sampled_from((10, 15, 16)), owners=st.sets(st.sampled_from((Side.HOME, Side.SCHOOL))))
    def set_steps(self, minutes: int, owners: set[Side]) -> None:
        """Steps of home, school or both; what was done keeps its name."""
        if self.plan.done and len(owners) < 2:
            return
        chosen = tuple(
            PlanStep(id=str(owner), owner=owner, what="lezen", times_per_week=4, minutes=minutes)
            for owner in sorted(owners)
        )
        if self._try("set steps", lambda plan: plan_steps.set_steps(plan, chosen)):
            self.card["owners"] = set(owners)
            self.card["home"] = 4 * minutes if Side.HOME in owners else 0

    @rule(value=st.integers(0, 100))
    def measure(self, value: int) -> None:
        """A measurement, of the baseline until the steps began."""
        if self._try(
            "measure", lambda plan: plan_steps.measure(plan, on=self.day, value=value, by="staff:jansen")
        ):
            self.card["during" if self.begun else "baseline"] += 1

    @rule(ahead=st.integers(0, 30))
    def begin(self, ahead: int) -> None:
        """Begin, unless the baseline is short, a side has no step, home is asked too much or no look back is set."""
        card = self.card
        hindered = (
            card["baseline"] < 3
            or card["owners"] != {Side.HOME, Side.SCHOOL}
            or card["home"] > 60
            or ahead == 0
        )
        review = self.day + timedelta(days=ahead)
        if self._try(
            "begin",
            lambda plan: plan_steps.begin(plan, NORMS, on=self.day, review_on=review),
            hindered=hindered,
        ):
            self.begun = True

    @rule(side=st.sampled_from((Side.HOME, Side.SCHOOL)))
    def log_step(self, side: Side) -> None:
        """A step of either side is done, and is written down the same way."""
        before = len(self.plan.done)
        by = "guardian:yilmaz" if side is Side.HOME else "staff:jansen"
        if self._try("log a step", lambda plan: plan_steps.log_step(plan, str(side), on=self.day, by=by)):
            assert len(self.plan.done) == before + 1

    @rule()
    def evaluate(self) -> None:
        """They look back."""
        self._try("evaluate", plan_steps.evaluate)

    @rule(decision=st.sampled_from(plan_steps.DECISIONS), ahead=st.integers(0, 30))
    def decide(self, decision: str, ahead: int) -> None:
        """They decide; a plan that goes on has a later day to look back on."""
        review = self.day + timedelta(days=ahead)
        hindered = decision in {"continue", "fade"} and ahead == 0
        count = len(self.plan.reviews)
        if self._try(
            decision,
            lambda plan: plan_steps.decide(
                plan, decision, on=self.day, why="samen besproken", review_on=review
            ),
            hindered=hindered,
        ):
            assert len(self.plan.reviews) == count + 1

    @invariant()
    def card_and_plan_agree(self) -> None:
        """The plan is where its card says; one that runs has both sides' steps, a baseline and a day to look back on."""
        plan = self.plan
        assert str(plan.stage) == self.card["stage"]
        assert len(plan.values(Phase.BASELINE)) == self.card["baseline"]
        assert len(plan.values(Phase.PLAN)) == self.card["during"]
        if plan.running:
            assert {Side.HOME, Side.SCHOOL} <= {step.owner for step in plan.steps}
            assert len(plan.values(Phase.BASELINE)) >= 3
            assert home_minutes(plan.steps) <= 60
            assert plan.review_on is not None
        else:
            assert plan.review_on is None


TestPlanLife = PlanLife.TestCase


def test_all_that_a_plan_lacks_is_said_at_once() -> None:
    """Baseline, both sides and the day to look back on; and of home no more than an hour."""
    bare = plan_steps.develop(a_plan())
    with pytest.raises(InvalidInput) as caught:
        plan_steps.begin(bare, NORMS, on=MONDAY, review_on=MONDAY)
    paths = [problem.path for problem in caught.value.problems]
    assert paths == ["$.measurements", "$.steps", "$.steps", "$.review_on"]
    much = plan_steps.set_steps(bare, (PlanStep(id="thuis", owner=Side.HOME, what="lezen", minutes=61),))
    assert "asks 61 minutes" in str(plan_steps.not_ready(much, NORMS)[-1])


def test_a_step_is_one_of_the_plan_and_not_before_it() -> None:
    """The known ones are named."""
    with pytest.raises(InvalidInput, match="known: home, school") as caught:
        plan_steps.log_step(started(), "buiten", on=date(2026, 11, 1), by="guardian:yilmaz")
    assert [problem.path for problem in caught.value.problems] == ["$.step", "$.on"]


@pytest.mark.parametrize("review_on", [None, MONDAY])
def test_a_plan_that_goes_on_is_looked_back_on_again(review_on: date | None) -> None:
    """It says when, and that is later."""
    looked = plan_steps.evaluate(started())
    with pytest.raises(InvalidInput, match=r"\$\.review_on"):
        plan_steps.decide(looked, "continue", on=MONDAY, why="het gaat goed", review_on=review_on)


def test_a_decision_is_one_of_four() -> None:
    """They are listed."""
    with pytest.raises(InvalidInput, match="continue, adapt, fade, close"):
        plan_steps.decide(started(), "forget", on=MONDAY, why="zomaar")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"authors": ()}, "authors"),
        ({"steps": steps() + steps()}, "steps"),
        ({"done": (StepDone(step="buiten", on=MONDAY, by="staff:jansen"),)}, "done"),
        ({"stage": PlanStage.FADING}, "review_on"),
        ({"needs": " "}, "needs"),
    ],
)
def test_a_plan_that_cannot_be_is_none(fields: dict[str, Any], field: str) -> None:
    """No author, two steps of one name, done what is no step, running without days, no need."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        a_plan(**fields)
