"""Swaps at the counter: wishing for another time, agreeing to one that was found, and changing places."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from partnership.conferences.booking_life.deeds import Deed
from partnership.conferences.booking_life.refusals import Refusal
from partnership.conferences.booking_life.rulings import Ruling, Scene, decide
from partnership.conferences.booking_life.swaps import (
    SwapState,
    SwapStep,
    SwapView,
    SwapWish,
    exchange,
    partners,
    take_swap_step,
)
from partnership.conferences.timetable import Placement
from partnership.errors import NotFound, Taken
from partnership.ids import ConferenceId, RequestId
from partnership.ports import Transaction
from partnership.services.bookings import Errand, save_talks
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.places import current
from partnership.services.rounds import Round, load_round
from partnership.services.rulings import act_of, keep_ruling, scene_of
from partnership.services.swap_records import keep_wish, tell, wish_for, wishes_at
from partnership.services.talks import Refused
from partnership.times import Span

__all__ = ["agree_to_swap", "decline_swap", "swap_of", "wish_to_swap", "withdraw_swap"]

_SYSTEM = "system:swaps"
_NOT_BOOKED = Refusal(rule="swap", text="only a talk that is booked can change places")
_WISHED = Refusal(rule="swap", text="another time is wished for already")


def wish_to_swap(
    desk: Desk, id: ConferenceId, request: RequestId, times: Iterable[Span] = (), *, caller: Caller
) -> SwapView | Refused:
    """Say that a family would like another time for a booked talk; if another family's wish fits, both are told.

    Args:
        desk: Where.
        id: Of which conference.
        request: Which talk.
        times: When they would like it; none means any other time.
        caller: Who wishes so.

    Raises:
        NotFound: There is no such conference, or nobody asked for this talk, or not this guardian's party.
    """
    wanted = tuple(times)

    def work(transaction: Transaction) -> SwapView | Refused:
        kept, wishes = _now(transaction, desk, id, caller)
        act = act_of(kept, Deed.SWAP, request, caller, desk.clock())
        ruling = decide(act, scene_of(transaction, kept, act, desk, caller), why=caller.why)
        if act.was is None:
            ruling = Ruling(act=act, refusals=(_NOT_BOOKED,))
        elif request in wishes:
            ruling = Ruling(act=act, refusals=(_WISHED,))
        keep_ruling(transaction, kept, ruling, caller)
        if not ruling.allowed:
            return Refused(ruling=ruling)
        wish = SwapWish(conference=id, request=request, times=wanted)
        keep_wish(transaction, wish, what="wished", by=caller.actor, at=act.at)
        return _match(transaction, desk, kept, wish, caller).view

    return desk.anew(work)


def swap_of(desk: Desk, id: ConferenceId, request: RequestId, *, caller: Caller) -> SwapView:
    """What became of a wish.

    Raises:
        NotFound: There is no such conference or wish, or it is not this guardian's.
    """

    def work(transaction: Transaction) -> SwapView:
        kept, _ = _now(transaction, desk, id, caller)
        return _theirs(transaction, desk, kept, request, caller).view

    return desk.anew(work)


def agree_to_swap(desk: Desk, id: ConferenceId, request: RequestId, *, caller: Caller) -> SwapView:
    """Agree to the time that was found. When both families have, their talks change places at once.

    The rules are asked again then; if one stands in the way by now, or somebody is at another conference, nothing is
    moved, and both wishes are open again.

    Raises:
        NotFound: There is no such conference or wish, or it is not this guardian's.
        IllegalStep: Nothing is proposed, or it was agreed to before, or its time has gone by.
    """

    def work(transaction: Transaction) -> SwapView:
        kept, wishes = _now(transaction, desk, id, caller)
        wish = take_swap_step(_theirs(transaction, desk, kept, request, caller), SwapStep.AGREE)
        keep_wish(transaction, wish, what="agreed", by=caller.actor, at=desk.clock())
        other = next((each for each in wishes.values() if each.request == wish.other), None)
        if other is None or other.state is not SwapState.AGREED:
            return wish.view
        return _change_places(transaction, desk, kept, (wish, other), caller).view

    try:
        return desk.anew(work)
    except Taken:
        return desk.anew(lambda transaction: _call_off(transaction, desk, id, request, caller))


def decline_swap(desk: Desk, id: ConferenceId, request: RequestId, *, caller: Caller) -> SwapView:
    """Say no to the time that was found; the wish stays open, and that time is not proposed again.

    Raises:
        NotFound: There is no such conference or wish, or it is not this guardian's.
        IllegalStep: Nothing is proposed.
    """
    return _leave(desk, id, request, SwapStep.DECLINE, "declined", caller)


def withdraw_swap(desk: Desk, id: ConferenceId, request: RequestId, *, caller: Caller) -> SwapView:
    """Wish for another time no longer.

    Raises:
        NotFound: There is no such conference or wish, or it is not this guardian's.
        IllegalStep: The wish is over.
    """
    return _leave(desk, id, request, SwapStep.WITHDRAW, "withdrawn", caller)


def _leave(
    desk: Desk, id: ConferenceId, request: RequestId, step: SwapStep, what: str, caller: Caller
) -> SwapView:
    def work(transaction: Transaction) -> SwapView:
        kept, wishes = _now(transaction, desk, id, caller)
        before = _theirs(transaction, desk, kept, request, caller)
        wish = take_swap_step(before, step)
        keep_wish(transaction, wish, what=what, by=caller.actor, at=desk.clock())
        if before.other is not None:
            _reopen(transaction, desk, kept, wishes[before.other], caller)
        return (_match(transaction, desk, kept, wish, caller) if wish.live else wish).view

    return desk.anew(work)


def _theirs(
    transaction: Transaction, desk: Desk, kept: Round, request: RequestId, caller: Caller
) -> SwapWish:
    act_of(kept, Deed.SWAP, request, caller, desk.clock())
    wish = wish_for(transaction, kept.id, request)
    if wish is None:
        raise NotFound("swap", request)
    return wish


def _now(
    transaction: Transaction, desk: Desk, id: ConferenceId, caller: Caller
) -> tuple[Round, dict[RequestId, SwapWish]]:
    """The conference and its wishes, once proposals whose time has gone by, or whose talks moved, are put away."""
    kept, at = current(transaction, desk, id, caller), desk.clock()
    for name in list(wishes_at(transaction, id)):
        wish = wishes_at(transaction, id)[name]
        if name not in kept.held:
            gone = take_swap_step(wish, SwapStep.WITHDRAW)
            keep_wish(transaction, gone, what="withdrawn", by=_SYSTEM, at=at)
        elif wish.until is not None and wish.until <= at and wish.state is SwapState.PROPOSED:
            expired = take_swap_step(wish, SwapStep.EXPIRE)
            keep_wish(transaction, expired, what="expired", by=_SYSTEM, at=at)
            tell(transaction, kept, expired, "swap-expired", at)
    wishes = wishes_at(transaction, id)
    for wish in wishes.values():
        if wish.other is not None and (wish.other not in wishes or _moved(wish, wishes[wish.other], kept)):
            _reopen(transaction, desk, kept, wish, caller, match=False)
    return kept, wishes_at(transaction, id)


def _moved(wish: SwapWish, other: SwapWish, kept: Round) -> bool:
    """Whether one of the two talks is no longer where it was when the swap was proposed."""
    return any(kept.held[each.request] != each.was for each in (wish, other))


def _reopen(
    transaction: Transaction, desk: Desk, kept: Round, wish: SwapWish, caller: Caller, *, match: bool = True
) -> None:
    """There is no swap after all: the family is told, and its wish is open for another."""
    at = desk.clock()
    again = take_swap_step(wish, SwapStep.REOPEN)
    keep_wish(transaction, again, what="reopened", by=_SYSTEM, at=at)
    tell(transaction, kept, again, "swap-off", at)
    if match:
        _match(transaction, desk, kept, again, caller)


def _match(transaction: Transaction, desk: Desk, kept: Round, wish: SwapWish, caller: Caller) -> SwapWish:
    """Propose a swap to both families, when there is one that every rule allows."""
    at = desk.clock()
    wishes = [each for name, each in wishes_at(transaction, kept.id).items() if name in kept.held]
    scene = Scene(table=kept.table(), rulebook=desk.rulebook)
    for other, mine, theirs in partners(wish, wishes, scene, at):
        if not _lawful(transaction, desk, kept, other.request, caller):
            continue
        starts = (kept.held[wish.request].start, kept.held[other.request].start)
        until = min(at + timedelta(minutes=scene.terms.swap_minutes), *starts)
        proposed = _propose(transaction, kept, wish, other.request, mine, until, at)
        _propose(transaction, kept, other, wish.request, theirs, until, at)
        return proposed
    return wish


def _lawful(transaction: Transaction, desk: Desk, kept: Round, request: RequestId, caller: Caller) -> bool:
    """Whether the law still lets the other family speak about its pupils."""
    act = act_of(kept, Deed.SWAP, request, Caller(by=_SYSTEM), desk.clock())
    return decide(act, scene_of(transaction, kept, act, desk, caller)).allowed


def _propose(
    transaction: Transaction,
    kept: Round,
    wish: SwapWish,
    other: RequestId,
    place: Placement,
    until: datetime,
    at: datetime,
) -> SwapWish:
    proposed = attrs.evolve(
        take_swap_step(wish, SwapStep.PROPOSE),
        other=other,
        was=kept.held[wish.request],
        place=place,
        until=until,
    )
    keep_wish(transaction, proposed, what="proposed", by=_SYSTEM, at=at)
    tell(transaction, kept, proposed, "swap-proposed", at)
    return proposed


def _change_places(
    transaction: Transaction, desk: Desk, kept: Round, both: tuple[SwapWish, SwapWish], caller: Caller
) -> SwapWish:
    """Move both talks in one go, if every rule still allows it."""
    at, table = desk.clock(), kept.table()
    scene = Scene(table=table, rulebook=desk.rulebook)
    one, other = (table.talk(kept.held[wish.request]) for wish in both)
    places = exchange(one, other, scene, at)
    lawful = all(_lawful(transaction, desk, kept, wish.request, caller) for wish in both)
    if places is None or not lawful:
        for wish in both:
            _reopen(transaction, desk, kept, wish, caller, match=False)
        return wishes_at(transaction, kept.id)[both[0].request]
    wanted = {**kept.held, **{place.request: place for place in places}}
    errand = Errand(by=_SYSTEM, at=at, purpose="two families changed places")
    save_talks(transaction, kept, wanted, attrs.evolve(kept.planned, made=at, bound=None), errand)
    done = [take_swap_step(wish, SwapStep.FINISH) for wish in both]
    for wish in done:
        keep_wish(transaction, wish, what="done", by=_SYSTEM, at=at)
    return done[0]


def _call_off(
    transaction: Transaction, desk: Desk, id: ConferenceId, request: RequestId, caller: Caller
) -> SwapView:
    """Somebody is at another conference then: both wishes are open again."""
    kept = load_round(transaction, id)
    wish = _theirs(transaction, desk, kept, request, caller)
    wishes = wishes_at(transaction, id)
    for each in [each for each in wishes.values() if each.request in {request, wish.other}]:
        _reopen(transaction, desk, kept, each, caller, match=False)
    return wishes_at(transaction, id)[request].view
