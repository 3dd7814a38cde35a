"""A polite client of a OneRoster server: signs in, waits when it is told to, tries again, and gives up aloud."""

import json
import re
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import attrs

from partnership.errors import InvalidInput, InvalidValue, Problem

__all__ = ["Client", "Credentials", "Refused"]

_TRIES = 5
_LARGEST = 64 << 20
_A_DAY = 86_400.0
_SENDABLE = re.compile(r"[\x21-\x7e]+")
"""Bytes one answer may have."""

_UNAUTHORIZED, _TOO_MANY, _SERVER_FAULT = 401, 429, 500


class Refused(InvalidInput):
    """A server that says no; trying again would not help.

    `status` is what it answered.
    """

    status: int

    def __init__(self, path: str, status: int, advice: str = "") -> None:
        super().__init__([Problem(path, f"the server answered {status}{advice}")], source="OneRoster")
        self.status = status


@attrs.frozen(kw_only=True)
class Credentials:
    """How a program signs in (OAuth 2, client credentials).

    Attributes:
        token_url: Where tokens are given.
        client_id: Who it is.
        client_secret: How it proves that; never shown.
        scope: What it asks for.
    """

    token_url: str
    client_id: str
    client_secret: str = attrs.field(repr=False)
    scope: str


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it could carry a token to somebody else."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 - whatever the library hands over
        return None


class _LaterError(Exception):
    """Not now; after so many seconds, if the server said."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class Client:
    """Gets JSON from one server.

    Args:
        base: Where its resources begin, such as `https://host/ims/oneroster/rostering/v1p2`.
        credentials: How to sign in.
        timeout: Seconds for one answer.
        patience: Seconds to wait at most before one more try, whatever the server asks.
        sleep: Waits.

    Raises:
        InvalidValue: An address is not `https`; only a server on this very machine may do without.
    """

    def __init__(
        self,
        base: str,
        credentials: Credentials,
        *,
        timeout: float = 30.0,
        patience: float = 120.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        _check("path", base)
        _check("token_url", credentials.token_url)
        self._base, self._credentials = base.rstrip("/"), credentials
        self._timeout, self._patience, self._sleep = timeout, patience, sleep
        self._opener = build_opener(_Stay)
        self._token, self._until = "", 0.0

    def get(self, path: str, query: Mapping[str, str]) -> tuple[Any, Message]:
        """What a resource answers, and the headers of the answer.

        Args:
            path: Below the base, such as `users`.
            query: Its parameters.

        Raises:
            InvalidInput: It cannot be had: after five tries, or at once where trying again would not help.
        """
        url = f"{self._base}/{quote(path)}?{urlencode(query)}"
        why = ""
        for number in range(_TRIES):
            try:
                return self._once(url, path)
            except _LaterError as later:
                why = str(later)
                if number + 1 < _TRIES:
                    seconds = later.seconds if later.seconds is not None else 2.0**number
                    self._sleep(min(seconds, self._patience))
        raise _refusal(path, f"{why}, {_TRIES} times")

    def _once(self, url: str, path: str) -> tuple[Any, Message]:
        fresh = self._sign_in()
        try:
            return self._fetch(_request(url, f"Bearer {self._token}"), path)
        except HTTPError as error:
            if error.code == _UNAUTHORIZED and not fresh:
                self._until = 0.0  # the token ended before its time: the next try has a new one
                raise _LaterError("the token is not accepted", 0.0) from None
            raise Refused(path, error.code) from None

    def _sign_in(self) -> bool:
        """See to it that there is a token; True when it is a new one."""
        if time.monotonic() < self._until:
            return False
        who = self._credentials
        pair = f"{quote(who.client_id, safe='')}:{quote(who.client_secret, safe='')}"
        body = urlencode({"grant_type": "client_credentials", "scope": who.scope}).encode()
        request = _request(who.token_url, f"Basic {b64encode(pair.encode()).decode()}", body)
        try:
            told, _ = self._fetch(request, "token")
        except HTTPError as error:
            raise Refused("token", error.code, "; check client id and secret") from None
        if not isinstance(told, dict) or not isinstance(told.get("access_token"), str):
            raise _refusal("token", "the server gave none")
        if not _SENDABLE.fullmatch(told["access_token"]):
            # The library that sends it would say so with the token itself.
            raise _refusal("token", "the server gave one that no request can carry")
        lasts = told.get("expires_in")
        self._token = told["access_token"]
        self._until = time.monotonic() + min(lasts if isinstance(lasts, int | float) else 60.0, _A_DAY) * 0.9
        return True

    def _fetch(self, request: Request, path: str) -> tuple[Any, Message]:
        """One answer.

        Raises:
            _LaterError: Trying again may help.
            HTTPError: The server says no.
        """
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                body, headers = answer.read(_LARGEST + 1), answer.headers
        except HTTPError as error:
            with error:
                if error.code == _TOO_MANY or error.code >= _SERVER_FAULT:
                    seconds = _seconds(error.headers.get("Retry-After"))
                    raise _LaterError(f"the server answered {error.code}", seconds) from None
                raise
        except (OSError, HTTPException):
            raise _LaterError("the server cannot be reached, or went away") from None
        if len(body) > _LARGEST:
            raise _refusal(path, "the answer is larger than 64 MiB; ask for smaller pages")
        try:
            return json.loads(body), headers
        except (ValueError, RecursionError):
            raise _refusal(path, "the answer is not JSON") from None


def _check(field: str, url: str) -> None:
    parts = urlsplit(url)
    here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if not (parts.scheme == "https" or (parts.scheme == "http" and here)) or not parts.hostname:
        raise InvalidValue(field, "is not an https address")


def _request(url: str, authorization: str, body: bytes | None = None) -> Request:
    headers = {"Authorization": authorization, "Accept": "application/json"}
    return Request(url, data=body, headers=headers)  # noqa: S310 - `_check` saw the scheme


def _refusal(path: str, why: str) -> InvalidInput:
    return InvalidInput([Problem(path, why)], source="OneRoster")


def _seconds(text: str | None) -> float | None:
    """How long to wait by a Retry-After header: seconds, or a moment; None when it says neither."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
