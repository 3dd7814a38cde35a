"""Goals and plans at the desk: one transaction each, told to whom it concerns, closed to whom it does not."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.learning.noor import MONDAY, NOON, NOOR, a_goal, a_plan, promises, said_at_home, steps

from partnership.calendars import Days, SchoolCalendar, Term
from partnership.errors import Conflict, IllegalStep, InvalidInput, InvalidValue, NotFound
from partnership.host.learning import Learning
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings
from partnership.ids import GoalId, GuardianId, PlanId, PupilId, SchoolId, SupportPlanId
from partnership.learning.advice import Advice
from partnership.learning.commitments import Commitment, Side
from partnership.learning.effect import TooFewMeasurements
from partnership.learning.goals import GoalState, SharedGoal, Wording
from partnership.learning.plans import PlanStage
from partnership.learning.support_plans import SupportPlan
from partnership.ports import Claim, Transaction
from partnership.services.desk import Desk
from partnership.services.dossier import DOSSIER, entry, put_entry

BEUK = SchoolId("de-beuk")
HOST = Host(discover=True)
G1, P1 = GoalId("g1"), PlanId("p1")


class Beuk:
    """A school with Noor, her parents Yilmaz and Demir who live apart, and a stranger."""

    def __init__(self) -> None:
        self.now = NOON
        settings = Settings(school=SchoolSettings(id=BEUK, name="De Beuk", jurisdiction="nl"))
        self.school = School(settings, HOST, clock=lambda: self.now)
        self._write("pupil", "noor", name={"given": "Noor", "family": "Demir"}, birth_date="2016-05-01")
        for guardian in ("yilmaz", "demir", "stranger"):
            self._write("guardian", guardian, name={"given": guardian, "family": "X"})
        for guardian in ("yilmaz", "demir"):
            link = {"pupil": "noor", "guardian": guardian, "relation": "parent", "authority": "yes"}
            self._write("guardianship", f"noor/{guardian}", **link)
        self.told()

    def _write(self, kind: str, id: str, **fields: object) -> None:
        self.school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")

    def as_(self, who: str, calendar: SchoolCalendar | None = None) -> Learning:
        """The learning room for one caller."""
        settings = attrs.evolve(self.school.settings, calendar=calendar)
        return Learning(settings, self.school.desk, self.school.caller(by=who))

    @property
    def jansen(self) -> Learning:
        """The room for juf Jansen."""
        return self.as_("staff:jansen")

    @property
    def mother(self) -> Learning:
        """The room for mother Yilmaz."""
        return self.as_("guardian:yilmaz")

    def told(self) -> list[tuple[str, str]]:
        """The messages that wait, as (topic, recipient), which are then done."""
        leased = self.school.store.lease(now=self.now + timedelta(days=99), limit=1000, seconds=60)
        self.school.store.ack(BEUK, [message.key for _, message in leased])
        return sorted((message.topic, message.body["recipient"]) for _, message in leased)

    def journal(self) -> list[str]:
        """What happened to goals and plans, in order."""
        found = self.school.store.journal(BEUK)
        return [change.what for _, change in found if change.kind in {"goal", "action_plan"}]

    def active(self, id: str = "g1", **fields: Any) -> GoalId:
        """A goal that everyone began with."""
        self.jansen.propose(a_goal(id=GoalId(id), **fields))
        self.mother.answer(GoalId(id), "elke avond tien minuten")
        self.jansen.discuss(GoalId(id))
        self.jansen.agree(GoalId(id))
        self.jansen.activate(GoalId(id))
        return GoalId(id)


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school, closed afterwards."""
    made = Beuk()
    yield made
    made.school.close()


def whole(beuk: Beuk, id: GoalId) -> SharedGoal:
    """A goal as the school keeps it."""
    return next(each for each in beuk.jansen.every_goal() if each.id == id)


def test_a_goal_from_proposal_to_next_step(beuk: Beuk) -> None:
    """A mother proposes, the teacher is told, home answers, all rate, and the next step is talked about anew."""
    beuk.mother.propose(a_goal())
    assert beuk.told() == [("goal-proposed", "staff:jansen")]
    beuk.mother.answer(G1, "elke avond tien minuten")
    beuk.jansen.discuss(G1)
    beuk.jansen.agree(G1)
    beuk.jansen.activate(G1)
    assert ("goal-agreed", "guardian:yilmaz") in beuk.told()
    for who, level in (("guardian:yilmaz", 1), ("staff:jansen", 0), ("pupil:noor", 2)):
        beuk.as_(who).rate(G1, level, why="het gaat goed")
    assert beuk.told() == []
    beuk.jansen.review(G1)
    following = beuk.jansen.prolong(G1, until=date(2027, 2, 1))
    assert (whole(beuk, following.id).continues, following.state) == (G1, GoalState.DISCUSSED)
    assert beuk.journal() == [
        f"goal.{word}"
        for word in (
            [
                "proposed",
                "answered",
                "discussed",
                "agreed",
                "activated",
                "rated",
                "rated",
                "rated",
                "reviewed",
                "proposed",
                "continued",
            ]
        )
    ]
    assert [view.state for view in beuk.mother.goals_of(NOOR)] == [GoalState.CONTINUED, GoalState.DISCUSSED]


