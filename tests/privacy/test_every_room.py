"""One law over the whole school: what the mother sees, is sent and is told, whatever the father did in whichever room."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contact.test_gatherings import READING
from tests.learning.noor import MONDAY, NOOR, a_goal, a_plan, steps
from tests.learning.supplies import a_material
from tests.privacy.test_supply_homes import H1, M1, W1, stocked
from tests.services.supply_school import CHEN, DEMIR, YILMAZ, Beuk

from partnership.contact.insights import ParentInsight
from partnership.errors import PartnershipError
from partnership.host.materials import Materials
from partnership.ids import (
    ClassId,
    GatheringId,
    GoalId,
    GuardianId,
    InsightId,
    MaterialId,
    PlanId,
    StaffId,
    SupportPlanId,
    TalkId,
)
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import Commitment, Side
from partnership.learning.talks import ProgressTalk
from partnership.learning.tips import TipWishes
from partnership.people.classes import Enrolment
from partnership.people.feed_addresses import FeedOf
from partnership.serial.values import dump

ASKED, RUNS, PLAN, OPP, GAME = (
    GoalId("asked"),
    GoalId("runs"),
    PlanId("p1"),
    SupportPlanId("opp"),
    MaterialId("spel"),
)
LENT = MaterialId("uitgeleend")
EVENING = GatheringId("reading")
_Deed = Callable[[], object]


def a_talk(id: str, guardian: GuardianId) -> ProgressTalk:
    """A talk of one home."""
    return ProgressTalk(
        id=TalkId(id),
        pupil=NOOR,
        staff=(StaffId("jansen"),),
        guardians=(guardian,),
        on=date(2026, 11, 20),
    )


def whole_school() -> Beuk:
    """Something of everything: goals, a plan, talks apart, a support plan, an evening, supplies."""
    beuk = stocked()
    beuk.write("class", "6a", title="Groep 6A")
    beuk.write("enrolment", "noor/6a", **dump(Enrolment(pupil=NOOR, class_id=ClassId("6a"))))
    school = beuk.school
    learning = school.learning(by="staff:jansen")
    learning.propose(a_goal(id=ASKED))
    learning.discuss(ASKED)
    beuk.agreed(RUNS)
    learning.activate(RUNS)
    learning.make_plan(a_plan())
    learning.develop(PLAN, *steps())
    support = school.support(by="staff:jansen")
    support.begin(OPP, NOOR)
    support.draft(OPP, perspective="vmbo-t", action="elke dag lezen")
    support.hear(OPP, view="vooraan zitten", done_with_it="zit vooraan")
    support.consult(OPP)
    talks = school.talks(by="staff:jansen")
    talks.plan(a_talk("hers", YILMAZ))
    evening = school.gatherings(by="staff:jansen")
    evening.draft(READING)
    evening.announce(READING.id)
    beuk.jansen.materials.keep(a_material(id=LENT, copies=1))
    beuk.jansen.materials.lend(LENT, CHEN)
    return beuk


def reserved_and_not(shelves: Materials) -> None:
    """A box is kept aside, and let go."""
    shelves.reserve(GAME)
    shelves.cancel(GAME)


def deeds_of(beuk: Beuk) -> Mapping[str, _Deed]:
    """All that the father, and the school with him alone, can do."""
    school, home = beuk.school, beuk.father
    learning, support, staff = school.learning(DEMIR), school.support(DEMIR), school.talks(by="staff:jansen")
    talks, evening, his = school.talks(DEMIR), school.gatherings(DEMIR), TalkId("his")
    promise = Agreement(id="a", owner=Side.HOME, what="krekel", due=date(2026, 12, 1))
    insight = ParentInsight(id=InsightId("i"), pupil=NOOR, by=DEMIR, text="krekel", received_on=MONDAY)
    rewritten = attrs.evolve(
        a_goal(id=ASKED),
        commitments=(*a_goal().commitments, Commitment(side=Side.HOME, what="krekel", guardian=DEMIR)),
    )
    return {
        "answers a goal": lambda: learning.answer(ASKED, "krekel"),
        "promises": lambda: learning.rewrite(ASKED, rewritten),
        "rates": lambda: learning.rate(RUNS, 2, why="krekel"),
        "plans a talk": lambda: staff.plan(a_talk("his", DEMIR)),
        "prepares": lambda: talks.prepare(his, "krekel"),
        "talks": lambda: staff.hold(his),
        "is written of": lambda: staff.write(his, "krekel"),
        "says": lambda: talks.say(his, "krekel"),
        "agrees": lambda: talks.agree(his, promise),
        "consents": lambda: support.answer(OPP, version=1, given=True),
        "withholds": lambda: support.answer(OPP, version=1, given=False, reason="krekel"),
        "replies": lambda: evening.reply(EVENING, coming=True),
        "opens a feed": lambda: school.feeds(DEMIR).open("guardian:demir", FeedOf.DATES),
        "is heard": lambda: school.contacts.hear(insight, by="staff:jansen"),
        "declares": lambda: home.tips.declare(TipWishes(guardian=DEMIR, minutes=60, materials=("zar",))),
        "gets a tip": lambda: beuk.jansen.tips.send(NOOR, DEMIR),
        "says of a tip": lambda: home.tips.say(NOOR, MONDAY, tried=True, worked=False),
        "reacts": lambda: home.homework.react(H1, NOOR, enjoyed=True, comment="krekel"),
        "begins a module": lambda: home.modules.start(M1),
        "lets a box go": lambda: reserved_and_not(home.materials),
        "signs up": lambda: home.workshops.sign_up(W1, "avond"),
        "waits for a box": lambda: home.materials.reserve(LENT),
        "stays away": lambda: home.workshops.decline(W1),
    }


def sights_of(beuk: Beuk) -> Mapping[str, _Deed]:
    """All that the mother can look at, or do for herself, in this order."""
    school, home = beuk.school, beuk.mother
    learning, support = school.learning(YILMAZ), school.support(YILMAZ)
    talks, evening, feeds = school.talks(YILMAZ), school.gatherings(YILMAZ), school.feeds(YILMAZ)
    return {
        "goals": lambda: learning.goals_of(NOOR),
        "a card": lambda: learning.artefacts(ASKED, YILMAZ),
        "another's card": lambda: learning.artefacts(ASKED, DEMIR),
        "plans": lambda: (learning.plans_of(NOOR), learning.report(PLAN)),
        "talks": lambda: talks.talks_of(NOOR),
        "another's talk": lambda: talks.talk(TalkId("his")),
        "preparing another's": lambda: talks.prepare(TalkId("his"), "sprinkhaan"),
        "an agenda": lambda: talks.agenda(TalkId("hers")),
        "support plans": lambda: support.plans_of(NOOR),
        "invitations": evening.invitations,
        "another's invitations": lambda: evening.invitations(DEMIR),
        "feeds": lambda: (feeds.all(), feeds.all("guardian:demir")),
        "another's feed": lambda: feeds.revoke("guardian:demir", FeedOf.DATES),
        "a tip": lambda: home.tips.suggest(NOOR),
        "tips": lambda: (home.tips.received(NOOR), home.tips.library()),
        "homework": lambda: home.homework.sheets_of(NOOR),
        "modules": lambda: (home.modules.all(), home.materials.all(), home.workshops.all()),
        "materials": home.materials.held_by,
        "a seat": lambda: home.workshops.seat(W1),
        "signing up": lambda: (home.workshops.sign_up(W1, "avond"), home.workshops.seat(W1)),
        "waiting for a box": lambda: (home.materials.reserve(LENT), home.materials.held_by()),
        "what is kept": lambda: school.privacy.access("guardian:yilmaz", by="staff:office"),
        "agreeing": lambda: learning.agree(ASKED),
        "answering": lambda: learning.answer(ASKED, "sprinkhaan"),
        "rating": lambda: learning.rate(RUNS, 1),
        "withholding": lambda: support.answer(OPP, version=1, given=False, reason="sprinkhaan"),
        "consenting": lambda: support.answer(OPP, version=1, given=True),
        "the support plan then": lambda: support.plan(OPP),
        "withholding after all": lambda: support.answer(OPP, version=1, given=False, reason="toch niet"),
        "the goals then": lambda: learning.goals_of(NOOR),
        "replying": lambda: evening.reply(EVENING, coming=False),
        "reacting": lambda: home.homework.react(H1, NOOR, understood=True),
        "borrowing": lambda: (home.materials.reserve(GAME), home.materials.held_by()),
        "what is kept then": lambda: school.privacy.access("guardian:yilmaz", by="staff:office"),
    }


def text_of(value: object) -> str:
    """A value with all that is in it, or what an error says."""
    if isinstance(value, PartnershipError):
        return f"{value!r} {value}"
    if isinstance(value, tuple):
        return str([text_of(each) for each in value])
    return str(dump(value) if attrs.has(type(value)) else value)


def tried(deed: _Deed) -> object:
    """What came of it."""
    try:
        return deed()
    except PartnershipError as error:
        return error


def as_mother(done: list[str]) -> dict[str, str]:
    """What she sees, does and is sent after the father did these things."""
    beuk = whole_school()
    deeds = deeds_of(beuk)
    for each in done:
        tried(deeds[each])
    before = her_mail(beuk)
    seen = {name: text_of(tried(look)) for name, look in sights_of(beuk).items()}
    return {"letters": before, **seen, "letters then": her_mail(beuk)}


def her_mail(beuk: Beuk) -> str:
    """What is on its way to her, whole."""
    mine = [each for each in beuk.messages() if each.body["recipient"] == "guardian:yilmaz"]
    written = [beuk.letter(each.topic, "guardian:yilmaz", each.body) for each in mine]
    return str(
        [
            (
                each.topic,
                dict(each.body),
                each.due,
                letter if isinstance(letter, str) else attrs.asdict(letter),
            )
            for each, letter in zip(mine, written, strict=True)
        ]
    )


DEEDS = tuple(deeds_of(whole_school()))
QUIET = as_mother([])


@settings(max_examples=30, deadline=timedelta(seconds=20))
@given(st.lists(st.sampled_from(DEEDS), max_size=6))
def test_nothing_a_home_sees_depends_on_what_the_other_does_alone(done: list[str]) -> None:
    """Not whether, not what, not how often, not in which order; also not by an error or what a step of hers gives back."""
    assert as_mother(done) == QUIET
