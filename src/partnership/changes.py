"""What a use case leaves behind: the facts that changed, by whom, why, and what should be told to whom.

A pure function returns a new value and its `Change`s; a service saves both in one transaction. The store turns
changes into journal rows.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import attrs

from partnership.errors import InvalidValue
from partnership.times import instant

__all__ = ["OWN_WORD", "SCHOOL_TASK", "Change", "ground_of"]

SCHOOL_TASK = "the school's task"
"""The ground of what a school does because it is a school; each jurisdiction's reference says which law that is."""

OWN_WORD = "the person's own word"
"""The ground of what somebody asks for or says themselves."""


def ground_of(actor: str) -> str:
    """What entitles somebody to act where no rule says more: a guardian's own word, or the school's task."""
    return OWN_WORD if actor.startswith("guardian:") else SCHOOL_TASK


def _named(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not value:
        raise InvalidValue(field.name, "is empty; the journal names who, what for and on what ground")


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
        purpose: Why it was done, in words an auditor accepts and without a name, for it can never be erased.
        ground: What entitles the one who did it: a law, a rule or policy, or one of the grounds above.
        details: Plain data (JSON types) for whoever listens; never in the repr, for it may be personal.

    Raises:
        InvalidValue: A naive time, or an actor, purpose or ground that is empty.
    """

    what: str
    kind: str
    id: str
    at: datetime = attrs.field(converter=instant)
    actor: str = attrs.field(validator=_named)
    purpose: str = attrs.field(validator=_named)
    ground: str = attrs.field(validator=_named)
    details: Mapping[str, Any] = attrs.field(factory=dict, converter=_frozen, repr=False)
