"""What a web server answers about feeds: a question and a reader in, an answer out, and nothing else done.

Nothing tells an address that is unknown from one that was revoked, or from one whose holder may not be told any more.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Protocol

import attrs

from partnership.errors import NotFound, PartnershipError

__all__ = ["Answer", "Feed", "Question", "answer"]

_RETRY_SECONDS = 120
_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_NOSY = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
    ("Referrer-Policy", "no-referrer"),
)
_PRIVATE = ("Cache-Control", "private, no-cache")
_NO_STORE = ("Cache-Control", "no-store")
_WORDS = {404: "not found", 405: "only to be read", 503: "try again later"}


class Feed(Protocol):
    """What is read at an address."""

    @property
    def body(self) -> bytes:
        """The calendar."""

    @property
    def etag(self) -> str:
        """What its bytes are known by, in quotes."""

    @property
    def changed(self) -> datetime:
        """When anything in it last changed."""


@attrs.frozen(kw_only=True)
class Question:
    """What a program asks.

    Attributes:
        method: `GET` or `HEAD`; anything else is refused.
        path: Below where the feeds are served: a token, with or without `.ics`.
        if_none_match: The header of that name, if there is one.
    """

    method: str
    path: str = attrs.field(repr=False)
    if_none_match: str | None = None


@attrs.frozen(kw_only=True)
class Answer:
    """What it is told.

    Attributes:
        status: The status code.
        headers: Name and value, in order.
        body: What follows; nothing for `HEAD` and where nothing changed.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = attrs.field(default=b"", repr=False)

    @property
    def header(self) -> Mapping[str, str]:
        """The headers by name."""
        return dict(self.headers)


def answer(question: Question, read: Callable[[str], Feed]) -> Answer:
    """The answer to a question.

    Args:
        question: What is asked.
        read: Gives the feed a token opens; `NotFound` becomes 404, any other error of the library 503. An error that is
            not the library's own is a fault of the program, and goes its way.
    """
    if question.method not in {"GET", "HEAD"}:
        return _words(question, 405, ("Allow", "GET, HEAD"))
    token = question.path.removeprefix("/").removesuffix(".ics")
    try:
        feed = read(token)
    except NotFound:
        return _words(question, 404)
    except PartnershipError:
        return _words(question, 503, ("Retry-After", str(_RETRY_SECONDS)))
    known = (
        ("ETag", feed.etag),
        ("Last-Modified", format_datetime(feed.changed.astimezone(UTC), usegmt=True)),
        _PRIVATE,
    )
    if _is_known(question.if_none_match, feed.etag):
        return Answer(status=304, headers=known)
    what = (("Content-Type", "text/calendar; charset=utf-8"), ("Content-Length", str(len(feed.body))))
    return Answer(
        status=200,
        headers=(*what, *known, *_NOSY),
        body=feed.body if question.method == "GET" else b"",
    )


def _is_known(asked: str | None, etag: str) -> bool:
    """Whether the one who asks has these bytes: one of a list of tags, compared weakly, or any (RFC 9110, 13.1.2)."""
    if asked is None:
        return False
    return asked.strip() == "*" or etag in _ENTITY_TAG.findall(asked)


def _words(question: Question, status: int, *headers: tuple[str, str]) -> Answer:
    body = f"{_WORDS[status]}\n".encode()
    what = (("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))))
    return Answer(
        status=status,
        headers=(*what, _NO_STORE, *headers, *_NOSY),
        body=b"" if question.method == "HEAD" else body,
    )
