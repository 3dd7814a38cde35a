"""The life of shared goals against an oracle that knows nothing but words, and each "never" as a law."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import MONDAY, NOON, a_goal, promises, said_at_home

from partnership.errors import IllegalStep, InvalidInput, InvalidValue
from partnership.ids import GoalId, GuardianId
from partnership.learning import goal_steps
from partnership.learning.attainment import Rating
from partnership.learning.commitments import ALL_SIDES, Commitment, Side
from partnership.learning.goals import GoalState, SharedGoal, Wording
from partnership.norms import Norms

NORMS = Norms(active_goals=2)
SIDES = st.sampled_from([list(ALL_SIDES), list(ALL_SIDES), [Side.SCHOOL, Side.HOME], []])
BEGUN = st.tuples(SIDES, st.sampled_from((50, 60, 61)), st.sampled_from(("proposed", "agreed", "reviewed")))
WHICH = st.integers(0, 3)

ORACLE = """
proposed rewrite proposed / discussed rewrite discussed / proposed answer proposed / discussed answer discussed
proposed discuss discussed / discussed agree agreed / agreed activate active / active rate active
active review reviewed / reviewed achieve achieved / reviewed prolong continued
proposed drop dropped / discussed drop dropped / agreed drop dropped / active drop dropped / reviewed drop dropped
"""
LEADS = {
    (line.split()[0], line.split()[1]): line.split()[2]
    for row in ORACLE.split("\n")
    for line in row.split("/")
    if line.strip()
}


class GoalLife(RuleBasedStateMachine):
    """Four goals of Noor, and beside each what a secretary would write on a card."""

    @initialize(begun=st.tuples(*[BEGUN] * 4))
    def begin(self, begun: tuple[tuple[list[Side], int, str], ...]) -> None:
        """Goals with more or less in them, of which some are agreed already."""
        self.goals = []
        self.cards: list[dict[str, Any]] = []
        for number, (sides, days, state) in enumerate(begun):
            agreed = state != "proposed"
            promised = list(ALL_SIDES) if agreed else sides
            lasting = 50 if agreed else days
            self.goals.append(
                a_goal(
                    id=GoalId(f"g{number}"),
                    commitments=promises(*promised),
                    until=MONDAY + timedelta(days=lasting),
                    state=GoalState(state),
                    answers=(said_at_home(),) if agreed else (),
                )
            )
            self.cards.append(
                {
                    "state": state,
                    "sides": set(map(str, promised)),
                    "days": lasting,
                    "answered": agreed,
                }
            )

    def _try(
        self, which: int, step: str, work: Callable[[SharedGoal], SharedGoal], *, hindered: bool = False
    ) -> bool:
        """Do a step, and see that it is allowed exactly where the card allows it."""
        card, before = self.cards[which], self.goals[which]
        if (card["state"], step) not in LEADS:
            with pytest.raises(IllegalStep) as caught:
                work(before)
            assert set(caught.value.allowed) == {name for state, name in LEADS if state == card["state"]}
            return False
        if hindered:
            with pytest.raises(InvalidInput):
                work(before)
            return False
        self.goals[which] = work(before)
        card["state"] = LEADS[card["state"], step]
        return True

    @rule(which=WHICH)
    def answer(self, which: int) -> None:
        """Home answers."""
        if self._try(which, "answer", lambda goal: goal_steps.answer(goal, said_at_home())):
            self.cards[which]["answered"] = True

    @rule(which=WHICH, text=st.sampled_from(("Noor leest vlot", "Noor leest graag")))
    def rewrite(self, which: int, text: str) -> None:
        """Somebody changes the words; the answer was to the old ones."""
        words = (Wording(language="nl", text=text),)
        same = self.goals[which].wordings == words
        if self._try(
            which, "rewrite", lambda goal: goal_steps.rewrite(goal, attrs.evolve(goal, wordings=words))
        ):
            self.cards[which]["answered"] &= same

    @rule(which=WHICH)
    def discuss(self, which: int) -> None:
        """They talk."""
        self._try(which, "discuss", goal_steps.discuss)

    @rule(which=WHICH)
    def agree(self, which: int) -> None:
        """They agree, unless home did not answer, a side promises nothing, or it lasts too long."""
        card = self.cards[which]
        hindered = not card["answered"] or card["sides"] != {"school", "home", "pupil"} or card["days"] > 60
        self._try(which, "agree", lambda goal: goal_steps.agree(goal, NORMS), hindered=hindered)

    @rule(which=WHICH)
    def activate(self, which: int) -> None:
        """They begin, unless two are active."""
        full = [card["state"] for card in self.cards].count("active") == 2
        self._try(which, "activate", lambda goal: goal_steps.activate(goal, self.goals, NORMS), hindered=full)

    @rule(
        which=WHICH,
        level=st.integers(-2, 2),
        who=st.sampled_from(("guardian:yilmaz", "staff:jansen", "pupil:noor")),
    )
    def rate(self, which: int, level: int, who: str) -> None:
        """Somebody says where Noor is; their last word counts, and nobody else's changes."""
        others = {each for each in self.goals[which].ratings if each.by != who}
        said = Rating(by=who, level=level, at=NOON)
        if self._try(which, "rate", lambda goal: goal_steps.rate(goal, said)):
            assert set(self.goals[which].ratings) == {*others, said}

    @rule(which=WHICH)
    def review(self, which: int) -> None:
        """They look back."""
        self._try(which, "review", goal_steps.review)

    @rule(which=WHICH)
    def achieve(self, which: int) -> None:
        """It was reached."""
        self._try(which, "achieve", goal_steps.achieve)

    @rule(which=WHICH)
    def prolong(self, which: int) -> None:
        """They go on; the next step is talked about anew and needs a new answer from home."""
        until = self.goals[which].until + timedelta(days=30)
        made: list[SharedGoal] = []

        def work(goal: SharedGoal) -> SharedGoal:
            old, new = goal_steps.prolong(goal, id=GoalId("next"), until=until, at=NOON)
            made.append(new)
            return old

        if self._try(which, "prolong", work):
            assert (made[0].state, made[0].answers, made[0].ratings) == (GoalState.DISCUSSED, (), ())
            assert made[0].continues == self.goals[which].id
            with pytest.raises(InvalidInput, match="no guardian answered"):
                goal_steps.agree(made[0], NORMS)

    @rule(which=WHICH)
    def drop(self, which: int) -> None:
        """They stop, with a reason."""
        self._try(which, "drop", lambda goal: goal_steps.drop(goal, reason="een ander doel past beter"))

    @invariant()
    def cards_and_goals_agree(self) -> None:
        """Each goal is where its card says; nothing is shared without an answer from home and all three sides."""
        assert [str(goal.state) for goal in self.goals] == [card["state"] for card in self.cards]
        active = [goal.place for goal in self.goals if goal.state is GoalState.ACTIVE]
        assert len(set(active)) == len(active) <= 2
        for goal in self.goals:
            if goal.shared:
                assert goal.answers
                assert {each.side for each in goal.commitments} == {Side.SCHOOL, Side.HOME, Side.PUPIL}
                assert goal.days <= NORMS.goal_step_days


