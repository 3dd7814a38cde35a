"""Rectification: a wrong fact is put right everywhere it is told, and the old one is told nowhere any more."""

from collections.abc import Mapping
from typing import Any

import attrs

from partnership.changes import Change, ground_of
from partnership.errors import InvalidInput, NotFound, Problem, did_you_mean
from partnership.people.roster import RosterEntry
from partnership.ports import Message, Transaction
from partnership.serial.persons import redacted, texts_of
from partnership.serial.values import load
from partnership.services.desk import Desk
from partnership.services.persons import PERSONS, person_of, words_of
from partnership.services.roster import put_entry

__all__ = ["rectify"]


def rectify(desk: Desk, person: str, fields: Mapping[str, Any], *, by: str, why: str) -> RosterEntry:
    """Put fields of a person right; from then on no source changes them, and what was there before is forgotten.

    The journal says which fields were put right, by whom and why; neither the old nor the new value is in it, and
    details or messages in which the old name or address stood are emptied.

    Args:
        desk: Where.
        person: Who, as `guardian:g1`.
        fields: What it is instead: plain data in the shape of the value of that kind.
        by: Who puts it right.
        why: What for, such as `asked by the person`; without a name.

    Raises:
        NotFound: The school keeps nothing about this person.
        InvalidInput: Fields that such a person does not have, or values that nobody could mean; nothing was changed.
    """
    kind, id = person_of(person)
    _known_fields(kind, fields)

    def work(transaction: Transaction) -> RosterEntry:
        record = transaction.get(kind, id)
        if record is None:
            raise NotFound(kind, id)
        before = load(RosterEntry, dict(record.body), source=f"{kind} record")
        after = attrs.evolve(before, fields={**before.fields, **fields}, local=before.local | fields.keys())
        load(PERSONS[kind], {"id": id, **after.fields}, source=person)
        old = words_of(transaction, person)
        put_entry(transaction, record, after)
        gone = old - words_of(transaction, person)
        transaction.sift(lambda each: _speaks(each, gone))
        told = {"fields": sorted(fields)}
        change = Change(
            what=f"{kind}.rectified",
            kind=kind,
            id=id,
            at=desk.clock(),
            actor=by,
            purpose=why,
            ground=ground_of(by),
            details=told,
        )
        transaction.append([change])
        return after

    return desk.anew(work)


def _known_fields(kind: str, fields: Mapping[str, Any]) -> None:
    known = [each.name for each in attrs.fields(PERSONS[kind]) if each.init and each.name != "id"]
    problems = [
        Problem(f"$.{name}", f"a {kind} has no such field{did_you_mean(name, known)}", tuple(known))
        for name in fields
        if name not in known
    ]
    if problems:
        raise InvalidInput(problems, source="fields")


def _speaks(each: Change | Message, words: frozenset[str]) -> bool:
    texts = sorted(texts_of(each.body if isinstance(each, Message) else each.details))
    return bool(redacted(texts, words, by="") != texts)
