"""A mail server on this machine, and e-mail messages read as whoever gets them reads them."""

import email
import email.policy
import logging
import socket
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from partnership.ports import CalendarPart
from partnership.testing.messengers import Arrived

__all__ = ["MailServer", "read_message"]

_DIARY = logging.getLogger("mail.log")


def read_message(raw: bytes, *, carried_to: tuple[str, ...] = (), mail_from: str = "") -> Arrived:
    """A message as it arrived."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    text = message.get_body(("plain",))
    link = message["List-Unsubscribe"]
    named = (address for name in ("To", "Cc", "Bcc") for address in getattr(message[name], "addresses", ()))
    return Arrived(
        id=str(message["Message-ID"]),
        to=(*carried_to, *(each.addr_spec for each in named)),
        subject=str(message["Subject"]),
        text="" if text is None else text.get_content().replace("\r\n", "\n"),
        raw=raw,
        unsubscribe=None if link is None else str(link).strip("<>"),
        one_click=message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click",
        calendar=next((_invitation(each) for each in message.walk() if _is_calendar(each)), None),
        mail_from=mail_from,
    )


def _is_calendar(part: Any) -> bool:
    return bool(part.get_content_type() == "text/calendar")


def _invitation(part: Any) -> CalendarPart:
    return CalendarPart(method=part.get_param("method"), data=part.get_payload(decode=True))


class MailServer:
    """A real mail server (`aiosmtpd`) on a free port of this machine, in a thread of its own, for as long as it is entered.

    Args:
        answer: What to answer to the letter of this number, from 0; None answers nothing and hangs up.
        **options: Of `aiosmtpd.controller.Controller`.

    Raises:
        ImportError: The package `aiosmtpd` is not installed: it comes with the extra `testing`.
    """

    def __init__(self, answer: Callable[[int], str | None] = lambda _: "250 OK", **options: Any) -> None:
        from aiosmtpd.controller import Controller  # noqa: PLC0415 - only who starts a server needs it

        self.letters: list[Arrived] = []
        """Every letter that was taken, whatever was answered."""
        self.most: int | None = None
        """After how many letters it ends a conversation; None never does."""
        self._sessions: Counter[int] = Counter()
        self._count = 0
        self._answer = answer
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)

    def __enter__(self) -> Self:
        _DIARY.disabled = True  # it writes down every word, and no messenger of ours does
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()
        _DIARY.disabled = False

    def talks(self) -> int:
        """Over how many connections letters came."""
        return len(self._sessions)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's own
        self,
        server: Any,  # noqa: ARG002 - its shape is given
        session: Any,
        envelope: Any,
        address: str,
        options: list[str],
    ) -> str:
        """Take a letter's sender, unless there were enough letters over this connection."""
        session.number = getattr(session, "number", None) or len(self._sessions) + 1
        if self._sessions[session.number] == self.most:
            return "421 enough"
        self._sessions[session.number] += 1
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802 - aiosmtpd's own
        """Take a letter, unless the answer says that it was not taken."""
        answer = self._answer(self._count)
        self._count += 1
        if answer is None or answer.startswith("2"):
            carried_to, mail_from = tuple(envelope.rcpt_tos), envelope.mail_from or ""
            self.letters.append(read_message(envelope.content, carried_to=carried_to, mail_from=mail_from))
        if answer is None:
            server.transport.abort()
        return answer or ""
