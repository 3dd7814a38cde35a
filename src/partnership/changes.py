"""What a use case leaves behind: the facts that changed, by whom, why, and what should be told to whom.

A pure function returns a new value and its `Change`s; a service saves both in one transaction. The store turns
changes into journal rows.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from partnership.times import instant

__all__ = ["Change"]


def _frozen(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(payload))


@attrs.frozen(kw_only=True)
class Change:
    """One fact that changed: `talk.moved`, `roster.link_ended`.

    Attributes:
        what: A dotted word for the fact, `<noun>.<past participle>`.
        kind: The kind of record it is about (`conference`, `pupil`…).
        id: The record's id.
        at: The instant it happened, in UTC.
        actor: Who did it: a staff or guardian id, or `system:<part>`.
        purpose: Why it was done, in words an auditor accepts.
        details: Plain data (JSON types) for whoever listens; never in the repr, for it may be personal.
    """

    what: str
    kind: str
    id: str
    at: datetime = attrs.field(converter=instant)
    actor: str
    purpose: str
    details: Mapping[str, Any] = attrs.field(factory=dict, converter=_frozen, repr=False)
