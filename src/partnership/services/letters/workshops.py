"""Letters about a workshop: asked, a place, the waiting list, called off, missed, and whether it was tried at home."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from partnership.ids import joined
from partnership.languages.direction import isolated
from partnership.languages.tables import Tables
from partnership.learning.seats import Seat, SeatState
from partnership.learning.texts import text_for
from partnership.learning.workshops import Session, Workshop, WorkshopState
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent

__all__ = ["WORKSHOP_TOPICS", "about_workshop"]

_STATES: Mapping[str, SeatState] = MappingProxyType(
    {
        "workshop-invited": SeatState.INVITED,
        "workshop-placed": SeatState.PLACED,
        "workshop-waiting": SeatState.WAITING,
        "workshop-missed": SeatState.MISSED,
        "workshop-asked": SeatState.ASKED,
    }
)
WORKSHOP_TOPICS = ("workshop-off", *_STATES)


@attrs.frozen(kw_only=True)
class _Words:
    """One language: what is told by topic, and the words around it."""

    tag: str
    what: Mapping[str, str]
    online: str
    practice: str
    barriers: Mapping[str, str]


_ENGLISH = _Words(
    tag="en",
    what=MappingProxyType(
        {
            "workshop-invited": "You are welcome. Please tell us whether you come; no is an answer too.",
            "workshop-placed": "There is a place for you. You need not do anything else.",
            "workshop-waiting": "It is full. You are on the waiting list; when a place comes free it is yours, in order.",
            "workshop-missed": "We missed you. This is what was practised; ask us and we show you another time.",
            "workshop-asked": "Some weeks ago you were at this workshop. Did you try it at home? Not yet is an answer too.",
            "workshop-off": "This workshop is not given after all.",
        }
    ),
    online="also from home",
    practice="What we practise",
    barriers=MappingProxyType(
        {
            "childcare": "Childcare",
            "language": "Language",
            "transport": "Getting there",
            "time": "Time",
            "cost": "Cost",
            "access": "Access",
        }
    ),
)
_DUTCH = _Words(
    tag="nl",
    what=MappingProxyType(
        {
            "workshop-invited": "U bent welkom. Laat u weten of u komt? Nee is ook een antwoord.",
            "workshop-placed": "Er is een plek voor u. U hoeft verder niets te doen.",
            "workshop-waiting": "Het is vol. U staat op de wachtlijst; komt er een plek vrij, dan is die op volgorde voor u.",
            "workshop-missed": "We hebben u gemist. Dit is er geoefend; vraag het ons en we laten het een andere keer zien.",
            "workshop-asked": "Een paar weken geleden was u bij deze workshop. Hebt u het thuis geprobeerd? Nog niet is ook een antwoord.",
            "workshop-off": "Deze workshop gaat toch niet door.",
        }
    ),
    online="ook vanuit huis",
    practice="Wat we oefenen",
    barriers=MappingProxyType(
        {
            "childcare": "Oppas",
            "language": "Taal",
            "transport": "Vervoer",
            "time": "Tijd",
            "cost": "Kosten",
            "access": "Toegankelijkheid",
        }
    ),
)
TABLES = Tables("workshops", _ENGLISH, _DUTCH)


def about_workshop(reading: Reading) -> Draft | Unsent:
    """Where a guardian stands with a workshop; not sent when they stand elsewhere by now."""
    id, topic = str(reading.body["workshop"]), reading.message.topic
    found = entry_or_none(reading.transaction, Workshop, id)
    whom = reading.recipient.who.removeprefix("guardian:")
    seat = entry_or_none(reading.transaction, Seat, joined(id, whom))
    if found is None or seat is None or not _still(topic, found[0], seat[0]):
        return Unsent(state=Idle.SUPPRESSED, why="superseded")
    workshop, words = found[0], TABLES.of(reading.words.tag)
    text = text_for(workshop.texts, reading.recipient.language)
    session = None if seat[0].session is None else workshop.session(seat[0].session)
    parts = [words.what[topic]]
    if topic == "workshop-invited":
        parts += [
            isolated(text.text or text.title, within=words.tag),
            _lines(reading, words, workshop.sessions),
            _helped(reading, words, workshop),
        ]
    elif topic in {"workshop-missed", "workshop-asked"}:
        parts += [reading.words.line(words.practice, workshop.practice)]
    elif session is not None and topic != "workshop-off":
        parts += [_lines(reading, words, (session,))]
    until = session.span.start if topic == "workshop-placed" and session is not None else None
    return Draft(
        subject=text.title,
        paragraphs=tuple(filter(None, parts)),
        until=until,
        settled=topic in {"workshop-placed", "workshop-off"},
    )


def _still(topic: str, workshop: Workshop, seat: Seat) -> bool:
    """Whether a word about a seat is still so."""
    if topic == "workshop-off":
        return workshop.state is WorkshopState.CALLED_OFF
    return seat.state is _STATES[topic] and workshop.state is not WorkshopState.CALLED_OFF


def _lines(reading: Reading, words: _Words, sessions: tuple[Session, ...]) -> str:
    lines = []
    for each in sorted(sessions, key=lambda one: one.span.start):
        lines.append(reading.words.line(reading.words.when, reading.when(each.span.start, each.span.minutes)))
        place = reading.words.list(filter(None, (each.place, words.online if each.online else "")))
        lines += [f"{reading.words.where}: {place}"] if place else []
    return "\n".join(lines)


def _helped(reading: Reading, words: _Words, workshop: Workshop) -> str:
    """What the school does about what keeps people away."""
    return "\n".join(
        reading.words.line(words.barriers[each.barrier], each.answer) for each in workshop.barriers
    )
