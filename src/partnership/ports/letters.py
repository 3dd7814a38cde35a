"""What a messenger carries: a letter to one recipient, whole and in the recipient's language."""

import attrs

from partnership.errors import PartnershipError

__all__ = ["CalendarPart", "DeliveryUnknown", "Letter"]


class DeliveryUnknown(PartnershipError):  # noqa: N818 - named for what is known
    """The answer to a letter was lost: it was sent or it was not.

    Attributes:
        again: Whether sending it once more does no harm, because both copies show that they are one letter.
    """

    again: bool

    def __init__(self, message: str = "the answer was lost", *, again: bool) -> None:
        super().__init__(message, again=again)


@attrs.frozen(kw_only=True)
class CalendarPart:
    """An invitation to go with a letter: an iCalendar object and what it asks (`REQUEST`, `CANCEL`)."""

    method: str
    data: bytes = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Letter:
    """One letter to one recipient over one channel; nobody else's address is ever in it.

    Attributes:
        key: The key of the message it tells; the same key is the same letter.
        to: The address on the channel: a mail address, a telephone number.
        subject: One line.
        text: The whole of it in plain words, for every channel.
        html: The same for a channel that can show it; None where there is only text.
        language: BCP 47 tag of the words.
        news: Whether it is sent to many, so that one can unsubscribe from it.
        unsubscribe: Where to do so with one press of a button (RFC 8058); None where there is no such place.
        calendar: An invitation for the recipient's calendar.
        mark: What its envelope may show, so that it is known when it comes back; tells nothing.
    """

    key: str
    to: str = attrs.field(repr=False)
    subject: str = attrs.field(repr=False)
    text: str = attrs.field(repr=False)
    html: str | None = attrs.field(default=None, repr=False)
    language: str = "en"
    news: bool = False
    unsubscribe: str | None = attrs.field(default=None, repr=False)
    calendar: CalendarPart | None = attrs.field(default=None, repr=False)
    mark: str | None = attrs.field(default=None, repr=False)
