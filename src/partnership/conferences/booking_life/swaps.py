"""Swaps: two families exchange the times of their talks, and neither learns who the other is.

What a family is shown is a `SwapView`: its own talk, a time it could have, and until when. Who would give that time is
in no view, message, error or repr.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

import attrs

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.rulings import Act, Scene, decide
from partnership.conferences.options import options_at
from partnership.conferences.table import Cast, Talk
from partnership.conferences.timetable import Placement
from partnership.errors import IllegalStep
from partnership.ids import ConferenceId, RequestId
from partnership.times import Span, instant

__all__ = ["SwapState", "SwapStep", "SwapView", "SwapWish", "exchange", "partners", "take_swap_step"]


class SwapState(StrEnum):
    """Where a wish to swap is. `agreed`: this family agreed, and the other has still to."""

    OPEN = "open"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class SwapStep(StrEnum):
    """What becomes of a wish: a family agrees, declines or withdraws; the rest follows from it or from time."""

    PROPOSE = "be proposed"
    AGREE = "agree"
    DECLINE = "decline"
    REOPEN = "be open again"
    FINISH = "be done"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


_STEPS: Mapping[SwapState, Mapping[SwapStep, SwapState]] = {
    SwapState.OPEN: {SwapStep.PROPOSE: SwapState.PROPOSED, SwapStep.WITHDRAW: SwapState.WITHDRAWN},
    SwapState.PROPOSED: {
        SwapStep.AGREE: SwapState.AGREED,
        SwapStep.DECLINE: SwapState.OPEN,
        SwapStep.REOPEN: SwapState.OPEN,
        SwapStep.WITHDRAW: SwapState.WITHDRAWN,
        SwapStep.EXPIRE: SwapState.EXPIRED,
    },
    SwapState.AGREED: {
        SwapStep.REOPEN: SwapState.OPEN,
        SwapStep.FINISH: SwapState.DONE,
        SwapStep.WITHDRAW: SwapState.WITHDRAWN,
    },
    SwapState.DONE: {},
    SwapState.WITHDRAWN: {},
    SwapState.EXPIRED: {},
}


@attrs.frozen(kw_only=True)
class SwapView:
    """What a family sees of its wish.

    Attributes:
        start: The time it could have; None while none was found.
        until: It can agree before this instant.
    """

    request: RequestId
    state: SwapState
    start: datetime | None = None
    until: datetime | None = None


@attrs.frozen(kw_only=True)
class SwapWish:
    """A family would like another time for a talk that is booked.

    Attributes:
        times: When; empty means any other time.
        was: Where the talk is, for as long as a proposal stands.
        place: Where it would be.
        until: How long a proposal stands.
        other: The talk it would change places with.
        passed: Talks it did not come to a swap with before.
    """

    conference: ConferenceId
    request: RequestId
    times: tuple[Span, ...] = ()
    state: SwapState = SwapState.OPEN
    was: Placement | None = None
    place: Placement | None = attrs.field(default=None, repr=False)
    until: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(instant))
    other: RequestId | None = attrs.field(default=None, repr=False)
    passed: tuple[RequestId, ...] = attrs.field(default=(), repr=False)

    @property
    def live(self) -> bool:
        """Whether it can still come to a swap."""
        return self.state in {SwapState.OPEN, SwapState.PROPOSED, SwapState.AGREED}

    @property
    def view(self) -> SwapView:
        """What the family sees of it."""
        start = None if self.place is None else self.place.start
        return SwapView(request=self.request, state=self.state, start=start, until=self.until)

    def likes(self, place: Placement) -> bool:
        """Whether the family would like this time."""
        return not self.times or any(time.covers(place.span) for time in self.times)


def take_swap_step(wish: SwapWish, step: SwapStep) -> SwapWish:
    """The wish one step further; whatever was proposed is forgotten unless it is agreed to or done.

    Raises:
        IllegalStep: It cannot do that from where it is; what it can do is said.
    """
    steps = _STEPS[wish.state]
    if step not in steps:
        raise IllegalStep("this wish to swap", state=wish.state, step=step, allowed=sorted(steps))
    now = attrs.evolve(wish, state=steps[step])
    if step in {SwapStep.AGREE, SwapStep.FINISH, SwapStep.PROPOSE}:
        return now
    passed = wish.passed if wish.other is None else (*wish.passed, wish.other)
    return attrs.evolve(now, was=None, place=None, until=None, other=None, passed=passed)


def partners(
    wish: SwapWish, wishes: Iterable[SwapWish], scene: Scene, at: datetime
) -> Iterator[tuple[SwapWish, Placement, Placement]]:
    """The wishes this one could be met with, each with where both talks would be, as every rule allows.

    Which comes first is drawn by lot, not by who wished first. Parties that are kept apart, or that speak about one
    pupil, are never brought together: even a time that comes free would tell them something.
    """
    cast = scene.table.cast
    talks = {talk.id: talk for talk in scene.table.talks}
    mine = talks[wish.request]

    def lot(other: SwapWish) -> str:
        pair = "\0".join(sorted((wish.request, other.request)))
        return sha256(f"{scene.terms.lot}\0{wish.conference}\0{pair}".encode()).hexdigest()

    able = [
        other
        for other in wishes
        if other.state is SwapState.OPEN
        and other.request in talks
        and talks[other.request].start != mine.start
        and other.request not in wish.passed
        and wish.request not in other.passed
        and _strangers(mine, talks[other.request], cast)
        and wish.likes(attrs.evolve(mine.placement, start=talks[other.request].start))
        and other.likes(attrs.evolve(talks[other.request].placement, start=mine.start))
    ]
    for other in sorted(able, key=lot):
        places = exchange(mine, talks[other.request], scene, at)
        if places is not None:
            yield other, *places


def _strangers(one: Talk, other: Talk, cast: Cast) -> bool:
    """Whether two talks are of families that have nothing to do with each other."""
    if one.party.id == other.party.id or set(one.party.guardians) & set(other.party.guardians):
        return False
    apart = {party for party, _ in cast.apart.get(one.party.id, ())}
    about = {*one.party.pupils, *one.request.pupils} & {*other.party.pupils, *other.request.pupils}
    return other.party.id not in apart and not about


def exchange(one: Talk, other: Talk, scene: Scene, at: datetime) -> tuple[Placement, Placement] | None:
    """Where two talks would be if each had the other's start; None when a rule stands in the way of either."""
    cast = scene.table.cast
    for first in options_at(one.request, other.start, cast):
        for second in options_at(other.request, one.start, cast):
            mine, theirs = _swap(one, first, at), _swap(other, second, at)
            if decide(mine, scene.after(theirs)).allowed and decide(theirs, scene.after(mine)).allowed:
                return first, second
    return None


def _swap(talk: Talk, place: Placement, at: datetime) -> Act:
    return Act(
        deed=Deed.SWAP,
        request=talk.request,
        party=talk.party,
        side=Side.GUARDIAN,
        at=at,
        placement=place,
        was=talk.placement,
    )
