"""Talks at the desk: told to whom it concerns, closed to whom it does not, with agreements that live on."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import attrs
import pytest
from tests.learning.noor import MONDAY, NOON, NOOR, a_goal, a_plan, promises
from tests.learning.test_talk_life import DEMIR, YILMAZ, a_talk, promise
from tests.services.test_learning import BEUK, P1, Beuk

from partnership.contact.insights import ParentInsight, acknowledged, considered, not_used, told_back
from partnership.errors import Conflict, IllegalStep, InvalidInput, InvalidValue, NotFound
from partnership.host.talks import Talks
from partnership.ids import GoalId, GuardianId, InsightId, PlanId, PupilId, TalkId
from partnership.learning.agreements import LivesOn
from partnership.learning.commitments import Commitment, Side
from partnership.learning.plan_parts import PlanStep
from partnership.learning.talks import ProgressTalk, TalkKind, TalkState, Way
from partnership.people.preferences import ContactPreferences

T1 = TalkId("t1")


class Talking(Beuk):
    """The same school, with talks about Noor."""

    def talks(self, who: str) -> Talks:
        """The talks for one caller."""
        return self.school.talks(by=who)

    @property
    def juf(self) -> Talks:
        """For juf Jansen."""
        return self.talks("staff:jansen")

    @property
    def mama(self) -> Talks:
        """For mother Yilmaz."""
        return self.talks("guardian:yilmaz")

    def held(self, **fields: Any) -> ProgressTalk:
        """A talk that was held."""
        self.juf.plan(a_talk(**fields))
        return self.juf.hold(T1)

    def waits(self) -> list[tuple[str, str, datetime]]:
        """The messages with their day, which are then done."""
        leased = self.school.store.lease(now=self.now + timedelta(days=99), limit=1000, seconds=60)
        self.school.store.ack(BEUK, [message.key for _, message in leased])
        return [(message.topic, message.body["recipient"], message.due) for _, message in leased]


@pytest.fixture
def beuk() -> Iterator[Talking]:
    """The school, closed afterwards."""
    made = Talking()
    yield made
    made.school.close()


def test_a_talk_from_preparation_to_agreement(beuk: Talking) -> None:
    """Each brings something, it is held, both sides write, and what was agreed is reminded of on its day."""
    with pytest.raises(InvalidInput) as caught:
        beuk.juf.plan(a_talk(guardians=(YILMAZ, GuardianId("stranger"))))
    assert [each.path for each in caught.value.problems] == ["$.guardians[1]"]
    beuk.juf.plan(a_talk(kind=TalkKind.FIRST_WEEKS, state=TalkState.HELD))
    assert beuk.juf.every_talk()[0].state is TalkState.PLANNED
    beuk.mama.prepare(T1, "ze slaapt slecht")
    beuk.talks("pupil:noor").prepare(T1, "ik wil naast Sam")
    beuk.juf.prepare(T1, "rekenen")
    assert [each.text for each in beuk.mama.agenda(T1, language="nl")][1:] == [
        "ze slaapt slecht",
        "ik wil naast Sam",
        "rekenen",
    ]
    assert beuk.told() == [("talk-invited", "guardian:yilmaz")]
    beuk.juf.hold(T1)
    beuk.juf.write(T1, "We spraken over slapen.")
    assert beuk.told() == [("talk-minutes", "guardian:yilmaz")]
    beuk.mama.say(T1, "Vooral over vriendinnen.")
    beuk.juf.agree(T1, promise())
    beuk.mama.agree(T1, promise("a2", owner=Side.HOME, what="om acht uur naar bed"))
    beuk.talks("pupil:noor").agree(T1, promise("a3", owner=Side.PUPIL, what="mijn tas pakken"))
    morning = datetime(2026, 11, 6, 7, tzinfo=NOON.tzinfo)
    assert sorted(beuk.waits()) == [
        ("agreement-reminder", "guardian:yilmaz", morning),
        ("agreement-reminder", "staff:jansen", morning),
        ("agreement-reminder", "staff:jansen", morning),
    ]
    seen = beuk.mama.talk(T1)
    assert [each.text for each in seen.own_words] == ["Vooral over vriendinnen."]
    assert [each.guardian for each in seen.agreements] == [None, YILMAZ, None]
    assert beuk.mama.done(T1, "a2").agreements[1].done_on == MONDAY
    assert [each.id for each in beuk.mama.talks_of(NOOR)] == ["t1"]
    journal = [change for _, change in beuk.school.store.journal(BEUK) if change.kind == "progress_talk"]
    assert [change.what.partition(".")[2] for change in journal] == [
        *("planned", "prepared", "prepared", "prepared", "held", "written", "told"),
        *("agreed", "agreed", "agreed", "kept"),
    ]
    assert "slaap" not in str([(change.purpose, change.details) for change in journal])


def test_the_words_of_a_parent_are_out_of_reach_of_the_school(beuk: Talking) -> None:
    """There is no way in: the school writes minutes, and every other door is the guardian's own."""
    beuk.held(guardians=(YILMAZ, DEMIR))
    beuk.mama.say(T1, "zo hoorde ik het")
    for who in ("staff:jansen", "system:school", "pupil:noor"):
        with pytest.raises(IllegalStep, match="home is not at the desk"):
            beuk.talks(who).say(T1, "anders")
    beuk.juf.write(T1, "minutes")
    beuk.talks("guardian:demir").say(T1, "ik ook")
    own = {each.guardian: each.text for each in beuk.juf.every_talk()[0].own_words}
    assert own == {"yilmaz": "zo hoorde ik het", "demir": "ik ook"}
    with pytest.raises(IllegalStep, match="followed from home"):
        beuk.mama.write(T1, "wat ik wil")


