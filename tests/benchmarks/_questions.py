"""The ten questions a school asks its records most, of the store, and the same in SQL written by hand."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any

import attrs

from partnership.ids import SchoolId
from partnership.ports import Store
from tests.benchmarks._history import Size

__all__ = ["QUESTIONS", "Range", "by_hand", "by_store"]

Execute = Callable[[str, Mapping[str, Any]], Any]


@attrs.frozen(kw_only=True)
class Range:
    """One question: a range of an index, one record (`id`), or a page of the journal (`seq`)."""

    kind: str = ""
    index: str = ""
    ge: str = ""
    lt: str | None = None
    limit: int = 100
    id: str = ""
    seq: int | None = None


def _pupil(size: Size, chance: Random) -> str:
    return f"p{chance.randrange(size.pupils):05}"


def _staff(size: Size, chance: Random) -> str:
    return f"s{chance.randrange(size.staff):03}"


def _between(kind: str, index: str, whose: str, size: Size, chance: Random, days: int) -> Range:
    """A stretch of so many days of somebody's."""
    begin = size.last - timedelta(days=days + chance.randrange(365))
    until = begin + timedelta(days=days)
    form = "{}{}".format
    return Range(
        kind=kind, index=index, ge=form(whose, begin.isoformat()[:19]), lt=form(whose, until.isoformat()[:19])
    )


def _prefix(kind: str, index: str, text: str) -> Range:
    return Range(kind=kind, index=index, ge=text, lt=text + "\U0010ffff")


QUESTIONS: Mapping[str, Callable[[Size, Random], Range]] = {
    "a pupil": lambda size, chance: Range(kind="pupil", id=_pupil(size, chance)),
    "the pupils of a class": lambda size, chance: _prefix(
        "pupil", "class", f"k{chance.randrange(size.pupils // 28)}"
    ),
    "the guardians of a pupil": lambda size, chance: _prefix("guardian", "pupil", _pupil(size, chance)),
    "contacts of a pupil in a year": lambda size, chance: _between(
        "contact", "pupil", f"{_pupil(size, chance)}/", size, chance, 365
    ),
    "contacts of a teacher in a month": lambda size, chance: _between(
        "contact", "staff", f"{_staff(size, chance)}/", size, chance, 30
    ),
    "contacts of the school in a week": lambda size, chance: _between("contact", "at", "", size, chance, 7),
    "what is still to be done": lambda size, chance: _between("contact", "follow_up", "", size, chance, 60),
    "who was not spoken to this year": lambda size, chance: Range(
        kind="pupil", index="last_contact", lt=str((size.last - timedelta(days=365)).date())
    ),
    "a teacher's talks of an evening": lambda size, chance: _prefix(
        "talk", "staff", f"{_staff(size, chance)}/"
    ),
    "a page of the journal": lambda size, chance: Range(seq=chance.randrange(size.contacts), limit=100),
}
"""What is asked → one such question, drawn."""


def by_store(store: Store, school: SchoolId, asked: Range) -> int:
    """Ask through the port; the number of rows."""
    if asked.seq is not None:
        return len(store.journal(school, after=asked.seq, limit=asked.limit))
    with store.transaction(school, write=False) as block:
        if asked.id:
            return int(block.get(asked.kind, asked.id) is not None)
        return len(block.find(asked.kind, asked.index, ge=asked.ge, lt=asked.lt, limit=asked.limit))


def by_hand(execute: Execute, mark: Callable[[str], str], school: SchoolId, asked: Range) -> int:
    """The same as a person would write it for this database, every body read from its JSON; the number of rows."""
    given = {"school": school, "kind": asked.kind, "id": asked.id, "name": asked.index, "ge": asked.ge}
    given |= {"lt": asked.lt or "", "rows": str(asked.limit), "seq": str(asked.seq)}
    if asked.seq is not None:
        words = f"SELECT details, journal.* FROM journal WHERE school = :school AND seq > {asked.seq} ORDER BY seq LIMIT {asked.limit}"
        return len([json.loads(row[0]) for row in execute(_marked(words, mark, given), given)])
    if asked.id:
        words = "SELECT revision, body FROM entity WHERE school = :school AND kind = :kind AND id = :id"
    else:
        words = (
            "SELECT e.revision, e.body, i.value, e.id FROM entity_index i JOIN entity e ON e.school = i.school "
            "AND e.kind = i.kind AND e.id = i.id WHERE i.school = :school AND i.kind = :kind AND i.name = :name "
            f"AND i.value >= :ge AND i.value < :lt ORDER BY i.value, i.id LIMIT {asked.limit}"
        )
    return len([json.loads(row[1]) for row in execute(_marked(words, mark, given), given)])


def _marked(words: str, mark: Callable[[str], str], given: Mapping[str, Any]) -> str:
    for name in given:
        words = words.replace(f":{name}", mark(name))
    return words
