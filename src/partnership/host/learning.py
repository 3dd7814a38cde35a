"""Learning together at one school: shared goals and action plans, for one caller."""

from collections.abc import Iterable
from datetime import date

from partnership.contact.newsletters import GoalItem
from partnership.host.desks import desk_for
from partnership.host.settings import Settings
from partnership.ids import ClassId, GoalId, GuardianId, PlanId, PupilId
from partnership.learning import smart
from partnership.learning.artefacts import Artefact
from partnership.learning.curriculum import CurriculumItem
from partnership.learning.goal_views import GoalView
from partnership.learning.goals import SharedGoal
from partnership.learning.plan_parts import PlanStep
from partnership.learning.plans import ActionPlan
from partnership.services import artefacts, class_goals, curriculum, goal_questions, goal_words, goals, plans
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.learning_desk import LearningDesk

__all__ = ["Learning"]


class Learning:
    """What one caller can do with goals and plans; a guardian and a pupil of their own only.

    Args:
        settings: The school's norms, clock, language and calendar.
        desk: Where they are kept.
        caller: Who comes: a guardian, or with `by` staff or the pupil (`pupil:noor`).
    """

    def __init__(self, settings: Settings, desk: Desk, caller: Caller) -> None:
        self._at = desk_for(LearningDesk, settings, desk, caller)

    @property
    def today(self) -> date:
        """The day on the school's calendar."""
        return self._at.today

    @property
    def spoken(self) -> str:
        """The language the caller chose, or the school's own."""
        return self._at.desk.read(self._at.spoken)

    # -- goals ----------------------------------------------------------------

    def propose(self, goal: SharedGoal) -> GoalView:
        """Propose a goal (see `services.goals.propose`)."""
        return self._seen(goals.propose(self._at, goal))

    def rewrite(self, id: GoalId, goal: SharedGoal) -> GoalView:
        """Change what a goal says (see `services.goals.rewrite`)."""
        return self._seen(goals.rewrite(self._at, id, goal))

    def answer(self, id: GoalId, words: str) -> GoalView:
        """Answer "how can you support this at home?" (see `services.goals.answer`)."""
        return self._seen(goals.answer(self._at, id, words))

    def discuss(self, id: GoalId) -> GoalView:
        """Home and school talked about it (see `services.goals.discuss`)."""
        return self._seen(goals.discuss(self._at, id))

    def agree(self, id: GoalId) -> GoalView:
        """Agree on a goal (see `services.goals.agree`)."""
        return self._seen(goals.agree(self._at, id))

    def activate(self, id: GoalId) -> GoalView:
        """Begin with a goal (see `services.goals.activate`)."""
        return self._seen(goals.activate(self._at, id))

    def rate(self, id: GoalId, level: int, *, why: str = "") -> GoalView:
        """Say where the pupil is (see `services.goals.rate`)."""
        return self._seen(goals.rate(self._at, id, level, why=why))

    def review(self, id: GoalId) -> GoalView:
        """Look back on a goal (see `services.goals.review`)."""
        return self._seen(goals.review(self._at, id))

    def achieve(self, id: GoalId) -> GoalView:
        """A goal was reached (see `services.goals.achieve`)."""
        return self._seen(goals.achieve(self._at, id))

    def prolong(self, id: GoalId, *, until: date) -> GoalView:
        """Go on in a next step (see `services.goals.prolong`)."""
        return self._seen(goals.prolong(self._at, id, until=until))

    def drop(self, id: GoalId, *, reason: str) -> GoalView:
        """Stop with a goal (see `services.goals.drop`)."""
        return self._seen(goals.drop(self._at, id, reason=reason))

    def goal(self, id: GoalId) -> GoalView:
        """A goal as the caller sees it (see `services.goals.goal`)."""
        return goals.goal(self._at, id)

    def goals_of(self, pupil: PupilId) -> tuple[GoalView, ...]:
        """The goals of a pupil as the caller sees them (see `services.goals.views_of`)."""
        return goals.views_of(self._at, pupil)

    def every_goal(self, pupils: Iterable[PupilId] | None = None) -> tuple[SharedGoal, ...]:
        """Goals whole, for the school's questions (see `services.goals.goals_of`, `learning.goal_queries`)."""
        return goals.goals_of(self._at, pupils)

    def _seen(self, goal: SharedGoal) -> GoalView:
        """What a step gives back: the goal as the caller sees it, for it has the words of another home too."""
        return goal_words.seen(self._at, goal)

    def without_shared_goal(self, pupils: Iterable[PupilId]) -> tuple[PupilId, ...]:
        """The pupils without a shared goal now (see `services.goal_questions.without_shared_goal`)."""
        return goal_questions.without_shared_goal(self._at, pupils)

    def never_reviewed(self) -> tuple[SharedGoal, ...]:
        """The goals that were to be looked back on by today (see `services.goal_questions.never_reviewed`)."""
        return goal_questions.never_reviewed(self._at)

    def missing(self, goal: SharedGoal) -> tuple[smart.Gap, ...]:
        """What a goal lacks to be SMART (see `learning.smart`)."""
        return smart.missing(goal, self._at.norms)

    def artefacts(self, id: GoalId, guardian: GuardianId) -> tuple[Artefact, ...]:
        """What can be made of a goal now for one guardian, in their language (see `services.artefacts.artefacts_of`)."""
        return artefacts.artefacts_of(self._at, id, guardian)

    def news(self, pupils: Iterable[PupilId], *, language: str | None = None) -> tuple[GoalItem, ...]:
        """The goals of a class for its newsletter (see `services.artefacts.news_of`)."""
        return artefacts.news_of(self._at, pupils, language=language)

    def follow(self, items: Iterable[CurriculumItem], *, dry_run: bool = False) -> curriculum.Followed:
        """Let goals follow a renewed curriculum (see `services.curriculum.follow`)."""
        return curriculum.follow(self._at, items, dry_run=dry_run)

    def called(self, pupil: PupilId) -> str:
        """What a pupil is called, for who may follow them (see `services.class_goals.called`)."""
        return class_goals.called(self._at, pupil)

    def class_goals(self, id: ClassId, *, language: str | None = None) -> class_goals.ClassGoals:
        """The goals of a class for its teacher, without a level of anybody (see `services.class_goals.class_goals`)."""
        return class_goals.class_goals(self._at, id, language=language)

    # -- plans ----------------------------------------------------------------

    def make_plan(self, plan: ActionPlan) -> ActionPlan:
        """Begin a plan with its needs (see `services.plans.make`)."""
        return plans.make(self._at, plan)

    def develop(self, id: PlanId, *steps: PlanStep) -> ActionPlan:
        """The needs are clear; with steps, these are what is done (see `services.plans.develop`)."""
        return plans.develop(self._at, id, steps)

    def set_steps(self, id: PlanId, *steps: PlanStep) -> ActionPlan:
        """What is done by whom (see `services.plans.set_steps`)."""
        return plans.set_steps(self._at, id, steps)

    def measure(self, id: PlanId, value: float, *, on: date | None = None) -> ActionPlan:
        """Write down a measurement, of today unless said otherwise (see `services.plans.measure`)."""
        return plans.measure(self._at, id, value, on=on or self.today)

    def begin(self, id: PlanId, *, review_on: date, on: date | None = None) -> ActionPlan:
        """Begin with the steps, today unless said otherwise (see `services.plans.begin`)."""
        return plans.begin(self._at, id, on=on or self.today, review_on=review_on)

    def log_step(self, id: PlanId, step: str, *, on: date | None = None) -> ActionPlan:
        """A step was done, today unless said otherwise (see `services.plans.log_step`)."""
        return plans.log_step(self._at, id, step, on=on or self.today)

    def evaluate(self, id: PlanId) -> ActionPlan:
        """Look back on a plan (see `services.plans.evaluate`)."""
        return plans.evaluate(self._at, id)

    def decide(self, id: PlanId, decision: str, *, why: str, review_on: date | None = None) -> ActionPlan:
        """How a plan goes on (see `services.plans.decide`)."""
        return plans.decide(self._at, id, decision, why=why, review_on=review_on)

    def sweep(self) -> tuple[PlanId, ...]:
        """Bring the plans whose day has come to their evaluation (see `services.plans.sweep`)."""
        return plans.sweep(self._at)

    def plan(self, id: PlanId) -> ActionPlan:
        """A plan as the caller may see it (see `services.plans.plan`)."""
        return plans.plan(self._at, id)

    def plans_of(self, pupil: PupilId) -> tuple[ActionPlan, ...]:
        """The plans of a pupil as the caller may see them (see `services.plans.plans_of`)."""
        return plans.plans_of(self._at, pupil)

    def report(self, id: PlanId) -> plans.PlanReport:
        """How a plan goes today (see `services.plans.report`)."""
        return plans.report(self._at, self.plan(id))
