"""Changing the set-up of a conference that has bookings: first see what would break, then change and mend."""

import attrs

from partnership.conferences.booking_life.set_up import Breakage, what_breaks
from partnership.conferences.conference import Conference
from partnership.conferences.difference import difference
from partnership.conferences.repair import repair as mend
from partnership.ids import ConferenceId
from partnership.ports import Transaction
from partnership.services.bookings import Errand, Step, unheld
from partnership.services.callers import Caller
from partnership.services.conferences import put_change
from partnership.services.desk import Desk
from partnership.services.places import promote, waiting_at
from partnership.services.planning import believed, keep_answer, question
from partnership.services.rounds import load_round

__all__ = ["change_set_up", "try_set_up"]


def try_set_up(desk: Desk, id: ConferenceId, conference: Conference) -> Breakage:
    """What would become of everything that is booked, held or waited for; nothing is changed.

    Args:
        desk: Where.
        id: Which conference.
        conference: What would be asked from then on.

    Raises:
        NotFound: There is no such conference.
    """

    def work(transaction: Transaction) -> Breakage:
        kept = load_round(transaction, id)
        now = attrs.evolve(kept, asked=attrs.evolve(kept.asked, conference=conference))
        broken = unheld(now, desk.rulebook)
        asked = {request.id for request in conference.requests}
        gone = (entry.request for entry, _ in waiting_at(transaction, id) if entry.request not in asked)
        baskets = {name: each for name, each in now.baskets.items() if each not in broken}
        wanted, there = question(attrs.evolve(now, baskets=baskets))
        return Breakage(
            talks=what_breaks(conference, now.timetable(), desk.rulebook),
            baskets=tuple(basket.id for basket in broken),
            waiting=tuple(gone),
            mended=difference(there, mend(wanted, there, rulebook=desk.rulebook)),
        )

    return desk.read(work)


def change_set_up(
    desk: Desk, id: ConferenceId, conference: Conference, *, caller: Caller, repair: bool = True
) -> tuple[Step, ...]:
    """Ask something else from now on and, unless told otherwise, mend what was booked, all in one transaction.

    Places that come free go to who waits for them.

    Args:
        desk: Where.
        id: Which conference.
        conference: What is asked from now on.
        caller: Who changes it, with the reason.
        repair: Whether to mend what breaks; without, it stays booked until somebody does.

    Returns:
        Every talk that changed, as it was and as it is.

    Raises:
        NotFound: There is no such conference.
        Taken: Somebody is in a talk of another conference at the time a talk would move to; nothing is changed.
    """
    why = caller.why or "the set-up was changed"

    def work(transaction: Transaction) -> tuple[Step, ...]:
        put_change(transaction, desk, id, conference, by=caller.actor, why=why)
        if not repair:
            return ()
        kept = load_round(transaction, id)
        asked, there = question(kept)
        answer = mend(asked, there, rulebook=desk.rulebook)
        timetable = believed(asked, answer, solver=answer.solver, rulebook=desk.rulebook)
        found = keep_answer(
            transaction, kept, timetable, Errand(by=caller.actor, at=desk.clock(), purpose=why)
        )
        promote(transaction, desk, id, caller)
        return found

    return desk.anew(work)
