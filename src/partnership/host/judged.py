"""What is to be done about one message now, and what it is made of."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from partnership.ports import Letter, Message
from partnership.services.deliveries import Delivery, DeliveryState
from partnership.services.pushes import Push

__all__ = ["Judged", "Member", "put_off"]


@attrs.frozen(kw_only=True)
class Member:
    """One thing of a digest.

    Attributes:
        delivery: As it is, or as it ends where the digest does not tell it.
        revision: Of its record.
        told: Whether the digest tells it.
        news: Whether it is news, from which one can unsubscribe.
    """

    delivery: Delivery
    revision: int
    told: bool = True
    news: bool = False


@attrs.frozen(kw_only=True)
class Judged:
    """What is to be done about one message now.

    Attributes:
        message: Which.
        delivery: As it is; one that is over asks for nothing more.
        revision: Of its record; None when there is none.
        ways: The letter on each channel that is left, the most welcome first; empty when nothing is sent now.
        waits: Until when nothing is done about it; None when something is.
        news: Whether the delivery is to be written down.
        push: The place it takes in what its home is told this week; None for what takes none.
        digest: The digest to queue with it, where it waits for one.
        members: What a digest is made of.
        urgent: Why it did not wait, and for what not; None when it had nothing to wait for.
    """

    message: Message
    delivery: Delivery
    revision: int | None = None
    ways: Mapping[str, Letter] = attrs.field(factory=dict, repr=False)
    waits: datetime | None = None
    news: bool = False
    push: Push | None = None
    digest: Message | None = None
    members: tuple[Member, ...] = ()
    urgent: Mapping[str, str] | None = attrs.field(default=None, repr=False)


def put_off(delivery: Delivery, now: datetime, state: DeliveryState, why: str) -> Delivery:
    """The delivery of what is not sent, with why; as it was where that is written down already."""
    if (delivery.state, delivery.why) == (state, why):
        return delivery
    return attrs.evolve(delivery, state=state, at=now, why=why, next_try=None)