def test_somebody_who_is_not_in_a_talk_finds_none(beuk: Talking) -> None:
    """The other parent, a stranger, another pupil: the same words as where there is nothing."""
    beuk.held()
    asks: tuple[Callable[[Talks], object], ...] = (
        lambda room: room.talk(T1),
        lambda room: room.agenda(T1),
        lambda room: room.prepare(T1, "x"),
        lambda room: room.done(T1, "a1"),
    )
    for who, ask in product(("guardian:demir", "guardian:stranger", "pupil:sam"), asks):
        with pytest.raises(NotFound, match="no progress talk with id 't1'"):
            ask(beuk.talks(who))
    assert beuk.talks("guardian:demir").talks_of(NOOR) == ()
    assert beuk.talks("pupil:noor").talks_of(NOOR) == ()
    with pytest.raises(NotFound):
        beuk.talks("guardian:stranger").talks_of(NOOR)
    beuk.juf.plan(a_talk(id=TalkId("t2")))
    with pytest.raises(InvalidInput, match="nobody who is in this talk"):
        beuk.talks("staff:other").prepare(TalkId("t2"), "x")


def test_what_only_the_school_says(beuk: Talking) -> None:
    """Home and the pupil follow a talk; each is told what they can do."""
    beuk.juf.plan(a_talk())
    for work in (
        lambda: beuk.mama.plan(a_talk(id=TalkId("t2"))),
        lambda: beuk.mama.hold(T1),
        lambda: beuk.mama.miss(T1),
        lambda: beuk.mama.move(T1, on=MONDAY),
        beuk.mama.every_talk,
        lambda: beuk.talks("pupil:noor").decline(T1),
    ):
        with pytest.raises(IllegalStep, match="prepare"):
            work()
    with pytest.raises(InvalidValue, match="points"):
        beuk.mama.prepare(T1)
    assert beuk.mama.decline(T1).state is TalkState.DECLINED
    beuk.told()
    assert beuk.juf.move(T1, on=date(2026, 11, 9)).on == date(2026, 11, 9)
    assert beuk.told() == [("talk-invited", "guardian:yilmaz")]
    booked = beuk.juf.plan(a_talk(id=TalkId("t2"), booking="autumn/q1"))
    beuk.juf.move(booked.id, on=date(2026, 11, 9))
    assert beuk.told() == []


def test_nobody_promises_for_another_side(beuk: Talking) -> None:
    """Home for home, the pupil for the pupil; the school writes down what anyone agreed to."""
    beuk.held(guardians=(YILMAZ, DEMIR))
    for who, side in (("guardian:yilmaz", Side.SCHOOL), ("pupil:noor", Side.HOME)):
        with pytest.raises(IllegalStep, match="not at the desk"):
            beuk.talks(who).agree(T1, promise(owner=side))
    beuk.juf.agree(T1, promise(owner=Side.HOME))
    assert {who for _, who, _ in beuk.waits()} == {"guardian:yilmaz", "guardian:demir"}


def test_after_a_no_show_its_staff_are_told_what_is_owed(beuk: Talking) -> None:
    """In ten days with lessons, by the calendar of the school; the family is told nothing of it."""
    for id in ("t1", "t2"):
        beuk.juf.plan(a_talk(id=TalkId(id)))
    beuk.told()
    missed = beuk.juf.miss(T1)
    assert missed.other_way is not None
    assert (missed.other_way.way, missed.other_way.due) == (Way.PHONE, date(2026, 11, 16))
    assert beuk.told() == []  # juf Jansen stands at the desk herself
    beuk.talks("staff:office").miss(TalkId("t2"))
    assert beuk.told() == [("talk-missed", "staff:jansen")]


