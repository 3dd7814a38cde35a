"""Erasing persons from the post: a letter to a teacher, or to a parent who stays, may be about somebody who is gone."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from partnership.ports import Record, Transaction
from partnership.serial.persons import texts_of
from partnership.services.deliveries import DELIVERY
from partnership.services.desk import every
from partnership.services.pushes import PUSHED

__all__ = ["About", "about", "erase_from_post"]

About = Callable[[str, Mapping[str, Any]], bool]
"""Whether a letter is about somebody, by its key and by what it is written from."""


def about(gone: frozenset[str], lost: Iterable[Record]) -> About:
    """Tells the letters about persons who are erased: those of a pupil, and of a record whose id was made of theirs.

    Args:
        gone: Who, as `pupil:p1`.
        lost: The records that are no more under their id; an id of one part names nobody.
    """
    ids = frozenset(each.id for each in lost if "/" in each.id)

    def tells(key: str, body: Mapping[str, Any]) -> bool:
        parts = frozenset(unquote(part) for each in key.split(" ") for part in each.split("/"))
        return f"pupil:{body.get('pupil')}" in gone or bool((parts | texts_of(body)) & ids)

    return tells


def erase_from_post(transaction: Transaction, tells: About) -> int:
    """Remove what is written down of letters about them; how many records those were."""
    found = [each.record for kind in (DELIVERY, PUSHED) for each in every(transaction, kind.name)]
    theirs = [each for each in found if tells(_key(each), each.body.get("body") or {})]
    for each in theirs:
        transaction.delete(each.kind, each.id, expected=each.revision)
    return len(theirs)


def _key(record: Record) -> str:
    return str(record.body["key" if record.kind == DELIVERY.name else "thing"])
