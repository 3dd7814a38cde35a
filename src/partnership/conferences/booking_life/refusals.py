"""One reason why an act is refused, and until when."""

from datetime import datetime

import attrs

from partnership.ids import RequestId

__all__ = ["Refusal"]


@attrs.frozen(kw_only=True)
class Refusal:
    """What one rule has against an act.

    Attributes:
        rule: The id of the rule, such as `phase` or `staff-clash`.
        text: The fact in words, with ids only.
        until: From when on this rule has nothing against it any more; None when time alone does not help.
        may_set_aside: Whether staff may do it all the same, with a reason that is kept.
        whom: Whom or what it is about, by id; None when the rule does not say.
        against: The talks it is about, when it is about others than the talk itself.
    """

    rule: str
    text: str
    until: datetime | None = None
    may_set_aside: bool = False
    whom: str | None = None
    against: tuple[RequestId, ...] = attrs.field(default=(), repr=False)
