"""A letter as an e-mail message, the same for every channel that carries mail."""

import re
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from partnership.errors import PartnershipError
from partnership.ports import Letter

__all__ = ["mail_address", "mail_message", "message_id"]

_HEAD = SMTP.clone(max_line_length=998)
"""The longest line of RFC 5322: a shorter one breaks a long address to unsubscribe at into pieces that do not work."""
_BODY = SMTP.clone(max_line_length=76)
"""The longest line of an encoded body (RFC 2045)."""

_LINK = re.compile(r"(https|mailto):[!-;=?-~]+")


def message_id(key: str, domain: str) -> str:
    """The id of the message of a key: the same whenever and wherever it is sent, and it tells nothing."""
    return f"<{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}@{domain}>"


def mail_address(text: str) -> Address:
    """One mail address and nothing else.

    Raises:
        PartnershipError: It is none, or more than one; what it is is not told.
    """
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        raise PartnershipError("this is not one mail address") from None
    if not (text.isascii() and text.isprintable() and address.username and address.domain):
        raise PartnershipError("this is not one mail address")
    return address


def mail_message(
    letter: Letter, *, sender: Address, domain: str, at: datetime, reply_to: Address | None = None
) -> bytes:
    """The message of a letter, to its recipient alone.

    The plain text comes first, then the page, then the invitation, so that each reader shows the best it can.

    Args:
        letter: What to send.
        sender: From whom.
        domain: Ends the id of the message.
        at: When it is sent.
        reply_to: Where an answer goes; None leaves that to the sender.

    Raises:
        PartnershipError: The recipient has no mail address, or there is a line break where none can be.
    """
    message = EmailMessage(policy=_BODY)
    try:
        message["From"] = sender
        message["To"] = mail_address(letter.to)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(at)
        message["Message-ID"] = message_id(letter.key, domain)
        message["Auto-Submitted"] = "auto-generated"
        if reply_to is not None:
            message["Reply-To"] = reply_to
    except (MessageError, ValueError):
        raise PartnershipError("this letter has a line break where none can be") from None
    if letter.news and letter.unsubscribe is not None:
        _let_go(message, letter.unsubscribe)
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.calendar is not None:
        message.add_alternative(
            letter.calendar.data.decode("utf-8"),
            subtype="calendar",
            params={"method": letter.calendar.method.upper()},
            cte="base64",
        )
    message["Content-Language"] = (
        letter.language
    )  # of the whole: before there are parts it would go with the first
    return message.as_bytes(policy=_HEAD)


def _let_go(message: EmailMessage, link: str) -> None:
    """Say where to unsubscribe with one press of a button (RFC 8058)."""
    if not _LINK.fullmatch(link):
        raise PartnershipError("this letter has no address to unsubscribe at that can be written in a header")
    message["List-Unsubscribe"] = f"<{link}>"
    if link.startswith("https:"):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
