"""The messenger that hands letters to a mail server, and knows at each step what a failure there means."""

import re
import smtplib
from datetime import UTC, datetime

from partnership.errors import PartnershipError, Retry
from partnership.plugins.smtp.server import Server
from partnership.ports import DeliveryUnknown, Letter
from partnership.serial.mail import mail_address, mail_message

__all__ = ["SmtpMessenger"]

_SEND_IT, _PERMANENT, _TRANSIENT, _DONE = 354, 500, 400, 200
_DOT = re.compile(rb"^\.", re.MULTILINE)


class SmtpMessenger:
    """Letters by e-mail.

    Args:
        server: Which mail server.
        sender: From whom they are.
        reply_to: Where answers go.

    Raises:
        PartnershipError: The sender, or where answers go, is no mail address.
    """

    def __init__(self, server: Server, *, sender: str, reply_to: str | None = None) -> None:
        self._server = server
        self._sender = mail_address(sender)
        self._reply_to = None if reply_to is None else mail_address(reply_to)

    def send(self, letter: Letter) -> None:
        """Hand it to the server.

        Raises:
            Retry: The server cannot be used or said to come back later (4xx); nothing was sent.
            DeliveryUnknown: The letter was handed over and no answer came. Both copies of one that is sent again have
                the same Message-ID.
            PartnershipError: The server refused it for good (5xx), or the recipient has no mail address.
        """
        message = mail_message(
            letter,
            sender=self._sender,
            domain=self._sender.domain,
            at=datetime.now(UTC),
            reply_to=self._reply_to,
        )
        recipient = mail_address(letter.to).addr_spec
        with self._server.connected() as smtp:
            _before(smtp, self._sender.addr_spec, recipient)
            _over(smtp, message)


def _before(smtp: smtplib.SMTP, sender: str, recipient: str) -> None:
    """Everything up to the words of the letter: when it fails here, nothing was sent."""
    try:
        _judge("the sender", smtp.mail(sender)[0])
        _judge("the recipient", smtp.rcpt(recipient)[0])
        _judge("the letter", smtp.docmd("DATA")[0], wanted=_SEND_IT)
    except (OSError, smtplib.SMTPException) as error:
        raise Retry(f"the mail server stopped answering: {type(error).__name__}") from None


def _over(smtp: smtplib.SMTP, message: bytes) -> None:
    """The words of the letter, and the answer to them: without one, nobody knows whether it was sent."""
    words = _DOT.sub(b"..", message)
    try:
        smtp.send(words + (b".\r\n" if words.endswith(b"\r\n") else b"\r\n.\r\n"))
        code, _ = smtp.getreply()
    except (OSError, smtplib.SMTPException):
        raise DeliveryUnknown("the mail server did not answer to a letter", again=True) from None
    _judge("the letter", code)


def _judge(what: str, code: int, *, wanted: int | None = None) -> None:
    """Nothing when the server is content.

    Raises:
        Retry: It says to come back later.
        PartnershipError: It refuses for good.
    """
    if code == wanted or (wanted is None and _DONE <= code < _SEND_IT):
        return
    if _TRANSIENT <= code < _PERMANENT:
        raise Retry(f"the mail server cannot take {what} now ({code})")
    raise PartnershipError(f"the mail server refuses {what} ({code})")
