"""One talk at a time: booking it at a start somebody chose, moving it there, and calling it off."""

from datetime import datetime

import attrs

from partnership.conferences.booking import Booking
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.refusals import Refusal
from partnership.conferences.booking_life.rulings import NOT_FREE, Act, Ruling, choose, decide
from partnership.errors import Taken
from partnership.ids import ConferenceId, RequestId
from partnership.ports import Transaction
from partnership.services.bookings import Errand, save_talks
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.places import current, promote, without_reasons
from partnership.services.rounds import Asked, Round, load_round, put_asked
from partnership.services.rulings import act_of, keep_ruling, note_taken, scene_of

__all__ = ["IN_BASKET", "Booked", "Cancelled", "Refused", "book", "cancel"]

_SOMEBODY_ELSE = frozenset(
    {"staff-clash", "guardian-clash", "pupil-clash", "interpreter-clash", "room-capacity"}
)
"""Rules that speak of a moment somebody or something is already in."""

IN_BASKET = Refusal(rule="basket", text="this talk is held in a basket; confirm it or give it back first")
"""What is heard about a talk whose start is held already."""


@attrs.frozen(kw_only=True)
class Booked:
    """The talk is booked.

    Attributes:
        ruling: What was decided, with whatever staff set aside.
    """

    booking: Booking
    ruling: Ruling


@attrs.frozen(kw_only=True)
class Cancelled:
    """The request is withdrawn.

    Attributes:
        booking: The talk that is called off; None when it was not booked.
    """

    booking: Booking | None


@attrs.frozen(kw_only=True)
class Refused:
    """It is not done; the rules say why, and when it would be allowed.

    What a family is told speaks of nobody else; what staff are told may.
    """

    ruling: Ruling


def book(
    desk: Desk, id: ConferenceId, request: RequestId, start: datetime, *, caller: Caller
) -> Booked | Refused:
    """Hold a talk that was asked for at this start, in a room and with an interpreter that are free.

    A talk that is booked already is moved there.

    Args:
        desk: Where.
        id: Of which conference.
        request: Which talk.
        start: When.
        caller: Who books it.

    Raises:
        NotFound: There is no such conference, or nobody asked for this talk, or not this guardian's party.
        Taken: Somebody in it, or every room, is taken at that time. For staff; a family is refused instead.
    """

    def work(transaction: Transaction) -> Booked | Refused:
        kept = current(transaction, desk, id, caller)
        act = act_of(kept, Deed.BOOK, request, caller, desk.clock())
        scene = scene_of(transaction, kept, act, desk, caller)
        ruling = choose(act, start, scene, why=caller.why)
        if request in kept.reserved:
            ruling = attrs.evolve(ruling, refusals=(IN_BASKET,))
        _taken(ruling, start)
        keep_ruling(transaction, kept, ruling, caller)
        place = ruling.act.placement
        if not ruling.allowed or place is None:
            return Refused(ruling=ruling)
        errand = Errand(by=caller.actor, at=act.at, purpose="a start was chosen")
        planned = without_reasons(attrs.evolve(kept.planned, made=act.at), request)
        save_talks(transaction, kept, {**kept.held, request: place}, planned, errand)
        note_taken(transaction, kept, [act])
        if act.was is not None:
            promote(transaction, desk, id, caller)
        return Booked(booking=load_round(transaction, id).bookings[request], ruling=ruling)

    try:
        return desk.anew(work)
    except Taken:
        refused = desk.anew(lambda transaction: _not_free(transaction, desk, id, request, caller))
        if caller.side is Side.STAFF:
            raise
        return refused


def _taken(ruling: Ruling, start: datetime) -> None:
    """Tell staff that all that stands in the way is that somebody or something is in another talk.

    Raises:
        Taken: So it is.
    """
    if ruling.act.side is Side.STAFF and ruling.refusals and set(ruling.rules) <= _SOMEBODY_ELSE:
        minute = int(start.timestamp()) // 60
        raise Taken(sorted({(each.whom or each.rule, minute) for each in ruling.refusals}))


def _not_free(
    transaction: Transaction, desk: Desk, id: ConferenceId, request: RequestId, caller: Caller
) -> Refused:
    """What a family hears of a moment that is taken at another conference, or was taken just now."""
    kept = load_round(transaction, id)
    act = act_of(kept, Deed.BOOK, request, caller, desk.clock())
    ruling = Ruling(act=act, refusals=(NOT_FREE,))
    keep_ruling(transaction, kept, ruling, caller)
    return Refused(ruling=ruling)


def cancel(desk: Desk, id: ConferenceId, request: RequestId, *, caller: Caller) -> Cancelled | Refused:
    """Withdraw a request; the talk, if it was booked, is called off and everyone in it is told.

    Its place goes to who is next on the waiting list.

    Args:
        desk: Where.
        id: Of which conference.
        request: Which talk.
        caller: Who cancels; of guardians only somebody of the party that asked can.

    Raises:
        NotFound: There is no such conference, or nobody asked for this talk, or not this guardian's party.
    """

    def work(transaction: Transaction) -> Cancelled | Refused:
        kept = current(transaction, desk, id, caller)
        act = act_of(kept, Deed.CANCEL, request, caller, desk.clock())
        ruling = decide(act, scene_of(transaction, kept, act, desk, caller), why=caller.why)
        if request in kept.reserved:
            ruling = attrs.evolve(ruling, refusals=(IN_BASKET,))
        keep_ruling(transaction, kept, ruling, caller)
        if not ruling.allowed:
            return Refused(ruling=ruling)
        booking = _withdraw(transaction, kept, act, caller)
        promote(transaction, desk, id, caller)
        return Cancelled(booking=booking)

    return desk.anew(work)


def _withdraw(transaction: Transaction, kept: Round, act: Act, caller: Caller) -> Booking | None:
    """Take the request out of what is asked, and the talk out of what is booked."""
    request = act.request.id
    errand = Errand(by=caller.actor, at=act.at, purpose="the talk was cancelled")
    rest = tuple(each for each in kept.conference.requests if each.id != request)
    left = Asked(
        conference=attrs.evolve(kept.conference, requests=rest),
        withdrawn=(*kept.asked.withdrawn, act.request),
    )
    put_asked(transaction, kept.id, left, expected=kept.asked_revision)
    wanted = {name: placement for name, placement in kept.held.items() if name != request}
    planned = without_reasons(attrs.evolve(kept.planned, made=act.at), request)
    found = save_talks(transaction, kept, wanted, planned, errand)
    return next((step.after for step in found if step.after.request == request), None)