def test_an_agreement_lives_on_as_a_goal(beuk: Talking) -> None:
    """With the promise as the commitment of the home that made it, or neither the goal nor the word is kept."""
    beuk.held()
    beuk.juf.agree(T1, promise(owner=Side.HOME, what="samen lezen"))
    wanted = a_goal(commitments=promises(Side.SCHOOL))
    with pytest.raises(InvalidInput, match="not whom the talk is about"):
        beuk.juf.as_goal(T1, "a1", attrs.evolve(wanted, pupil=PupilId("sam")))
    assert beuk.jansen.every_goal() == ()
    goal = beuk.juf.as_goal(T1, "a1", wanted)
    expected = Commitment(side=Side.HOME, what="samen lezen", guardian=YILMAZ)
    assert goal.commitments == (*promises(Side.SCHOOL), expected)
    assert "samen lezen" not in str(beuk.as_("guardian:demir").goals_of(NOOR)[0].commitments[1:])
    kept = beuk.juf.talk(T1).agreements[0]
    assert (kept.lives_on, kept.reference, kept.is_open) == (LivesOn.GOAL, "g1", True)
    with pytest.raises(IllegalStep, match="this agreement is a goal"):
        beuk.juf.as_goal(T1, "a1", wanted)
    beuk.juf.agree(T1, promise("a2", what="een boek"))
    with pytest.raises(Conflict):
        beuk.juf.as_goal(T1, "a2", wanted)
    assert beuk.juf.talk(T1).agreements[1].lives_on is LivesOn.REMINDER


def test_what_two_homes_promise_together_is_every_homes(beuk: Talking) -> None:
    """In a joint talk a promise of home without a name is of both."""
    beuk.held(guardians=(YILMAZ, DEMIR))
    beuk.juf.agree(T1, promise(owner=Side.HOME))
    assert [each.guardian for each in beuk.juf.as_goal(T1, "a1", a_goal(commitments=())).commitments] == [
        None
    ]


def test_an_agreement_lives_on_as_a_step_of_a_plan(beuk: Talking) -> None:
    """Of the same owner and pupil, or nothing is written."""
    beuk.held()
    beuk.juf.agree(T1, promise())
    for plan in (a_plan(), a_plan(id=PlanId("p2"), pupil=PupilId("sam"), authors=("staff:jansen",))):
        beuk.jansen.make_plan(plan)
        beuk.jansen.develop(plan.id)
    wrong = PlanStep(id="lezen", owner=Side.HOME, what="samen lezen")
    with pytest.raises(InvalidInput) as caught:
        beuk.juf.as_step(T1, "a1", PlanId("p2"), wrong)
    assert [each.path for each in caught.value.problems] == ["$.step.owner", "$.plan"]
    assert beuk.jansen.plan(PlanId("p2")).steps == ()
    step = PlanStep(id="boek", owner=Side.SCHOOL, what="elke week een boek")
    beuk.juf.as_step(T1, "a1", P1, step)
    assert beuk.jansen.plan(P1).steps == (step,)
    kept = beuk.juf.talk(T1).agreements[0]
    assert (kept.lives_on, kept.reference) == (LivesOn.STEP, "p1/boek")


def test_the_agenda_gathers_goals_talks_and_what_was_told(beuk: Talking) -> None:
    """Until the goal is answered, the agreement kept and the insight told back."""
    beuk.held()
    beuk.juf.agree(T1, promise())
    beuk.jansen.propose(a_goal())
    contacts = beuk.school.contacts
    insight = ParentInsight(
        id=InsightId("i1"), pupil=NOOR, by=YILMAZ, text="slaapt slecht", received_on=MONDAY
    )
    contacts.hear(insight, by="staff:jansen")
    beuk.juf.plan(a_talk(id=TalkId("t2"), on=date(2026, 11, 9)))
    texts = [each.about for each in beuk.mama.agenda(TalkId("t2"))]
    assert texts == ["agreement:t1/a1", "insight:i1", "", "goal:g1"]
    beuk.mother.answer(GoalId("g1"), "elke avond")
    beuk.juf.done(T1, "a1")
    for step in (acknowledged, considered):
        contacts.step_insight(insight.id, step, by="staff:jansen")
    contacts.step_insight(insight.id, lambda each: not_used(each, "we wisten het"), by="staff:jansen")
    contacts.step_insight(insight.id, lambda each: told_back(each, MONDAY), by="staff:jansen")
    assert [each.about for each in beuk.mama.agenda(TalkId("t2"))] == [""]


