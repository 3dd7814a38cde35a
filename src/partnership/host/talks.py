"""Talks about pupils at one school, for one caller: prepared, held, written down, agreed."""

from datetime import date

from partnership.calendars import SchoolCalendar, Term
from partnership.host.desks import desk_for
from partnership.host.settings import Settings
from partnership.ids import ConferenceId, PlanId, PupilId, TalkId
from partnership.learning import talk_queries
from partnership.learning.agreements import Agreement
from partnership.learning.goal_views import GoalView
from partnership.learning.goals import SharedGoal
from partnership.learning.plan_parts import PlanStep
from partnership.learning.talk_agenda import AgendaItem
from partnership.learning.talk_views import TalkView
from partnership.learning.talks import OtherWay, ProgressTalk, TalkKind, Way
from partnership.services import agreements, evening_talks, goal_words, progress_talks, talk_questions
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.learning_desk import LearningDesk

__all__ = ["Talks"]


class Talks:
    """What one caller can do with talks; a guardian and a pupil with those they are in only.

    Args:
        settings: The school's calendar, norms, language and clock.
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
    def calendar(self) -> SchoolCalendar:
        """The calendar of the settings; without one, a school year in which every weekday has lessons."""
        if self._at.calendar is not None:
            return self._at.calendar
        year = SchoolCalendar(terms=()).year_of(self.today)
        return SchoolCalendar(terms=(Term(name="this school year", days=year),))

    def take_over(
        self, conference: ConferenceId, *, kind: TalkKind = TalkKind.PROGRESS
    ) -> tuple[ProgressTalk, ...]:
        """Bring talks in line with a planned or past evening (see `services.evening_talks.take_over`)."""
        return evening_talks.take_over(self._at, conference, kind=kind, calendar=self.calendar)

    # -- before ---------------------------------------------------------------

    def plan(self, talk: ProgressTalk) -> ProgressTalk:
        """Plan a talk (see `services.progress_talks.plan`)."""
        return progress_talks.plan(self._at, talk)

    def prepare(self, id: TalkId, *points: str) -> ProgressTalk:
        """Say what one wants to speak about (see `services.progress_talks.prepare`)."""
        return progress_talks.prepare(self._at, id, *points)

    def agenda(self, id: TalkId, *, language: str | None = None) -> tuple[AgendaItem, ...]:
        """The agenda, in what its reader chose unless said otherwise (see `services.talk_questions.agenda`)."""
        return talk_questions.agenda(self._at, id, language=language)

    @property
    def spoken(self) -> str:
        """The language the caller chose, or the school's own."""
        return self._at.desk.read(self._at.spoken)

    @property
    def usual(self) -> str:
        """The school's own language."""
        return self._at.language

    # -- what became of it ----------------------------------------------------

    def hold(self, id: TalkId, *, on: date | None = None, way: Way | None = None) -> ProgressTalk:
        """It was held, today unless said otherwise (see `services.progress_talks.hold`)."""
        return progress_talks.hold(self._at, id, on=on or self.today, way=way)

    def miss(self, id: TalkId) -> ProgressTalk:
        """Nobody came (see `services.progress_talks.miss`)."""
        return progress_talks.miss(self._at, id, self.calendar)

    def decline(self, id: TalkId) -> ProgressTalk:
        """They would rather not (see `services.progress_talks.decline`)."""
        return progress_talks.decline(self._at, id)

    def move(self, id: TalkId, *, on: date, way: Way | None = None) -> ProgressTalk:
        """It has another day (see `services.progress_talks.move`)."""
        return progress_talks.move(self._at, id, on=on, way=way)

    # -- after ----------------------------------------------------------------

    def write(self, id: TalkId, text: str) -> ProgressTalk:
        """Write down what was said, for the school (see `services.progress_talks.write`)."""
        return progress_talks.write(self._at, id, text)

    def say(self, id: TalkId, text: str) -> ProgressTalk:
        """Write down what was said, for oneself as a guardian (see `services.progress_talks.say`)."""
        return progress_talks.say(self._at, id, text)

    def agree(self, id: TalkId, agreement: Agreement) -> ProgressTalk:
        """Agree on something (see `services.agreements.agree`)."""
        return agreements.agree(self._at, id, agreement)

    def done(self, id: TalkId, agreement: str, *, on: date | None = None) -> ProgressTalk:
        """An agreement was kept, today unless said otherwise (see `services.agreements.done`)."""
        return agreements.done(self._at, id, agreement, on=on or self.today)

    def as_goal(self, id: TalkId, agreement: str, goal: SharedGoal) -> GoalView:
        """An agreement lives on as a goal (see `services.agreements.as_goal`); gives back what the caller sees of it."""
        return goal_words.seen(self._at, agreements.as_goal(self._at, id, agreement, goal))

    def as_step(self, id: TalkId, agreement: str, plan: PlanId, step: PlanStep) -> ProgressTalk:
        """An agreement lives on as a step of a plan (see `services.agreements.as_step`)."""
        return agreements.as_step(self._at, id, agreement, plan, step)

    # -- what one sees, and what the school asks itself -----------------------

    def talk(self, id: TalkId) -> TalkView:
        """A talk as the caller sees it (see `services.talk_questions.talk`)."""
        return talk_questions.talk(self._at, id)

    def talks_of(self, pupil: PupilId) -> tuple[TalkView, ...]:
        """The talks about a pupil that the caller is in (see `services.talk_questions.talks_of`)."""
        return talk_questions.talks_of(self._at, pupil)

    def every_talk(self) -> tuple[ProgressTalk, ...]:
        """Talks whole, for the school's questions (see `learning.talk_queries`)."""
        return talk_questions.every_talk(self._at)

    def first_talks(self, pupils: tuple[PupilId, ...]) -> talk_queries.FirstTalks:
        """Which of these pupils had a first talk in time this school year (see `learning.talk_queries.first_talks`)."""
        return talk_queries.first_talks(
            pupils,
            self.every_talk(),
            calendar=self.calendar,
            year=self.calendar.year_of(self.today),
            norms=self._at.norms,
        )

    def open_agreements(self, *, by: date | None = None) -> tuple[tuple[ProgressTalk, Agreement], ...]:
        """What was agreed and is not done (see `learning.talk_queries.open_agreements`)."""
        return talk_queries.open_agreements(talk_questions.waiting(self._at, "agreement", due=by), by=by)

    def owed(self) -> tuple[tuple[ProgressTalk, OtherWay], ...]:
        """The talks nobody came to, with what the school owes (see `learning.talk_queries.owed`)."""
        return talk_queries.owed(talk_questions.waiting(self._at, "owed"))

    def late_minutes(self) -> tuple[ProgressTalk, ...]:
        """The talks whose minutes should have been shared by now (see `learning.talk_queries.late_minutes`)."""
        return talk_queries.late_minutes(
            talk_questions.waiting(self._at, "minutes"),
            calendar=self.calendar,
            today=self.today,
            timezone=self._at.timezone,
            norms=self._at.norms,
        )
