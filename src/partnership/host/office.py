"""What a school's letters are decided by: what it is called, its clocks, its language, its channels, its topics."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import attrs

from partnership.errors import InvalidValue, Retry, StoreFailed
from partnership.ids import SchoolId
from partnership.people.contact_details import DetailKind
from partnership.ports import CalendarPart, Inviter, Letter, Message, Messenger, Transaction
from partnership.services.deliveries import Delivery, DeliveryState, delivery_of
from partnership.services.letters.drafts import Draft, Reading, Unsent, Writer
from partnership.services.letters.recipients import Recipient, recipient_of
from partnership.services.letters.registry import TOPICS
from partnership.services.letters.whole import letter_of
from partnership.times import instant

__all__ = ["Channel", "Judged", "Office"]


@attrs.frozen(kw_only=True)
class Channel:
    """One way to send.

    Attributes:
        messenger: What carries the letters.
        address: Which kind of address it needs.
        limit: How many letters it is handed in one run at most; None for any number.
    """

    messenger: Messenger = attrs.field(repr=False)
    address: DetailKind = DetailKind.EMAIL
    limit: int | None = None


@attrs.frozen(kw_only=True)
class Judged:
    """What is to be done about one message now.

    Attributes:
        delivery: As it is; one that is over asks for nothing more.
        revision: Of its record; None when there is none.
        ways: The letter on each channel that is left, the most welcome first; empty when nothing is sent now.
        waits: Until when nothing is done about it; None when something is.
        news: Whether the delivery is to be written down.
    """

    delivery: Delivery
    revision: int | None = None
    ways: Mapping[str, Letter] = attrs.field(factory=dict, repr=False)
    waits: datetime | None = None
    news: bool = False


@attrs.frozen(kw_only=True)
class Office:
    """One school, as far as sending needs it.

    Attributes:
        school: Which one.
        name: What it is called in letters.
        timezone: What its clocks show.
        language: For staff, and for who never chose one.
        channels: Its channels by name, in the order they are tried for somebody who has no preference.
        topics: Who writes each topic.
        inviter: Who makes invitations to go with mail; None sends letters without.
        domain: Keeps what calendars know talks by unique in the world.
        organizer: The school's own address in invitations.

    Raises:
        InvalidValue: Invitations without an organizer.
    """

    school: SchoolId
    name: str = ""
    timezone: ZoneInfo
    language: str = "en"
    channels: Mapping[str, Channel] = attrs.field(factory=dict)
    topics: Mapping[str, Writer] = attrs.field(factory=lambda: TOPICS, repr=False)
    inviter: Inviter | None = attrs.field(default=None, repr=False)
    domain: str = "school.invalid"
    organizer: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        if self.inviter is not None and not self.organizer:
            raise InvalidValue("organizer", "is empty; an invitation says who invites")

    def judge(self, transaction: Transaction, message: Message, now: datetime) -> Judged:
        """Look whether a message is still so, and write it, all at one moment; nothing is sent or kept."""
        found = delivery_of(transaction, message.key)
        who = str(message.body.get("recipient", ""))
        fresh = Delivery(key=message.key, topic=message.topic, recipient=who, at=now)
        delivery, revision = (fresh, None) if found is None else found
        if delivery.over:
            return Judged(delivery=delivery, revision=revision)
        if delivery.next_try is not None and delivery.next_try > now:
            return Judged(delivery=delivery, revision=revision, waits=delivery.next_try)
        try:
            return attrs.evolve(self._written(transaction, message, delivery, now), revision=revision)
        except (Retry, StoreFailed):
            raise
        except Exception as error:  # noqa: BLE001 - a message that cannot be written does not stop the others
            why = f"cannot be written: {type(error).__name__}"
            return attrs.evolve(_over(delivery, now, DeliveryState.FAILED, why), revision=revision)

    def _written(
        self, transaction: Transaction, message: Message, delivery: Delivery, now: datetime
    ) -> Judged:
        write = self.topics.get(message.topic)
        if write is None:
            return _over(delivery, now, DeliveryState.QUEUED, "unknown topic")
        today = now.astimezone(self.timezone).date()
        reader = recipient_of(transaction, delivery.recipient, language=self.language, today=today)
        if reader.gone:
            return _over(delivery, now, DeliveryState.SUPPRESSED, "nobody to send it to")
        reading = Reading(
            transaction=transaction,
            message=message,
            recipient=reader,
            now=instant(now),
            timezone=self.timezone,
        )
        draft = write(reading)
        if isinstance(draft, Unsent):
            return _over(delivery, now, DeliveryState(draft.state), draft.why)
        until = _quiet_until(draft, reader, message.body, now)
        if until is not None:
            return Judged(delivery=delivery, waits=until)
        ways = self._ways(draft, reader, message, delivery)
        if not ways:
            return _over(delivery, now, DeliveryState.FAILED, "no channel")
        return Judged(delivery=delivery, ways=ways)

    def _ways(
        self, draft: Draft, reader: Recipient, message: Message, delivery: Delivery
    ) -> Mapping[str, Letter]:
        left = {name: each.address for name, each in self.channels.items() if name not in delivery.spent}
        key = f"{quote(self.school, safe='')}/{message.key}"
        return {
            channel: letter_of(
                draft,
                reader,
                key=key,
                to=address,
                school=self.name,
                calendar=self._calendar(draft, left[channel], address),
            )
            for channel, address in reader.ways(left)
        }

    def _calendar(self, draft: Draft, kind: DetailKind, to: str) -> CalendarPart | None:
        """The invitation of a letter that goes by mail."""
        if draft.invitation is None or self.inviter is None or kind is not DetailKind.EMAIL:
            return None
        return self.inviter.invite(
            attrs.evolve(
                draft.invitation,
                domain=self.domain,
                organizer=self.organizer,
                school=self.name,
                to=to,
            )
        )


def _over(delivery: Delivery, now: datetime, state: DeliveryState, why: str) -> Judged:
    """Nothing is sent, and why is written down."""
    told = attrs.evolve(delivery, state=state, at=now, why=why, next_try=None)
    return Judged(delivery=told, news=(told.state, told.why) != (delivery.state, delivery.why))


def _quiet_until(draft: Draft, reader: Recipient, body: Mapping[str, Any], now: datetime) -> datetime | None:
    """The end of the recipient's quiet hours; None when it may be sent now, or would come too late by then."""
    urgent = draft.urgent or body.get("urgent") is True
    if reader.quiet is None or urgent or now not in reader.quiet:
        return None
    end = reader.quiet.over(now)
    return None if draft.until is not None and draft.until <= end else end
