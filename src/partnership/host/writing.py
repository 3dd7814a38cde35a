"""What a message says now, where its reader may still be told, and wants to be; and what a digest is made of."""

from collections.abc import Callable

import attrs

from partnership.errors import Retry, StoreFailed
from partnership.host.judged import Member, put_off
from partnership.host.office import Office
from partnership.ids import GuardianId, PupilId
from partnership.ports import Message
from partnership.services.deliveries import Delivery, DeliveryState
from partnership.services.digests import members_of
from partnership.services.letters.digests import DIGEST, digest_of
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent
from partnership.services.opt_outs import wants_none
from partnership.services.standing import may_follow

__all__ = ["declined", "written"]

_FAILED = "cannot be written: {}"


def written(office: Office, reading: Reading) -> tuple[Draft | Unsent, tuple[Member, ...]]:
    """What a message says, and what it is made of where it is a digest.

    Args:
        office: The school.
        reading: The message, and all that may be looked at.
    """
    if reading.message.topic != DIGEST:
        return _one(office, reading), ()
    drafts, members = list[Draft](), list[Member]()
    for delivery, revision in members_of(reading.transaction, reading.message.key):
        draft = _of_digest(office, reading, delivery)
        if isinstance(draft, Draft):
            drafts.append(draft)
            members.append(Member(delivery=delivery, revision=revision, news=draft.news))
        else:
            over = put_off(delivery, reading.now, *draft)
            members.append(Member(delivery=over, revision=revision, told=False))
    if not drafts:
        return Unsent(state=Idle.SUPPRESSED, why="nothing to tell"), tuple(members)
    return digest_of(drafts, reading.words.tag), tuple(members)


def declined(reading: Reading, draft: Draft) -> bool:
    """Whether this is news that its reader asked for none of by mail."""
    reader = reading.recipient
    return (
        draft.news
        and reader.is_guardian
        and wants_none(reading.transaction, _guardian(reader.who), reading.message.topic)
    )


def _one(office: Office, reading: Reading) -> Draft | Unsent:
    pupil, reader = reading.body.get("pupil"), reading.recipient
    if pupil is not None and reader.is_guardian:
        today = reading.now.astimezone(reading.timezone).date()
        who, whose = _guardian(reader.who), PupilId(str(pupil))
        if not may_follow(reading.transaction, office.law, who, whose, on=today):
            return Unsent(state=Idle.SUPPRESSED, why="no longer theirs")
    draft = office.topics[reading.message.topic](reading)
    if isinstance(draft, Draft) and draft.until is not None and draft.until <= reading.now:
        return Unsent(state=Idle.EXPIRED, why="gone by")
    return draft


def _of_digest(office: Office, reading: Reading, delivery: Delivery) -> Draft | tuple[DeliveryState, str]:
    """One thing of a digest, or how it ends without it."""
    message = Message(key=delivery.key, topic=delivery.topic, body=delivery.body or {}, due=delivery.at)
    own = attrs.evolve(reading, message=message)
    return _guarded(lambda: _told_of(office, own))


def _told_of(office: Office, reading: Reading) -> Draft | tuple[DeliveryState, str]:
    draft = _one(office, reading)
    if isinstance(draft, Unsent):
        return DeliveryState(draft.state), draft.why
    return (DeliveryState.SUPPRESSED, "unsubscribed") if declined(reading, draft) else draft


def _guarded(
    write: Callable[[], Draft | tuple[DeliveryState, str]],
) -> Draft | tuple[DeliveryState, str]:
    """What is written, or that it cannot be: one message does not stop the others, a store that fails does."""
    try:
        return write()
    except (Retry, StoreFailed):
        raise
    except Exception as error:  # noqa: BLE001 - whatever its writer does
        return DeliveryState.FAILED, _FAILED.format(type(error).__name__)


def _guardian(who: str) -> GuardianId:
    return GuardianId(who.partition(":")[2])
