"""What becomes of a delivery after one attempt to send it; nothing is sent here."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import attrs

from partnership.errors import PartnershipError, Retry
from partnership.ports import DeliveryUnknown
from partnership.services.deliveries import Delivery, DeliveryState

__all__ = ["after_attempt"]


def after_attempt(
    delivery: Delivery,
    channel: str,
    error: Exception | None,
    *,
    at: datetime,
    others: Sequence[str],
    tries: int,
    pause: Callable[[int], timedelta],
) -> Delivery:
    """The delivery after a messenger took a letter, or did not.

    Args:
        delivery: As it was.
        channel: Which channel was tried.
        error: What the messenger raised; None when it took the letter. Its words are not kept.
        at: When.
        others: The channels that are left when this one does not do.
        tries: How often a channel is tried at most.
        pause: How long to wait after so many tries.
    """
    count = delivery.tries + 1
    now = attrs.evolve(delivery, channel=channel, tries=count, at=at, next_try=None)
    if error is None:
        return attrs.evolve(now, state=DeliveryState.SENT, why="")
    now = attrs.evolve(now, why=type(error).__name__)
    if isinstance(error, DeliveryUnknown) and not (error.again and count < tries):
        return attrs.evolve(now, state=DeliveryState.UNKNOWN)
    # A messenger that raises something of its own may be well again in a minute; one of ours has said that it will not.
    lasting = isinstance(error, PartnershipError) and not isinstance(error, (Retry, DeliveryUnknown))
    if not lasting and count < tries:
        return attrs.evolve(now, next_try=at + pause(count))
    now = attrs.evolve(now, spent=(*now.spent, channel))
    if others:
        return attrs.evolve(now, channel=None, tries=0)
    return attrs.evolve(now, state=DeliveryState.FAILED)
