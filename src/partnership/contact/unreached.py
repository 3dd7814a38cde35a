"""How somebody is not reached: an address that does not work, and news that they do not want by mail."""

from datetime import datetime

import attrs

from partnership.ids import GuardianId
from partnership.times import instant

__all__ = ["DeadAddress", "OptOut"]


@attrs.frozen(kw_only=True)
class DeadAddress:
    """That an address of somebody does not work, without the address.

    Attributes:
        recipient: Whose, as `guardian:petra`.
        mark: What stands for the address; a new address has another.
        since: When the first letter came back.
        code: Why, as mail servers say it (RFC 3463), such as `5.1.1`; empty when none said.
    """

    recipient: str
    mark: str = attrs.field(repr=False)
    since: datetime = attrs.field(converter=instant)
    code: str = ""


@attrs.frozen(kw_only=True)
class OptOut:
    """That a guardian wants no more news of a topic by mail; letters about their own child still come."""

    guardian: GuardianId
    topic: str
    since: datetime = attrs.field(converter=instant)
