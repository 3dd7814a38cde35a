"""What families tell of themselves: households, preferences, portraits and consents, kept and read."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from partnership.changes import Change, ground_of
from partnership.ids import joined
from partnership.people.consents import Consent
from partnership.people.households import Household
from partnership.people.portraits import FamilyPortrait
from partnership.people.preferences import ContactPreferences
from partnership.ports import Transaction
from partnership.serial.values import dump, load
from partnership.services.desk import Desk, every

__all__ = ["FAMILY", "Kind", "every_of", "family_record", "keep", "put_family"]

_Value = TypeVar("_Value")


@attrs.frozen(kw_only=True)
class Kind:
    """How one kind of family record is kept.

    Attributes:
        name: Its name in the store.
        id: The id of a value.
        index: What a value is found by.
    """

    name: str
    id: Callable[[Any], str]
    index: Callable[[Any], Mapping[str, str | tuple[str, ...]]]


def _consent_id(value: Consent) -> str:
    by = "pupil" if value.by is None else f"guardian:{value.by}"
    return joined(value.pupil, by, value.purpose, value.channel, value.on.isoformat())


def _consent_index(value: Consent) -> Mapping[str, str | tuple[str, ...]]:
    return {"pupil": value.pupil} | ({} if value.by is None else {"guardian": value.by})


FAMILY: Mapping[type[Any], Kind] = {
    Household: Kind(
        name="household",
        id=lambda value: value.id,
        index=lambda value: {"guardian": tuple(value.guardians), "pupil": tuple(value.pupils)},
    ),
    ContactPreferences: Kind(
        name="preferences", id=lambda value: value.guardian, index=lambda value: {"guardian": value.guardian}
    ),
    FamilyPortrait: Kind(
        name="portrait", id=lambda value: value.household, index=lambda value: {"household": value.household}
    ),
    Consent: Kind(name="consent", id=_consent_id, index=_consent_index),
}
"""How each value that a family tells is kept."""


def keep(desk: Desk, value: object, *, by: str, why: str) -> str:
    """Keep what a family told, in the place of what it told before; returns the id of the record.

    Args:
        desk: Where.
        value: A household, preferences, a portrait or a consent.
        by: Who writes it down, such as `guardian:petra` or `staff:office`.
        why: What for, without a name.
    """
    kind = FAMILY[type(value)]

    def work(transaction: Transaction) -> str:
        change = Change(
            what=f"{kind.name}.written",
            kind=kind.name,
            id=kind.id(value),
            at=desk.clock(),
            actor=by,
            purpose=why,
            ground=ground_of(by),
        )
        put_family(transaction, value)
        transaction.append([change])
        return change.id

    return desk.anew(work)


def put_family(transaction: Transaction, value: object) -> None:
    """Write the record of a value, whatever was there."""
    kind = FAMILY[type(value)]
    before = transaction.get(kind.name, kind.id(value))
    transaction.put(
        kind.name,
        kind.id(value),
        dump(value),
        expected=None if before is None else before.revision,
        index=kind.index(value),
    )


def family_record(transaction: Transaction, kind: type[_Value], id: str) -> _Value | None:
    """The value of this id, or None.

    Raises:
        InvalidInput: The record is damaged.
    """
    record = transaction.get(FAMILY[kind].name, id)
    return None if record is None else load(kind, dict(record.body), source=f"{record.kind} record")


def every_of(
    transaction: Transaction, kind: type[_Value], index: str | None = None, value: str | None = None
) -> Iterator[_Value]:
    """Every value of a kind, or those found by an index."""
    for found in every(transaction, FAMILY[kind].name, index, value=value):
        yield load(kind, dict(found.record.body), source=f"{found.record.kind} record")