TestGoalLife = GoalLife.TestCase


@pytest.mark.parametrize("state", ["agreed", "active", "reviewed", "achieved", "continued"])
def test_no_goal_is_shared_before_home_answered(state: str) -> None:
    """Not even by making the value directly, or reading it from a file."""
    place = 0 if state == "active" else None
    with pytest.raises(InvalidValue, match="how can you support this at home"):
        a_goal(state=GoalState(state), place=place)
    assert a_goal(state=GoalState(state), place=place, answers=(said_at_home(),)).shared


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"authors": ()}, "authors"),
        ({"wordings": ()}, "authors"),
        ({"until": MONDAY}, "until"),
        ({"place": 0}, "place"),
        ({"state": GoalState.DROPPED}, "reason"),
        ({"reason": "zomaar"}, "reason"),
    ],
)
def test_a_goal_that_cannot_be_is_none(fields: dict[str, Any], field: str) -> None:
    """No author, no words, a step of no days, a place without being active, dropped for no reason."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        a_goal(**fields)


def test_all_that_is_missing_is_said_at_once() -> None:
    """The answer from home, two sides, and a step that is too long."""
    long = a_goal(commitments=promises(Side.SCHOOL), until=MONDAY + timedelta(days=90))
    with pytest.raises(InvalidInput) as caught:
        goal_steps.agree(goal_steps.discuss(long), Norms())
    assert [problem.path for problem in caught.value.problems] == [
        "$.answers",
        "$.commitments",
        "$.commitments",
        "$.until",
    ]


def test_a_later_answer_takes_the_place_of_the_same_guardian_only() -> None:
    """The other home's answer stays."""
    goal = a_goal()
    for who, words in (("yilmaz", "ja"), ("demir", "in het weekend"), ("yilmaz", "elke avond")):
        goal = goal_steps.answer(goal, said_at_home(who, words))
    assert [(each.guardian, each.answer) for each in goal.answers] == [
        ("demir", "in het weekend"),
        ("yilmaz", "elke avond"),
    ]


def test_rating_needs_words_and_the_right_pupil() -> None:
    """Without a scale nobody knows what a level means, and another pupil has no say."""
    goal = a_goal(state=GoalState.ACTIVE, place=0, answers=(said_at_home(),), scale=None)
    with pytest.raises(InvalidInput) as caught:
        goal_steps.rate(goal, Rating(by="pupil:sam", level=0, at=NOON))
    assert [problem.path for problem in caught.value.problems] == ["$.scale", "$.by"]


def test_only_a_home_has_a_guardian() -> None:
    """What the school promises is not a guardian's, and a promise has words."""
    with pytest.raises(InvalidValue, match="guardian"):
        Commitment(side=Side.SCHOOL, what="leesgroepje", guardian=GuardianId("yilmaz"))
    with pytest.raises(InvalidValue, match="what"):
        Commitment(side=Side.HOME, what=" ")


def test_names_and_words_stay_out_of_reprs() -> None:
    """What families said is never in a log by accident."""
    goal = a_goal(answers=(said_at_home(),))
    assert "vlot" not in repr(goal)
    assert "tien minuten" not in repr(goal)
    assert "samen lezen" not in repr(goal)
