"""Writing down what was decided about messages, and what became of them; each in one transaction with all it brings along."""

from datetime import datetime

import attrs

from partnership.changes import SCHOOL_TASK, Change
from partnership.host.judged import Judged
from partnership.host.judging import judge, to_digest
from partnership.host.office import Office
from partnership.ports import Message, Transaction
from partnership.services.deliveries import Delivery, DeliveryState, put_delivery
from partnership.services.digests import members_of, next_digest, waiting_for
from partnership.services.letters.digests import DIGEST
from partnership.services.pushes import take_place

__all__ = ["decide", "keep"]

_TELLS = {DeliveryState.SENT, DeliveryState.UNKNOWN}


def decide(office: Office, transaction: Transaction, message: Message, now: datetime) -> Judged:
    """Judge a message, and write down that it is over, that it waits for the digest, or the place that it takes.

    Args:
        office: The school.
        transaction: Where.
        message: Which.
        now: This instant.

    Raises:
        Conflict: Another worker has it in hand.
    """
    judged = judge(office, transaction, message, now)
    push = judged.push
    if push is not None and not take_place(transaction, push):
        judged = to_digest(office, transaction, judged, now)  # another worker was quicker
    if not judged.news:
        return judged
    revision = keep(office, transaction, judged, judged.delivery, revision=judged.revision)
    if judged.digest is not None:
        transaction.append((), [judged.digest])
    return attrs.evolve(judged, revision=revision)


def keep(
    office: Office, transaction: Transaction, judged: Judged, now: Delivery, *, revision: int | None
) -> int:
    """Write a delivery down as it is now; returns the new revision of its record.

    With a digest that ended, what it is made of ends too, and what came too late for it waits for the next one.

    Args:
        office: The school.
        transaction: Where.
        judged: What was decided.
        now: The delivery.
        revision: Of its record before; None when there was none.

    Raises:
        Conflict: Another worker wrote it first.
    """
    kept = put_delivery(transaction, _to_come_back(now, judged), expected=revision)
    if now.over and now.topic == DIGEST:
        _end_members(office, transaction, judged, now)
    if judged.urgent and now.state in _TELLS:
        transaction.append([_hurried(judged, now)])
    return kept


def _to_come_back(delivery: Delivery, judged: Judged) -> Delivery:
    """With what it is to be written from, as long as it may come back."""
    if delivery.state not in _TELLS or delivery.mark is None:
        return delivery
    return attrs.evolve(delivery, body=dict(judged.message.body))


def _end_members(office: Office, transaction: Transaction, judged: Judged, digest: Delivery) -> None:
    for each in judged.members:
        member = each.delivery
        if each.told:
            told = digest.state in _TELLS
            leaving = (
                office.seal.leaving(digest.recipient, member.topic) if office.seal and each.news else None
            )
            member = attrs.evolve(
                member,
                state=digest.state,
                at=digest.at,
                channel=digest.channel,
                leaving=leaving,
                body=member.body if told and digest.mark is not None else None,
                why="in the digest" if told else digest.why,
            )
        put_delivery(transaction, member, expected=each.revision)
    for late, revision in members_of(transaction, digest.key):
        if digest.state in _TELLS:
            following = next_digest(transaction, late.recipient, digest.at, office.digest, office.timezone)
            transaction.append((), [following])
            waits = waiting_for(late, following.key, late.body or {}, late.at)
        else:
            waits = attrs.evolve(late, state=digest.state, at=digest.at, body=None, why=digest.why)
        put_delivery(transaction, waits, expected=revision)


def _hurried(judged: Judged, delivery: Delivery) -> Change:
    """That something did not wait, for what not, and why."""
    return Change(
        what="letter.hurried",
        kind="delivery",
        id=delivery.key,
        at=delivery.at,
        actor="system:post",
        purpose="telling what cannot wait",
        ground=SCHOOL_TASK,
        details=dict(judged.urgent or {}),
    )
