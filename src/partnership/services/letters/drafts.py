"""What the writer of a letter is given, and what it gives back: a draft, or why there is nothing to send any more."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from partnership.almanac import almanac_in
from partnership.errors import InvalidValue
from partnership.ports import Invitation, Message, Transaction
from partnership.services.letters.recipients import Recipient
from partnership.services.letters.words import LetterWords, words_for
from partnership.times import instant

__all__ = ["Draft", "Idle", "Reading", "Unsent", "Writer"]


class Idle(StrEnum):
    """Why a message is not sent: it is no longer so (`suppressed`), or it came too late (`expired`)."""

    SUPPRESSED = "suppressed"
    EXPIRED = "expired"


@attrs.frozen(kw_only=True)
class Unsent:
    """A message that is not to be sent, with the rule that says so, in a word such as `superseded`."""

    state: Idle
    why: str


@attrs.frozen(kw_only=True)
class Draft:
    """What a letter says, before it is put into the shape of a channel.

    Attributes:
        subject: One line.
        paragraphs: What stands between the greeting and the name of the school.
        headings: The paragraphs that are headings.
        until: From when on it is of no use; quiet hours that last longer are set aside. None: it keeps.
        urgent: Why it cannot wait for the end of quiet hours, or for the digest; None when it can.
        settled: Whether it confirms, cancels or changes something at a time: that never waits for the digest.
        news: Whether it is sent to many.
        unsubscribe: Where to unsubscribe from it.
        invitation: A talk for the reader's calendar, to which the school adds its own address and the reader's.
        page: All of it as a page; None makes one of the paragraphs.
        language: BCP 47 tag of the paragraphs, where they are not in the reader's.

    Raises:
        InvalidValue: Urgent, without a reason.
    """

    subject: str = attrs.field(repr=False)
    paragraphs: tuple[str, ...] = attrs.field(repr=False)
    headings: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    until: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(instant))
    urgent: str | None = attrs.field(default=None, repr=False)
    settled: bool = False
    news: bool = False
    unsubscribe: str | None = attrs.field(default=None, repr=False)
    invitation: Invitation | None = attrs.field(default=None, repr=False)
    page: str | None = attrs.field(default=None, repr=False)
    language: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.urgent is not None and not self.urgent.strip():
            raise InvalidValue("urgent", "is empty; say why it cannot wait")


@attrs.frozen(kw_only=True)
class Reading:
    """One message, with all that its writer may look at; everything is of one moment.

    Attributes:
        transaction: The records; they are only read.
        message: What was queued.
        recipient: To whom.
        now: This instant.
        timezone: What the school's clocks show.
    """

    transaction: Transaction
    message: Message
    recipient: Recipient
    now: datetime
    timezone: ZoneInfo

    @property
    def words(self) -> LetterWords:
        """The sentences of the recipient's language."""
        return words_for(self.recipient.language, self.recipient.otherwise)

    @property
    def body(self) -> Mapping[str, Any]:
        """What was written down when it was queued."""
        return self.message.body

    def moment(self, said: str) -> datetime:
        """An instant of the body, on the school's clock."""
        return datetime.fromisoformat(said).astimezone(self.timezone)

    def when(self, start: datetime, minutes: int | None = None) -> str:
        """A time as people write it: `Tuesday 24 November 2026, 19:10–19:20`."""
        begin = start.astimezone(self.timezone)
        end = None if minutes is None else self._clock(begin, minutes)
        return almanac_in(self.words.tag).moment(begin, end)

    def _clock(self, begin: datetime, minutes: int) -> datetime:
        return (instant(begin) + timedelta(minutes=minutes)).astimezone(self.timezone)


Writer = Callable[[Reading], Draft | Unsent]
"""Looks whether a message is still so, and writes it."""