def test_a_goal_is_achieved_or_dropped(beuk: Beuk) -> None:
    """The reason stays with the goal and out of the journal."""
    beuk.active()
    beuk.jansen.review(G1)
    beuk.jansen.achieve(G1)
    assert beuk.jansen.goal(G1).state is GoalState.ACHIEVED
    beuk.jansen.propose(a_goal(id=GoalId("g2")))
    beuk.mother.drop(GoalId("g2"), reason="ze leest al vlot")
    assert whole(beuk, GoalId("g2")).reason == "ze leest al vlot"
    assert "leest" not in str([change.details for _, change in beuk.school.store.journal(BEUK)])


@pytest.mark.parametrize("who", ["guardian:stranger", "pupil:sam"])
def test_who_has_nothing_to_do_with_a_pupil_finds_nothing(beuk: Beuk, who: str) -> None:
    """Not to read, to propose, to answer or to change: the same words as where there is nothing."""
    beuk.active()
    beuk.jansen.make_plan(a_plan())
    room = beuk.as_(who)
    with pytest.raises(NotFound):
        room.goal(G1)
    with pytest.raises(NotFound):
        room.goals_of(NOOR)
    with pytest.raises(NotFound):
        room.propose(a_goal(id=GoalId("g9"), authors=(who,)))
    with pytest.raises(NotFound):
        room.drop(G1, reason="zomaar")
    with pytest.raises(NotFound):
        room.plan(P1)
    with pytest.raises(NotFound):
        room.plans_of(NOOR)
    with pytest.raises(NotFound):
        room.make_plan(a_plan(id=PlanId("p9")))
    for ask in (room.every_goal, room.sweep):
        with pytest.raises(IllegalStep, match="from home"):
            ask()


def test_a_parent_who_may_not_be_told_is_told_nothing(beuk: Beuk) -> None:
    """From the day of a court order on, a co-author neither reads nor gets letters."""
    beuk.as_("guardian:demir").propose(a_goal(authors=("staff:jansen",)))
    link = {
        "pupil": "noor",
        "guardian": "demir",
        "relation": "parent",
        "authority": "no",
        "restrictions": [{"kind": "information"}],
    }
    beuk.school.keep_locally("guardianship", "noor/demir", link, by="staff:office", why="a court order")
    beuk.told()
    beuk.jansen.discuss(G1)
    assert beuk.told() == []
    with pytest.raises(NotFound):
        beuk.as_("guardian:demir").goal(G1)


def test_a_home_speaks_for_itself_only(beuk: Beuk) -> None:
    """It names no other home, promises for none, and what another promised is not lost when it writes."""
    other = Commitment(side=Side.HOME, what="lezen bij papa", guardian=GuardianId("demir"))
    with pytest.raises(InvalidInput) as caught:
        beuk.mother.propose(a_goal(authors=("guardian:demir",), commitments=(other,)))
    assert [problem.path for problem in caught.value.problems] == [
        "$.authors[0]",
        "$.commitments[0].guardian",
    ]
    assert "demir" not in str(caught.value)
    with pytest.raises(InvalidInput, match=r"\$\.authors\[0\]"):
        beuk.jansen.propose(a_goal(authors=("guardian:stranger",)))
    with pytest.raises(InvalidInput, match=r"\$\.authors\[0\]"):
        beuk.jansen.make_plan(a_plan(authors=("guardian:stranger",)))
    beuk.jansen.propose(a_goal(commitments=(other,)))
    rewritten = beuk.mother.rewrite(G1, a_goal(commitments=promises(Side.SCHOOL)))
    assert rewritten.commitments == promises(Side.SCHOOL)  # of the other home she is told nothing
    assert whole(beuk, G1).commitments == (*promises(Side.SCHOOL), other)
    assert whole(beuk, G1).authors == ("staff:jansen", "guardian:yilmaz")
    by_school = beuk.jansen.rewrite(G1, a_goal(commitments=promises(Side.SCHOOL)))
    assert by_school.commitments == promises(Side.SCHOOL)


