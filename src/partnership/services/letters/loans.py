"""Letters about what is lent: it is ready, or its day is over. Kind, and without a word about what it costs."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from types import MappingProxyType

import attrs

from partnership.ids import joined
from partnership.languages.tables import Tables
from partnership.learning.copies import Copy, CopyState
from partnership.learning.materials import Material
from partnership.learning.texts import text_for
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent

__all__ = ["LOAN_TOPICS", "about_loan"]

_STATES = {"loan-ready": CopyState.RESERVED, "loan-overdue": CopyState.OVERDUE}
LOAN_TOPICS = tuple(_STATES)


@attrs.frozen(kw_only=True)
class _Words:
    """One language: where what is lent is, by topic; `{day}` until when."""

    tag: str
    says: Mapping[str, str]


_ENGLISH = _Words(
    tag="en",
    says=MappingProxyType(
        {
            "loan-ready": "What you asked for is ready for you at school. We keep it until {day}.",
            "loan-overdue": (
                "You borrowed this from school. Others would like to use it too. Please bring it back, or tell us "
                "when you want to keep it longer, or when it is lost: that can happen. It was to come back on {day}."
            ),
        }
    ),
)
_DUTCH = _Words(
    tag="nl",
    says=MappingProxyType(
        {
            "loan-ready": "Wat u vroeg ligt op school voor u klaar. We bewaren het tot en met {day}.",
            "loan-overdue": (
                "Dit hebt u van school geleend. Anderen gebruiken het ook graag. Brengt u het terug, of laat u weten "
                "of u het langer wilt houden, of dat het kwijt is? Dat kan gebeuren. Het zou terugkomen op {day}."
            ),
        }
    ),
)
TABLES = Tables("loans", _ENGLISH, _DUTCH)


def about_loan(reading: Reading) -> Draft | Unsent:
    """Where a copy is; not sent when it is somebody else's by now, or back."""
    id, topic = str(reading.body["material"]), reading.message.topic
    material = entry_or_none(reading.transaction, Material, id)
    copy = entry_or_none(reading.transaction, Copy, joined(id, reading.body["number"]))
    whom = reading.recipient.who.removeprefix("guardian:")
    if material is None or copy is None or copy[0].until is None or copy[0].guardian != whom:
        return _GONE
    if copy[0].state is not _STATES[topic]:
        return _GONE
    text = text_for(material[0].texts, reading.recipient.language)
    says = TABLES.of(reading.words.tag).says[topic].format(day=reading.words.day(_at(copy[0].until)))
    return Draft(subject=text.title, paragraphs=(says,), settled=topic == "loan-ready")


_GONE = Unsent(state=Idle.SUPPRESSED, why="superseded")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
