"""Keeping contact: log a moment, try again, follow up, close; write down an insight and say what became of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from partnership.calendars import Days
from partnership.changes import Change, ground_of
from partnership.contact.insights import ParentInsight
from partnership.contact.manners import admit
from partnership.contact.moments import ContactMoment
from partnership.ids import ContactId, InsightId
from partnership.ports import Transaction
from partnership.services.desk import Desk
from partnership.services.dossier import DOSSIER, entry, every_entry, put_entry
from partnership.times import instant

__all__ = ["contacts_from", "hear", "log_contact", "step_contact", "step_insight"]

_Value = TypeVar("_Value", ContactMoment, ParentInsight)

WRITTEN = "keeping what school and home told each other"
"""What it is for, in the journal: never what was said, nor a name."""


def log_contact(desk: Desk, moment: ContactMoment, *, year: Days, by: str) -> ContactMoment:
    """Keep a new contact moment, planned or over, when it keeps the manners of contact.

    Args:
        desk: Where.
        moment: What happened or is planned.
        year: The school year, in which the first a family hears is no concern.
        by: Who logs it, such as `staff:jansen`.

    Raises:
        InvalidInput: Everything that is against it, at once; nothing was kept.
        Conflict: A moment of this id is kept already.
    """

    def work(transaction: Transaction) -> ContactMoment:
        earlier = {
            each.id: each
            for pupil in moment.pupils
            for each in every_entry(transaction, ContactMoment, "pupil", pupil)
        }
        return _new(transaction, desk, admit(moment, earlier.values(), year), "contact.logged", by)

    return desk.once(work)


def step_contact(
    desk: Desk, id: ContactId, step: Callable[[ContactMoment], ContactMoment], *, by: str
) -> ContactMoment:
    """Take a step with a kept moment: `attempted`, `followed_up` or `closed` of `partnership.contact.moments`.

    Raises:
        NotFound: There is no such moment.
        IllegalStep: It cannot take this step now; nothing was changed.
    """
    return _stepped(desk, ContactMoment, id, step, by)


def contacts_from(desk: Desk, since: datetime) -> tuple[ContactMoment, ...]:
    """The moments since an instant, and older ones of which something is still open, with what answered them."""

    def work(transaction: Transaction) -> tuple[ContactMoment, ...]:
        found = {
            each.id: each
            for each in every_entry(transaction, ContactMoment, "at", ge=instant(since).isoformat())
        }
        older = [each for each in every_entry(transaction, ContactMoment, "open") if each.id not in found]
        for each in older:
            answers = every_entry(transaction, ContactMoment, "answers", each.id)
            found |= {each.id: each} | {answer.id: answer for answer in answers}
        return tuple(found.values())

    return desk.read(work)


def hear(desk: Desk, insight: ParentInsight, *, by: str) -> ParentInsight:
    """Keep what a guardian told.

    Raises:
        Conflict: An insight of this id is kept already.
    """
    return desk.once(lambda transaction: _new(transaction, desk, insight, "insight.received", by))


def step_insight(
    desk: Desk, id: InsightId, step: Callable[[ParentInsight], ParentInsight], *, by: str
) -> ParentInsight:
    """Take a step with a kept insight, one of `partnership.contact.insights`.

    Raises:
        NotFound: There is no such insight.
        IllegalStep: It cannot take this step now; nothing was changed.
    """
    return _stepped(desk, ParentInsight, id, step, by)


def _new(transaction: Transaction, desk: Desk, value: _Value, what: str, by: str) -> _Value:
    put_entry(transaction, value, expected=None)
    transaction.append([_change(desk, value, what, by)])
    return value


def _stepped(desk: Desk, kind: type[_Value], id: str, step: Callable[[_Value], _Value], by: str) -> _Value:
    def work(transaction: Transaction) -> _Value:
        before, revision = entry(transaction, kind, id)
        after = step(before)
        put_entry(transaction, after, expected=revision)
        name = DOSSIER[kind].name
        told = {"before": str(before.state), "after": str(after.state)}
        transaction.append([_change(desk, after, f"{name}.stepped", by, told)])
        return after

    return desk.anew(work)


def _change(
    desk: Desk,
    value: ContactMoment | ParentInsight,
    what: str,
    by: str,
    details: Mapping[str, Any] | None = None,
) -> Change:
    return Change(
        what=what,
        kind=DOSSIER[type(value)].name,
        id=value.id,
        at=desk.clock(),
        actor=by,
        purpose=WRITTEN,
        ground=ground_of(by),
        details=details or {},
    )
