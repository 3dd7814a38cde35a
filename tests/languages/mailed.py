"""A letter of every topic to one mother, in her language: what the browser is shown."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import attrs
from tests.contact.test_gatherings import READING
from tests.contact.test_newsletters import EDITION
from tests.languages.mailed_learning import TO_STAFF
from tests.languages.mailed_learning import told as learning_told
from tests.privacy.two_homes import BEECH, EVENING, MOTHER, NOOR, TALKS, TwoHomes
from tests.services.test_learning_letters import GOAL
from tests.services.test_letters import TALK_P, judged, office, with_basket, with_wish

from partnership.conferences.booking_life.baskets import BasketState
from partnership.conferences.booking_life.swaps import SwapState
from partnership.conferences.timetable import Placement
from partnership.contact.newsletters import EditionState, translated
from partnership.host.judged import Judged
from partnership.host.judging import judge
from partnership.host.office import Office
from partnership.ids import PlanId
from partnership.learning.plans import ActionPlan
from partnership.people.preferences import ContactPreferences
from partnership.ports import Letter, Message
from partnership.services.dossier import put_entry
from partnership.services.letters.learning import GOAL_TOPICS, PLAN_TOPICS
from partnership.services.rounds import talk_id

__all__ = ["judged_in", "letters_in"]


def letters_in(language: str) -> dict[str, Letter]:
    """A letter of each topic to Petra, or to her child's teacher in a school of this language."""
    return {topic: each.ways["email"] for topic, each in judged_in(language, office()).items() if each.ways}


def judged_in(language: str, at: Office) -> dict[str, Judged]:
    """What an office would do about a message of each topic."""
    found: dict[str, Judged] = {}
    for fill in (_booked, _moved, _cancelled, _offered, _lapsed, _broken, _proposed, _unswapped):
        world = _world(language)
        fill(world)
        found |= _ready(world, at)
    world = _world(language)
    found |= dict(_said(world, language, at))
    for fill in (_invited, _reminded, _called_off, _packed):
        world = _world(language)
        fill(world)
        found |= {topic: each for topic, each in _ready(world, at).items() if topic.startswith("gathering")}
    return found


def _world(language: str) -> TwoHomes:
    world = TwoHomes()
    world.privacy.keep(
        ContactPreferences(guardian=MOTHER.id, language=language), by="guardian:g1", why="told"
    )
    return world


def _ready(world: TwoHomes, at: Office) -> dict[str, Judged]:
    return {
        message.topic: each
        for message, each in judged(world, at)
        if (each.ways or each.digest) and each.delivery.recipient == "guardian:g1"
    }


def _booked(world: TwoHomes) -> None:
    world.talk(MOTHER, 10)


def _moved(world: TwoHomes) -> None:
    world.talk(MOTHER, 10)
    world.school.book(TALKS, TALK_P, EVENING + timedelta(minutes=40))


def _cancelled(world: TwoHomes) -> None:
    world.talk(MOTHER, 10)
    world.school.cancel(TALKS, TALK_P)


def _offered(world: TwoHomes) -> None:
    with_basket(world)


def _lapsed(world: TwoHomes) -> None:
    with_basket(world, state=BasketState.LAPSED)


def _broken(world: TwoHomes) -> None:
    with_basket(world, state=BasketState.BROKEN)


def _proposed(world: TwoHomes) -> None:
    world.talk(MOTHER, 10)
    place = Placement(request=TALK_P, start=EVENING + timedelta(minutes=60), minutes=10)
    with_wish(world, "swap-proposed", state=SwapState.PROPOSED, place=place)


def _unswapped(world: TwoHomes) -> None:
    world.talk(MOTHER, 10)
    with_wish(world, "swap-off")
    with_wish(world, "swap-expired")


def _invited(world: TwoHomes) -> None:
    room = world.school.gatherings(by="staff:t1")
    room.draft(READING)
    room.announce(READING.id)


def _reminded(world: TwoHomes) -> None:
    _invited(world)
    world.school.gatherings(by="staff:t1").remind(READING.id)


def _called_off(world: TwoHomes) -> None:
    _invited(world)
    world.school.gatherings(by="staff:t1").call_off(READING.id)


def _packed(world: TwoHomes) -> None:
    _invited(world)
    world.now = READING.over or world.now
    room = world.school.gatherings(by="staff:t1")
    room.hold(READING.id)
    room.set_package(READING.id, "https://de-beuk.example/lezen?avond=26-11-2026&klas=6a")
    room.send_package(READING.id)


def _said(world: TwoHomes, language: str, at: Office) -> list[tuple[str, Judged]]:
    """Goals, plans, all else of learning, a newsletter and what is owed to the family, which the teacher reads."""
    world.talk(MOTHER, 10)
    told: dict[str, Any] = {"goal": "goal", "plan": "plan", "edition": EDITION.id, "language": language}
    told |= {"conference": TALKS, "request": TALK_P}
    sent = attrs.evolve(
        translated(EDITION, language, "Eerste regel.\nTweede regel.\n\nEen alinea.", checked=True)
        if language != "nl"
        else EDITION,
        state=EditionState.SENT,
    )
    plan = ActionPlan(id=PlanId("plan"), pupil=NOOR.id, authors=("staff:t1",), needs="lezen")
    follow_up = {"due": "2026-12-08", "mode": "phone"}
    missed = {
        "conference": TALKS,
        "request": TALK_P,
        "state": "no_show",
        "log": [],
        "follow_up": follow_up,
    }
    with world.school.store.transaction(BEECH) as transaction:
        for value in (GOAL, plan, sent):
            put_entry(transaction, value, expected=None)
        index = {"conference": TALKS}
        transaction.put("attendance", talk_id(TALKS, TALK_P), missed, expected=None, index=index)
    found = []
    here = attrs.evolve(at, language=language)
    plain = [(topic, told) for topic in (*GOAL_TOPICS, *PLAN_TOPICS, "newsletter", "follow-up-owed")]
    for topic, body in (*plain, *_kept(world, language)):
        reader = "staff:t1" if topic in {"follow-up-owed", *TO_STAFF} else "guardian:g1"
        message = Message(key=topic, topic=topic, body={**body, "recipient": reader}, due=world.now)
        with world.school.store.transaction(BEECH, write=False) as transaction:
            found.append((topic, judge(here, transaction, message, world.now)))
    return found


def _kept(world: TwoHomes, language: str) -> list[tuple[str, Mapping[str, str]]]:
    """What is written about learning, with what it is about in the dossier."""
    found = []
    with world.school.store.transaction(BEECH) as transaction:
        for topic, body, values in learning_told(language):
            for value in values:
                put_entry(transaction, value, expected=None)
            found.append((topic, body))
    return found