def test_only_a_guardian_answers_for_home(beuk: Beuk) -> None:
    """The school cannot, so that a goal is never shared on the school's word alone."""
    beuk.jansen.propose(a_goal())
    with pytest.raises(IllegalStep, match="home is not at the desk"):
        beuk.jansen.answer(G1, "ze lezen vast wel")
    beuk.jansen.discuss(G1)
    with pytest.raises(InvalidInput, match="how can you support this at home"):
        beuk.jansen.agree(G1)
    with pytest.raises(InvalidValue):
        beuk.as_("system:school").rate(G1, 1)


def test_a_pupil_has_three_active_goals_at_most(beuk: Beuk) -> None:
    """A place comes free at the review; another pupil's goals do not count."""
    for number in range(3):
        beuk.active(f"g{number}")
    with pytest.raises(InvalidInput, match="finish one first"):
        beuk.active("g9")
    beuk.jansen.review(GoalId("g1"))
    beuk.jansen.activate(GoalId("g9"))
    assert whole(beuk, GoalId("g9")).place == 1


def test_two_who_begin_at_one_moment_get_two_places(beuk: Beuk) -> None:
    """The store gives a place out once: one who read before the other began is refused and reads again."""
    beuk.active("g0")
    beuk.active("g1")
    beuk.jansen.review(GoalId("g1"))
    beuk.jansen.propose(a_goal(id=GoalId("g7")))
    beuk.mother.answer(GoalId("g7"), "elke avond")
    beuk.jansen.discuss(GoalId("g7"))
    beuk.jansen.agree(GoalId("g7"))
    with beuk.school.store.transaction(BEUK) as transaction:
        transaction.put("unread", "x", {}, expected=None, claims=[Claim("goals:noor", 1)])
    desk = attrs.evolve(beuk.school.desk, tries=2)
    room = Learning(beuk.school.settings, desk, beuk.school.caller(by="staff:jansen"))
    with pytest.raises(Conflict):
        room.activate(GoalId("g7"))
    assert beuk.jansen.goal(GoalId("g7")).state is GoalState.AGREED
    with beuk.school.store.transaction(BEUK) as transaction:
        transaction.delete("unread", "x", expected=1)
    room.activate(GoalId("g7"))
    assert whole(beuk, GoalId("g7")).place == 1


def test_the_school_asks_about_all_goals(beuk: Beuk) -> None:
    """All of them, or those of some pupils; and the house sees a goal whole."""
    beuk.active()
    assert [goal.id for goal in beuk.jansen.every_goal()] == [G1]
    assert beuk.jansen.every_goal([PupilId("sam")]) == ()
    assert len(beuk.as_("system:school").goal(G1).answers) == 1
    assert beuk.jansen.missing(beuk.jansen.every_goal()[0]) == ()


def test_the_dossier_knows_whose_they_are(beuk: Beuk) -> None:
    """Part of the pupil's file, each with its owner, and read back as it was written."""
    support = SupportPlan(
        id=SupportPlanId("o1"), pupil=NOOR, begun_on=MONDAY, holders=(GuardianId("yilmaz"),)
    )
    values = (a_goal(answers=(said_at_home(),)), a_plan(steps=steps()), support)
    for value, owner in zip(values, ("staff:jansen", "staff:jansen", "pupil:noor"), strict=True):
        kind = DOSSIER[type(value)]
        assert kind.shared
        assert kind.pupils(value) == {"pupil:noor"}
        assert owner in kind.owners(value)
        with beuk.school.store.transaction(BEUK) as transaction:
            put_entry(transaction, value, expected=None)
            assert entry(transaction, type(value), kind.id(value)) == (value, 1)


def test_eight_weeks_of_reading(beuk: Beuk) -> None:
    """Measured before and during, done on both sides, looked back on because the day came, and faded out."""
    beuk.jansen.make_plan(a_plan())
    assert beuk.told() == [("plan-made", "guardian:yilmaz")]
    beuk.jansen.develop(P1, *steps())
    for value in (40, 42, 41):
        beuk.jansen.measure(P1, value)
    beuk.told()
    beuk.jansen.begin(P1, review_on=MONDAY + timedelta(days=56))
    assert beuk.told() == [("plan-begun", "guardian:yilmaz")]
    for week in range(8):
        beuk.now = NOON + timedelta(weeks=week)
        for _ in range(4):
            beuk.mother.log_step(P1, "thuis")
        for _ in range(2):
            beuk.jansen.log_step(P1, "klas")
        beuk.jansen.measure(P1, 44 + week)
    assert beuk.told() == []
    beuk.now = datetime(2026, 12, 28, 12, tzinfo=NOON.tzinfo)
    report = beuk.mother.report(P1)
    assert (report.effect, report.school, report.home, report.due) == (1.0, 1.0, 1.0, True)
    assert report.advice is Advice.FADE
    assert beuk.jansen.sweep() == (P1,)
    assert beuk.jansen.sweep() == ()
    assert beuk.told() == [("plan-evaluated", "guardian:yilmaz")]
    faded = beuk.jansen.decide(P1, "fade", why="het gaat vanzelf", review_on=date(2027, 2, 1))
    assert faded.stage is PlanStage.FADING
    beuk.jansen.evaluate(P1)
    assert beuk.jansen.decide(P1, "close", why="klaar").stage is PlanStage.CLOSED
    assert [plan.id for plan in beuk.mother.plans_of(NOOR)] == [P1]


