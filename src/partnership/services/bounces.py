"""A letter that came back: the address is written down as not working, and the next way is tried, or somebody calls."""

from enum import StrEnum

import attrs

from partnership.changes import SCHOOL_TASK, Change
from partnership.contact.unreached import DeadAddress
from partnership.ports import Message, Transaction
from partnership.serial.bounces import Bounce, Fate
from partnership.services.deliveries import (
    BACK,
    Delivery,
    DeliveryState,
    deliveries_by,
    put_delivery,
)
from partnership.services.desk import Desk
from partnership.services.dossier import DOSSIER, entry_or_none, every_entry, put_entry, records_in
from partnership.services.letters.digests import DIGEST

__all__ = ["Outcome", "dead_addresses", "note_bounce", "trust_again"]

_ACTOR, _WHY = "system:bounces", "knowing which address does not work"


class Outcome(StrEnum):
    """What a message that came back changed.

    `unknown`: no letter of ours has its mark, so nothing. `nothing`: it is no bounce, such as an answer that somebody is on
    holiday. `temporary`: the server is still trying, so nothing. `known`: it was written down before. `onward`: the next
    way is tried. `call`: nothing is left to write it from; somebody calls.
    """

    UNKNOWN = "unknown"
    NOTHING = "nothing"
    TEMPORARY = "temporary"
    KNOWN = "known"
    ONWARD = "onward"
    CALL = "call"


def note_bounce(desk: Desk, bounce: Bounce) -> Outcome:
    """Write down what came back, once, however often it is told.

    Only the mark of a letter's own envelope changes anything: nobody can make one, and a message without is nobody's.

    Args:
        desk: Where.
        bounce: What was read from the message (`partnership.serial.bounces`).
    """

    def work(transaction: Transaction) -> Outcome:
        found = deliveries_by(transaction, "mark", bounce.mark) if bounce.mark else ()
        if not found:
            return Outcome.UNKNOWN
        if bounce.fate is Fate.NONE:
            return Outcome.NOTHING
        if bounce.fate is Fate.TEMPORARY:
            return Outcome.TEMPORARY
        [(delivery, revision)] = found
        return _failed(desk, transaction, bounce, delivery, revision)

    return desk.anew(work)


def trust_again(desk: Desk, recipient: str, *, by: str, why: str) -> int:
    """Write to every address of somebody again, and return how many did not work.

    Args:
        desk: Where.
        recipient: Who, as `guardian:petra`.
        by: Who decides so.
        why: What for, without a name.
    """

    def work(transaction: Transaction) -> int:
        found = list(records_in(transaction, DeadAddress, "recipient", recipient))
        for each in found:
            transaction.delete(each.kind, each.id, expected=each.revision)
            change = Change(
                what="address.trusted_again",
                kind=each.kind,
                id=each.id,
                at=desk.clock(),
                actor=by,
                purpose=why,
                ground=SCHOOL_TASK,
            )
            transaction.append([change])
        return len(found)

    return desk.anew(work)


def dead_addresses(transaction: Transaction, recipient: str | None = None) -> tuple[DeadAddress, ...]:
    """Every address that does not work, or those of somebody."""
    index = None if recipient is None else "recipient"
    return tuple(every_entry(transaction, DeadAddress, index, recipient))


def _failed(
    desk: Desk, transaction: Transaction, bounce: Bounce, delivery: Delivery, revision: int
) -> Outcome:
    dead = bounce.fate is Fate.PERMANENT and _is_dead_now(desk, transaction, bounce, delivery)
    if delivery.state not in {DeliveryState.SENT, DeliveryState.UNKNOWN}:
        # It is on its way by another attempt already, or was told to the call list.
        return Outcome.ONWARD if dead else Outcome.KNOWN
    if delivery.body is None:
        over = attrs.evolve(delivery, state=DeliveryState.FAILED, at=desk.clock(), why="bounced")
        put_delivery(transaction, over, expected=revision)
        return Outcome.CALL
    _tell_again(desk, transaction, bounce, delivery, revision)
    return Outcome.ONWARD


def _is_dead_now(desk: Desk, transaction: Transaction, bounce: Bounce, delivery: Delivery) -> bool:
    """Write the address down as not working; False when it was already."""
    value = DeadAddress(
        recipient=delivery.recipient, mark=delivery.sent_to or "", since=desk.clock(), code=bounce.code
    )
    kind = DOSSIER[DeadAddress]
    if entry_or_none(transaction, DeadAddress, kind.id(value)) is not None:
        return False
    put_entry(transaction, value, expected=None)
    change = Change(
        what="address.bounced",
        kind=kind.name,
        id=kind.id(value),
        at=desk.clock(),
        actor=_ACTOR,
        purpose=_WHY,
        ground=SCHOOL_TASK,
        details={"code": bounce.code, "channel": delivery.channel},
    )
    transaction.append([change])
    return True


def _tell_again(
    desk: Desk, transaction: Transaction, bounce: Bounce, delivery: Delivery, revision: int
) -> None:
    """Queue it anew under a key of its own; a channel that gave up on a letter is not asked for it again."""
    key, now = f"{delivery.key}{BACK}", desk.clock()
    message = Message(key=key, topic=delivery.topic, body=delivery.body or {}, due=now)
    spent = delivery.spent
    if bounce.fate is Fate.GIVEN_UP and delivery.channel is not None:
        spent = (*spent, delivery.channel)
    fresh = Delivery(key=key, topic=delivery.topic, recipient=delivery.recipient, at=now, spent=spent)
    put_delivery(transaction, fresh, expected=None)
    over = attrs.evolve(delivery, state=DeliveryState.BOUNCED, at=now, body=None, why="bounced")
    put_delivery(transaction, over, expected=revision)
    if delivery.topic == DIGEST:
        for member, at in deliveries_by(transaction, "digest", delivery.key):
            if member.state in {DeliveryState.SENT, DeliveryState.UNKNOWN}:
                waits = attrs.evolve(member, state=DeliveryState.DIGEST, digest=key)
                put_delivery(transaction, waits, expected=at)
    transaction.append((), [message])
