"""Saving a timetable: each talk with its claims, and a message to everyone in a talk that changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import quote

import attrs

from partnership.changes import Change
from partnership.conferences.booking import Booking, call_off, hold, moments, seats
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import RequestId
from partnership.ports import Claim, Message, Transaction
from partnership.serial.values import dump
from partnership.services.rounds import Planned, Round, put_planned, talk_id

__all__ = ["Errand", "Step", "save_talks", "steps"]


@attrs.frozen(kw_only=True)
class Errand:
    """Who does something, when, and what for: what the journal asks of every change."""

    by: str
    at: datetime
    purpose: str


@attrs.frozen(kw_only=True)
class Step:
    """One talk that changes: the booking before and after."""

    before: Booking | None
    after: Booking

    @property
    def word(self) -> str | None:
        """`booked`, `moved` or `cancelled`; None when nobody in it needs to know."""
        if self.before is not None and self.before.news == self.after.news:
            return None
        if not self.after.held:
            return "cancelled"
        return "moved" if self.before is not None and self.before.held else "booked"


def steps(kept: Round, wanted: Mapping[RequestId, Placement], at: datetime) -> tuple[Step, ...]:
    """What has to change so that exactly the wanted talks are held, in order of request id.

    A wanted talk that nobody asks for any more, or whose room is gone, stays as it was told: only planning or repair
    calls it off or moves it.

    Args:
        kept: The conference as it is.
        wanted: Where each talk is to be held, as the rules allow.
        at: This instant.
    """
    cast = Cast(kept.conference)
    table = Table(cast, Timetable())
    there = tuple(each for each in wanted.values() if each.room is None or each.room in cast.rooms)
    seat = seats(there, cast.rooms, {name: each.seat for name, each in kept.bookings.items()})
    found = []
    for name in sorted(kept.bookings.keys() | wanted.keys()):
        before = kept.bookings.get(name)
        if name in wanted:
            if name not in cast.requests or name not in seat:
                continue
            after = hold(before, table.talk(wanted[name]), kept.id, seat=seat[name], at=at)
        elif before is not None and before.held:
            after = call_off(before, at=at)
        else:
            continue
        if after != before:
            found.append(Step(before=before, after=after))
    return tuple(found)


def save_talks(
    transaction: Transaction,
    kept: Round,
    wanted: Mapping[RequestId, Placement],
    planned: Planned,
    errand: Errand,
) -> tuple[Step, ...]:
    """Hold exactly the wanted talks: records, claims, changes and messages, all or nothing.

    Those that move let go of their moments before anybody takes one, so that two can change places.

    Raises:
        Taken: Somebody of one of the talks is in another, at this conference or another.
        Conflict: Somebody else changed the bookings of this conference first.
    """
    put_planned(transaction, kept.id, planned, expected=kept.planned_revision)
    found = steps(kept, wanted, errand.at)
    revisions: dict[RequestId, int] = dict(kept.revisions)
    for step in found:
        if step.before is not None:
            revisions[step.after.request] = _put(transaction, step.after, revisions, claims=())
    for step in found:
        if step.after.held:
            claims = tuple(Claim(resource, tick) for resource, tick in moments(step.after))
            _put(transaction, step.after, revisions, claims=claims)
    transaction.append(
        (change for step in found if (change := _change(step, errand)) is not None),
        (message for step in found for message in _messages(step, errand.at)),
    )
    return found


def _put(
    transaction: Transaction, booking: Booking, revisions: Mapping[RequestId, int], *, claims: Iterable[Claim]
) -> int:
    return transaction.put(
        "talk",
        talk_id(booking.conference, booking.request),
        dump(booking),
        expected=revisions.get(booking.request),
        index={
            "conference": booking.conference,
            "guardian": booking.guardians,
            "staff": booking.staff,
            "start": booking.placement.start.isoformat(),
        },
        claims=claims,
    )


def _change(step: Step, errand: Errand) -> Change | None:
    """The fact for the journal: ids and times, no names."""
    if step.word is None:
        return None
    return Change(
        what=f"talk.{step.word}",
        kind="talk",
        id=talk_id(step.after.conference, step.after.request),
        at=errand.at,
        actor=errand.by,
        purpose=errand.purpose,
        details={
            "start": step.after.placement.start.isoformat(),
            "minutes": step.after.placement.minutes,
            "room": step.after.placement.room,
            "sequence": step.after.sequence,
        },
    )


def _messages(step: Step, at: datetime) -> Iterator[Message]:
    """One to each person in the talk, and to each who was in it and no longer is."""
    after, place = step.after, step.after.placement
    if step.word is None:
        return
    before = step.before if step.before is not None and step.before.held else None
    were, are = (before.people if before else ()), (after.people if after.held else ())
    for person in dict.fromkeys((*are, *were)):
        word = "cancelled" if person not in are else "moved" if person in were else "booked"
        was = before.placement if before is not None and word == "moved" else None
        topic = f"talk-{word}"
        parts = (after.conference, after.request, topic, person, str(after.sequence))
        yield Message(
            key="/".join(quote(part, safe=":") for part in parts),
            topic=topic,
            body={
                "conference": after.conference,
                "request": after.request,
                "recipient": person,
                "start": place.start.isoformat(),
                "minutes": place.minutes,
                "room": place.room,
                "sequence": after.sequence,
                "was": None if was is None else {"start": was.start.isoformat(), "room": was.room},
            },
            due=at,
        )
