"""The dossier: everything that contact, learning and the rest keep about families, written, read and found one way."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from partnership.errors import NotFound
from partnership.ports import Record, Transaction
from partnership.serial.values import dump, load
from partnership.services.contact_kinds import CONTACT
from partnership.services.deliveries import DELIVERY
from partnership.services.desk import every
from partnership.services.dossier_kinds import DossierKind
from partnership.services.feed_kinds import FEED
from partnership.services.gathering_kinds import GATHERING
from partnership.services.learning_kinds import LEARNING
from partnership.services.newsletter_kinds import NEWSLETTER
from partnership.services.post_kinds import POST
from partnership.services.supply_kinds import SUPPLIES

__all__ = ["DOSSIER", "entry", "entry_or_none", "every_entry", "keep_entry", "put_entry", "records_in"]

_Value = TypeVar("_Value")

DOSSIER: Mapping[type[Any], DossierKind] = {
    kind.value: kind
    for kind in (*CONTACT, *NEWSLETTER, *GATHERING, *LEARNING, *SUPPLIES, *POST, DELIVERY, FEED)
}
"""How each value of a dossier is kept."""


def put_entry(transaction: Transaction, value: object, *, expected: int | None) -> int:
    """Write a value in its record; returns the new revision.

    Args:
        transaction: Where.
        value: What, of a class in `DOSSIER`.
        expected: The revision it is at now; None means it is new.

    Raises:
        Conflict: It is at another revision.
    """
    kind = DOSSIER[type(value)]
    return transaction.put(kind.name, kind.id(value), dump(value), expected=expected, index=kind.index(value))


def keep_entry(transaction: Transaction, value: object) -> None:
    """Write a value in the place of the one of the same id, or as a new one."""
    before = transaction.get(DOSSIER[type(value)].name, DOSSIER[type(value)].id(value))
    put_entry(transaction, value, expected=None if before is None else before.revision)


def entry_or_none(transaction: Transaction, kind: type[_Value], id: str) -> tuple[_Value, int] | None:
    """The value of this id with its revision, or None."""
    record = transaction.get(DOSSIER[kind].name, id)
    return None if record is None else (_value_of(kind, record), record.revision)


def entry(transaction: Transaction, kind: type[_Value], id: str) -> tuple[_Value, int]:
    """The value of this id with its revision.

    Raises:
        NotFound: There is none.
        InvalidInput: The record is damaged.
    """
    found = entry_or_none(transaction, kind, id)
    if found is None:
        raise NotFound(DOSSIER[kind].name, id)
    return found


def every_entry(
    transaction: Transaction,
    kind: type[_Value],
    index: str | None = None,
    value: str | None = None,
    *,
    ge: str = "",
    fits: Callable[[Mapping[str, Any]], bool] | None = None,
) -> Iterator[_Value]:
    """Every value of a kind, or those found by one value of an index or from one on, in the order of that index.

    Args:
        transaction: Where.
        kind: Of a class in `DOSSIER`.
        index: By what; None for all.
        value: The value looked for.
        ge: The least value.
        fits: Which records to make a value of, by their plain data; a question about few of many needs not make them all.
    """
    for record in records_in(transaction, kind, index, value, ge=ge):
        if fits is None or fits(record.body):
            yield _value_of(kind, record)


def records_in(
    transaction: Transaction,
    kind: type[Any],
    index: str | None = None,
    value: str | None = None,
    *,
    ge: str = "",
) -> Iterator[Record]:
    """The same, as records."""
    for found in every(transaction, DOSSIER[kind].name, index, value=value, ge=ge):
        yield found.record


def _value_of(kind: type[_Value], record: Record) -> _Value:
    return load(kind, dict(record.body), source=f"{record.kind} record")
