"""The persons a school keeps records of, as `pupil:p1`, `guardian:g1` or `staff:t1`, and the words they are known by."""

from collections.abc import Iterable, Iterator
from typing import Any

from partnership.errors import InvalidValue
from partnership.people.guardians import Guardian
from partnership.people.names import PersonName
from partnership.people.pupils import Pupil
from partnership.people.roster import LINKS
from partnership.people.staff import StaffMember
from partnership.ports import Record, Transaction
from partnership.serial.values import load
from partnership.services.desk import every

__all__ = ["PERSONS", "alone_with", "ends_of", "links_of", "person_of", "words_of"]

PERSONS: dict[str, type[Any]] = {"pupil": Pupil, "guardian": Guardian, "staff": StaffMember}
"""The kinds of person, and the value of each."""

_SHORT = 3
"""Names of fewer letters stand in too many words to be looked for."""


def person_of(ref: str) -> tuple[str, str]:
    """The kind and id of a person written as `pupil:p1`.

    Raises:
        InvalidValue: It is not written so.
    """
    kind, _, id = ref.partition(":")
    if kind not in PERSONS or not id:
        raise InvalidValue("person", "is written as pupil:ID, guardian:ID or staff:ID")
    return kind, id


def ends_of(record: Record) -> frozenset[str]:
    """Whom a link is between: those of its ends that are persons."""
    ends = zip(LINKS[record.kind], record.id.split("/", 1), strict=True)
    return frozenset(f"{kind}:{id}" for kind, id in ends if kind in PERSONS)


def links_of(transaction: Transaction, persons: Iterable[str]) -> Iterator[Record]:
    """Every link of these persons that is kept, those that ended too."""
    wanted = frozenset(persons)
    for kind in LINKS:
        for found in every(transaction, kind):
            if ends_of(found.record) & wanted:
                yield found.record


def alone_with(transaction: Transaction, pupils: Iterable[str]) -> frozenset[str]:
    """The guardians who are linked to these pupils and to nobody else."""
    gone = frozenset(pupils)
    of: dict[str, set[str]] = {}
    for found in every(transaction, "guardianship"):
        pupil, guardian = sorted(ends_of(found.record), reverse=True)
        of.setdefault(guardian, set()).add(pupil)
    return frozenset(guardian for guardian, theirs in of.items() if theirs <= gone)


def words_of(transaction: Transaction, person: str) -> frozenset[str]:
    """What would give a person away in a text: their name as it is said and listed, and how to reach them."""
    kind, id = person_of(person)
    record = transaction.get(kind, id)
    if record is None:
        return frozenset()
    fields = record.body["fields"]
    words = {each["value"].strip() for each in fields.get("details") or ()}
    if fields.get("name"):
        name = load(PersonName, dict(fields["name"]), source=f"{kind} record")
        words |= {name.full, name.listed, f"{name.given} {name.family}".strip()}
    words.add((fields.get("organisation") or "").strip())
    return frozenset(word for word in words if len(word) >= _SHORT)
