"""The people a school keeps records of, as values."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from partnership.ids import ClassId
from partnership.people.classes import Enrolment, SchoolClass, Teaching
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.pupils import Pupil
from partnership.people.roster import LINKS
from partnership.people.staff import StaffMember
from partnership.ports import Record, Transaction
from partnership.serial.values import load
from partnership.services.desk import every

__all__ = ["VALUES", "class_called", "known", "links_at"]

VALUES: Mapping[str, type[Any]] = {
    "pupil": Pupil,
    "guardian": Guardian,
    "staff": StaffMember,
    "class": SchoolClass,
    "guardianship": Guardianship,
    "enrolment": Enrolment,
    "teaching": Teaching,
}
"""The value each kind of roster record is about; its fields are those of the value."""

_Value = TypeVar("_Value")


def known(transaction: Transaction, kind: type[_Value], id: str) -> _Value | None:
    """The person, class or link of this id; None when there is no record, or it was never told enough to be one.

    A link that ended or still waits for its other end is none. A person who left the school is still known.

    Args:
        transaction: Where the records are.
        kind: The value wanted, one of `VALUES`.
        id: Which one; for a link both ends, `pupil/guardian`.

    Raises:
        InvalidInput: The record is damaged.
    """
    name = next(name for name, value in VALUES.items() if value is kind)
    record = transaction.get(name, id)
    if record is None:
        return None
    fields = record.body["fields"]
    if name in LINKS:
        return load(kind, dict(fields), source=f"{name} record") if _stands(record) else None
    named = {"name", "organisation", "title"} & fields.keys()
    return load(kind, {"id": id, **fields}, source=f"{name} record") if named else None


def links_at(transaction: Transaction, kind: str, end: str, id: str) -> Iterator[Record]:
    """Every link of a kind that stands at this end, which is the person or class of this id.

    The id of a link is both its ends (`p1/g1`), so that those of its first end lie together; those of its other end are
    found by an index.
    """
    first, _ = LINKS[kind]
    if end != first:
        yield from (found.record for found in every(transaction, kind, end, value=id))
        return
    for found in every(
        transaction, kind, ge=f"{id}/", lt=f"{id}0"
    ):  # in code points 0 comes next after a slash
        if _stands(found.record):
            yield found.record


def _stands(link: Record) -> bool:
    return not (link.body.get("ended") or link.body.get("unresolved"))


def class_called(transaction: Transaction, id: ClassId) -> str:
    """What a class is called at the school; its id when no roster told of it."""
    found = known(transaction, SchoolClass, id)
    return (found and found.title) or id
