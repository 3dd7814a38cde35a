"""Erasing persons from the dossier: what was only about them goes, what is about others too stays without them."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from partnership.ports import Record, Transaction
from partnership.serial.persons import Swap, redacted, renamed
from partnership.serial.values import dump, load
from partnership.services.dossier import DOSSIER, put_entry, records_in
from partnership.services.dossier_kinds import DossierKind

__all__ = ["Emptied", "erase_from_dossier"]


@attrs.frozen(kw_only=True)
class Emptied:
    """One record of a dossier in which somebody was erased.

    Attributes:
        record: As it was.
        deleted: Whether it is gone; otherwise it was written anew.
        moved: Whether there is nothing under its id any more: it is gone, or the id was made of theirs.
    """

    record: Record
    deleted: bool
    moved: bool


def erase_from_dossier(
    transaction: Transaction, gone: frozenset[str], *, words: Iterable[str], stand_in: Swap, by: str
) -> Iterator[Emptied]:
    """Erase persons from every record of the dossier.

    Args:
        transaction: Where.
        gone: Everyone who is erased, as `pupil:p1`.
        words: Their names and addresses, which no text keeps.
        stand_in: The id to put in the place of one.
        by: What to put in the place of a word.
    """
    sought = tuple(words)
    for kind in DOSSIER.values():
        for record in list(records_in(transaction, kind.value)):
            value = load(kind.value, dict(record.body), source=f"{record.kind} record")
            if _only_of(kind, value) <= gone:
                transaction.delete(record.kind, record.id, expected=record.revision)
                yield Emptied(record=record, deleted=True, moved=True)
                continue
            body = redacted(dump(renamed(value, stand_in)), sought, by=by)
            if body != record.body:
                stays = _write(transaction, kind, record, body)
                yield Emptied(record=record, deleted=False, moved=not stays)


def _only_of(kind: DossierKind, value: Any) -> frozenset[str]:  # noqa: ANN401 - a value of any kind
    """Those without whom a record has nothing to be about: its pupils, or where there are none its owners."""
    persons = kind.pupils(value) or kind.owners(value)
    return persons or frozenset({"nobody"})


def _write(transaction: Transaction, kind: DossierKind, record: Record, body: dict[str, Any]) -> bool:
    """Write it anew; an id that was made of a person's becomes another, and it does not stay under its own."""
    value = load(kind.value, body, source=f"{record.kind} record")
    stays = kind.id(value) == record.id
    if not stays:
        transaction.delete(record.kind, record.id, expected=record.revision)
    put_entry(transaction, value, expected=record.revision if stays else None)
    return stays
