"""Notices: what a query wants somebody to look at, with its rule, the school's norm, the facts and the next step."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

__all__ = ["Notice"]


def _frozen(facts: Mapping[str, str | int]) -> Mapping[str, str | int]:
    return MappingProxyType(dict(facts))


@attrs.frozen(kw_only=True)
class Notice:
    """Something to look at. It speaks of what the school did, never of how good anybody is.

    Attributes:
        rule: Which query found it, such as `contact.unanswered`.
        norm: The norm of the school it is measured by; None where it needs none.
        about: Whom or what it is about, such as `pupil:noor` or `contact:c1`.
        facts: What was seen, in plain values.
        next_step: What somebody could do now, in words.
    """

    rule: str
    norm: str | None = None
    about: str
    facts: Mapping[str, str | int] = attrs.field(factory=dict, converter=_frozen, eq=dict)
    next_step: str
