"""Saving a timetable: each talk with its claims, and a message to everyone in a talk that changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import attrs

from partnership.changes import Change, ground_of
from partnership.conferences.booking import Booking, call_off, hold, moments, seats
from partnership.conferences.booking_life.baskets import Basket, BasketState, end_basket
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.errors import Taken
from partnership.ids import BasketId, RequestId, fresh_id
from partnership.ports import Claim, Message, Transaction
from partnership.serial.values import dump
from partnership.services.basket_records import basket_change, basket_messages, put_basket
from partnership.services.desk import Desk
from partnership.services.messages import message_to
from partnership.services.rounds import Planned, Round, put_planned, talk_id

__all__ = ["Errand", "Step", "break_baskets", "is_free", "save_talks", "steps", "unheld"]


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


def steps(
    kept: Round,
    wanted: Mapping[RequestId, Placement],
    at: datetime,
    *,
    seat: Mapping[RequestId, int | None] | None = None,
) -> tuple[Step, ...]:
    """What has to change so that exactly the wanted talks are held, in order of request id.

    A wanted talk that nobody asks for any more stays as it was told: only planning or repair calls it off.

    Args:
        kept: The conference as it is.
        wanted: Where each talk is to be held, as the rules allow.
        at: This instant.
        seat: Which seat of its room each talk has; None means as many as possible stay where they sit.
    """
    cast = Cast(kept.conference)
    table = Table(cast, Timetable())
    seat = _seats(kept, wanted, ()) if seat is None else seat
    found = []
    for name in sorted(kept.bookings.keys() | wanted.keys()):
        before = kept.bookings.get(name)
        if name in wanted and name not in cast.requests:
            continue
        if name in wanted:
            after = hold(before, table.talk(wanted[name]), kept.id, seat=seat[name], at=at)
        elif before is not None and before.held:
            after = call_off(before, at=at)
        else:
            continue
        if after != before:
            found.append(Step(before=before, after=after))
    return tuple(found)


def _seats(
    kept: Round, wanted: Mapping[RequestId, Placement], baskets: Iterable[Basket]
) -> Mapping[RequestId, int | None]:
    """A seat for every talk that is held, booked or in a basket; a room that is gone has none to give any more."""
    rooms = Cast(kept.conference).rooms
    before = {name: each.seat for name, each in kept.bookings.items()}
    talks = dict(wanted)
    for booking in (each for basket in baskets for each in basket.bookings):
        talks[booking.request], before[booking.request] = booking.placement, booking.seat
    known = [talk for talk in talks.values() if talk.room is None or talk.room in rooms]
    return {name: before.get(name) for name in talks} | dict(seats(known, rooms, before))


def save_talks(
    transaction: Transaction,
    kept: Round,
    wanted: Mapping[RequestId, Placement],
    planned: Planned,
    errand: Errand,
    *,
    baskets: Iterable[Basket] = (),
) -> tuple[Step, ...]:
    """Hold exactly the wanted talks: records, claims, changes and messages, all or nothing.

    Those that move let go of their moments before anybody takes one, so that two can change places.

    Args:
        transaction: Where.
        kept: The conference as it is.
        wanted: Where each talk is to be held, as the rules allow.
        planned: How it came about.
        errand: Who does it, when and what for.
        baskets: Those that are new or ended; the others keep what they hold.

    Raises:
        Taken: Somebody of one of the talks is in another, at this conference or another.
        Conflict: Somebody else changed the bookings of this conference first.
    """
    put_planned(transaction, kept.id, planned, expected=kept.planned_revision)
    told = {basket.id: basket for basket in baskets}
    held = [basket for basket in {**kept.baskets, **told}.values() if basket.held]
    seat = _seats(kept, wanted, held)
    found = steps(kept, wanted, errand.at, seat=seat)
    turned = told | {basket.id: basket.seated(seat) for basket in held}
    changed = [basket for basket in turned.values() if basket != kept.baskets.get(basket.id)]
    news = [each for each in told.values() if each.id not in kept.baskets or not each.held]
    revisions: dict[RequestId, int] = dict(kept.revisions)
    free: dict[BasketId, int] = dict(kept.basket_revisions)
    for step in found:
        if step.before is not None:
            revisions[step.after.request] = _put(transaction, step.after, revisions, claims=())
    for basket in changed:
        free[basket.id] = put_basket(transaction, basket, free.get(basket.id), claims=())
    for step in found:
        if step.after.held:
            _put(transaction, step.after, revisions, claims=_claims(step.after))
    for basket in changed:
        if basket.held:
            claims = [claim for booking in basket.bookings for claim in _claims(booking)]
            put_basket(transaction, basket, free[basket.id], claims=claims)
    transaction.append(
        (
            *(change for step in found if (change := _change(step, errand)) is not None),
            *(basket_change(basket, errand.by, errand.at, errand.purpose) for basket in news),
        ),
        (
            *(message for step in found for message in _messages(step, errand.at)),
            *(message for basket in news for message in basket_messages(basket, errand.at)),
        ),
    )
    return found


def break_baskets(transaction: Transaction, kept: Round, now: Round, desk: Desk, errand: Errand) -> None:
    """Let go of the baskets whose talks cannot be held as the conference now is, and tell their families.

    Args:
        transaction: Where.
        kept: The conference as it was.
        now: The conference as it is.
        desk: The rules.
        errand: Who changed it, when and what for.
    """
    broken = [
        end_basket(each, BasketState.LAPSED if each.over(errand.at) else BasketState.BROKEN, at=errand.at)
        for each in unheld(now, desk.rulebook)
    ]
    if broken:
        planned = attrs.evolve(kept.planned, made=errand.at)
        save_talks(transaction, kept, kept.held, planned, errand, baskets=broken)


def unheld(now: Round, rulebook: Rulebook) -> tuple[Basket, ...]:
    """The baskets with a talk that cannot be held as the conference now is."""
    table = now.table()

    def stands(place: Placement) -> bool:
        return place.request in table.cast.requests and rulebook.allows(table.talk(place), table)

    return tuple(
        basket for basket in now.baskets.values() if not all(map(stands, basket.placements.values()))
    )


def is_free(transaction: Transaction, kept: Round, place: Placement, at: datetime) -> bool:
    """Whether nobody in a talk, which the rules allow there, is at another conference of the school at that time."""
    name = place.request
    seat = _seats(kept, {**kept.held, name: place}, kept.baskets.values())
    talk = Table(kept.conference, Timetable()).talk(place)
    booking = hold(None, talk, kept.id, seat=seat[name], at=at)
    # Only the people: a room may give seats to others, and who is in this talk already is no hindrance.
    own = set(_claims(kept.bookings[name])) if name in kept.bookings else set()
    wanted = [
        claim for claim in _claims(booking) if claim not in own and not claim.resource.startswith("room:")
    ]
    probe = fresh_id()
    try:
        # A store says what is taken only when it is claimed; a claim that is refused did nothing.
        revision = transaction.put("probe", probe, {}, expected=None, claims=wanted)
    except Taken:
        return False
    transaction.delete("probe", probe, expected=revision)
    return True


def _claims(booking: Booking) -> tuple[Claim, ...]:
    return tuple(Claim(resource, tick) for resource, tick in moments(booking))


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
        ground=ground_of(errand.by),
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
        body = {
            "conference": after.conference,
            "request": after.request,
            "start": place.start.isoformat(),
            "minutes": place.minutes,
            "room": place.room,
            "sequence": after.sequence,
            "was": None if was is None else {"start": was.start.isoformat(), "room": was.room},
        }
        yield message_to(person, topic, body, parts=parts, due=at)
