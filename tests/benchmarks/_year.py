"""A school year as it happens: who does what, month after month, all of it through the services."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from partnership.calendars import Days, SchoolCalendar, Term
from partnership.host.learning import Learning
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings, StoreSettings
from partnership.host.talks import Talks
from partnership.ids import (
    GoalId,
    GuardianId,
    PlanId,
    PupilId,
    SchoolId,
    StaffId,
    SupportPlanId,
    TalkId,
)
from partnership.learning.agreements import Agreement
from partnership.learning.attainment import AttainmentScale
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import SharedGoal, Wording
from partnership.learning.plan_parts import PlanStep
from partnership.learning.plans import ActionPlan
from partnership.learning.talks import ProgressTalk, TalkKind

YEAR = SchoolCalendar(terms=(Term(name="2026/27", days=Days.through(date(2026, 8, 31), date(2027, 7, 9))),))
MONTHS = tuple(
    datetime(2026 + (month < 8), month, 7, 12, tzinfo=UTC) for month in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6)
)
SCALE = AttainmentScale(levels=("veel minder", "minder", "zoals gehoopt", "meer", "veel meer"))
SIZE = 25


class Year:
    """One school, its clock and what happens in it, month after month.

    Attributes:
        events: How often somebody did something that was kept.
    """

    def __init__(self, path: Path, pupils: int) -> None:
        self.now = MONTHS[0]
        self.events = 0
        settings = Settings(
            school=SchoolSettings(id=SchoolId("year"), language="nl", jurisdiction="nl"),
            store=StoreSettings(name="sqlite", settings={"path": str(path)}),
            calendar=YEAR,
        )
        self.school = School(settings, Host(discover=True), clock=lambda: self.now)
        self.pupils = [f"p{number:03}" for number in range(pupils)]
        for pupil in self.pupils:
            self._enrol(pupil)

    def _enrol(self, pupil: str) -> None:
        number = int(pupil[1:])
        link = {"pupil": pupil, "guardian": f"g{pupil}", "relation": "parent", "authority": "yes"}
        home = {"pupil": pupil, "class_id": f"k{number // SIZE}"}
        for kind, id, fields in (
            ("pupil", pupil, {"name": {"given": f"Kind{number}", "family": "X"}, "birth_date": "2016-05-01"}),
            ("guardian", f"g{pupil}", {"name": {"given": f"Ouder{number}", "family": "X"}}),
            ("guardianship", f"{pupil}/g{pupil}", link),
            ("class", f"k{number // SIZE}", {"title": f"groep {number // SIZE}"}),
            ("enrolment", f"{pupil}/k{number // SIZE}", home),
        ):
            self.school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")

    def at_school(self) -> Learning:
        """The learning room of a teacher."""
        return self.school.learning(by="staff:jansen")

    def at_home(self, pupil: str) -> Learning:
        """The learning room of a parent."""
        return self.school.learning(GuardianId(f"g{pupil}"))

    def month(self, number: int) -> None:
        """What happens in one month, from September (0) to June (9)."""
        self.now = MONTHS[number]
        for place, pupil in enumerate(self.pupils):
            for event in self._of_pupil(number, place, pupil):
                event()
                self.events += 1

    def _of_pupil(self, number: int, place: int, pupil: str) -> Iterator[Callable[[], object]]:
        late = place % 10 == 0  # of one in ten the last goal and agreement are still open in June
        if number % 2 == 0:
            yield from self._goal(pupil, number)
        if number % 2 == 1:
            yield from () if number > 8 and late else self._look_back(pupil, number - 1)
        if number in {0, 4, 8}:
            yield from self._talk(pupil, number, late=late)
        if place % 7 == 0:
            yield from self._plan(pupil, number)
        if place % 30 == 0 and number == 1:
            yield from self._support(pupil)

    def _goal(self, pupil: str, number: int) -> Iterator[Callable[[], object]]:
        teacher, parent, id = self.at_school(), self.at_home(pupil), GoalId(f"{pupil}-{number}")
        goal = SharedGoal(
            id=id,
            pupil=PupilId(pupil),
            authors=("staff:jansen",),
            wordings=(Wording(language="nl", text="vlot lezen", child="ik lees als een speer"),),
            since=self.now.date(),
            until=self.now.date() + timedelta(days=28),
            proposed_at=self.now,
            curriculum="NE.L.1",
            indicator="woorden in een minuut",
            scale=SCALE,
            commitments=tuple(
                Commitment(side=side, what="samen lezen") for side in (Side.SCHOOL, Side.HOME, Side.PUPIL)
            ),
        )
        yield lambda: parent.propose(goal)
        yield lambda: parent.answer(id, "elke avond tien minuten")
        for step in (teacher.discuss, teacher.agree, teacher.activate):
            yield lambda step=step: step(id)  # type: ignore[misc] # bound now
        teacher.artefacts(id, GuardianId(f"g{pupil}"))  # the tip of this month; it is read, not kept

    def _look_back(self, pupil: str, number: int) -> Iterator[Callable[[], object]]:
        teacher, id = self.at_school(), GoalId(f"{pupil}-{number}")
        yield lambda: teacher.rate(id, 1)
        yield lambda: self.at_home(pupil).rate(id, 0)
        yield lambda: self.school.learning(by=f"pupil:{pupil}").rate(id, 2)
        yield lambda: teacher.review(id)
        yield lambda: teacher.achieve(id)

    def _talk(self, pupil: str, number: int, *, late: bool) -> Iterator[Callable[[], object]]:
        teacher, parent, id = self.talks(), self.talks(pupil), TalkId(f"{pupil}-t{number}")
        talk = ProgressTalk(
            id=id,
            pupil=PupilId(pupil),
            kind=TalkKind.PROGRESS if number else TalkKind.FIRST_WEEKS,
            staff=(StaffId("jansen"),),
            guardians=(GuardianId(f"g{pupil}"),),
            on=self.now.date(),
        )
        due = self.now.date() + timedelta(days=14)
        promise = Agreement(id="a", owner=Side.HOME, what="samen lezen", due=due)
        yield lambda: teacher.plan(talk)
        yield lambda: parent.prepare(id, "hoe gaat het met vrienden?")
        yield lambda: teacher.prepare(id, "lezen")
        teacher.agenda(id)
        yield lambda: teacher.hold(id)
        yield lambda: teacher.write(id, "We spraken over lezen en vrienden.")
        yield lambda: parent.say(id, "Vooral over vrienden.")
        yield lambda: parent.agree(id, promise)
        if number < 8 or not late:
            yield lambda: parent.done(id, "a")

    def talks(self, pupil: str | None = None) -> Talks:
        """The talks of a teacher, or of a parent."""
        return self.school.talks(None if pupil is None else GuardianId(f"g{pupil}"), by="staff:jansen")

    def _plan(self, pupil: str, number: int) -> Iterator[Callable[[], object]]:
        teacher, parent, id = self.at_school(), self.at_home(pupil), PlanId(f"{pupil}-plan")
        day = self.now.date()
        if number == 0:
            wanted = ActionPlan(id=id, pupil=PupilId(pupil), authors=("staff:jansen",), needs="vlot lezen")
            steps = (
                PlanStep(id="thuis", owner=Side.HOME, what="lezen", times_per_week=4),
                PlanStep(id="klas", owner=Side.SCHOOL, what="leesgroepje"),
            )
            yield lambda: teacher.make_plan(wanted)
            yield lambda: teacher.develop(id, *steps)
            for value in (40, 42, 41):
                yield lambda value=value: teacher.measure(id, value)  # type: ignore[misc] # bound now
            yield lambda: teacher.begin(id, review_on=date(2027, 7, 1))
        for week in range(4):
            on = day + timedelta(weeks=week)
            yield lambda on=on: parent.log_step(id, "thuis", on=on)  # type: ignore[misc] # bound now
            yield lambda on=on: teacher.log_step(id, "klas", on=on)  # type: ignore[misc] # bound now
            yield lambda on=on, week=week: teacher.measure(id, 42.0 + number + week, on=on)  # type: ignore[misc] # bound now

    def _support(self, pupil: str) -> Iterator[Callable[[], object]]:
        office, parent = self.school.support(by="staff:ib"), self.school.support(GuardianId(f"g{pupil}"))
        id = SupportPlanId(f"{pupil}-opp")
        yield lambda: office.begin(id, PupilId(pupil))
        yield lambda: office.draft(id, perspective="vmbo-t", action="extra leestijd")
        yield lambda: office.hear(id, view="liever vroeg", done_with_it="het is vroeg")
        yield lambda: office.consult(id)
        yield lambda: parent.answer(id, version=1, given=True)
        yield lambda: office.adopt(id)
        yield lambda: office.put_in_force(id)