def test_a_plan_that_is_due_is_evaluated_once(beuk: Beuk) -> None:
    """Also when somebody looks back between the reading and the writing of the nightly job."""
    beuk.jansen.make_plan(a_plan())
    beuk.jansen.develop(P1, *steps())
    for value in (1, 2, 3):
        beuk.jansen.measure(P1, value)
    beuk.jansen.begin(P1, review_on=MONDAY + timedelta(days=7))
    beuk.now = NOON + timedelta(days=7)

    class Overtaken(Desk):
        """A desk at which another looks back just after this one has read."""

        def read(self, work: Callable[[Transaction], Any]) -> Any:
            """What was found, which is then no longer so."""
            found = super().read(work)
            beuk.jansen.evaluate(P1)
            return found

    mine = beuk.school.desk
    desk = Overtaken(store=mine.store, school=mine.school, clock=mine.clock, rulebook=mine.rulebook)
    room = Learning(beuk.school.settings, desk, beuk.school.caller(by="system:night"))
    assert room.sweep() == (P1,)
    assert beuk.journal().count("plan.evaluated") == 1


def test_a_plan_asks_for_measurements_first(beuk: Beuk) -> None:
    """Before it runs nothing is planned, and too few measurements are no number."""
    beuk.jansen.make_plan(a_plan())
    beuk.jansen.develop(P1)
    beuk.jansen.set_steps(P1, *steps())
    report = beuk.jansen.report(P1)
    assert isinstance(report.effect, TooFewMeasurements)
    assert (report.school, report.home, report.due) == (None, None, False)
    assert report.advice is Advice.MEASURE_MORE


def test_a_holiday_asks_nothing_of_anyone(beuk: Beuk) -> None:
    """With a calendar only weeks with lessons count, so the plan that rests in a holiday is carried out."""
    beuk.jansen.make_plan(a_plan())
    beuk.jansen.develop(P1, *steps())
    for value in (1, 2, 3):
        beuk.jansen.measure(P1, value)
    beuk.jansen.begin(P1, review_on=date(2026, 12, 28))
    for _ in range(4):
        beuk.mother.log_step(P1, "thuis")
    calendar = SchoolCalendar(terms=(Term(name="herfst", days=Days.through(MONDAY, date(2026, 11, 6))),))
    beuk.now = NOON + timedelta(weeks=3)
    assert beuk.as_("staff:jansen", calendar).report(P1).home == 1
    assert beuk.jansen.report(P1).home == pytest.approx(1 / 3)


def test_a_home_does_not_see_who_else_did_what(beuk: Beuk) -> None:
    """What the other guardian did is only done at home; the school sees who."""
    beuk.jansen.make_plan(a_plan(authors=("guardian:yilmaz", "guardian:demir")))
    beuk.as_("guardian:demir").measure(P1, 40)
    seen = beuk.mother.plan(P1)
    assert "demir" not in str(attrs.asdict(seen))
    assert seen.authors == ("staff:jansen", "guardian:yilmaz")
    assert [each.by for each in seen.measurements] == ["home"]
    assert "guardian:demir" in beuk.jansen.plan(P1).authors


def test_a_step_that_is_refused_leaves_no_trace(beuk: Beuk) -> None:
    """Not in the records, the journal or the outbox."""
    beuk.jansen.propose(a_goal())
    before = beuk.journal()
    beuk.told()
    for work in (beuk.jansen.agree, beuk.jansen.activate, beuk.jansen.review):
        with pytest.raises(IllegalStep):
            work(G1)
    assert (beuk.journal(), beuk.told()) == (before, [])
    words = (Wording(language="tr", text="Noor akıcı okuyor"),)
    assert beuk.jansen.rewrite(G1, a_goal(wordings=words)).wordings == words
