"""A letter as an e-mail message, the same for every channel that carries mail.

The message is put together here, line by line: the standard library's own way reads back every header it writes, which for a
newsletter takes longer than all the rest. That the standard library reads what is written is tested with every letter.
"""

import base64
import re
from binascii import b2a_qp
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.quoprimime import body_encode
from email.utils import format_datetime
from hashlib import sha256

from partnership.errors import PartnershipError
from partnership.ports import CalendarPart, Letter

__all__ = ["mail_address", "mail_message", "message_id"]

_LONGEST = 998
"""Characters in a line, by RFC 5322: a shorter line breaks a long address to unsubscribe at into pieces that do not work."""
_LINK = re.compile(r"(https|mailto):[!-;=?-~]+")
_PLAIN = re.compile(r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
"""A mail address of which nobody has to ask whether it is one."""
_AS_IT_IS = re.compile(r"[ -~]*")
_LONGEST_ENCODED = 76
"""Characters in a line of an encoded body, by RFC 2045."""
_NEWLINE = re.compile(rb"\r\n|\r|\n")


def message_id(key: str, domain: str) -> str:
    """The id of the message of a key: the same whenever and wherever it is sent, and it tells nothing."""
    return f"<{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}@{domain}>"


def mail_address(text: str) -> Address:
    """One mail address and nothing else.

    Raises:
        PartnershipError: It is none, or more than one; what it is is not told.
    """
    if _PLAIN.fullmatch(text):
        name, _, domain = text.rpartition("@")
        return Address(username=name, domain=domain)
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
    to = mail_address(letter.to)
    head = [
        f"From: {sender.addr_spec}",
        f"To: {to.addr_spec}",
        f"Subject: {_subject(letter.subject)}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: {message_id(letter.key, domain)}",
        "Auto-Submitted: auto-generated",
        *([] if reply_to is None else [f"Reply-To: {reply_to.addr_spec}"]),
        *(_let_go(letter.unsubscribe) if letter.news and letter.unsubscribe is not None else ()),
        f"Content-Language: {letter.language}",
        "MIME-Version: 1.0",
    ]
    if any(_AS_IT_IS.fullmatch(line.replace("\r\n ", "")) is None for line in head):
        raise PartnershipError("this letter has a line break where none can be")
    parts = list(_parts(letter))
    if len(parts) == 1:
        body = parts[0]
    else:
        # An equals sign and an underscore stand together in no text that is written as these are.
        edge = f"=_{sha256(letter.key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
        opened = f"\r\n--{edge}\r\n".encode()
        head.append(f'Content-Type: multipart/alternative; boundary="{edge}"')
        body = b"\r\n" + b"".join(opened + part for part in parts) + f"\r\n--{edge}--\r\n".encode()
    return "\r\n".join(head).encode() + b"\r\n" + body


def _subject(text: str) -> str:
    """As it is, or encoded where it holds more than plain letters (RFC 2047)."""
    if "\r" in text or "\n" in text:
        raise PartnershipError("this letter has a line break where none can be")
    if _AS_IT_IS.fullmatch(text) and "=?" not in text and len(text) < _LONGEST - len("Subject: "):
        return text
    clean = text.encode("utf-8", "replace").decode()
    return Header(clean, "utf-8", header_name="Subject").encode(linesep="\r\n")


def _parts(letter: Letter) -> Iterator[bytes]:
    """The plain text, the page and the invitation, each with its own head."""
    yield _text("plain", letter.text)
    if letter.html is not None:
        yield _text("html", letter.html)
    if letter.calendar is not None:
        yield _invitation(letter.calendar)


def _text(kind: str, text: str) -> bytes:
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    )
    lines = _NEWLINE.sub(b"\r\n", text.encode("utf-8", "replace"))
    body = b2a_qp(lines, istext=True)
    if (
        max(map(len, body.split(b"\r\n"))) > _LONGEST_ENCODED
    ):  # it forgets the sign of a space at the end of a line
        body = body_encode(lines.decode("latin-1"), maxlinelen=_LONGEST_ENCODED, eol="\r\n").encode("ascii")
    return head.encode() + body


def _invitation(part: CalendarPart) -> bytes:
    if not part.method.isalpha() or not part.method.isascii():
        raise PartnershipError("an invitation asks for something in one word")
    head = (
        f'Content-Type: text/calendar; charset="utf-8"; method="{part.method.upper()}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(part.data).replace(b"\n", b"\r\n")


def _let_go(link: str) -> Iterator[str]:
    """Where to unsubscribe with one press of a button (RFC 8058)."""
    if not _LINK.fullmatch(link) or len(link) > _LONGEST - len("List-Unsubscribe: <>"):
        raise PartnershipError("this letter has no address to unsubscribe at that can be written in a header")
    yield f"List-Unsubscribe: <{link}>"
    if link.startswith("https:"):
        yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
