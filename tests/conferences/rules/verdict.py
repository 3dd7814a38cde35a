"""What one rule says of one talk, in short, for its truth table."""

from typing import Any

from tests.conferences.autumn import asked, autumn, guardian, timetable

from partnership.conferences.conference import Conference, Interpreter
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement
from partnership.ids import InterpreterId

__all__ = ["FINE", "interpreted", "said"]


def said(rule: str, conference: Conference, *talks: Placement) -> list[tuple[str | None, tuple[str, ...]]]:
    """Whom a rule objects to on behalf of the first talk, and against which others; it speaks of no other talk."""
    table = Table(conference, timetable(*talks))
    found = list(STANDARD.rules[rule](table.talk(talks[0]), table))
    assert {each.request for each in found} <= {talks[0].request}
    return [(each.whom, each.against) for each in found]


FINE: list[tuple[str | None, tuple[str, ...]]] = []


def interpreted(*languages: str, **different: Any) -> Conference:
    """Two families who need an interpreter for Arabic, and Amal, who speaks these languages."""
    amal = Interpreter(id=InterpreterId("amal"), languages=languages, **different)
    return autumn(
        guardians=(guardian("fatima", interpreter="ar"), guardian("bram")),
        interpreters=(amal,),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
