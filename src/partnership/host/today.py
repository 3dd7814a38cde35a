"""What would go out today, in numbers: by topic and channel, what waits and for what, and whom somebody calls."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import attrs

from partnership.host.judged import Judged
from partnership.ports import Message
from partnership.services.deliveries import Delivery

__all__ = ["Outgoing", "Today", "TopicToday", "outgoing_of", "topics_of"]


@attrs.frozen(kw_only=True)
class Outgoing:
    """One message as it stands: whether it would be sent now, and why not; nobody's name or address.

    Attributes:
        state: `ready`, `waiting`, `digest` or how it would end, such as `suppressed`.
        due: From when on it may be sent.
        channels: How it would go, the most welcome first.
        waits: Until when it waits.
    """

    key: str
    topic: str
    recipient: str
    state: str
    due: datetime
    channels: tuple[str, ...] = ()
    waits: datetime | None = None
    why: str = ""


@attrs.frozen(kw_only=True)
class TopicToday:
    """One topic today, in numbers.

    Attributes:
        ready: By the channel they would go by.
        waiting: How many wait for the end of quiet hours, or for another try.
        until: When the first of those is looked at again.
        digest: How many would wait for the digest.
        others: How many would end otherwise, by why.
    """

    topic: str
    ready: Mapping[str, int]
    waiting: int = 0
    until: datetime | None = None
    digest: int = 0
    others: Mapping[str, int] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Today:
    """The post of a school at one moment, for staff; no words of a letter, no name and no address.

    Attributes:
        school: What the school is called.
        language: Of the school.
        timezone: What its clocks show.
        at: When it was looked at.
        topics: What is due by midnight.
        digest_at: When the next digest goes out.
        in_digest: How many things wait for a digest already.
        to_call: What reached nobody.
        dead: How many addresses do not work.
        opted_out: How many guardians want no news of some topic by mail.
    """

    school: str = ""
    language: str = "en"
    timezone: ZoneInfo
    at: datetime
    topics: tuple[TopicToday, ...] = ()
    digest_at: datetime
    in_digest: int = 0
    to_call: tuple[Delivery, ...] = ()
    dead: int = 0
    opted_out: int = 0


def outgoing_of(message: Message, judged: Judged) -> Outgoing:
    """One message, as it was judged."""
    if judged.ways:
        state = "ready"
    else:
        waits = judged.waits is not None and judged.digest is None
        state = "waiting" if waits else str(judged.delivery.state)
    return Outgoing(
        key=message.key,
        topic=message.topic,
        recipient=judged.delivery.recipient,
        state=state,
        due=message.due,
        channels=tuple(judged.ways),
        waits=judged.waits,
        why=judged.delivery.why,
    )


def topics_of(found: Iterable[Outgoing]) -> tuple[TopicToday, ...]:
    """Messages counted by topic, the topics in the order of their names."""
    by_topic: dict[str, list[Outgoing]] = {}
    for each in found:
        by_topic.setdefault(each.topic, []).append(each)
    return tuple(_counted(topic, theirs) for topic, theirs in sorted(by_topic.items()))


def _counted(topic: str, theirs: list[Outgoing]) -> TopicToday:
    states = Counter(each.state for each in theirs)
    return TopicToday(
        topic=topic,
        ready=dict(sorted(Counter(each.channels[0] for each in theirs if each.state == "ready").items())),
        waiting=states["waiting"],
        until=min((each.waits for each in theirs if each.state == "waiting" and each.waits), default=None),
        digest=states["digest"],
        others=dict(
            sorted(
                Counter(
                    each.why for each in theirs if each.state not in {"ready", "waiting", "digest"}
                ).items()
            )
        ),
    )
