"""The three pages about Noor and her class, in both languages."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from tests.learning.noor import MONDAY, NOON, a_goal, a_plan, said_at_home, steps

from partnership.ids import GoalId, GuardianId, PupilId
from partnership.learning import plan_steps
from partnership.learning.attainment import Rating
from partnership.learning.class_views import class_view
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goal_views import goal_view
from partnership.learning.goals import GoalState, SharedGoal, Wording
from partnership.learning.plans import ActionPlan
from partnership.norms import Norms
from partnership.plugins.html.learning_pages import Paper, class_page, goal_card, plan_page

__all__ = ["NAMES", "a_card", "a_class", "a_plan_page", "active", "paper", "rated", "running"]

NAMES = {
    PupilId("noor"): "Noor Demir",
    PupilId("sam"): "Sam de Vries",
    PupilId("a1"): "zoë van den Berg",
    PupilId("bram"): "Bram Bakker",
}
PROMISES = (
    Commitment(side=Side.SCHOOL, what="twee keer per week een leesgroepje"),
    Commitment(side=Side.HOME, what="samen lezen voor het slapen"),
    Commitment(side=Side.HOME, what="bij mama naar de bibliotheek", guardian=GuardianId("yilmaz")),
    Commitment(side=Side.HOME, what="bij papa strips lezen", guardian=GuardianId("demir")),
    Commitment(side=Side.PUPIL, what="zelf een boek kiezen"),
)


def paper(language: str = "nl") -> Paper:
    """De Beuk, on the Monday."""
    return Paper(school="De Beuk", language=language, made=NOON, timezone=ZoneInfo("Europe/Amsterdam"))


def rated(**fields: Any) -> SharedGoal:
    """A goal that was looked back on, rated by four."""
    whole: dict[str, Any] = {
        "state": GoalState.REVIEWED,
        "answers": (said_at_home(), said_at_home("demir", "in het weekend")),
        "commitments": PROMISES,
        "ratings": tuple(
            Rating(by=by, level=level, at=NOON)
            for by, level in (
                ("staff:jansen", 1),
                ("pupil:noor", 2),
                ("guardian:yilmaz", 1),
                ("guardian:demir", 1),
            )
        ),
    }
    return a_goal(**(whole | fields))


def active(**fields: Any) -> SharedGoal:
    """A goal they work on."""
    return rated(**({"state": GoalState.ACTIVE, "place": 0} | fields))


def a_card(goal: SharedGoal | None = None, *, who: str = "guardian:yilmaz", language: str = "nl") -> bytes:
    """The card of one reader."""
    return goal_card(goal_view(goal or rated(), who), pupil="Noor", paper=paper(language))


def running() -> ActionPlan:
    """A plan that runs for eight weeks, with ten measurements."""
    plan = plan_steps.set_steps(plan_steps.develop(a_plan(strengths="houdt van verhalen")), steps())
    for week, value in enumerate((40.0, 42.0, 41.0)):
        on = MONDAY - timedelta(weeks=3 - week)
        plan = plan_steps.measure(plan, on=on, value=value, by="staff:jansen")
    plan = plan_steps.begin(plan, Norms(), on=MONDAY, review_on=date(2026, 12, 21))
    for week, value in enumerate((41.0, 44.0, 43.0, 47.0, 48.0, 52.5, 51.0)):
        on = MONDAY + timedelta(weeks=week, days=3)
        plan = plan_steps.measure(plan, on=on, value=value, by="staff:jansen")
    return plan


def a_plan_page(plan: ActionPlan | None = None, *, language: str = "nl", **more: Any) -> bytes:
    """The page of a plan."""
    whole: dict[str, Any] = {
        "shares": {Side.SCHOOL: 0.85, Side.HOME: 0.7},
        "advice": "do less and see whether it lasts",
    }
    return plan_page(plan or running(), pupil="Noor", paper=paper(language), **(whole | more))


def goals_of_class() -> list[SharedGoal]:
    """Two that run, one that waits for home, one that is over and one of another class."""
    sam = (Wording(language="nl", text="Sam vertelt wat hij nodig heeft als hij boos is"),)
    return [
        active(),
        active(
            id=GoalId("g2"),
            pupil=PupilId("sam"),
            wordings=sam,
            since=date(2026, 9, 7),
            until=date(2026, 11, 1),
            ratings=(),
        ),
        a_goal(id=GoalId("g3"), pupil=PupilId("a1")),
        attrs.evolve(active(), id=GoalId("g4"), state=GoalState.ACHIEVED, place=None),
        active(id=GoalId("g5"), pupil=PupilId("elsewhere")),
    ]


def a_class(goals: list[SharedGoal] | None = None, *, language: str = "nl") -> bytes:
    """The page of a class."""
    found = class_view(NAMES, goals_of_class() if goals is None else goals, language=language, today=MONDAY)
    return class_page("groep 6A", found, paper=paper(language))
