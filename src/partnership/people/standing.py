"""Standing: may this person be told, invited or asked about this pupil? A decision with its rule and ground."""

from datetime import date
from enum import StrEnum

import attrs

from partnership.ids import GuardianId

__all__ = ["Decision", "Matter", "Question", "Verdict"]


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
    CONTACT_DETAILS = "contact_details"


@attrs.frozen(kw_only=True)
class Question:
    """May this guardian have this matter of this pupil, on this day?"""

    matter: Matter
    guardian: GuardianId
    on: date


@attrs.frozen(kw_only=True)
class Decision:
    """An answer to a question of standing, fit for the journal.

    Attributes:
        rule: Which rule decided, such as `nl.joint-authority`.
        ground: The law or policy behind the rule, such as `BW 1:251`.
        evidence: A reference to what proved the facts; None when nothing was needed.
    """

    verdict: Verdict
    rule: str
    ground: str
    on: date
    evidence: str | None = None
