"""What a learning program says happened: xAPI statements, as far as cmi5 counts them.

xAPI 1.0.3 (ADL) and the cmi5 profile of it (AICC, "Quartz"): only a statement with the category of cmi5 is one that cmi5
defines; any other a program may send as it likes, and it counts for nothing.
"""

from datetime import datetime
from enum import StrEnum

import attrs

from partnership.times import instant

__all__ = ["Statement", "Verb"]


class Verb(StrEnum):
    """The verbs that matter here."""

    LAUNCHED = "http://adlnet.gov/expapi/verbs/launched"
    INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
    COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
    PASSED = "http://adlnet.gov/expapi/verbs/passed"
    FAILED = "http://adlnet.gov/expapi/verbs/failed"
    TERMINATED = "http://adlnet.gov/expapi/verbs/terminated"
    VOIDED = "http://adlnet.gov/expapi/verbs/voided"
    ABANDONED = "https://w3id.org/xapi/adl/verbs/abandoned"
    WAIVED = "https://w3id.org/xapi/adl/verbs/waived"
    SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"


@attrs.frozen(kw_only=True)
class Statement:
    """One statement, without who it is about: the registration says whose it is, and only to them.

    Attributes:
        id: Its UUID.
        verb: Which verb, as an IRI.
        object: The unit it is about, as an IRI; of a voiding one the id of the statement it voids.
        registration: For which course of which guardian.
        at: When it happened.
        defined: Whether cmi5 defines it: it has the category of cmi5.
        success: What the result says of succeeding; None when nothing.
        completion: What it says of completing.
        scaled: The score, from -1 to 1; None when there is none.
        progress: How far, from 0 to 100; None when not said.
    """

    id: str
    verb: str
    object: str
    registration: str | None = None
    at: datetime = attrs.field(converter=instant)
    defined: bool = True
    success: bool | None = attrs.field(default=None, repr=False)
    completion: bool | None = attrs.field(default=None, repr=False)
    scaled: float | None = attrs.field(default=None, repr=False)
    progress: int | None = attrs.field(default=None, repr=False)
