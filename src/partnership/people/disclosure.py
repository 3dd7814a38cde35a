"""Disclosure: may this person see this? What is somebody's own, whom somebody teaches, and nothing else by itself.

The rules of the house come first and are the same everywhere; the law of a country and the school's own plug-ins vote
beside them (`partnership.people.standing.strictest`): any denial wins, then any doubt.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from partnership.changes import OWN_WORD, SCHOOL_TASK
from partnership.errors import InvalidValue
from partnership.people.pupils import Pupil
from partnership.people.standing import Decision, Question, Verdict

__all__ = ["OFFICE", "Aspect", "Inquiry", "Role", "Viewer", "by_the_house", "no_law"]


class Role(StrEnum):
    """As what somebody looks."""

    OFFICE = "office"
    STAFF = "staff"
    GUARDIAN = "guardian"
    PUPIL = "pupil"


@attrs.frozen(kw_only=True)
class Viewer:
    """Somebody who looks: the school's office, or one member of staff, guardian or pupil.

    Attributes:
        id: Which one; None for the office, where it makes no difference who it is.

    Raises:
        InvalidValue: The office with an id, or another without.
    """

    role: Role
    id: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.role is Role.OFFICE) != (self.id is None):
            raise InvalidValue("id", "the office is nobody in particular; every other viewer is somebody")

    @property
    def ref(self) -> str:
        """Who that is for the journal and the outbox, such as `guardian:petra`."""
        return str(self.role) if self.id is None else f"{self.role}:{self.id}"


OFFICE = Viewer(role=Role.OFFICE)


class Aspect(StrEnum):
    """What of somebody is looked at."""

    NAME = "name"
    FILE = "file"
    CONTACT = "contact"
    CARE = "care"
    CONSENT = "consent"
    HOME = "home"
    TALK = "talk"
    TRACE = "trace"


@attrs.frozen(kw_only=True)
class Inquiry:
    """May this viewer see this aspect of these persons, on this day?

    Attributes:
        owners: Whose it is, as `guardian:petra` or `pupil:noor`: notes of a talk are the party's, a contact detail is
            of the one it reaches.
        standing: Where a guardian looks at something of a pupil, what the law is asked about the two.
        pupil: Where a pupil looks, that pupil.
        teaches: Whether the viewer is staff and teaches a pupil this is about, or is in the talk.
    """

    viewer: Viewer
    aspect: Aspect
    owners: frozenset[str]
    on: date
    standing: Question | None = None
    pupil: Pupil | None = None
    teaches: bool = False


def by_the_house(inquiry: Inquiry) -> Decision:
    """What holds at every school: one's own, one's pupils' and for the office; a stranger's never.

    A guardian sees something of a pupil for as long as the law says so; that vote is the law's, not the house's. Of
    another guardian they see nothing: no contact detail, no answer, no talk, and not that there is one.
    """
    return next(each for rule in _RULES for each in rule(inquiry))


def no_law(inquiry: Inquiry) -> Decision:
    """The vote of a school without a jurisdiction: its office works, everyone else waits for a person to decide."""
    if inquiry.viewer.role is Role.OFFICE:
        return _decided(inquiry, Verdict.ALLOW, "no-law-office", SCHOOL_TASK, "the office keeps the records")
    why = "no law is set up for this school; somebody must decide"
    return _decided(inquiry, Verdict.ASK, "no-law", "no jurisdiction", why)


def _decided(inquiry: Inquiry, verdict: Verdict, rule: str, ground: str, why: str) -> Decision:
    return Decision(verdict=verdict, rule=f"disclosure.{rule}", ground=ground, why=why, on=inquiry.on)


def _office(inquiry: Inquiry) -> Iterator[Decision]:
    if inquiry.viewer.role is Role.OFFICE:
        yield _decided(inquiry, Verdict.ALLOW, "office", SCHOOL_TASK, "the office keeps the records")


def _own(inquiry: Inquiry) -> Iterator[Decision]:
    if inquiry.viewer.ref in inquiry.owners:
        yield _decided(inquiry, Verdict.ALLOW, "own", OWN_WORD, "it is the viewer's own")


def _taught(inquiry: Inquiry) -> Iterator[Decision]:
    if inquiry.teaches and inquiry.aspect is not Aspect.TRACE:
        yield _decided(
            inquiry, Verdict.ALLOW, "teaches", SCHOOL_TASK, "it is about a pupil the viewer works with"
        )


def _cared_for(inquiry: Inquiry) -> Iterator[Decision]:
    if inquiry.standing is not None and inquiry.aspect in {Aspect.NAME, Aspect.FILE}:
        why = "it is of a pupil the viewer may care for; the law says whether"
        yield _decided(inquiry, Verdict.ALLOW, "cares", SCHOOL_TASK, why)


def _staff_are_known(inquiry: Inquiry) -> Iterator[Decision]:
    if inquiry.aspect is Aspect.NAME and all(owner.startswith("staff:") for owner in inquiry.owners):
        yield _decided(
            inquiry, Verdict.ALLOW, "staff-name", SCHOOL_TASK, "everyone may know who works at the school"
        )


def _nobody_elses(inquiry: Inquiry) -> Iterator[Decision]:
    why = "it is somebody else's, and nothing lets the viewer see it"
    yield _decided(inquiry, Verdict.DENY, "not-theirs", "confidentiality", why)


_Rule = Callable[[Inquiry], Iterator[Decision]]
_RULES: tuple[_Rule, ...] = (_office, _own, _taught, _cared_for, _staff_are_known, _nobody_elses)
