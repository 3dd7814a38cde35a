"""Letters that bring a tip, homework or a module home, in words of the family's language; nobody is named in them."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

import attrs

from partnership.ids import GoalId
from partnership.languages.direction import isolated
from partnership.languages.tables import Counted, Tables
from partnership.learning.goals import SharedGoal
from partnership.learning.homework import Homework, HomeworkSheet, SheetState
from partnership.learning.modules import Module
from partnership.learning.texts import Text, same_language, text_for, text_in
from partnership.learning.tips import HomeTip, SentTip
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent

__all__ = [
    "HOME_LEARNING_TOPICS",
    "homework_answered",
    "homework_returned",
    "homework_set",
    "module_suggested",
    "tip_sent",
]

_GONE = Unsent(state=Idle.SUPPRESSED, why="superseded")


@attrs.frozen(kw_only=True)
class _Words:
    """One language."""

    tag: str
    goal: str
    takes: Counted
    needed: str
    say: str
    shows: str
    together: str
    back: str
    three: str
    returned: str
    returned_says: str
    answered: str
    pace: str
    link: str


_ENGLISH = _Words(
    tag="en",
    goal="It helps with",
    takes=Counted("It takes {number} minute.", "It takes {number} minutes."),
    needed="You need",
    say="Did you try it, did it help, did you like it? Tell us; no is an answer too.",
    shows="What your child shows",
    together="What you do together",
    back="Back at school on",
    three="Could your child show it? Did you like doing it? Does it let you see what your child learns? Tell us.",
    returned="Homework came back",
    returned_says="A family said what it thought of homework that was done together. Please read it and answer.",
    answered="What we did with what you said",
    pace="You do it at your own pace. Nobody at school sees how far you are.",
    link="It begins here",
)
_DUTCH = _Words(
    tag="nl",
    goal="Het helpt bij",
    takes=Counted("Het duurt {number} minuut.", "Het duurt {number} minuten."),
    needed="U hebt nodig",
    say="Hebt u het geprobeerd, hielp het, was het leuk? Laat het ons weten; nee is ook een antwoord.",
    shows="Wat uw kind laat zien",
    together="Wat u samen doet",
    back="Weer op school op",
    three="Kon uw kind het laten zien? Was het leuk om samen te doen? Ziet u zo wat uw kind leert? Laat het ons weten.",
    returned="Er kwam huiswerk terug",
    returned_says="Een gezin liet weten wat het vond van huiswerk dat samen werd gedaan. Leest u het, en geeft u antwoord?",
    answered="Wat we deden met wat u zei",
    pace="U doet het in uw eigen tempo. Niemand op school ziet hoe ver u bent.",
    link="Het begint hier",
)
TABLES = Tables("home_learning", _ENGLISH, _DUTCH)


def tip_sent(reading: Reading) -> Draft | Unsent:
    """The tip itself; not sent when it is gone or given no more."""
    found = entry_or_none(reading.transaction, SentTip, str(reading.body["tip"]))
    tip = None if found is None else entry_or_none(reading.transaction, HomeTip, found[0].tip)
    text = None if found is None or tip is None else text_in(tip[0].texts, found[0].language)
    if found is None or tip is None or text is None or tip[0].retired:
        return _GONE
    words = _words(reading)
    lines = [*_goal(reading, found[0].goal), words.takes(tip[0].minutes)]
    if text.materials:
        lines.append(_needed(reading, text.materials))
    return _draft(reading, text, "\n".join(lines), words.say)


def module_suggested(reading: Reading) -> Draft | Unsent:
    """What can be learned for a goal; not sent when it is suggested no more, or cannot be followed in their language."""
    found = entry_or_none(reading.transaction, Module, str(reading.body["module"]))
    language = reading.recipient.language
    text = None if found is None else text_in(found[0].texts, language)
    if found is None or text is None or found[0].retired or not found[0].speaks(language):
        return _GONE
    words = _words(reading)
    link = [reading.words.line(words.link, found[0].link)] if found[0].link else []
    return _draft(reading, text, words.pace, *link)


def homework_set(reading: Reading) -> Draft | Unsent:
    """What to do together; not sent once it came back or was withdrawn."""
    sheet = _sheet(reading)
    work = None if sheet is None else entry_or_none(reading.transaction, Homework, sheet.homework)
    if sheet is None or work is None or sheet.state not in {SheetState.SET, SheetState.AT_HOME}:
        return _GONE
    words, due = _words(reading), datetime.combine(work[0].due, time(), UTC)
    letter = text_for(work[0].letters, reading.recipient.language)
    lines = [
        reading.words.line(words.shows, letter.objective),
        reading.words.line(words.together, letter.interaction),
        *([_needed(reading, letter.materials)] if letter.materials else []),
        f"{words.back}: {reading.words.day(due)}",
    ]
    return _draft(reading, letter, "\n".join(lines), words.three)


def homework_returned(reading: Reading) -> Draft | Unsent:
    """To the teacher that a family said something of which homework; not who or what, and not once it was answered."""
    sheet = _sheet(reading)
    work = None if sheet is None else entry_or_none(reading.transaction, Homework, sheet.homework)
    if sheet is None or work is None or sheet.state is not SheetState.RETURNED:
        return _GONE
    words = _words(reading)
    return Draft(
        subject=reading.words.line(
            words.returned, text_for(work[0].letters, reading.recipient.language).title
        ),
        paragraphs=(words.returned_says,),
    )


def homework_answered(reading: Reading) -> Draft | Unsent:
    """To the family, in the teacher's words."""
    sheet = _sheet(reading)
    if sheet is None or sheet.state is not SheetState.ANSWERED:
        return _GONE
    words = _words(reading)
    return Draft(subject=words.answered, paragraphs=(isolated(sheet.answer, within=words.tag),))


HOME_LEARNING_TOPICS = {
    "tip-sent": tip_sent,
    "module-suggested": module_suggested,
    "homework-set": homework_set,
    "homework-returned": homework_returned,
    "homework-answered": homework_answered,
}
"""The writer of each topic."""


def _goal(reading: Reading, id: GoalId | None) -> list[str]:
    """The goal a tip is for, in the reader's language, else as it was first worded."""
    found = None if id is None else entry_or_none(reading.transaction, SharedGoal, id)
    if found is None:
        return []
    language = reading.recipient.language
    wordings = sorted(found[0].wordings, key=lambda each: not same_language(each.language, language))
    return [reading.words.line(_words(reading).goal, wordings[0].text)]


def _needed(reading: Reading, materials: Iterable[str]) -> str:
    return f"{_words(reading).needed}: {reading.words.list(materials)}"


def _sheet(reading: Reading) -> HomeworkSheet | None:
    found = entry_or_none(reading.transaction, HomeworkSheet, str(reading.body["homework"]))
    return None if found is None else found[0]


def _draft(reading: Reading, text: Text, *paragraphs: str) -> Draft:
    told = isolated(text.text or text.title, within=reading.words.tag)
    return Draft(subject=text.title, paragraphs=(told, *paragraphs))


def _words(reading: Reading) -> _Words:
    return TABLES.of(reading.words.tag)
