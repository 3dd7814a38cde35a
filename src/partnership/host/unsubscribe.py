"""The place to unsubscribe at, for any web server that speaks WSGI (PEP 3333): one press of a button (RFC 8058).

Looking at it changes nothing, for machines look at every link in a mail. Nobody is told whether a link was known.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from partnership.errors import PartnershipError
from partnership.serial.unsubscribe_page import unsubscribe_page
from partnership.services.desk import Desk
from partnership.services.opt_outs import leave

__all__ = ["Unsubscribe"]

_MARK = re.compile(r"[a-z2-7]{26}")
_CLICK = re.compile(rb"List-Unsubscribe\"?(=|\s+)One-Click", re.IGNORECASE)
"""What the button sends, as a form or as a form in parts (RFC 8058, section 3.2)."""
_WISH = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:[ \t]*;[ \t]*q=([01](?:\.[0-9]{0,3})?))?")
"""A language a browser asks for, and how much (RFC 9110, section 12.5.4)."""
_LONGEST, _LONGEST_WISHES = 16_384, 1_000
_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Vary", "Accept-Language"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    ),
)


class Unsubscribe:
    """A WSGI application; the mark is the last part of the path.

    Args:
        desk: Where the school's records are.
        language: The school's, for the page where we speak none that the browser asks for.
        school: What the school is called.
    """

    def __init__(self, desk: Desk, *, language: str = "en", school: str = "") -> None:
        self._desk = desk
        self._language = language
        self._school = school

    def __call__(
        self, environ: Mapping[str, Any], start_response: Callable[[str, list[tuple[str, str]]], object]
    ) -> Iterable[bytes]:
        """Answer one request: `GET` shows the button, `POST` is the button pressed."""
        method = environ["REQUEST_METHOD"]
        status, more, done = self._answer(method, environ)
        languages = (*_wishes(str(environ.get("HTTP_ACCEPT_LANGUAGE", ""))), self._language)
        page = unsubscribe_page(*languages, school=self._school, done=done).encode()
        start_response(status, [*_HEADERS, *more, ("Content-Length", str(len(page)))])
        return [] if method == "HEAD" else [page]

    def _answer(self, method: str, environ: Mapping[str, Any]) -> tuple[str, Iterable[tuple[str, str]], bool]:
        if method in {"GET", "HEAD"}:
            return "200 OK", (), False
        if method != "POST":
            return "405 Method Not Allowed", (("Allow", "GET, HEAD, POST"),), False
        if not _CLICK.search(_body(environ)):
            return "400 Bad Request", (), False
        mark = str(environ.get("PATH_INFO", "")).rpartition("/")[2].lower()
        try:
            if _MARK.fullmatch(mark):
                leave(self._desk, mark)
        except PartnershipError:
            return "503 Service Unavailable", (("Retry-After", "60"),), False
        return "200 OK", (), True


def _wishes(asked: str) -> list[str]:
    """The languages a browser asks for, the most wanted first; it is one for whoever comes, and tells nothing of a link."""
    wanted = [(float(how_much or 1), tag) for tag, how_much in _WISH.findall(asked[:_LONGEST_WISHES])]
    return [tag for how_much, tag in sorted(wanted, key=lambda each: -each[0]) if how_much]


def _body(environ: Mapping[str, Any]) -> bytes:
    length = 0
    with suppress(ValueError):
        length = int(environ.get("CONTENT_LENGTH") or 0)
    return bytes(environ["wsgi.input"].read(max(0, min(length, _LONGEST))))
