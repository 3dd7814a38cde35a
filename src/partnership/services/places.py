"""Places that come free: baskets whose time has gone by, and who is next on the waiting list."""

from datetime import datetime, timedelta

import attrs

from partnership.changes import SCHOOL_TASK, Change
from partnership.conferences.booking import hold
from partnership.conferences.booking_life.baskets import Basket, BasketState, end_basket
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.rulings import Act
from partnership.conferences.booking_life.terms import Promotion
from partnership.conferences.booking_life.waiting import Waiting, in_turn, places_for
from partnership.conferences.timetable import Placement
from partnership.ids import BasketId, ConferenceId, fresh_id
from partnership.ports import Record, Transaction
from partnership.serial.values import load
from partnership.services.bookings import Errand, is_free, save_talks
from partnership.services.callers import Caller
from partnership.services.desk import Desk, every
from partnership.services.rounds import Planned, Round, load_round, talk_id
from partnership.services.rulings import act_of, note_taken, scene_of

__all__ = ["current", "promote", "waiting_at", "without_reasons"]

_SYSTEM = "system:waiting-list"


def current(
    transaction: Transaction, desk: Desk, id: ConferenceId, caller: Caller, *, sweep: bool = False
) -> Round:
    """A conference as it is now, once what time alone has changed is written down.

    Baskets whose time has gone by let go of their moments. When that, or an instant of the terms, set a place free,
    whoever is next on the waiting list gets it before anybody else is looked at.

    Args:
        transaction: Where.
        desk: The clock and the rules.
        id: Which conference.
        caller: Who looks, and by whose law the list is gone through.
        sweep: Go through the waiting list in any case.

    Raises:
        NotFound: There is no such conference.
    """
    kept, at = load_round(transaction, id), desk.clock()
    over = [basket for basket in kept.baskets.values() if basket.over(at)]
    if over:
        ended = [end_basket(basket, BasketState.LAPSED, at=at) for basket in over]
        errand = Errand(by=_SYSTEM, at=at, purpose="nobody confirmed it in time")
        planned = attrs.evolve(kept.planned, made=at)
        save_talks(transaction, kept, kept.held, planned, errand, baskets=ended)
    if sweep or over or _opened(kept, at):
        promote(transaction, desk, id, caller)
    return load_round(transaction, id) if sweep or over or _opened(kept, at) else kept


def _opened(kept: Round, at: datetime) -> bool:
    """Whether time that was held back was released since the bookings last changed."""
    return any(kept.planned.made < each.release <= at for each in kept.conference.booking.held_back)


def waiting_at(transaction: Transaction, id: ConferenceId) -> tuple[tuple[Waiting, Record], ...]:
    """Everyone who waits at a conference, with their records."""
    found = (each.record for each in every(transaction, "waiting", "conference", value=id))
    return tuple((load(Waiting, record.body, source="waiting"), record) for record in found)


def promote(transaction: Transaction, desk: Desk, id: ConferenceId, caller: Caller) -> None:
    """Give every place that every rule allows to who is next for it, and tell them.

    Whoever waits for a talk that is booked, held or withdrawn by now waits no longer.
    """
    while True:
        kept = load_round(transaction, id)
        records = {entry.request: record for entry, record in waiting_at(transaction, id)}
        taken = kept.held.keys() | kept.reserved.keys()
        asked = {request.id for request in kept.conference.requests}
        for name in [name for name in records if name in taken or name not in asked]:
            record = records.pop(name)
            transaction.delete("waiting", record.id, expected=record.revision)
        chosen = _next(transaction, desk, kept, caller)
        if chosen is None:
            return
        act, place = chosen
        record = records[act.request.id]
        transaction.delete("waiting", record.id, expected=record.revision)
        _give(transaction, kept, act, place)


def _next(transaction: Transaction, desk: Desk, kept: Round, caller: Caller) -> tuple[Act, Placement] | None:
    """The first on the list for whom there is a place, and which."""
    waiting = [entry for entry, _ in waiting_at(transaction, kept.id)]
    for entry in in_turn(waiting, kept.table()) if waiting else ():
        asked = act_of(kept, Deed.BOOK, entry.request, Caller(by=_SYSTEM), desk.clock())
        act = attrs.evolve(asked, side=Side.GUARDIAN)
        scene = scene_of(transaction, kept, act, desk, caller)
        for place in places_for(act, scene):
            if is_free(transaction, kept, place, act.at):
                return act, place
    return None


def _give(transaction: Transaction, kept: Round, act: Act, place: Placement) -> None:
    """Book the place, or hold it for the family to confirm, as was agreed."""
    terms = kept.conference.booking
    booked = terms.promotion is Promotion.BOOK
    errand = Errand(by=_SYSTEM, at=act.at, purpose="a place came free")
    planned = without_reasons(attrs.evolve(kept.planned, made=act.at), act.request.id)
    wanted = {**kept.held, act.request.id: place} if booked else kept.held
    baskets = () if booked else (_offer(kept, act, place),)
    save_talks(transaction, kept, wanted, planned, errand, baskets=baskets)
    note_taken(transaction, kept, [act])
    transaction.append(
        [
            Change(
                what="waiting.booked" if booked else "waiting.offered",
                kind="waiting",
                id=talk_id(kept.id, act.request.id),
                at=act.at,
                actor=_SYSTEM,
                purpose=errand.purpose,
                ground=SCHOOL_TASK,
                details={"request": act.request.id, "order": str(terms.waiting_order)},
            )
        ]
    )


def _offer(kept: Round, act: Act, place: Placement) -> Basket:
    """A basket with the one place, held until the family confirms it."""
    talk = kept.table().talk(place)
    until = act.at + timedelta(minutes=kept.conference.booking.offer_minutes)
    return Basket(
        id=BasketId(fresh_id()),
        conference=kept.id,
        party=act.party.id,
        bookings=(hold(kept.bookings.get(place.request), talk, kept.id, seat=None, at=act.at),),
        until=min(until, place.start),
        by=_SYSTEM,
        offered=True,
    )


def without_reasons(planned: Planned, *requests: str) -> Planned:
    """The reasons without those of requests that are now booked or withdrawn; what was proven no longer holds."""
    left = tuple(each for each in planned.left_over if each.request not in requests)
    return attrs.evolve(planned, left_over=left, bound=None)
