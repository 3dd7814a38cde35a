"""A message to one person, made the same way by every use case that tells somebody something."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from partnership.ids import joined
from partnership.ports import Message

__all__ = ["message_to"]


def message_to(
    recipient: str, topic: str, body: Mapping[str, Any], *, parts: Iterable[str], due: datetime
) -> Message:
    """A message that is sent once, however often it is queued.

    Args:
        recipient: To whom, as `guardian:petra`.
        topic: What kind of message, such as `workshop-placed`.
        body: What the writer of the letter looks up.
        parts: What tells it from every other message; the recipient is one of them, as written above.
        due: When it is to be sent.
    """
    key = joined(*parts, safe=":")
    return Message(key=key, topic=topic, body={**body, "recipient": recipient}, due=due)
