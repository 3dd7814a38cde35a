"""What one rule says of one talk, in short, for its truth table."""

import re
from typing import Any

from tests.conferences.autumn import asked, autumn, guardian, timetable

from partnership.conferences.conference import Conference, Interpreter
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement
from partnership.ids import InterpreterId

__all__ = ["FINE", "WORDS", "interpreted", "said"]


WORDS = {
    "inside-sitting": "not wholly inside one sitting",
    "start-grid": r"starts between two steps of \d+ minutes(, \d+ minutes late for \w+)?",
    "duration": r"lasts \d+ minutes; \d+ were asked",
    "staff-present": "WHOM is not there then",
    "guardian-present": "guardian WHOM cannot come then",
    "pupil-present": "pupil WHOM cannot attend then",
    "time-released": "this time of WHOM is held back for later",
    "interpreter-present": r"interpreter WHOM (is unknown|does not speak \w+|is not there then)|no interpreter for .+",
    "pin-kept": "pinned at another start|pinned in room WHOM",
    "way-to-talk": "no way to talk that everyone can",
    "staff-clash": "WHOM already speaks with someone then",
    "guardian-clash": "guardian WHOM is in another talk then",
    "pupil-clash": "pupil WHOM sits in another talk then",
    "interpreter-clash": "interpreter WHOM is at another talk then",
    "staff-elsewhere": "WHOM is taken elsewhere then",
    "guardian-elsewhere": "guardian WHOM is taken elsewhere then",
    "pupil-elsewhere": "pupil WHOM is taken elsewhere then",
    "staff-break": r"WHOM would have \d+ talks without a pause of \d+ minutes",
    "pause-kept": r"WHOM would lose a pause of \d+ minutes",
    "most-in-a-row": r"guardian WHOM would have \d+ talks without a rest of \d+ minutes",
    "most-waiting": r"guardian WHOM would wait more than \d+ minutes",
    "kept-apart": r"starts less than \d+ minutes from a talk that is kept apart from this one",
    "most-talks": r"party WHOM would have \d+ talks; \d+ were agreed",
    "most-talks-of-guardian": r"guardian WHOM would have \d+ talks; \d+ were agreed",
    "most-talks-about-pupil": r"pupil WHOM would have \d+ talks; \d+ were agreed",
    "most-talks-with-one": r"pupil WHOM and \w+ would have \d+ talks; \d+ were agreed",
    "most-talks-a-day": r"WHOM on that day would have \d+ talks; \d+ were agreed",
    "room-assigned": r"room WHOM is unknown|has no room|held in WHOM, away from the room of its staff \([\w, ]+\)",
    "room-accessible": "somebody in this talk cannot get to room WHOM",
    "room-capacity": "room WHOM is full then",
    "travel-time": r"guardian WHOM needs \d+ minutes to get there",
}
"""What whoever plans an evening reads of each rule, as a pattern; WHOM stands for who or what it is about."""


def said(rule: str, conference: Conference, *talks: Placement) -> list[tuple[str | None, tuple[str, ...]]]:
    """Whom a rule objects to on behalf of the first talk, and against which others.

    What its judge writes bears the rule's own name, is about the first talk, and has the words of the rule.
    """
    table = Table(conference, timetable(*talks))
    found = list(STANDARD.rules[rule].judge(table.talk(talks[0]), table))
    for each in found:
        assert each.rule == rule
        assert each.request == talks[0].request
        assert re.fullmatch(WORDS[rule].replace("WHOM", re.escape(str(each.whom))), each.text)
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
