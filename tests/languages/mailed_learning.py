"""What is at home of learning: a tip, homework, a workshop, a box of books, a talk and a support plan, each in every state that is written about."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import attrs
from tests.learning.noor import MONDAY, NOON
from tests.learning.supplies import (
    a_homework,
    a_material,
    a_module,
    a_session,
    a_tip,
    a_workshop,
    in_,
    to_do_together,
)
from tests.privacy.two_homes import MOTHER, NOOR, NOW, TEACHER
from tests.services.test_learning_letters import GOAL
from tests.services.test_support_letters import STATES, in_state
from tests.services.test_talk_letters import MINUTES, TALK

from partnership.ids import HomeworkId, MaterialId, TalkId, WorkshopId
from partnership.learning.copies import Copy, CopyState
from partnership.learning.homework import HomeworkSheet, Reaction, SheetState
from partnership.learning.modules import Module
from partnership.learning.seats import Seat, SeatState
from partnership.learning.talks import OtherWay, TalkState, Way
from partnership.learning.texts import Text
from partnership.learning.tips import HomeTip, SentTip
from partnership.learning.workshops import WorkshopState

__all__ = ["TO_STAFF", "Told", "told"]

TO_STAFF = frozenset({"homework-returned", "talk-missed"})
"""Topics that the teacher reads."""

Told = tuple[str, Mapping[str, str], tuple[object, ...]]
"""A topic, what its message says, and what has to be in the dossier for it."""


def told(language: str) -> Iterator[Told]:
    """Every topic, for a mother whose language this is; what the school wrote is in Dutch where there is nothing in hers."""
    yield from _home_learning(language)
    yield from _homework(in_("nl", title="Samen lezen (thuis)"))
    yield from _workshops()
    yield from _loans()
    yield from _talks()
    for topic, state in STATES.items():
        support = in_state(state)
        yield topic, {"support": support.id, "version": "1"}, (support,)


def _home_learning(language: str) -> Iterator[Told]:
    tip: HomeTip = a_tip(texts=in_(language), materials=("prentenboek (dik)", "potlood"))
    sent = SentTip(
        tip=tip.id,
        pupil=NOOR.id,
        guardian=MOTHER.id,
        week=MONDAY,
        language=language,
        goal=GOAL.id,
        sent_on=MONDAY,
    )
    id = f"{NOOR.id}/{MOTHER.id}/{MONDAY.isoformat()}/0"
    yield "tip-sent", {"tip": id}, (tip, sent)
    module: Module = a_module(texts=in_(language), languages=(language,))
    yield "module-suggested", {"module": module.id}, (module,)


def _homework(texts: tuple[Text, ...]) -> Iterator[Told]:
    said = Reaction(enjoyed=True, at=NOON)
    answer = {"reaction": said, "answer": "We vragen oma om te vertellen (in de klas)."}
    states: dict[str, tuple[SheetState, dict[str, Any]]] = {
        "homework-set": (SheetState.SET, {}),
        "homework-returned": (SheetState.RETURNED, {"reaction": said}),
        "homework-answered": (SheetState.ANSWERED, answer),
    }
    for topic, (state, more) in states.items():
        work = a_homework(id=HomeworkId(topic), letters=to_do_together(texts, ("schaar", "lijm")))
        sheet = HomeworkSheet(
            homework=work.id, pupil=NOOR.id, guardian=MOTHER.id, staff=TEACHER.id, state=state, **more
        )
        yield topic, {"homework": f"{topic}/{NOOR.id}/{MOTHER.id}"}, (work, sheet)


def _workshops() -> Iterator[Told]:
    sessions = (attrs.evolve(a_session(), place="Lokaal 4 (B)"), a_session("ochtend", 8, online=True))
    states = {
        "workshop-invited": (SeatState.INVITED, None),
        "workshop-placed": (SeatState.PLACED, "avond"),
        "workshop-waiting": (SeatState.WAITING, "avond"),
        "workshop-missed": (SeatState.MISSED, "avond"),
        "workshop-asked": (SeatState.ASKED, "avond"),
        "workshop-off": (SeatState.INVITED, None),
    }
    for topic, (state, session) in states.items():
        called_off = topic == "workshop-off"
        workshop = a_workshop(
            id=WorkshopId(topic),
            sessions=sessions,
            state=WorkshopState.CALLED_OFF if called_off else WorkshopState.OPEN,
            reason="ziek" if called_off else "",
        )
        seat = Seat(workshop=workshop.id, guardian=MOTHER.id, state=state, session=session)
        yield topic, {"workshop": topic}, (workshop, seat)


def _loans() -> Iterator[Told]:
    for topic, state in {"loan-ready": CopyState.RESERVED, "loan-overdue": CopyState.OVERDUE}.items():
        box, until = a_material(id=MaterialId(topic)), date(2026, 11, 23)
        copy = Copy(material=box.id, number=0, state=state, guardian=MOTHER.id, until=until)
        yield topic, {"material": topic, "number": "0"}, (box, copy)


def _talks() -> Iterator[Told]:
    yield "talk-minutes", {"talk": TALK.id, "at": MINUTES.at.isoformat()}, (TALK,)
    yield "agreement-reminder", {"talk": TALK.id, "name": "mama"}, ()
    planned = attrs.evolve(TALK, id=TalkId("planned"), state=TalkState.PLANNED, minutes=None, agreements=())
    yield "talk-invited", {"talk": planned.id, "on": planned.on.isoformat()}, (planned,)
    other = OtherWay(way=Way.VISIT, due=NOW.date() + timedelta(days=14))
    missed = attrs.evolve(planned, id=TalkId("missed"), state=TalkState.NO_SHOW, other_way=other)
    yield "talk-missed", {"talk": missed.id}, (missed,)
