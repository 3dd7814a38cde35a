"""What is refused leaves no trace: in whichever room, by whomever, in whichever state things are."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.learning.noor import NOOR, a_goal, a_plan, steps
from tests.learning.supplies import a_homework, a_tip, a_workshop
from tests.privacy.test_every_room import (
    ASKED,
    EVENING,
    GAME,
    OPP,
    PLAN,
    RUNS,
    a_talk,
    deeds_of,
    sights_of,
    whole_school,
)
from tests.privacy.test_supply_homes import BOX, H1, M1, W1
from tests.services.supply_school import BEUK, CHEN, DEMIR, SAM, YILMAZ, Beuk

from partnership.errors import PartnershipError
from partnership.ids import GoalId, GuardianId, PlanId, TalkId
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import Side
from partnership.learning.tips import TipWishes
from partnership.people.feed_addresses import FeedOf
from partnership.plugins.memory.store import MemoryStore

HERS, DAY = TalkId("hers"), date(2026, 12, 1)


def school_of(beuk: Beuk) -> Mapping[str, Any]:
    """What the school does, well or badly."""
    school, jansen = beuk.school, beuk.jansen
    learning, talks = school.learning(by="staff:jansen"), school.talks(by="staff:jansen")
    support, evening = school.support(by="staff:jansen"), school.gatherings(by="staff:jansen")
    later = a_goal(id=GoalId("later"))
    promise = Agreement(id="a", owner=Side.SCHOOL, what="lezen", due=DAY)
    two = (*steps(), *steps())
    twice = a_plan(id=PlanId("p2"))
    return {
        "propose": lambda: learning.propose(later),
        "propose for a stranger": lambda: learning.propose(
            attrs.evolve(later, authors=("guardian:stranger",))
        ),
        "agree": lambda: learning.agree(ASKED),
        "activate": lambda: learning.activate(ASKED),
        "review": lambda: learning.review(RUNS),
        "prolong": lambda: learning.prolong(RUNS, until=DAY),
        "prolong to before": lambda: learning.prolong(RUNS, until=date(2026, 1, 1)),
        "drop": lambda: learning.drop(ASKED, reason=" "),
        "make a plan": lambda: learning.make_plan(twice),
        "develop a plan": lambda: learning.develop(twice.id, *two),
        "begin a plan": lambda: learning.begin(PLAN, review_on=DAY),
        "begin it late": lambda: learning.begin(PLAN, review_on=date(2026, 1, 1)),
        "decide": lambda: learning.decide(PLAN, "stop", why=""),
        "plan a talk": lambda: talks.plan(a_talk("sams", CHEN)),
        "hold": lambda: talks.hold(HERS),
        "miss": lambda: talks.miss(HERS),
        "decline": lambda: talks.decline(HERS),
        "write": lambda: talks.write(HERS, "gelezen"),
        "agree in a talk": lambda: talks.agree(HERS, promise),
        "a goal of it": lambda: talks.as_goal(HERS, "a", attrs.evolve(later, pupil=SAM)),
        "a goal that is there": lambda: talks.as_goal(HERS, "a", a_goal(id=ASKED)),
        "a step of it": lambda: talks.as_step(HERS, "a", PLAN, steps()[0]),
        "a step of another": lambda: talks.as_step(HERS, "a", PLAN, attrs.evolve(steps()[0], id="x")),
        "begin support": lambda: support.begin(OPP, SAM),
        "amend": lambda: support.amend(OPP, action=" "),
        "adopt": lambda: support.adopt(OPP),
        "run": lambda: support.put_in_force(OPP),
        "evaluate": lambda: support.evaluate(OPP, guardians=[CHEN], outcome="goed"),
        "announce": lambda: evening.announce(EVENING),
        "arrive": lambda: evening.arrive(EVENING, DEMIR),
        "hold an evening": lambda: evening.hold(EVENING),
        "close an evening": lambda: evening.close(EVENING),
        "agree at an evening": lambda: evening.agree_goal(EVENING, NOOR, RUNS),
        "set homework": lambda: jansen.homework.set(a_homework(), [NOOR, SAM]),
        "answer homework": lambda: jansen.homework.answer(H1, NOOR, DEMIR, " "),
        "withdraw homework": lambda: jansen.homework.withdraw(H1),
        "lend": lambda: jansen.materials.lend(GAME, CHEN),
        "lend to nobody": lambda: jansen.materials.lend(BOX, GuardianId("nobody")),
        "take back": lambda: jansen.materials.give_back(BOX, 0),
        "lose": lambda: jansen.materials.lose(BOX, 7),
        "fewer copies": lambda: jansen.materials.keep(attrs.evolve(jansen.materials.all()[0], copies=0)),
        "draft a workshop": lambda: jansen.workshops.draft(a_workshop()),
        "attend": lambda: jansen.workshops.attendance(W1, came=[YILMAZ], missed=[CHEN]),
        "invite": lambda: jansen.workshops.invite(W1, [CHEN, GuardianId("nobody")]),
        "enlarge": lambda: jansen.workshops.enlarge(W1, "avond", 1),
        "declare for nobody": lambda: jansen.tips.declare(TipWishes(guardian=CHEN)),
        "tip a stranger": lambda: jansen.tips.send(NOOR, CHEN),
        "tip from home": lambda: beuk.mother.tips.keep(a_tip()),
        "a module of nobody": lambda: jansen.modules.start(M1),
        "a feed for nobody": lambda: school.feeds(by="staff:jansen").open("guardian:nobody", FeedOf.DATES),
        "opt in": lambda: school.post.return_to(YILMAZ, "newsletter", by="staff:office"),
        "erase nobody": lambda: school.privacy.erase("noor", by="staff:office", why="x", ground="x"),
    }


def kept(beuk: Beuk) -> object:
    """All there is: records, claims, the journal and the letters."""
    store = beuk.school.store._store  # type: ignore[attr-defined] # what is kept, past the announcing store
    assert isinstance(store, MemoryStore)
    return attrs.evolve(store._schools[BEUK].copy())


NAMES = tuple(
    (side, name)
    for side, of in (("home", deeds_of), ("mother", sights_of), ("school", school_of))
    for name in of(whole_school())
)


@settings(max_examples=8, deadline=timedelta(seconds=30))
@given(st.permutations(NAMES))
def test_what_is_refused_leaves_no_trace(order: list[tuple[str, str]]) -> None:
    """No record, no claim, no line in the journal and no letter; not by half of a use case either."""
    beuk = whole_school()
    pool = {"home": deeds_of(beuk), "mother": sights_of(beuk), "school": school_of(beuk)}
    refused = set()
    for side, name in (*order, *order):
        before = kept(beuk)
        try:
            pool[side][name]()
        except PartnershipError:
            refused.add(name)
            assert kept(beuk) == before, name
    assert len(refused) > len(NAMES) // 3
