"""Letters around a talk: its day, what was written down and agreed, what is to be done today, what is owed."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from types import MappingProxyType

import attrs

from partnership.languages.direction import isolated
from partnership.languages.tables import Tables
from partnership.learning.talks import ProgressTalk, TalkState
from partnership.people.guardianship import Guardianship
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent
from partnership.services.people import known

__all__ = ["agreement_reminder", "talk_invited", "talk_minutes", "talk_missed"]


@attrs.frozen(kw_only=True)
class _Words:
    """One language: the sentences of the letters around a talk. In braces stand days, and the words of people."""

    tag: str
    invited: str
    invited_says: str
    prepare: str
    minutes: str
    minutes_says: str
    agreed: str
    agreement: str
    until: str
    add: str
    reminder: str
    reminder_says: str
    reminder_pupil: str
    missed: str
    missed_says: str
    ways: Mapping[str, str]
    sides: Mapping[str, str]


_ENGLISH = _Words(
    tag="en",
    invited="We would like to talk with you",
    invited_says="A talk is planned:",
    prepare="What would you like to speak about? You can tell us before, and your child can too. Does the day not suit you? Please say so.",
    minutes="What we spoke about",
    minutes_says="Thank you for talking with us. This is what we wrote down:",
    agreed="We agreed",
    agreement="{side}: {what} (by {day})",
    until="by {day}",
    add="Did we miss something, or do you see it another way? You can add your own words. Nobody changes those.",
    reminder="Today: what we agreed",
    reminder_says="This is what you agreed to do by today. Did something come between? Please tell the others.",
    reminder_pupil="This is what the pupil agreed to do by today. How did it go?",
    missed="Another way to talk",
    missed_says="Nobody came to a talk. The school owes this family another way to talk. It is no mark against anybody.",
    ways=MappingProxyType(
        {"at school": "at school", "video": "by video", "phone": "by phone", "visit": "a visit"}
    ),
    sides=MappingProxyType({"school": "School", "home": "Home", "pupil": "The pupil"}),
)
_DUTCH = _Words(
    tag="nl",
    invited="We spreken u graag",
    invited_says="Er staat een gesprek gepland:",
    prepare="Waar wilt u het over hebben? U kunt het ons vooraf vertellen, en uw kind ook. Komt de dag niet uit? Laat het ons weten.",
    minutes="Waar we over spraken",
    minutes_says="Dank u wel voor het gesprek. Dit hebben we opgeschreven:",
    agreed="Afgesproken",
    agreement="{side}: {what} (vóór {day})",
    until="vóór {day}",
    add="Misten we iets, of ziet u het anders? U kunt er uw eigen woorden bij zetten. Niemand verandert die.",
    reminder="Vandaag: onze afspraak",
    reminder_says="Dit sprak u af voor vandaag. Kwam er iets tussen? Laat het de ander weten.",
    reminder_pupil="Dit sprak de leerling af voor vandaag. Hoe is het gegaan?",
    missed="Een gesprek op een andere manier",
    missed_says="Bij een gesprek kwam niemand. De school is dit gezin een gesprek op een andere manier schuldig. Niemand krijgt hiervan een minpunt.",
    ways=MappingProxyType(
        {"at school": "op school", "video": "via video", "phone": "telefonisch", "visit": "een bezoek"}
    ),
    sides=MappingProxyType({"school": "School", "home": "Thuis", "pupil": "De leerling"}),
)
TABLES = Tables("progress_talks", _ENGLISH, _DUTCH)
_TO_COME = (TalkState.PLANNED, TalkState.MOVED)
_GONE = Unsent(state=Idle.SUPPRESSED, why="superseded")


def talk_invited(reading: Reading) -> Draft | Unsent:
    """The day of a talk, and the question what to speak about; not sent when it has another day, or is over."""
    talk = _talk(reading)
    if talk is None or talk.state not in _TO_COME or talk.on.isoformat() != reading.body["on"]:
        return _GONE
    words = _words(reading)
    line = reading.words.list((_day(reading, talk.on), words.ways[talk.way]))
    return Draft(subject=words.invited, paragraphs=(words.invited_says, line, words.prepare), settled=True)


def talk_minutes(reading: Reading) -> Draft | Unsent:
    """What the school wrote down and what was agreed; not sent when it was written anew since."""
    talk = _talk(reading)
    if talk is None or talk.minutes is None or talk.minutes.at.isoformat() != reading.body["at"]:
        return _GONE
    words, reader = _words(reading), reading.recipient.who
    mine = [
        each for each in talk.agreements if each.guardian is None or reader == f"guardian:{each.guardian}"
    ]
    agreed = [
        words.agreement.format(
            side=words.sides[each.owner],
            what=isolated(each.what, within=words.tag),
            day=_day(reading, each.due),
        )
        for each in mine
    ]
    return Draft(
        subject=words.minutes,
        paragraphs=(
            words.minutes_says,
            isolated(talk.minutes.text, within=words.tag),
            *(["\n".join((f"{words.agreed}:", *agreed))] if agreed else []),
            words.add,
        ),
    )


def agreement_reminder(reading: Reading) -> Draft | Unsent:
    """What is to be done by today; not sent when it is done, or goes on as a goal or a step of a plan."""
    talk = _talk(reading)
    found = None if talk is None else talk.agreement(str(reading.body["name"]))
    if talk is None or found is None or not found.waits:
        return _GONE
    if not _still_told(reading, talk):
        return Unsent(state=Idle.SUPPRESSED, why="may not be told")
    words = _words(reading)
    says = words.reminder_pupil if found.owner == "pupil" else words.reminder_says
    return Draft(
        subject=words.reminder, paragraphs=(says, isolated(found.what, within=words.tag)), settled=True
    )


def talk_missed(reading: Reading) -> Draft | Unsent:
    """Another way to talk is owed, and until when; not sent when it was held, moved or declined since."""
    talk = _talk(reading)
    if talk is None or talk.other_way is None:
        return _GONE
    words, due = _words(reading), talk.other_way.due
    until = [] if due is None else [words.until.format(day=_day(reading, due))]
    how = reading.words.list((words.ways[talk.other_way.way], *until))
    return Draft(subject=words.missed, paragraphs=(words.missed_says, how), settled=True)


def _talk(reading: Reading) -> ProgressTalk | None:
    found = entry_or_none(reading.transaction, ProgressTalk, str(reading.body["talk"]))
    return None if found is None else found[0]


def _still_told(reading: Reading, talk: ProgressTalk) -> bool:
    """Whether a guardian is still linked to the pupil, without an order against it; weeks went by since it was queued."""
    kind, _, id = reading.recipient.who.partition(":")
    link = known(reading.transaction, Guardianship, f"{talk.pupil}/{id}") if kind == "guardian" else None
    today = reading.now.astimezone(reading.timezone).date()
    return kind != "guardian" or (link is not None and today in link.valid and not link.restricted(today))


def _day(reading: Reading, day: date) -> str:
    return reading.words.day(datetime.combine(day, time(), UTC))


def _words(reading: Reading) -> _Words:
    return TABLES.of(reading.words.tag)
