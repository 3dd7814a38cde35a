"""The waiting list at the counter: waiting for a place, and waiting no longer."""

from partnership.changes import Change, ground_of
from partnership.conferences.booking_life.deeds import Deed
from partnership.conferences.booking_life.refusals import Refusal
from partnership.conferences.booking_life.rulings import Act, Ruling, decide
from partnership.conferences.booking_life.waiting import Waiting
from partnership.errors import NotFound
from partnership.ids import ConferenceId, RequestId
from partnership.ports import Transaction
from partnership.serial.values import dump
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.places import current, promote, waiting_at
from partnership.services.rounds import talk_id
from partnership.services.rulings import act_of, keep_ruling, scene_of
from partnership.services.talks import Refused

__all__ = ["leave", "wait", "waiting_of"]

_HAS_A_PLACE = Refusal(rule="waiting", text="this talk has a place already")
_WAITS = Refusal(rule="waiting", text="this talk is on the list already")


def wait(desk: Desk, id: ConferenceId, request: RequestId, *, caller: Caller) -> Waiting | Refused:
    """Put a talk that was asked for on the waiting list; if there is a place for it now, it is given at once.

    A place that comes free goes to the next one on the list for whom every rule allows it; the terms say who is next,
    and whether it is booked for them or held for them to confirm. They are told by message either way.

    Args:
        desk: Where.
        id: Of which conference.
        request: Which talk.
        caller: Who wants to wait.

    Raises:
        NotFound: There is no such conference, or nobody asked for this talk, or not this guardian's party.
    """

    def work(transaction: Transaction) -> Waiting | Refused:
        kept = current(transaction, desk, id, caller)
        act = act_of(kept, Deed.WAIT, request, caller, desk.clock())
        ruling = decide(act, scene_of(transaction, kept, act, desk, caller), why=caller.why)
        waiting = {entry.request for entry, _ in waiting_at(transaction, id)}
        if request in kept.held or request in kept.reserved:
            ruling = Ruling(act=act, refusals=(_HAS_A_PLACE,))
        elif request in waiting:
            ruling = Ruling(act=act, refusals=(_WAITS,))
        keep_ruling(transaction, kept, ruling, caller)
        if not ruling.allowed:
            return Refused(ruling=ruling)
        entry = Waiting(conference=id, request=request, since=act.at, by=caller.actor)
        index = {"conference": id}
        transaction.put("waiting", talk_id(id, request), dump(entry), expected=None, index=index)
        transaction.append([_fact("waiting.joined", id, act, caller)])
        promote(transaction, desk, id, caller)
        return entry

    return desk.anew(work)


def leave(desk: Desk, id: ConferenceId, request: RequestId, *, caller: Caller) -> None:
    """Take a talk off the waiting list; it stays asked for.

    Raises:
        NotFound: There is no such conference, or it is not on the list, or not this guardian's.
    """

    def work(transaction: Transaction) -> None:
        kept = current(transaction, desk, id, caller)
        act = act_of(kept, Deed.WAIT, request, caller, desk.clock())
        record = transaction.get("waiting", talk_id(id, request))
        if record is None:
            raise NotFound("waiting", request)
        transaction.delete("waiting", record.id, expected=record.revision)
        transaction.append([_fact("waiting.left", id, act, caller)])

    desk.anew(work)


def waiting_of(desk: Desk, id: ConferenceId, *, caller: Caller) -> tuple[Waiting, ...]:
    """The talks on the waiting list: everyone's for the school, a guardian's own for a guardian; never a place in line."""

    def work(transaction: Transaction) -> tuple[Waiting, ...]:
        kept = current(transaction, desk, id, caller)
        theirs = {
            party.id
            for party in kept.conference.parties
            if caller.guardian is None or caller.guardian in party.guardians
        }
        own = {request.id for request in kept.conference.requests if request.party in theirs}
        return tuple(entry for entry, _ in waiting_at(transaction, id) if entry.request in own)

    return desk.anew(work)


def _fact(what: str, id: ConferenceId, act: Act, caller: Caller) -> Change:
    return Change(
        what=what,
        kind="waiting",
        id=talk_id(id, act.request.id),
        at=act.at,
        actor=caller.actor,
        purpose="a place was wanted",
        ground=ground_of(caller.actor),
        details={"request": act.request.id},
    )
