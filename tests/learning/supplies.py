"""A tip, a piece of homework, a workshop, a module and a box of books, as a school would have them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs

from partnership.ids import HomeworkId, MaterialId, ModuleId, StaffId, TipId, WorkshopId
from partnership.learning.homework import Homework, HomeworkLetter
from partnership.learning.materials import Form, Material
from partnership.learning.modules import Module, Unit
from partnership.learning.texts import Text
from partnership.learning.tips import HomeTip, TipCategory, TipText
from partnership.learning.workshops import (
    Barrier,
    BarrierAnswer,
    Builds,
    Need,
    NeedKind,
    Session,
    Workshop,
)
from partnership.times import Span

__all__ = [
    "a_homework",
    "a_material",
    "a_module",
    "a_session",
    "a_tip",
    "a_workshop",
    "in_",
    "to_do_together",
]

ALWAYS = (Barrier.CHILDCARE, Barrier.LANGUAGE, Barrier.TRANSPORT, Barrier.TIME)


def in_(*languages: str, title: str = "Lezen", checked: bool = True) -> tuple[Text, ...]:
    """Words in these languages."""
    return tuple(
        Text(language=each, title=f"{title} ({each})", text=f"Lees samen, {each}.", checked=checked)
        for each in languages
    )


def a_tip(*, texts: tuple[Text, ...] = in_("nl"), materials: tuple[str, ...] = (), **fields: Any) -> HomeTip:
    """Reading aloud in turns for ten minutes, in Dutch; the things it takes have one word in every language."""
    whole: dict[str, Any] = {
        "id": TipId("beurten"),
        "category": TipCategory.STRATEGY,
        "texts": tuple(TipText(**attrs.asdict(each), materials=materials) for each in texts),
        "minutes": 10,
    }
    return HomeTip(**(whole | fields))


def to_do_together(texts: tuple[Text, ...], materials: tuple[str, ...] = ()) -> tuple[HomeworkLetter, ...]:
    """The letter home, in these languages."""
    return tuple(
        HomeworkLetter(
            **attrs.asdict(each),
            objective=f"vertellen hoe je een woord in stukken leest ({each.language})",
            interaction="vraag thuis hoe iemand heeft leren lezen",
            materials=materials,
        )
        for each in texts
    )


def a_homework(**fields: Any) -> Homework:
    """Asking at home how somebody learned to read."""
    whole: dict[str, Any] = {
        "id": HomeworkId("h1"),
        "staff": StaffId("jansen"),
        "letters": to_do_together(in_("nl", "tr")),
        "set_on": date(2026, 11, 2),
        "due": date(2026, 11, 9),
    }
    return Homework(**(whole | fields))


def a_session(
    id: str = "avond", hour: int = 19, *, day: int = 24, seats: int = 2, online: bool = False
) -> Session:
    """One hour and a half in November 2026; 19 UTC is evening in Amsterdam."""
    start = datetime(2026, 11, day, hour, tzinfo=UTC)
    return Session(id=id, span=Span(start, start + timedelta(minutes=90)), seats=seats, online=online)


def a_workshop(**fields: Any) -> Workshop:
    """Reading together, because parents asked, in the morning and in the evening."""
    whole: dict[str, Any] = {
        "id": WorkshopId("w1"),
        "texts": in_("nl", title="Samen lezen"),
        "needs": (Need(kind=NeedKind.REQUEST, reference="ouderraad-3"),),
        "builds": frozenset({Builds.CAPABILITIES, Builds.CONFIDENCE}),
        "sessions": (a_session(), a_session("ochtend", 8)),
        "barriers": tuple(BarrierAnswer(barrier=each, answer="geregeld") for each in ALWAYS),
        "practice": "om de beurt een zin lezen",
    }
    return Workshop(**(whole | fields))


def a_module(**fields: Any) -> Module:
    """Two units about reading at home, spoken in Dutch with Turkish subtitles."""
    whole: dict[str, Any] = {
        "id": ModuleId("m1"),
        "texts": in_("nl", "tr", title="Thuis lezen"),
        "units": (Unit(id="https://leer.example/a", title="A"), Unit(id="https://leer.example/b", title="B")),
        "about": ("SLO:NE.L.1",),
        "languages": ("nl",),
        "subtitles": ("tr",),
        "link": "https://leer.example/",
    }
    return Module(**(whole | fields))


def a_material(**fields: Any) -> Material:
    """A box of books of which there are two."""
    whole: dict[str, Any] = {
        "id": MaterialId("koffer"),
        "texts": in_("nl", title="Leeskoffer"),
        "form": Form.THING,
        "licence": "bought",
        "languages": ("nl",),
        "about": ("SLO:NE.L.1",),
        "reading_level": "AVI M4",
        "copies": 2,
    }
    return Material(**(whole | fields))
