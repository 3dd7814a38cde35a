"""What became of each message: one record a message, without a word of it and without an address."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import attrs

from partnership.ports import Transaction
from partnership.serial.values import dump, load
from partnership.services.desk import every
from partnership.services.dossier_kinds import DossierKind
from partnership.times import instant

__all__ = [
    "BACK",
    "DELIVERY",
    "MAY_COME_BACK",
    "Delivery",
    "DeliveryState",
    "deliveries",
    "deliveries_by",
    "delivery_of",
    "drop_bodies",
    "put_delivery",
]

BACK = "/back"
"""What ends the key of a message that tells again what came back."""
MAY_COME_BACK = timedelta(days=7)
"""How long after it was sent a letter is looked for when it comes back: servers give up after five days (RFC 5321)."""


class DeliveryState(StrEnum):
    """Where a message is.

    `queued`: it waits, or is tried again. `digest`: it waits for the digest of the week, which tells it. `sent`: a
    messenger took it, or the digest it was told in. `failed`: no channel took it; somebody calls. `unknown`: the answer was
    lost and it is not sent again; somebody asks. `bounced`: it came back, and another message tells it. `suppressed`: it
    was no longer so. `expired`: it came too late.
    """

    QUEUED = "queued"
    DIGEST = "digest"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    BOUNCED = "bounced"
    SUPPRESSED = "suppressed"
    EXPIRED = "expired"


@attrs.frozen(kw_only=True)
class Delivery:
    """What became of one message.

    Attributes:
        key: The key of the message.
        topic: What kind of message.
        recipient: For whom, as `guardian:petra`.
        state: Where it is.
        at: When that was last written down.
        channel: The channel it went or goes by; None before one was chosen.
        tries: How often that channel was tried.
        spent: Channels that did not take it.
        next_try: Not before this instant; None when nothing is to wait for.
        why: The rule or the kind of error, in a word; never the words of a server, which may hold an address.
        mark: What the envelope of the last letter showed, by which one that comes back is known (`services.seals`).
        sent_to: What stands for the address it went to.
        leaving: What stood in its link to unsubscribe.
        digest: The key of the digest it waits for, or was told in.
        body: What it is written from, as long as it may have to be written again; then it is dropped.
    """

    key: str
    topic: str
    recipient: str
    state: DeliveryState = DeliveryState.QUEUED
    at: datetime = attrs.field(converter=instant)
    channel: str | None = None
    tries: int = 0
    spent: tuple[str, ...] = ()
    next_try: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(instant))
    why: str = ""
    mark: str | None = attrs.field(default=None, repr=False)
    sent_to: str | None = attrs.field(default=None, repr=False)
    leaving: str | None = attrs.field(default=None, repr=False)
    digest: str | None = None
    body: Mapping[str, Any] | None = attrs.field(default=None, repr=False)

    @property
    def over(self) -> bool:
        """Whether nothing more is to be done about its own message."""
        return self.state is not DeliveryState.QUEUED


def _found_by(value: Delivery) -> Mapping[str, str]:
    """Its state and recipient; the marks it may come back by; the digest; and when its body is to be dropped."""
    keys = {
        "state": str(value.state),
        "recipient": value.recipient,
        "mark": value.mark,
        "leaving": value.leaving,
        "digest": value.digest,
    }
    found = {name: key for name, key in keys.items() if key is not None}
    if value.body is not None and value.state is DeliveryState.SENT:
        found["drop"] = (value.at + MAY_COME_BACK).isoformat()
    return found


def _told(value: Delivery, _: str) -> Delivery:
    """Without its key, which counts the steps of everybody, and without the marks that only the post has to know again."""
    return attrs.evolve(value, key=value.topic, mark=None, sent_to=None, leaving=None)


DELIVERY = DossierKind(
    name="delivery",
    value=Delivery,
    id=lambda value: value.key,
    index=_found_by,
    pupils=lambda _: frozenset(),
    owners=lambda value: frozenset({value.recipient}),
    seen=_told,
    purpose="to know whether a message arrived",
)
"""How it is kept."""


def delivery_of(transaction: Transaction, key: str) -> tuple[Delivery, int] | None:
    """What became of the message of this key, with the revision of the record; None when it was never looked at."""
    record = transaction.get(DELIVERY.name, key)
    return (
        None
        if record is None
        else (load(Delivery, dict(record.body), source="delivery record"), record.revision)
    )


def put_delivery(transaction: Transaction, delivery: Delivery, *, expected: int | None) -> int:
    """Write down what became of a message.

    Raises:
        Conflict: Another worker wrote it first.
    """
    return transaction.put(
        DELIVERY.name, delivery.key, dump(delivery), expected=expected, index=DELIVERY.index(delivery)
    )


def deliveries(transaction: Transaction, state: DeliveryState | None = None) -> Iterator[Delivery]:
    """Every delivery, or those in one state, by key."""
    name = None if state is None else "state"
    for found in every(transaction, DELIVERY.name, name, value=None if state is None else str(state)):
        yield load(Delivery, dict(found.record.body), source="delivery record")


def deliveries_by(transaction: Transaction, index: str, value: str) -> tuple[tuple[Delivery, int], ...]:
    """The deliveries with one `mark`, `leaving` or `digest`, each with the revision of its record."""
    return tuple(
        (load(Delivery, dict(found.record.body), source="delivery record"), found.record.revision)
        for found in every(transaction, DELIVERY.name, index, value=value)
    )


def drop_bodies(transaction: Transaction, *, now: datetime, limit: int = 500) -> int:
    """Drop what letters were written from that no longer come back; how many, at most so many at once."""
    found = transaction.find(DELIVERY.name, "drop", lt=instant(now).isoformat(), limit=limit)
    for each in found:
        delivery = load(Delivery, dict(each.record.body), source="delivery record")
        put_delivery(transaction, attrs.evolve(delivery, body=None), expected=each.record.revision)
    return len(found)
