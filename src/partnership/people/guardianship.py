"""Guardianship: what one guardian is to one pupil. An edge, for siblings may differ and so may two parents."""

from datetime import date
from enum import StrEnum

import attrs

from partnership.ids import GuardianId, PupilId
from partnership.people.validity import ALWAYS, Validity

__all__ = ["Authority", "Evidence", "Guardianship", "Relation", "Restriction", "RestrictionKind"]


class Relation(StrEnum):
    """What somebody is to a pupil. It says nothing about authority."""

    PARENT = "parent"
    STEP_PARENT = "step_parent"
    FOSTER_PARENT = "foster_parent"
    GRANDPARENT = "grandparent"
    RELATIVE = "relative"
    GUARDIAN = "guardian"
    OTHER = "other"


class Authority(StrEnum):
    """Legal authority over a pupil. Unknown is an answer of its own; it is never inferred."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Evidence:
    """What proved a fact: a reference to a document, not the document.

    Attributes:
        reference: Where it can be found, such as `authority register, 2026-09-01`.
        seen_on: The day somebody of the school saw it.
        seen_by: Who that was.
    """

    reference: str = attrs.field(repr=False)
    seen_on: date
    seen_by: str | None = attrs.field(default=None, repr=False)


class RestrictionKind(StrEnum):
    """What a court or authority forbids."""

    INFORMATION = "information"
    CONTACT = "contact"


@attrs.frozen(kw_only=True)
class Restriction:
    """A court order or the like about one guardian and one pupil. When it ends, a person looks; nothing widens by itself.

    Attributes:
        kind: `information`: not to be told anything; `contact`: not to be met or invited either.
        valid: The days it holds.
        lifted: Somebody of the school has seen that it no longer holds, and says so here with evidence; from the day
            of that evidence on it is not kept any more.
    """

    kind: RestrictionKind
    valid: Validity = ALWAYS
    evidence: Evidence | None = None
    lifted: Evidence | None = None

    def is_kept(self, day: date) -> bool:
        """Whether it is to be kept on a day: it holds, or it ran out and nobody has lifted it."""
        begun = self.valid.since is None or self.valid.since <= day
        return begun and (self.lifted is None or day < self.lifted.seen_on)


@attrs.frozen(kw_only=True)
class Guardianship:
    """One guardian and one pupil.

    Attributes:
        authority: Legal authority, with in `evidence` what proved it.
        authority_valid: The days the evidence speaks of; on other days authority is unknown.
        valid: The days this holds.
        contact_order: Whom to ask first, 1 being first; None when not told.
        receives_post: Whether letters about the pupil go here; None when not told.
        lives_with: Whether the pupil lives here, wholly or in part; None when not told.
        restrictions: What a court or authority forbids.
        origin: The source that told of this link; None when the school made it itself.
    """

    pupil: PupilId
    guardian: GuardianId
    relation: Relation = Relation.OTHER
    authority: Authority = Authority.UNKNOWN
    evidence: Evidence | None = None
    authority_valid: Validity = ALWAYS
    valid: Validity = ALWAYS
    contact_order: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )
    receives_post: bool | None = None
    lives_with: bool | None = None
    restrictions: tuple[Restriction, ...] = ()
    origin: str | None = None

    def authority_on(self, day: date) -> Authority:
        """The authority on a day; unknown outside the days its evidence speaks of."""
        return self.authority if day in self.authority_valid else Authority.UNKNOWN

    def restricted(self, day: date) -> tuple[Restriction, ...]:
        """The restrictions to be kept on a day: those that hold, and those that ran out but nobody has lifted."""
        return tuple(each for each in self.restrictions if each.is_kept(day))
