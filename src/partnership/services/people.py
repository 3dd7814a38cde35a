"""The people a school keeps records of, as values."""

from collections.abc import Mapping
from typing import Any, TypeVar

from partnership.ids import ClassId
from partnership.people.classes import Enrolment, SchoolClass, Teaching
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.pupils import Pupil
from partnership.people.roster import LINKS
from partnership.people.staff import StaffMember
from partnership.ports import Transaction
from partnership.serial.values import load

__all__ = ["VALUES", "class_called", "known"]

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
        stands = not (record.body.get("ended") or record.body.get("unresolved"))
        return load(kind, dict(fields), source=f"{name} record") if stands else None
    named = {"name", "organisation", "title"} & fields.keys()
    return load(kind, {"id": id, **fields}, source=f"{name} record") if named else None


def class_called(transaction: Transaction, id: ClassId) -> str:
    """What a class is called at the school; its id when no roster told of it."""
    found = known(transaction, SchoolClass, id)
    return (found and found.title) or id
