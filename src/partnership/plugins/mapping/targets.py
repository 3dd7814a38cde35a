"""What a mapping can fill: the fields of each kind of roster row, and how a word for each is read."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from partnership.people.guardianship import Authority, Relation

__all__ = ["ABSENT", "TARGETS", "Sort", "Target", "plain"]

ABSENT: Any = object()
"""Not told; which is something else than empty."""


class Sort(StrEnum):
    """How a value is written."""

    TEXT = "text"
    DAY = "day"
    FLAG = "flag"
    NUMBER = "number"
    LIST = "list"
    YEAR = "year"
    CHOICE = "choice"


@attrs.frozen(kw_only=True)
class Target:
    """One field.

    Attributes:
        sort: How its value is written.
        empty: What an empty cell says; `ABSENT` when it says nothing.
        choices: The words it knows, when it knows only some.
        until: The first day something no longer holds, so that `inclusive` has a meaning.
    """

    sort: Sort
    empty: Any = None
    choices: tuple[str, ...] = ()
    until: bool = False


_TEXT, _DAY = Target(sort=Sort.TEXT, empty=""), Target(sort=Sort.DAY)
_UNTIL, _MAYBE = Target(sort=Sort.DAY, until=True), Target(sort=Sort.FLAG)
_LIST, _END = Target(sort=Sort.LIST, empty=[]), Target(sort=Sort.TEXT, empty=ABSENT)
_NAME = {"name.given": _TEXT, "name.infix": _TEXT, "name.family": _TEXT}
_VALID = {"valid.since": _DAY, "valid.until": _UNTIL}

TARGETS: Mapping[str, Mapping[str, Target]] = {
    "pupil": {**_NAME, "birth_date": _DAY, "left_on": _UNTIL},
    "guardian": {
        **_NAME,
        "organisation": Target(sort=Sort.TEXT),
        "deceased": Target(sort=Sort.FLAG, empty=False),
        "deceased_on": _DAY,
    },
    "staff": {**_NAME, "roles": _LIST},
    "class": {
        "title": Target(sort=Sort.TEXT, empty=ABSENT),
        "grades": _LIST,
        "school_year": Target(sort=Sort.YEAR),
        "homeroom": Target(sort=Sort.FLAG, empty=ABSENT),
    },
    "guardianship": {
        "pupil": _END,
        "guardian": _END,
        "relation": Target(sort=Sort.CHOICE, empty="other", choices=tuple(map(str, Relation))),
        "authority": Target(sort=Sort.CHOICE, empty="unknown", choices=tuple(map(str, Authority))),
        "evidence.reference": Target(sort=Sort.TEXT),
        "evidence.seen_on": _DAY,
        "authority_valid.since": _DAY,
        "authority_valid.until": _UNTIL,
        **_VALID,
        "contact_order": Target(sort=Sort.NUMBER),
        "receives_post": _MAYBE,
        "lives_with": _MAYBE,
    },
    "enrolment": {"pupil": _END, "class_id": _END, **_VALID},
    "teaching": {
        "staff": _END,
        "class_id": _END,
        "primary": Target(sort=Sort.FLAG, empty=False),
        **_VALID,
    },
}
"""The fields of each kind; restrictions by a court are written by hand and never read."""

_YEARS = re.compile(r"(\d{4})(?:\s*[-/]\s*(\d{4}|\d{2}))?")


def _year(text: str) -> int:
    """A school year as the calendar year it ends in: `2027`, `2026-2027`, `2026 / 2027`, `2026/27`."""
    found = _YEARS.fullmatch(text)
    if found is None:
        raise ValueError("is not a school year such as 2026-2027")
    first, second = int(found[1]), found[2]
    if second is None:
        return first
    if int(second) != (first + 1) % 10 ** len(second):
        raise ValueError("is a school year that does not end the year after it begins")
    return first + 1


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) >= 1):
        raise ValueError("is not a whole number from 1")
    return int(text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("is not a date such as 2026-08-31") from None


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("is not true or false")
    return text == "true"


_PLAIN: Mapping[Sort, Callable[[str], Any]] = {
    Sort.TEXT: str,
    Sort.DAY: _day,
    Sort.FLAG: _flag,
    Sort.NUMBER: _number,
    Sort.YEAR: _year,
}


def plain(target: Target, text: str, *, split: str = ",") -> Any:  # noqa: ANN401 - whatever the field holds
    """The value of a word in this library's own way of writing: dates as ISO text, flags as true and false.

    Args:
        target: The field it is for.
        text: The word, not empty.
        split: Stands between the parts of a list.

    Raises:
        ValueError: It is not such a word; the message says what would be, without repeating it.
    """
    if target.sort is Sort.LIST:
        return [part for each in text.split(split) if (part := each.strip())]
    if target.sort is Sort.CHOICE:
        if text not in target.choices:
            raise ValueError(f"is not one of {', '.join(target.choices)}")
        return text
    return _PLAIN[target.sort](text)
