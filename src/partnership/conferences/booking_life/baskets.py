"""Baskets: a family takes several starts at once, all or none, and has a while to confirm them (H23)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from partnership.conferences.booking import Booking
from partnership.conferences.timetable import Placement
from partnership.errors import IllegalStep
from partnership.ids import BasketId, ConferenceId, PartyId, RequestId
from partnership.times import instant

__all__ = ["Basket", "BasketState", "end_basket"]


class BasketState(StrEnum):
    """What became of a basket; whatever it held is free again unless it was confirmed.

    `lapsed`: nobody confirmed it in time. `broken`: the school changed something, and its talks cannot be held any more.
    """

    HELD = "held"
    CONFIRMED = "confirmed"
    GIVEN_BACK = "given_back"
    LAPSED = "lapsed"
    BROKEN = "broken"


_IN_TIME = {
    BasketState.CONFIRMED: "be confirmed",
    BasketState.GIVEN_BACK: "be given back",
    BasketState.BROKEN: "be broken",
}
_TOO_LATE = {BasketState.LAPSED: "lapse"}
_WORDS = _IN_TIME | _TOO_LATE


@attrs.frozen(kw_only=True)
class Basket:
    """Some talks of one family, held for it until an instant.

    Attributes:
        bookings: The talks as they will be booked; every moment in them is claimed.
        until: It can be confirmed before this instant.
        by: Who took it.
        offered: Whether it is a place that came free and was offered to who waited for it.
    """

    id: BasketId
    conference: ConferenceId
    party: PartyId
    bookings: tuple[Booking, ...] = attrs.field(validator=attrs.validators.min_len(1))
    until: datetime = attrs.field(converter=instant)
    by: str
    state: BasketState = BasketState.HELD
    offered: bool = False

    @property
    def held(self) -> bool:
        """Whether its moments are kept for the family."""
        return self.state is BasketState.HELD

    @property
    def placements(self) -> Mapping[RequestId, Placement]:
        """Where its talks would be held."""
        return {booking.request: booking.placement for booking in self.bookings}

    @property
    def guardians(self) -> tuple[str, ...]:
        """Who is told about it, each once."""
        names = (f"guardian:{name}" for booking in self.bookings for name in booking.guardians)
        return tuple(dict.fromkeys(names))

    def over(self, at: datetime) -> bool:
        """Whether its time has gone by while it was held."""
        return self.held and self.until <= at

    def seated(self, seats: Mapping[RequestId, int | None]) -> "Basket":
        """The same basket with its talks on these seats."""
        return attrs.evolve(
            self, bookings=tuple(attrs.evolve(each, seat=seats[each.request]) for each in self.bookings)
        )


def end_basket(basket: Basket, state: BasketState, *, at: datetime) -> Basket:
    """The basket in its last state: in time it is confirmed, given back or broken; after that it lapses.

    Raises:
        IllegalStep: It ended before, or its time has gone by and it can only lapse, or has not and it cannot.
    """
    steps = (_TOO_LATE if basket.over(at) else _IN_TIME) if basket.held else {}
    if state not in steps:
        now = "past its time" if basket.over(at) else basket.state.replace("_", " ")
        raise IllegalStep("this basket", state=now, step=_WORDS[state], allowed=sorted(steps.values()))
    return attrs.evolve(basket, state=state)
