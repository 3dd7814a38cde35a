"""What became of each message: one record a message, without a word of it and without an address."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

import attrs

from partnership.ports import Transaction
from partnership.serial.values import dump, load
from partnership.services.desk import every
from partnership.services.dossier_kinds import DossierKind
from partnership.times import instant

__all__ = ["DELIVERY", "Delivery", "DeliveryState", "deliveries", "delivery_of", "put_delivery"]


class DeliveryState(StrEnum):
    """Where a message is.

    `queued`: it waits, or is tried again. `sent`: a messenger took it. `failed`: no channel took it; somebody calls.
    `unknown`: the answer was lost and it is not sent again; somebody asks. `suppressed`: it was no longer so.
    `expired`: it came too late.
    """

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
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

    @property
    def over(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.state is not DeliveryState.QUEUED


DELIVERY = DossierKind(
    name="delivery",
    value=Delivery,
    id=lambda value: value.key,
    index=lambda value: {"state": str(value.state), "recipient": value.recipient},
    pupils=lambda _: frozenset(),
    owners=lambda value: frozenset({value.recipient}),
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
