"""The messenger that hands letters to Apprise, one recipient a call, and says no more of its answer than is known.

Apprise answers yes or no, and a no may be an answer that was lost. What it noted on the way tells two cases apart: nobody
was there, or a code of the service. Its notes hold addresses and secrets, so nobody else gets to see them.
"""

import logging
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.logger import NotifyLogEntry

from partnership.errors import InvalidValue, PartnershipError, Retry
from partnership.plugins.apprise.template import UrlTemplate
from partnership.ports import DeliveryUnknown, Letter
from partnership.serial.mail import message_id

__all__ = ["AppriseMessenger"]

_LOCAL = re.compile(r"\w+://(?:[^@/]*@)?(?:localhost|127(?:\.[0-9]+){3}|\[::1\])(?:[:/?]|$)", re.IGNORECASE)
_NOBODY = re.compile(r"NewConnectionError|ConnectTimeout|NameResolutionError")
_CODE = re.compile(r"\berror=([45][0-9]{2})\b")
_LATER, _OPEN = frozenset({429, 503}), frozenset({408, 409, 425})
_SERVER = 500


class AppriseMessenger:
    """Letters by one service that Apprise knows.

    Args:
        url: The address of the service, with places to fill in (see `UrlTemplate`).
        kind: What an address is: `phone`, `email` or `any`.
        timeout: Seconds to wait for an answer.

    Raises:
        InvalidInput: The address has places nobody fills; all at once.
        InvalidValue: Apprise does not know such a service, or it would not be encrypted.
    """

    def __init__(self, url: str, *, kind: str = "phone", timeout: float = 20.0) -> None:
        if not timeout > 0:
            raise InvalidValue("timeout", "is no time to wait")
        self._template = UrlTemplate(url, kind=kind)
        self._timeout = timeout
        self._asset = AppriseAsset(storage_mode="memory")
        with _QUIET.kept():
            made: Any = Apprise.instantiate(self._template.sample(), asset=self._asset)
        if made is None:
            raise InvalidValue("url", "is no address that Apprise knows")
        scheme = url.partition("://")[0].lower()
        if scheme in _names(made.protocol) and made.secure_protocol and not _LOCAL.match(url):
            raise InvalidValue("url", "letters leave this machine encrypted or not at all")

    def send(self, letter: Letter) -> None:
        """Hand it to the service.

        Raises:
            Retry: Nobody was there, or the service said to come back later; nothing was sent.
            DeliveryUnknown: It was sent or it was not. Copies are known as copies where the address has a place `{id}`.
            PartnershipError: The service refused it, or the recipient has no address of this kind.
        """
        url = self._template.filled(letter.to, message_id(letter.key, "apprise.invalid").strip("<>"))
        notes: list[NotifyLogEntry] = []
        with _QUIET.kept():
            apprise = Apprise(asset=self._asset)
            if not apprise.add(_timed(url, self._timeout)):
                raise PartnershipError("the service takes no such address")
            answer = apprise.notify(
                body=letter.text,
                title=letter.subject,
                body_format=NotifyFormat.TEXT,
                log_level=logging.DEBUG,
                log_callback=lambda note, _: notes.append(note),
            )
        if not answer:
            _refused(" ".join(str(note.message) for note in notes), again=self._template.has_id)


def _timed(url: str, timeout: float) -> str:
    """With how long to wait, and without tries of its own: those are counted by the worker."""
    return f"{url}{'&' if '?' in url else '?'}rto={timeout:g}&cto={min(timeout, 5.0):g}&retry=0"


def _refused(notes: str, *, again: bool) -> None:
    """What a no means, as far as it is known."""
    codes = {int(each) for each in _CODE.findall(notes)}
    code = codes.pop() if len(codes) == 1 else None
    if code in _LATER:
        raise Retry(f"the service cannot take the letter now ({code})")
    if code is not None and code < _SERVER and code not in _OPEN:
        raise PartnershipError(f"the service refuses the letter ({code})")
    if code is None and _NOBODY.search(notes):
        raise Retry("the service cannot be reached")
    raise DeliveryUnknown("the service did not say that it took the letter", again=again)


def _names(found: str | Iterable[str] | None) -> tuple[str, ...]:
    """The schemes of a service, which are one, several or none."""
    return (found,) if isinstance(found, str) else tuple(found or ())


class _Quiet(logging.Filter):
    """Keeps what is noted while a letter is handed over to those who asked for it."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._busy = 0
        own = logging.getLogger("apprise")
        own.propagate = False
        own.addHandler(logging.NullHandler())
        own.setLevel(logging.DEBUG)  # below that it does not note whether anybody was there
        logging.getLogger("urllib3.connectionpool").addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line about a connection may be shown."""
        del record
        return self._busy == 0

    @contextmanager
    def kept(self) -> Iterator[None]:
        """A letter is handed over."""
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1


_QUIET = _Quiet()
