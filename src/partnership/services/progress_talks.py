"""Talks at the desk: prepared by each for themselves, written down by the school and by home apart, agreed with a day.

Whoever is not in a talk hears that there is none: two homes that speak apart are not in each other's.
"""

from collections.abc import Callable, Iterable
from datetime import date

from partnership.calendars import SchoolCalendar
from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.ids import TalkId
from partnership.learning import talk_steps
from partnership.learning.talks import Minutes, OwnWords, Preparation, ProgressTalk, Way
from partnership.ports import Message, Transaction
from partnership.services.dossier import put_entry
from partnership.services.learning_desk import LearningDesk
from partnership.services.talk_questions import school_says, theirs

__all__ = [
    "changed",
    "decline",
    "hold",
    "keep_talk",
    "miss",
    "move",
    "plan",
    "prepare",
    "say",
    "write",
]

_KIND = "progress_talk"
_Step = Callable[[Transaction, ProgressTalk], ProgressTalk]
_Tell = Callable[[Transaction, ProgressTalk, int], Iterable[Message]]


def plan(at: LearningDesk, wanted: ProgressTalk) -> ProgressTalk:
    """Plan a talk, to come and with nothing in it yet; the party is told its day and asked what to speak about.

    Of one that is booked at a conference they were told already.

    Raises:
        IllegalStep: It is not the school that plans it.
        InvalidInput: Guardians who may not follow this pupil, all at once.
        Conflict: There is a talk with this id already.
    """
    school_says(at, "be planned")

    def work(transaction: Transaction) -> ProgressTalk:
        problems = [
            Problem(f"$.guardians[{number}]", "is nobody who may follow this pupil")
            for number, each in enumerate(wanted.guardians)
            if not at.may_follow(transaction, f"guardian:{each}", wanted.pupil)
        ]
        if problems:
            raise InvalidInput(problems, source="talk")
        new = ProgressTalk(
            id=wanted.id,
            pupil=wanted.pupil,
            kind=wanted.kind,
            staff=wanted.staff,
            guardians=wanted.guardians,
            on=wanted.on,
            way=wanted.way,
            pupil_attends=wanted.pupil_attends,
            booking=wanted.booking,
        )
        keep_talk(transaction, at, new, "planned", expected=None, tell=_inviting(at))
        return new

    return at.desk.once(work)


def prepare(at: LearningDesk, id: TalkId, *points: str) -> ProgressTalk:
    """Say what one wants to speak about, for oneself only (see `learning.talk_steps.prepare`).

    Raises:
        NotFound: No such talk, or not theirs.
        IllegalStep: It was held or declined.
        InvalidValue: Nothing is said.
        InvalidInput: Somebody of the school who is not in the talk.
    """
    said = Preparation(by=at.caller.actor, points=points, at=at.now)
    return changed(at, id, "prepared", lambda _, found: talk_steps.prepare(found, said))


def hold(at: LearningDesk, id: TalkId, *, on: date, way: Way | None = None) -> ProgressTalk:
    """It was held (see `learning.talk_steps.hold`); only the school says so."""
    school_says(at, "be held")
    return changed(at, id, "held", lambda _, found: talk_steps.hold(found, on=on, way=way))


def miss(at: LearningDesk, id: TalkId, calendar: SchoolCalendar | None = None) -> ProgressTalk:
    """Nobody came, and its staff are told what the school owes (see `learning.talk_steps.miss`)."""
    school_says(at, "be missed")

    def tell(transaction: Transaction, missed: ProgressTalk, revision: int) -> Iterable[Message]:
        people = [f"staff:{each}" for each in missed.staff]
        return at.letters(transaction, "talk-missed", _body(missed), people, revision=revision)

    return changed(at, id, "missed", lambda _, found: talk_steps.miss(found, at.norms, calendar), tell)


def decline(at: LearningDesk, id: TalkId) -> ProgressTalk:
    """They would rather not; a guardian of the party says so too (see `learning.talk_steps.decline`)."""
    _grown_up(at, "be declined")
    return changed(at, id, "declined", lambda _, found: talk_steps.decline(found))


