"""One talk at a time: booking it at a start somebody chose, and calling it off."""

from datetime import datetime

import attrs

from partnership.conferences.booking import Booking
from partnership.conferences.objections import Objection
from partnership.conferences.options import options_at
from partnership.conferences.table import Table
from partnership.conferences.timetable import LeftOver, Placement
from partnership.errors import NotFound, Taken
from partnership.ids import ConferenceId, GuardianId, RequestId
from partnership.ports import Transaction
from partnership.services.bookings import Errand, save_talks
from partnership.services.desk import Desk
from partnership.services.rounds import Asked, Planned, Round, load_round, put_asked

__all__ = ["Booked", "Refused", "book", "cancel"]

_SOMEBODY_ELSE = frozenset({"staff-clash", "guardian-clash", "pupil-clash", "interpreter-clash", "room-capacity"})
"""Rules that speak of a moment somebody or something is already in."""


@attrs.frozen(kw_only=True)
class Booked:
    """The talk is booked."""

    booking: Booking


@attrs.frozen(kw_only=True)
class Refused:
    """The talk cannot be held then: the rules say why. For the school only; it may tell of another party's talk."""

    objections: tuple[Objection, ...]


def book(desk: Desk, id: ConferenceId, request: RequestId, start: datetime, *, by: str) -> Booked | Refused:
    """Hold a talk that was asked for at this start, in a room and with an interpreter that are free.

    A talk that is booked already is moved there.

    Args:
        desk: Where.
        id: Of which conference.
        request: Which talk.
        start: When.
        by: Who books it.

    Raises:
        NotFound: There is no such conference, or nobody asked for this talk.
        Taken: Somebody in it, or every room, is taken at that time.
    """

    def work(transaction: Transaction) -> Booked | Refused:
        kept = load_round(transaction, id)
        choice = _choose(kept, request, start, desk)
        if isinstance(choice, Refused):
            return choice
        errand = Errand(by=by, at=desk.clock(), purpose="a start was chosen")
        planned = _without_reason(attrs.evolve(kept.planned, made=errand.at), request)
        save_talks(transaction, kept, {**kept.held, request: choice}, planned, errand)
        return Booked(booking=load_round(transaction, id).bookings[request])

    return desk.anew(work)


def _choose(kept: Round, request: RequestId, start: datetime, desk: Desk) -> Placement | Refused:
    """The first room and interpreter that nothing stands in the way of.

    Raises:
        NotFound: Nobody asked for this talk.
        Taken: All that stands in the way is that somebody or something is in another talk.
    """
    table = Table(kept.conference, kept.timetable())
    asked = table.cast.requests.get(request)
    if asked is None:
        raise NotFound("request", request)
    least: tuple[Objection, ...] | None = None
    for option in options_at(asked, start, table.cast):
        against = tuple(desk.rulebook.objections(table.talk(option), table))
        if not against:
            return option
        if least is None or len(against) < len(least):
            least = against
    found = least or ()
    if found and {each.rule for each in found} <= _SOMEBODY_ELSE:
        minute = int(start.timestamp()) // 60
        raise Taken(sorted({(each.whom or each.rule, minute) for each in found}))
    return Refused(objections=found)


def cancel(
    desk: Desk, id: ConferenceId, request: RequestId, *, guardian: GuardianId | None = None, by: str | None = None
) -> Booking | None:
    """Withdraw a request; the talk, if it was booked, is called off and everyone in it is told.

    Args:
        desk: Where.
        id: Of which conference.
        request: Which talk.
        guardian: Who cancels, when it is a guardian: only somebody of the party that asked can.
        by: Who cancels, when it is somebody else.

    Returns:
        The talk that is called off, or None when it was not booked.

    Raises:
        NotFound: There is no such conference, or nobody asked for this talk. A guardian of another party is told the
            same, so that nobody learns of a talk that is not theirs.
    """
    actor = by or f"guardian:{guardian}"

    def work(transaction: Transaction) -> Booking | None:
        kept = load_round(transaction, id)
        asked = next((each for each in kept.conference.requests if each.id == request), None)
        if asked is None or not _may(kept, asked.party, guardian):
            raise NotFound("request", request)
        errand = Errand(by=actor, at=desk.clock(), purpose="the talk was cancelled")
        rest = tuple(each for each in kept.conference.requests if each.id != request)
        left = Asked(
            conference=attrs.evolve(kept.conference, requests=rest),
            withdrawn=(*kept.asked.withdrawn, asked),
        )
        put_asked(transaction, id, left, expected=kept.asked_revision)
        wanted = {name: placement for name, placement in kept.held.items() if name != request}
        planned = _without_reason(attrs.evolve(kept.planned, made=errand.at), request)
        found = save_talks(transaction, kept, wanted, planned, errand)
        return next((step.after for step in found if step.after.request == request), None)

    return desk.anew(work)


def _may(kept: Round, party: str, guardian: GuardianId | None) -> bool:
    return guardian is None or any(
        each.id == party and guardian in each.guardians for each in kept.conference.parties
    )


def _without_reason(planned: Planned, request: RequestId) -> Planned:
    """The reasons without those of a request that is now booked or withdrawn; what was proven no longer holds."""
    left: tuple[LeftOver, ...] = tuple(each for each in planned.left_over if each.request != request)
    return attrs.evolve(planned, left_over=left, bound=None)
