"""Standing: may this person be told, invited or asked about this pupil? A decision with its rule and ground."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

import attrs

from partnership.people.guardians import Guardian
from partnership.people.guardianship import Evidence, Guardianship
from partnership.people.pupils import Pupil

__all__ = ["Decision", "Matter", "Question", "Verdict", "strictest"]


class Verdict(StrEnum):
    """The three answers a question of standing can have."""

    ALLOW = "allow"
    DENY = "deny"
    ASK = "ask"


class Matter(StrEnum):
    """What is to be shared with, or asked of, somebody."""

    INVITE = "invite"
    PROGRESS = "progress"
    IMPORTANT_FACTS = "important_facts"
    CONSENT = "consent"


@attrs.frozen(kw_only=True)
class Question:
    """May this guardian have this matter of this pupil, on this day?

    Attributes:
        link: The guardianship between the two; None when there is none.
        requested: Whether the guardian asked for it, rather than the school offering.
        withheld: The recorded reason not to tell a guardian who asks, such as the child's interest or that the other
            parent is not told this either; None when there is none.
        pupil_permits: What a pupil who decides for themselves said; None when not asked.
    """

    matter: Matter
    pupil: Pupil
    guardian: Guardian
    link: Guardianship | None
    on: date
    requested: bool = False
    withheld: Evidence | None = None
    pupil_permits: bool | None = None

    @property
    def held_link(self) -> Guardianship | None:
        """The link, when it is between these two and holds on the day; else None."""
        link = self.link
        if link is None or (link.pupil, link.guardian) != (self.pupil.id, self.guardian.id):
            return None
        return link if self.on in link.valid else None


@attrs.frozen(kw_only=True)
class Decision:
    """An answer to a question of standing, fit for the journal.

    Attributes:
        rule: Which rule decided, such as `nl.joint-authority`.
        ground: The law or policy behind the rule, such as `BW 1:251`.
        why: The rule in words a person at the school's desk can say.
        evidence: A reference to what proved the facts; None when nothing was needed.
    """

    verdict: Verdict
    rule: str
    ground: str
    why: str
    on: date
    evidence: str | None = attrs.field(default=None, repr=False)


_STRICTNESS = {Verdict.DENY: 0, Verdict.ASK: 1, Verdict.ALLOW: 2}


class _Dated(Protocol):
    """Whatever is asked on a day."""

    @property
    def on(self) -> date: ...


_Asked = TypeVar("_Asked", bound=_Dated)


def strictest(question: _Asked, voters: Iterable[Callable[[_Asked], Decision]]) -> Decision:
    """The decision of several who each have a say: any denial wins, then any doubt; an error counts as a denial.

    So does an answer that is no decision. With nobody to ask, a person must decide.
    """
    votes = [_vote(voter, question) for voter in voters]
    nobody = Decision(
        verdict=Verdict.ASK,
        rule="standing.nobody-decides",
        ground="no jurisdiction",
        why="no law is set up for this school; somebody must decide",
        on=question.on,
    )
    return min(votes, key=lambda vote: _STRICTNESS[vote.verdict], default=nobody)


def _vote(voter: Callable[[_Asked], object], question: _Asked) -> Decision:
    try:
        vote = voter(question)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in a plug-in, nothing may leak by it
        return _failed(type(error).__name__, question)
    return vote if isinstance(vote, Decision) else _failed("no decision", question)


def _failed(ground: str, question: _Dated) -> Decision:
    return Decision(
        verdict=Verdict.DENY,
        rule="standing.failed",
        ground=ground,
        why="the rule that should decide failed; nothing is shared until somebody looks",
        on=question.on,
    )