def move(at: LearningDesk, id: TalkId, *, on: date, way: Way | None = None) -> ProgressTalk:
    """It has another day, which the party is told (see `learning.talk_steps.move`); only the school says so."""
    school_says(at, "be moved")
    return changed(at, id, "moved", lambda _, found: talk_steps.move(found, on=on, way=way), _inviting(at))


def write(at: LearningDesk, id: TalkId, text: str) -> ProgressTalk:
    """Write down what was said, and share it with the party; what guardians wrote stays as it is.

    Raises:
        NotFound: No such talk.
        IllegalStep: It was not held, or it is not the school that writes.
        InvalidValue: Nothing is written.
    """
    school_says(at, "get minutes")
    minutes = Minutes(text=text, by=at.caller.actor, at=at.now)

    def tell(transaction: Transaction, written: ProgressTalk, revision: int) -> Iterable[Message]:
        body = {**_body(written), "at": minutes.at.isoformat()}
        people = [f"guardian:{each}" for each in written.guardians]
        return at.letters(transaction, "talk-minutes", body, people, revision=revision)

    return changed(at, id, "written", lambda _, found: talk_steps.write(found, minutes), tell)


def say(at: LearningDesk, id: TalkId, text: str) -> ProgressTalk:
    """A guardian writes down what was said, for themselves; nobody else can change it.

    Raises:
        NotFound: No such talk, or not theirs.
        IllegalStep: It was not held, or somebody else than a guardian writes.
        InvalidValue: Nothing is written.
    """
    guardian = at.caller.guardian
    if guardian is None:
        raise IllegalStep("home", state="not at the desk", step="be written for", allowed=())
    said = OwnWords(guardian=guardian, text=text, at=at.now)
    return changed(at, id, "told", lambda _, found: talk_steps.say(found, said))


def changed(at: LearningDesk, id: TalkId, what: str, step: _Step, tell: _Tell | None = None) -> ProgressTalk:
    """Take a step with a kept talk, for whoever is in it.

    Args:
        at: The desk.
        id: Which talk.
        what: The past participle of the step, for the journal.
        step: Makes the new talk.
        tell: Who is told of it, given the talk and its revision; nobody when None.

    Raises:
        NotFound: No such talk, or not theirs.
        IllegalStep: It cannot take this step now; nothing was changed.
    """

    def work(transaction: Transaction) -> ProgressTalk:
        before, revision = theirs(transaction, at, id)
        after = step(transaction, before)
        keep_talk(transaction, at, after, what, expected=revision, tell=tell)
        return after

    return at.desk.anew(work)


def keep_talk(
    transaction: Transaction,
    at: LearningDesk,
    found: ProgressTalk,
    what: str,
    *,
    expected: int | None,
    tell: _Tell | None = None,
) -> None:
    """Write a talk with a line in the journal, in a transaction that is already open; errors as with `put_entry`."""
    revision = put_entry(transaction, found, expected=expected)
    fact = at.fact(
        f"progress_talk.{what}",
        _KIND,
        found.id,
        "home and school speak about a pupil",
        {"pupil": found.pupil},
    )
    transaction.append([fact], () if tell is None else tell(transaction, found, revision))


def _inviting(at: LearningDesk) -> _Tell:
    """Tells the party the day of a talk that no conference told them of."""

    def tell(transaction: Transaction, found: ProgressTalk, revision: int) -> Iterable[Message]:
        people = [] if found.booking is not None else [f"guardian:{each}" for each in found.guardians]
        body = {**_body(found), "on": found.on.isoformat()}
        return at.letters(transaction, "talk-invited", body, people, revision=revision)

    return tell


def _body(found: ProgressTalk) -> dict[str, str]:
    return {"talk": found.id, "pupil": found.pupil}


def _grown_up(at: LearningDesk, step: str) -> None:
    if at.caller.actor.startswith("pupil:"):
        raise IllegalStep("a talk", state="followed by the pupil", step=step, allowed=("prepare",))