def test_the_school_asks_itself_about_first_talks_and_minutes(beuk: Talking) -> None:
    """Over the calendar of the settings, or a year of weekdays."""
    beuk.held()
    found = beuk.juf.first_talks((NOOR, PupilId("sam")))
    assert (found.by, found.held) == (date(2026, 9, 11), ())
    assert beuk.juf.late_minutes() == ()
    beuk.now = NOON + timedelta(days=8)
    assert [each.id for each in beuk.juf.late_minutes()] == ["t1"]
    calendar = beuk.juf.calendar
    beuk.school.settings = attrs.evolve(beuk.school.settings, calendar=calendar)
    assert beuk.juf.calendar is calendar


def test_an_agenda_is_in_the_language_its_reader_chose(beuk: Talking) -> None:
    """Unless another is asked for; who chose none gets the school's."""
    beuk.juf.plan(a_talk(kind=TalkKind.FIRST_WEEKS))
    wish = ContactPreferences(guardian=YILMAZ, language="nl-NL")
    beuk.school.privacy.keep(wish, by="guardian:yilmaz", why="told at the counter")
    assert beuk.mama.agenda(T1)[0].text.startswith("De ouders vertellen eerst")
    assert beuk.mama.agenda(T1, language="en")[0].text.startswith("The parents speak first")
    assert beuk.juf.agenda(T1)[0].text.startswith("The parents speak first")
    assert (beuk.mama.spoken, beuk.talks("guardian:demir").spoken) == ("nl-NL", "en")


def test_a_step_that_is_refused_leaves_no_trace(beuk: Talking) -> None:
    """Not in the records, the journal or the outbox; also where a goal or plan was written before the refusal."""
    beuk.held()
    beuk.juf.agree(T1, promise(owner=Side.HOME))
    beuk.jansen.make_plan(a_plan())
    beuk.jansen.develop(P1)
    beuk.waits()
    kinds = ("progress_talk", "goal", "action_plan")

    def traces() -> tuple[object, ...]:
        with beuk.school.store.transaction(BEUK, write=False) as transaction:
            return (*(transaction.find(kind) for kind in kinds), len(beuk.school.store.journal(BEUK)))

    before = traces()
    step = PlanStep(id="boek", owner=Side.SCHOOL, what="een boek")
    strange = a_goal(commitments=(Commitment(side=Side.HOME, what="x", guardian=DEMIR),))
    refused: tuple[Callable[[], object], ...] = (
        lambda: beuk.juf.as_step(T1, "a1", P1, step),
        lambda: beuk.juf.as_goal(T1, "gone", a_goal()),
        lambda: beuk.mama.as_goal(T1, "a1", strange),
        lambda: beuk.juf.agree(T1, promise(owner=Side.HOME)),
        lambda: beuk.juf.move(T1, on=MONDAY),
        lambda: beuk.juf.miss(T1),
        lambda: beuk.mama.decline(T1),
    )
    for work in refused:
        with pytest.raises((IllegalStep, InvalidInput)):
            work()
    assert (traces(), beuk.waits()) == (before, [])


def test_home_and_the_pupil_settle_what_is_theirs(beuk: Talking) -> None:
    """Not what another promised; the school sees to everything."""
    beuk.held(guardians=(YILMAZ, DEMIR))
    for name, owner, guardian in (
        ("school", Side.SCHOOL, None),
        ("mama", Side.HOME, YILMAZ),
        ("both", Side.HOME, None),
        ("noor", Side.PUPIL, None),
    ):
        beuk.juf.agree(T1, promise(name, owner=owner, guardian=guardian))
    father, noor = beuk.talks("guardian:demir"), beuk.talks("pupil:noor")
    for room, name in (
        (father, "school"),
        (father, "mama"),
        (father, "noor"),
        (noor, "both"),
        (noor, "school"),
    ):
        with pytest.raises(IllegalStep, match="this agreement is another's"):
            room.done(T1, name)
        with pytest.raises(IllegalStep, match="another's"):
            room.as_goal(T1, name, a_goal())
        with pytest.raises(IllegalStep, match="another's"):
            room.as_step(T1, name, P1, PlanStep(id="x", owner=Side.HOME, what="x"))
    for room, name in ((father, "both"), (noor, "noor"), (beuk.juf, "mama"), (beuk.juf, "school")):
        room.done(T1, name)
    assert beuk.juf.open_agreements() == ()
    with pytest.raises(InvalidInput, match="no such agreement"):
        noor.done(T1, "gone")
