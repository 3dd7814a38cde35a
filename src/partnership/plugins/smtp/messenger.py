"""The messenger that hands letters to a mail server, and knows at each step what a failure there means."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.headerregistry import Address

import attrs

from partnership.errors import PartnershipError, Retry
from partnership.plugins.smtp.server import Server
from partnership.ports import DeliveryUnknown, Letter, Messenger
from partnership.serial.mail import mail_address, mail_message

__all__ = ["SmtpMessenger"]

_SEND_IT, _LEAVES, _PERMANENT, _TRANSIENT, _DONE = 354, 421, 500, 400, 200
_DOT = re.compile(rb"^\.", re.MULTILINE)


@attrs.frozen(kw_only=True)
class _Handed:
    """A letter as it is handed over: the sender and recipient of its envelope, and its words."""

    sender: str = attrs.field(repr=False)
    recipient: str = attrs.field(repr=False)
    words: bytes = attrs.field(repr=False)


class SmtpMessenger:
    """Letters by e-mail.

    Args:
        server: Which mail server.
        sender: From whom they are.
        reply_to: Where answers go.
        bounces: Where letters go that come back: each with its own mark, as `bounces+mark@school.example`; None sends them
            to the sender.

    Raises:
        PartnershipError: The sender, or where answers or bounces go, is no mail address.
    """

    def __init__(
        self, server: Server, *, sender: str, reply_to: str | None = None, bounces: str | None = None
    ) -> None:
        self._server = server
        self._sender = mail_address(sender)
        self._reply_to = None if reply_to is None else mail_address(reply_to)
        self._bounces = None if bounces is None else mail_address(bounces)

    def send(self, letter: Letter) -> None:
        """Hand it to the server, over a connection of its own.

        Raises:
            Retry: The server cannot be used or said to come back later (4xx); nothing was sent.
            DeliveryUnknown: The letter was handed over and no answer came. Both copies of one that is sent again have
                the same Message-ID.
            PartnershipError: The server refused it for good (5xx), or the recipient has no mail address.
        """
        with self.session() as session:
            session.send(letter)

    @contextmanager
    def session(self) -> Iterator[Messenger]:
        """The same messenger for many letters, over one connection as long as the server keeps it."""
        line = _Line(self)
        try:
            yield line
        finally:
            line.end()

    def open(self) -> smtplib.SMTP:
        """A connection to the server (errors: `Server.open`)."""
        return self._server.open()

    def handed(self, letter: Letter) -> _Handed:
        """A letter as it is handed over.

        Raises:
            PartnershipError: The recipient has no mail address, or there is a line break where none can be.
        """
        words = mail_message(
            letter,
            sender=self._sender,
            domain=self._sender.domain,
            at=datetime.now(UTC),
            reply_to=self._reply_to,
        )
        return _Handed(
            sender=self._back_to(letter.mark), recipient=mail_address(letter.to).addr_spec, words=words
        )

    def _back_to(self, mark: str | None) -> str:
        if self._bounces is None:
            return self._sender.addr_spec
        if mark is None:
            return self._bounces.addr_spec
        name, domain = self._bounces.username, self._bounces.domain
        return Address(username=f"{name}+{mark}", domain=domain).addr_spec


class _Line:
    """A connection while there are letters for it; a new one in the place of one that the server ended."""

    def __init__(self, messenger: SmtpMessenger) -> None:
        self._messenger = messenger
        self._smtp: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> None:
        """Hand it to the server (errors: `SmtpMessenger.send`)."""
        handed = self._messenger.handed(letter)
        smtp, used = self._smtp, True
        if smtp is None:
            smtp, used = self._messenger.open(), False
        self._smtp = None  # until the letter is over without a fault
        try:
            try:
                _before(smtp, handed)
            except Retry:
                if not used or smtp.sock is not None:
                    raise
                smtp = self._messenger.open()
                _before(smtp, handed)
            _over(smtp, handed.words)
        except BaseException:
            smtp.close()
            raise
        self._smtp = smtp

    def end(self) -> None:
        """There are no more letters."""
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None


def _before(smtp: smtplib.SMTP, handed: _Handed) -> None:
    """Everything up to the words of the letter: when it fails here, nothing was sent."""
    try:
        code = smtp.mail(handed.sender)[0]
        if code == _LEAVES:
            smtp.close()  # it had enough letters over this connection, or none to spare
        _judge("the sender", code)
        _judge("the recipient", smtp.rcpt(handed.recipient)[0])
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
