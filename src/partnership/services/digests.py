"""Who waits for which digest: the records behind the one letter a week in which a guardian is told the rest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import attrs

from partnership.contact.digests import DigestTime
from partnership.ports import Message, Transaction
from partnership.services.deliveries import Delivery, DeliveryState, deliveries_by, delivery_of
from partnership.services.letters.digests import DIGEST

__all__ = ["members_of", "next_digest", "waiting_for"]


def next_digest(
    transaction: Transaction, recipient: str, now: datetime, when: DigestTime, timezone: ZoneInfo
) -> Message:
    """The digest that what cannot be told now waits for: the first to come that has not gone out.

    Args:
        transaction: Where the deliveries are.
        recipient: For whom, as `guardian:petra`.
        now: This instant.
        when: When digests go out.
        timezone: On whose clock.
    """
    due = when.after(now, timezone)
    while True:
        key = f"{DIGEST}/{quote(recipient, safe=':')}/{due.astimezone(timezone):%Y-%m-%d}"
        found = delivery_of(transaction, key)
        if found is None or not found[0].over:
            return Message(key=key, topic=DIGEST, body={"recipient": recipient}, due=due)
        due = when.after(due, timezone)  # the clock of another worker runs ahead


def waiting_for(delivery: Delivery, digest: str, body: Mapping[str, Any], now: datetime) -> Delivery:
    """A delivery that waits for the digest of this key, with what it is to be written from."""
    return attrs.evolve(
        delivery,
        state=DeliveryState.DIGEST,
        at=now,
        digest=digest,
        body=dict(body),
        next_try=None,
        why="enough this week",
    )


def members_of(transaction: Transaction, digest: str) -> tuple[tuple[Delivery, int], ...]:
    """What waits for the digest of this key, each with the revision of its record, the oldest first."""
    found = deliveries_by(transaction, "digest", digest)
    waiting = [each for each in found if each[0].state is DeliveryState.DIGEST]
    return tuple(sorted(waiting, key=lambda each: (each[0].at, each[0].key)))
