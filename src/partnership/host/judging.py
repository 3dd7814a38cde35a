"""The judge of a message: whether it is still so, may be sent now, and how; nothing is sent or kept here."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

import attrs

from partnership.errors import Retry, StoreFailed
from partnership.host.judged import Judged, Member, put_off
from partnership.host.office import Office
from partnership.host.writing import declined, written
from partnership.people.contact_details import DetailKind
from partnership.ports import CalendarPart, Letter, Message, Transaction
from partnership.services.bounces import dead_addresses
from partnership.services.deliveries import Delivery, DeliveryState, delivery_of
from partnership.services.digests import next_digest, waiting_for
from partnership.services.letters.digests import DIGEST
from partnership.services.letters.drafts import Draft, Reading, Unsent
from partnership.services.letters.recipients import Recipient, recipient_of
from partnership.services.letters.whole import letter_of
from partnership.services.pushes import has_room, push_of
from partnership.times import instant

__all__ = ["judge", "to_digest"]

_MAIL = (DetailKind.EMAIL,)
"""The kinds of address from which a letter may come back."""


def judge(office: Office, transaction: Transaction, message: Message, now: datetime) -> Judged:
    """What is to be done about a message, all decided at one moment.

    Args:
        office: The school.
        transaction: Its records; they are only read.
        message: What was queued.
        now: This instant.
    """
    found = delivery_of(transaction, message.key)
    who = str(message.body.get("recipient", ""))
    fresh = Delivery(key=message.key, topic=message.topic, recipient=who, at=now)
    delivery, revision = (fresh, None) if found is None else found
    judged = Judged(message=message, delivery=delivery, revision=revision)
    if delivery.over:
        return judged
    if delivery.next_try is not None and delivery.next_try > now:
        return attrs.evolve(judged, waits=delivery.next_try)
    try:
        return _decided(office, transaction, judged, now)
    except (Retry, StoreFailed):
        raise
    except Exception as error:  # noqa: BLE001 - a message that cannot be written does not stop the others
        return _over(judged, now, DeliveryState.FAILED, f"cannot be written: {type(error).__name__}")


def to_digest(office: Office, transaction: Transaction, judged: Judged, now: datetime) -> Judged:
    """The same message, when it is to wait for the digest."""
    delivery, body = judged.delivery, judged.message.body
    digest = next_digest(transaction, delivery.recipient, now, office.digest, office.timezone)
    return Judged(
        message=judged.message,
        delivery=waiting_for(delivery, digest.key, body, now),
        revision=judged.revision,
        waits=digest.due,
        news=True,
        digest=digest,
    )


def _over(judged: Judged, now: datetime, state: DeliveryState, why: str) -> Judged:
    """Nothing is sent, and why is written down."""
    told = put_off(judged.delivery, now, state, why)
    return attrs.evolve(judged, delivery=told, news=told is not judged.delivery)


def _decided(office: Office, transaction: Transaction, judged: Judged, now: datetime) -> Judged:
    message = judged.message
    if message.topic != DIGEST and message.topic not in office.topics:
        return _over(judged, now, DeliveryState.QUEUED, "unknown topic")
    today = now.astimezone(office.timezone).date()
    reader = recipient_of(transaction, judged.delivery.recipient, language=office.language, today=today)
    if reader.gone:
        return _over(judged, now, DeliveryState.SUPPRESSED, "nobody to send it to")
    reading = Reading(
        transaction=transaction,
        message=message,
        recipient=reader,
        now=instant(now),
        timezone=office.timezone,
    )
    draft, members = written(office, reading)
    judged = attrs.evolve(judged, members=members)
    if isinstance(draft, Unsent):
        return _over(judged, now, DeliveryState(draft.state), draft.why)
    return _timed(office, reading, draft, judged)


def _timed(office: Office, reading: Reading, draft: Draft, judged: Judged) -> Judged:
    """Whether it is sent now, by which ways; or until when it waits."""
    now, why = reading.now, draft.urgent or str(reading.body.get("urgent") or "").strip() or None
    hurried = dict[str, str]()
    until = _quiet_until(draft, reading.recipient, now)
    if until is not None:
        if why is None:
            return attrs.evolve(judged, waits=until)
        hurried["quiet hours"] = why
    ways = _ways(office, reading, draft, judged)
    if not ways:
        return _unreached(reading, draft, judged)
    judged = attrs.evolve(judged, ways=ways)
    if office.pushes is None or reading.message.topic == DIGEST:
        return attrs.evolve(judged, urgent=hurried or None)
    settled = draft.settled or draft.invitation is not None or _is_soon(office, draft, now)
    today = now.astimezone(office.timezone).date()
    push = push_of(reading.transaction, reading.message, today=today, most=office.pushes, pressing=settled)
    if push is not None and not has_room(reading.transaction, push):
        if why is None:
            return to_digest(office, reading.transaction, judged, now)
        hurried["the digest"] = why
    if push is not None and why is not None:
        push = attrs.evolve(push, pressing=True)
    return attrs.evolve(judged, push=push, urgent=hurried or None)


def _is_soon(office: Office, draft: Draft, now: datetime) -> bool:
    """Whether it would come too late in the digest."""
    return draft.until is not None and draft.until <= office.digest.after(now, office.timezone)


def _unreached(reading: Reading, draft: Draft, judged: Judged) -> Judged:
    if declined(reading, draft):
        return _over(judged, reading.now, DeliveryState.SUPPRESSED, "unsubscribed")
    dead = dead_addresses(reading.transaction, reading.recipient.who)
    why = "no address works" if dead else "no channel"
    return _over(judged, reading.now, DeliveryState.FAILED, why)


def _ways(office: Office, reading: Reading, draft: Draft, judged: Judged) -> Mapping[str, Letter]:
    """The letter on each channel that is left, the most welcome first."""
    delivery, reader, seal = judged.delivery, reading.recipient, office.seal
    left = {name: each.address for name, each in office.channels.items() if name not in delivery.spent}
    if declined(reading, draft):
        left = {name: kind for name, kind in left.items() if kind is not DetailKind.EMAIL}
    dead = set[str]()
    if seal is not None:
        dead = {each.mark for each in dead_addresses(reading.transaction, reader.who)}
    ways = reader.ways(left, lambda address: seal is None or seal.address(reader.who, address) not in dead)
    leaving = _link(office, reader, draft, reading.message.topic, judged.members)
    return {
        channel: letter_of(
            draft,
            reader,
            key=f"{quote(office.school, safe='')}/{delivery.key}",
            to=address,
            school=office.name,
            calendar=_calendar(office, draft, left[channel], address),
            unsubscribe=leaving,
            mark=seal.envelope(delivery.key, channel, address) if seal and left[channel] in _MAIL else None,
        )
        for channel, address in ways
    }


def _link(
    office: Office, reader: Recipient, draft: Draft, topic: str, members: tuple[Member, ...]
) -> str | None:
    """Where to unsubscribe from news; in a digest from the first that is in it."""
    if office.seal is None or office.unsubscribe is None or not draft.news or not reader.is_guardian:
        return None
    topics = [each.delivery.topic for each in members if each.told and each.news] or [topic]
    return f"{office.unsubscribe.rstrip('/')}/{office.seal.leaving(reader.who, topics[0])}"


def _calendar(office: Office, draft: Draft, kind: DetailKind, to: str) -> CalendarPart | None:
    """The invitation of a letter that goes by mail."""
    if draft.invitation is None or office.inviter is None or kind is not DetailKind.EMAIL:
        return None
    return office.inviter.invite(
        attrs.evolve(
            draft.invitation,
            domain=office.domain,
            organizer=office.organizer,
            school=office.name,
            to=to,
        )
    )


def _quiet_until(draft: Draft, reader: Recipient, now: datetime) -> datetime | None:
    """The end of the recipient's quiet hours; None when it may be sent now, or would come too late by then."""
    if reader.quiet is None or now not in reader.quiet:
        return None
    end = reader.quiet.over(now)
    return None if draft.until is not None and draft.until <= end else end
