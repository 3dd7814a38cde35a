"""Every page of a resource, one object at a time; an answer that is cut off is noticed."""

import re
from collections.abc import Iterator, Mapping
from email.message import Message
from typing import Any

from partnership.errors import InvalidInput, Problem
from partnership.plugins.oneroster.client import Client

__all__ = ["objects"]

_COUNT = re.compile(r"[0-9]{1,18}")
_NEXT = re.compile(r'rel\s*=\s*"?next"?(?![\w-])', re.IGNORECASE)


def objects(
    client: Client, resource: str, query: Mapping[str, str], *, limit: int
) -> Iterator[Mapping[str, Any]]:
    """The objects of a resource, each once.

    Pages are asked for by offset, in the order of ids, so that what changes meanwhile moves as little as may be. How many
    there are is what `X-Total-Count` says; a server that does not say is read until a page is not full.

    Args:
        client: Who asks.
        resource: Such as `users`.
        query: Parameters of every page.
        limit: How many to ask for at a time.

    Raises:
        InvalidInput: A page cannot be had or is none, the same page comes again, or there are fewer than were promised.
    """
    told: set[str] = set()
    offset, total = 0, None
    while True:
        page = {"limit": str(limit), "offset": str(offset), "sort": "sourcedId", "orderBy": "asc"}
        body, headers = client.get(resource, {**query, **page})
        items = _items(body, resource)
        total = _total(headers, total)
        fresh = [each for each in items if each["sourcedId"] not in told]
        if items and not fresh:
            raise _refusal(resource, "gives the same page again and again")
        told.update(each["sourcedId"] for each in fresh)
        yield from fresh
        offset += len(items)
        if not items or not _goes_on(headers, offset, total, full=len(items) >= limit):
            break
    if total is not None and offset < total:
        raise _refusal(resource, f"promises {total} and gives {offset}: the answer is cut off")


def _items(body: Any, resource: str) -> list[Mapping[str, Any]]:  # noqa: ANN401 - whatever a server says
    listed = body.get(resource) if isinstance(body, dict) else None
    if not isinstance(listed, list) or not all(
        isinstance(each, dict) and isinstance(each.get("sourcedId"), str) for each in listed
    ):
        raise _refusal(resource, f'expected a list "{resource}" of objects with a sourcedId')
    return listed


def _total(headers: Message, before: int | None) -> int | None:
    text = headers.get("X-Total-Count", "")
    return int(text) if _COUNT.fullmatch(text) else before


def _goes_on(headers: Message, offset: int, total: int | None, *, full: bool) -> bool:
    """Whether there is a next page; a link to one counts for more than a number that may be wrong."""
    links = headers.get_all("Link", [])
    if any(_NEXT.search(each) for each in links):
        return True
    if total is not None:
        return offset < total
    return full and not links


def _refusal(resource: str, why: str) -> InvalidInput:
    return InvalidInput([Problem(resource, why)], source="OneRoster")
