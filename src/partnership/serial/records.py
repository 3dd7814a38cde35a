"""What a store is handed, checked the same way by every store: exact texts, plain documents, index rows, claims.

A store that calls these refuses the same things in the same words as the others, whatever its database would have
made of them (a NUL ends a text in one, a lone surrogate cannot be written in another).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, cast

from partnership.changes import Change
from partnership.errors import InvalidValue
from partnership.ports import Claim, Message

__all__ = [
    "LONGEST_LEASE",
    "change_details",
    "claim_rows",
    "decode",
    "decode_all",
    "encode",
    "exact",
    "exact_range",
    "index_rows",
    "lease_time",
    "message_body",
    "page_size",
]

LONGEST_LEASE = timedelta(days=1)
"""No lease is longer; one that seems to be was taken by a clock that ran ahead, and hides nothing."""

_LEAST, _MOST = -(2**63), 2**63 - 1


def exact(text: str, *, field: str, empty: bool = False) -> str:
    """The same text, when a database can keep it to the letter.

    Args:
        text: An id, a kind, an index value.
        field: What to call it when it is refused; the text itself is never repeated.
        empty: Whether nothing at all is something, as it is for an index value.

    Raises:
        InvalidValue: Not text, empty, or with a NUL or half a surrogate pair in it.
    """
    if not isinstance(text, str):
        raise InvalidValue(field, f"expected text, got {type(text).__name__}")
    if not (text or empty):
        raise InvalidValue(field, "is empty")
    if "\0" in text:
        raise InvalidValue(field, "has a NUL character, which no database keeps")
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidValue(field, "has half a surrogate pair, which is no character")
    return text


def _plain(value: object) -> object:
    if type(value) is dict:
        return value
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


# Made once, for an import writes a hundred thousand bodies. A body that holds itself is a RecursionError, soon enough.
_ENCODER = json.JSONEncoder(
    allow_nan=False, check_circular=False, separators=(",", ":"), sort_keys=True, default=_plain
)


def encode(body: Mapping[str, Any], *, field: str = "body") -> str:
    """Plain data as ASCII JSON text: the same data always gives the same text.

    Raises:
        InvalidValue: Something in it is no JSON type; the value itself is never repeated.
    """
    try:
        return _ENCODER.encode(_plain(body))
    except (TypeError, ValueError, RecursionError):
        raise InvalidValue(
            field,
            "is not plain data (objects with text keys, lists, text, finite numbers, true, false, null)",
        ) from None


def decode(text: str) -> dict[str, Any]:
    """The plain data that `encode` wrote."""
    return cast("dict[str, Any]", json.loads(text))


def decode_all(texts: Iterable[str]) -> list[dict[str, Any]]:
    """The plain data of many texts that `encode` wrote, which are read quicker together than one by one."""
    return cast("list[dict[str, Any]]", json.loads(f"[{','.join(texts)}]"))


def index_rows(index: Mapping[str, str | Sequence[str]] | None) -> tuple[tuple[str, str], ...]:
    """Each (name, value) once, in code-point order; a name may have several values or none.

    Raises:
        InvalidValue: A name or a value that is not exact text.
    """
    if not index:
        return ()
    rows = set()
    for name, values in index.items():
        exact(name, field="index name")
        for value in (values,) if isinstance(values, str) else values:
            rows.add((name, exact(value, field=f"index {name}", empty=True)))
    return tuple(sorted(rows))


def claim_rows(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Each claim once, in the one order in which every store takes them, so that two baskets never wait in a ring.

    Raises:
        InvalidValue: A resource that is not exact text, or a tick beyond 64 bits.
    """
    if not claims:
        return ()
    # By plain pairs: comparing values of a class is many times slower, and an evening has thousands.
    rows = tuple(sorted(set(claims), key=lambda claim: (claim.resource, claim.tick)))
    for resource in {claim.resource for claim in rows}:
        exact(resource, field="claim resource")
    if any(not _LEAST <= claim.tick <= _MOST for claim in rows):
        raise InvalidValue("claim tick", "is beyond 64 bits")
    return rows


def page_size(limit: int) -> int:
    """The limit, when it is a number of rows.

    Raises:
        InvalidValue: Below zero.
    """
    if limit < 0:
        raise InvalidValue("limit", f"{limit} is below zero")
    return limit


def lease_time(seconds: int) -> timedelta:
    """How long a lease hides a message.

    Raises:
        InvalidValue: Not at all, or longer than a day.
    """
    if seconds < 1:
        raise InvalidValue("seconds", f"{seconds} hides nothing; at least 1")
    if seconds > LONGEST_LEASE.total_seconds():
        raise InvalidValue("seconds", f"{seconds} is more than a day")
    return timedelta(seconds=seconds)


def change_details(change: Change) -> str:
    """The details of a change as text, once all its other words are found fit to keep.

    Raises:
        InvalidValue: One of its texts is not exact, or its details are not plain data.
    """
    for field in ("what", "kind", "id", "actor", "purpose", "ground"):
        exact(getattr(change, field), field=f"change {field}", empty=True)
    return encode(change.details, field="change details")


def message_body(message: Message) -> str:
    """The body of a message as text, once its key and topic are found fit to keep.

    Raises:
        InvalidValue: One of its texts is not exact, or its body is not plain data.
    """
    exact(message.key, field="message key")
    exact(message.topic, field="message topic", empty=True)
    return encode(message.body, field="message body")


def exact_range(index: str | None, ge: str, lt: str | None, after: tuple[str, str] | None) -> None:
    """The bounds of a `find`, each of which has to be text that could have been put.

    Raises:
        InvalidValue: One of them is not exact.
    """
    if index is not None:
        exact(index, field="index name")
    for text in (ge, "" if lt is None else lt, *(after or ())):
        exact(text, field="range", empty=True)
