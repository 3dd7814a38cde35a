"""Noor of group 5, who learns to read fluently, with her mother Yilmaz and juf Jansen."""

from datetime import UTC, date, datetime
from typing import Any

from partnership.ids import GoalId, GuardianId, PlanId, PupilId
from partnership.learning.attainment import AttainmentScale
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import HomeAnswer, SharedGoal, Wording
from partnership.learning.plan_parts import PlanStep
from partnership.learning.plans import ActionPlan

__all__ = ["LEVELS", "MONDAY", "NOON", "NOOR", "a_goal", "a_plan", "promises", "said_at_home", "steps"]

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MONDAY = date(2026, 11, 2)
NOOR = PupilId("noor")
LEVELS = AttainmentScale(levels=("haalt 30", "haalt 40", "haalt 50", "haalt 60", "haalt 70 woorden"))


def promises(*sides: Side) -> tuple[Commitment, ...]:
    """What these sides do."""
    return tuple(Commitment(side=side, what="samen lezen") for side in sides)


def said_at_home(guardian: str = "yilmaz", answer: str = "elke avond tien minuten") -> HomeAnswer:
    """What a guardian answered."""
    return HomeAnswer(guardian=GuardianId(guardian), answer=answer, at=NOON)


def a_goal(**fields: Any) -> SharedGoal:
    """Noor reads fluently, proposed by juf Jansen, with all that a goal can have but an answer from home."""
    whole: dict[str, Any] = {
        "id": GoalId("g1"),
        "pupil": NOOR,
        "authors": ("staff:jansen",),
        "wordings": (Wording(language="nl", text="Noor leest vlot", child="ik lees als een speer"),),
        "since": MONDAY,
        "until": date(2026, 12, 21),
        "proposed_at": NOON,
        "curriculum": "SLO:NE.L.1",
        "baseline": "40 woorden in een minuut",
        "indicator": "woorden in een minuut",
        "scale": LEVELS,
        "commitments": promises(Side.SCHOOL, Side.HOME, Side.PUPIL),
    }
    return SharedGoal(**(whole | fields))


def steps() -> tuple[PlanStep, ...]:
    """Reading together at home and a turn in a small group at school."""
    return (
        PlanStep(id="thuis", owner=Side.HOME, what="samen lezen", times_per_week=4, minutes=15),
        PlanStep(id="klas", owner=Side.SCHOOL, what="leesgroepje", times_per_week=2, minutes=20),
    )


def a_plan(**fields: Any) -> ActionPlan:
    """Reading at home, in its needs."""
    whole: dict[str, Any] = {
        "id": PlanId("p1"),
        "pupil": NOOR,
        "authors": ("staff:jansen", "guardian:yilmaz"),
        "needs": "vlot leren lezen",
        "measure": "woorden in een minuut",
    }
    return ActionPlan(**(whole | fields))
