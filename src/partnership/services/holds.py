"""Legal holds: while one is on a person, nothing about them is erased, whoever asks and whatever has run out."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from partnership.changes import Change
from partnership.errors import NotFound, OnHold
from partnership.ports import Transaction
from partnership.serial.values import dump, load
from partnership.services.desk import Desk, every
from partnership.services.persons import person_of
from partnership.times import instant

__all__ = ["Hold", "held_persons", "holds", "put_on_hold", "refuse_held", "release"]


@attrs.frozen(kw_only=True)
class Hold:
    """One hold on everything that is kept about a person.

    Attributes:
        person: Who, as `pupil:p1`.
        ground: Why the law forbids erasing, such as a claim before a court; without a name.
        by: Who put it there.
    """

    person: str
    ground: str
    by: str
    since: datetime = attrs.field(converter=instant)


def put_on_hold(desk: Desk, person: str, *, by: str, ground: str) -> Hold:
    """Put a hold on a person; one that is there already is written anew.

    Raises:
        InvalidValue: No person is called so, or the ground is empty.
    """
    kind, id = person_of(person)
    hold = Hold(person=person, ground=ground, by=by, since=desk.clock())

    def work(transaction: Transaction) -> Hold:
        before = transaction.get("hold", person)
        revision = None if before is None else before.revision
        change = Change(
            what="hold.put",
            kind=kind,
            id=id,
            at=hold.since,
            actor=by,
            purpose="what is kept must not be erased",
            ground=ground,
        )
        transaction.append([change])
        transaction.put("hold", person, dump(hold), expected=revision)
        return hold

    return desk.anew(work)


def release(desk: Desk, person: str, *, by: str, why: str) -> None:
    """Take the hold off a person.

    Raises:
        NotFound: There is none.
    """
    kind, id = person_of(person)

    def work(transaction: Transaction) -> None:
        record = transaction.get("hold", person)
        if record is None:
            raise NotFound("hold", person)
        ground = load(Hold, dict(record.body), source="hold record").ground
        change = Change(
            what="hold.released", kind=kind, id=id, at=desk.clock(), actor=by, purpose=why, ground=ground
        )
        transaction.append([change])
        transaction.delete("hold", person, expected=record.revision)

    desk.anew(work)


def holds(transaction: Transaction) -> Iterator[Hold]:
    """Every hold there is."""
    for found in every(transaction, "hold"):
        yield load(Hold, dict(found.record.body), source="hold record")


def held_persons(transaction: Transaction) -> frozenset[str]:
    """Everyone on whom there is a hold."""
    return frozenset(each.person for each in holds(transaction))


def refuse_held(transaction: Transaction, persons: Iterable[str]) -> None:
    """Refuse to go on when one of these persons is held.

    Raises:
        OnHold: With all of them.
    """
    if held := held_persons(transaction).intersection(persons):
        raise OnHold(held)
