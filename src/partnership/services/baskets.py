"""Baskets at the counter: taking several starts at once, confirming them, giving them back."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import attrs

from partnership.conferences.booking import Booking, hold
from partnership.conferences.booking_life.baskets import Basket, BasketState, end_basket
from partnership.conferences.booking_life.deeds import Deed
from partnership.conferences.booking_life.refusals import Refusal
from partnership.conferences.booking_life.rulings import (
    NOT_FREE,
    STILL_ASKED,
    Act,
    Ruling,
    Scene,
    choose_all,
    decide,
)
from partnership.errors import InvalidInput, NotFound, Problem, Taken
from partnership.ids import BasketId, ConferenceId, RequestId, fresh_id
from partnership.ports import Transaction
from partnership.serial.values import load
from partnership.services.bookings import Errand, save_talks
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.places import current, promote, without_reasons
from partnership.services.rounds import Round, load_round
from partnership.services.rulings import act_of, keep_ruling, note_taken, scene_of
from partnership.services.talks import IN_BASKET

__all__ = ["BasketRefused", "Confirmed", "confirm", "give_back", "sweep", "take"]


_BOOKED = Refusal(rule="basket", text="this talk is booked already; it can be moved")


@attrs.frozen(kw_only=True)
class BasketRefused:
    """None of it is done; the rulings say which talks stand in the way, and which do not."""

    rulings: tuple[Ruling, ...]


@attrs.frozen(kw_only=True)
class Confirmed:
    """Every talk of the basket is booked."""

    bookings: tuple[Booking, ...]


def take(
    desk: Desk, id: ConferenceId, starts: Mapping[RequestId, datetime], *, caller: Caller
) -> Basket | BasketRefused:
    """Hold these starts for one family, all of them or none, for as long as the terms say.

    Nobody else gets those moments meanwhile. Nothing is booked, and nobody else is told, until it is confirmed.

    Args:
        desk: Where.
        id: Of which conference.
        starts: When each talk would be held: talks the family asked for that are not booked yet.
        caller: Who takes them.

    Raises:
        NotFound: There is no such conference, or one of these is not a talk of this guardian's party.
        InvalidInput: No talks, or talks of more than one party.
    """

    def work(transaction: Transaction) -> Basket | BasketRefused:
        kept, at = current(transaction, desk, id, caller), desk.clock()
        acts = [(act_of(kept, Deed.BOOK, name, caller, at), start) for name, start in starts.items()]
        if len({act.party.id for act, _ in acts}) != 1:
            problem = Problem("$", "a basket is for one or more talks of one party")
            raise InvalidInput([problem], source="basket")
        rulings = _rulings(transaction, kept, acts, desk, caller)
        for ruling in rulings:
            keep_ruling(transaction, kept, ruling, caller)
        if not all(ruling.allowed for ruling in rulings):
            return BasketRefused(rulings=rulings)
        basket = _basket(kept, rulings, caller, at)
        errand = Errand(by=caller.actor, at=at, purpose="starts were taken to be confirmed")
        save_talks(
            transaction, kept, kept.held, attrs.evolve(kept.planned, made=at), errand, baskets=[basket]
        )
        note_taken(transaction, kept, [ruling.act for ruling in rulings])
        return load_round(transaction, id).baskets[basket.id]

    try:
        return desk.anew(work)
    except Taken:
        return desk.anew(lambda transaction: _not_free(transaction, desk, id, starts, caller))


def _rulings(
    transaction: Transaction,
    kept: Round,
    acts: list[tuple[Act, datetime]],
    desk: Desk,
    caller: Caller,
) -> tuple[Ruling, ...]:
    """All starts judged together; a talk that is booked, or in a basket already, is not for another."""
    there = [(act, _BOOKED) for act, _ in acts if act.was is not None]
    there += [(act, IN_BASKET) for act, _ in acts if act.request.id in kept.reserved]
    if there:
        return tuple(Ruling(act=act, refusals=(refusal,)) for act, refusal in there)
    scenes = [scene_of(transaction, kept, act, desk, caller) for act, _ in acts]
    decisions = tuple(dict.fromkeys(each for scene in scenes for each in scene.decisions))
    return choose_all(acts, attrs.evolve(scenes[0], decisions=decisions), why=caller.why)


def _basket(kept: Round, rulings: tuple[Ruling, ...], caller: Caller, at: datetime) -> Basket:
    table = kept.table()
    places = [place for ruling in rulings if (place := ruling.act.placement) is not None]
    until = at + timedelta(minutes=kept.conference.booking.hold_minutes)
    later = [place.start for place in places if place.start > at]
    return Basket(
        id=BasketId(fresh_id()),
        conference=kept.id,
        party=rulings[0].act.party.id,
        bookings=tuple(
            hold(kept.bookings.get(place.request), table.talk(place), kept.id, seat=None, at=at)
            for place in sorted(places, key=lambda place: (place.start, place.request))
        ),
        until=min((until, *later)),
        by=caller.actor,
    )


def _not_free(
    transaction: Transaction,
    desk: Desk,
    id: ConferenceId,
    starts: Mapping[RequestId, datetime],
    caller: Caller,
) -> BasketRefused:
    """What is heard when somebody of the basket is at another conference of the school then."""
    kept, at = load_round(transaction, id), desk.clock()
    acts = [act_of(kept, Deed.BOOK, name, caller, at) for name in starts]
    rulings = tuple(Ruling(act=act, refusals=(NOT_FREE,)) for act in acts)
    for ruling in rulings:
        keep_ruling(transaction, kept, ruling, caller)
    return BasketRefused(rulings=rulings)


def _theirs(transaction: Transaction, kept: Round, basket: BasketId, caller: Caller) -> Basket:
    """The basket, held or ended.

    Raises:
        NotFound: There is none of this id, or it is another family's.
    """
    record = transaction.get("basket", basket)
    found = None if record is None else load(Basket, record.body, source=f"basket {basket}")
    guardian = None if caller.guardian is None else f"guardian:{caller.guardian}"
    if found is None or found.conference != kept.id or (guardian and guardian not in found.guardians):
        raise NotFound("basket", basket)
    return found


def confirm(desk: Desk, id: ConferenceId, basket: BasketId, *, caller: Caller) -> Confirmed | BasketRefused:
    """Book everything in a basket and tell everyone in its talks.

    Args:
        desk: Where.
        id: Of which conference.
        basket: Which basket.
        caller: Who confirms; of guardians only somebody of the family it is held for can.

    Raises:
        NotFound: There is no such conference, or no such basket of this family's.
        IllegalStep: It was confirmed or given back before, or its time has gone by.
    """

    def work(transaction: Transaction) -> Confirmed | BasketRefused:
        kept, at = load_round(transaction, id), desk.clock()
        ended = end_basket(_theirs(transaction, kept, basket, caller), BasketState.CONFIRMED, at=at)
        rulings = []
        for name, place in ended.placements.items():
            act = attrs.evolve(act_of(kept, Deed.BOOK, name, caller, at), placement=place)
            scene: Scene = scene_of(transaction, kept, act, desk, caller)
            rulings.append(decide(act, scene, why=caller.why, rules=STILL_ASKED))
        for ruling in rulings:
            keep_ruling(transaction, kept, ruling, caller)
        if not all(ruling.allowed for ruling in rulings):
            return BasketRefused(rulings=tuple(rulings))
        wanted = {**kept.held, **ended.placements}
        planned = without_reasons(attrs.evolve(kept.planned, made=at), *ended.placements)
        errand = Errand(by=caller.actor, at=at, purpose="the basket was confirmed")
        save_talks(transaction, kept, wanted, planned, errand, baskets=[ended])
        bookings = load_round(transaction, id).bookings
        return Confirmed(bookings=tuple(bookings[name] for name in ended.placements))

    return desk.anew(work)


def give_back(desk: Desk, id: ConferenceId, basket: BasketId, *, caller: Caller) -> Basket:
    """Let go of everything in a basket; it goes to who is next on the waiting list.

    Raises:
        NotFound: There is no such conference, or no such basket of this family's.
        IllegalStep: It was confirmed or given back before, or its time has gone by.
    """

    def work(transaction: Transaction) -> Basket:
        kept, at = load_round(transaction, id), desk.clock()
        ended = end_basket(_theirs(transaction, kept, basket, caller), BasketState.GIVEN_BACK, at=at)
        errand = Errand(by=caller.actor, at=at, purpose="the basket was given back")
        save_talks(transaction, kept, kept.held, attrs.evolve(kept.planned, made=at), errand, baskets=[ended])
        promote(transaction, desk, id, caller)
        return ended

    return desk.anew(work)


def sweep(desk: Desk, id: ConferenceId, *, caller: Caller) -> None:
    """Write down what time alone has changed: baskets that lapsed, time that was released, who is next for it.

    Every act does so for itself; a school runs this now and then so that nobody waits for somebody else to come by.

    Raises:
        NotFound: There is no such conference.
    """
    desk.anew(lambda transaction: current(transaction, desk, id, caller, sweep=True))
