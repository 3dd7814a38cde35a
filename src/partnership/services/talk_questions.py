"""What is asked about talks: one as somebody sees it, its agenda, and what waits after them for the school."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from partnership.contact.insights import InsightState, ParentInsight
from partnership.errors import NotFound
from partnership.ids import PupilId, TalkId
from partnership.learning.goals import SharedGoal
from partnership.learning.talk_agenda import AgendaItem, Told, agenda_of
from partnership.learning.talk_views import TalkView, may_see, talk_view
from partnership.learning.talks import ProgressTalk
from partnership.ports import Transaction
from partnership.services.callers import school_only
from partnership.services.dossier import entry, every_entry
from partnership.services.learning_desk import LearningDesk

__all__ = ["agenda", "every_talk", "school_says", "talk", "talks_of", "theirs", "waiting"]

_FROM_HOME = ("prepare", "get own words", "be declined")
"""What a guardian can do with a talk."""


def talk(at: LearningDesk, id: TalkId) -> TalkView:
    """A talk as whoever stands at the desk sees it.

    Raises:
        NotFound: No such talk, or not theirs.
    """
    return at.desk.read(lambda transaction: talk_view(theirs(transaction, at, id)[0], at.caller.actor))


def talks_of(at: LearningDesk, pupil: PupilId) -> tuple[TalkView, ...]:
    """The talks about a pupil that whoever stands at the desk is in, by day; to the pupil those they sit in.

    Raises:
        NotFound: A guardian or pupil who has nothing to do with this pupil.
    """
    who = at.caller.actor

    def work(transaction: Transaction) -> tuple[TalkView, ...]:
        at.admit(transaction, pupil, "pupil", pupil)
        found = [
            each
            for each in every_entry(transaction, ProgressTalk, "pupil", pupil)
            if may_see(each, who) and (each.pupil_attends or not who.startswith("pupil:"))
        ]
        return tuple(talk_view(each, who) for each in sorted(found, key=lambda each: (each.on, each.id)))

    return at.desk.read(work)


def every_talk(at: LearningDesk) -> tuple[ProgressTalk, ...]:
    """Talks whole, for the school's own questions (`learning.talk_queries`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_says(at, "be read with all others")
    return at.desk.read(lambda transaction: tuple(every_entry(transaction, ProgressTalk)))


def waiting(at: LearningDesk, what: str, *, due: date | None = None) -> tuple[ProgressTalk, ...]:
    """The talks after which something waits (see `ProgressTalk.waits`), found without reading the others.

    Args:
        at: The desk of the school.
        what: What waits, such as `agreement`.
        due: Only those with an agreement that is due by this day.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_says(at, "be read with all others")
    day = None if due is None else due.isoformat()

    def fits(body: Mapping[str, Any]) -> bool:
        return day is None or any(str(each["due"]) <= day for each in body["agreements"])

    return at.desk.read(
        lambda transaction: tuple(every_entry(transaction, ProgressTalk, "waits", what, fits=fits))
    )


def agenda(at: LearningDesk, id: TalkId, *, language: str | None = None) -> tuple[AgendaItem, ...]:
    """The agenda of a talk for whoever stands at the desk, made from what is open (see `learning.talk_agenda`).

    Args:
        at: The desk.
        id: Which talk.
        language: What to write it in, as a BCP 47 tag; None for what the reader chose.

    Raises:
        NotFound: No such talk, or not theirs.
    """

    def work(transaction: Transaction) -> tuple[AgendaItem, ...]:
        found, _ = theirs(transaction, at, id)
        insights = every_entry(transaction, ParentInsight, "pupil", found.pupil)
        return agenda_of(
            found,
            at.caller.actor,
            earlier=every_entry(transaction, ProgressTalk, "pupil", found.pupil),
            goals=every_entry(transaction, SharedGoal, "running", found.pupil),
            told=[
                Told(id=each.id, by=each.by, text=each.text)
                for each in insights
                if each.state is not InsightState.TOLD_BACK
            ],
            language=language or at.spoken(transaction),
            otherwise=at.language,
            today=at.today,
        )

    return at.desk.read(work)


def theirs(transaction: Transaction, at: LearningDesk, id: TalkId) -> tuple[ProgressTalk, int]:
    """A kept talk with its revision, for whoever is in it.

    Raises:
        NotFound: No such talk, or not theirs; no more is said.
    """
    found, revision = entry(transaction, ProgressTalk, id)
    if not may_see(found, at.caller.actor):
        raise NotFound("progress_talk", id)
    at.admit(transaction, found.pupil, "progress_talk", id)
    return found, revision


def school_says(at: LearningDesk, step: str) -> None:
    """Refuse home what is the school's to say of a talk.

    Raises:
        IllegalStep: It is not the school that says so.
    """
    school_only(at.caller, "a talk", step, allowed=_FROM_HOME)
