"""The counter of one conference, for one caller: everything a family, or the school, can do before the evening."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from partnership.conferences.booking_life.baskets import Basket
from partnership.conferences.booking_life.set_up import Breakage
from partnership.conferences.booking_life.swaps import SwapView
from partnership.conferences.booking_life.waiting import Waiting
from partnership.conferences.conference import Conference, GuardianPresence, TalkRequest
from partnership.ids import BasketId, ConferenceId, RequestId
from partnership.services import baskets, conferences, set_up, swaps, talks, waiting
from partnership.services.bookings import Step
from partnership.services.callers import Caller, school_only
from partnership.services.desk import Desk
from partnership.times import Span

__all__ = ["Counter"]


class Counter:
    """What one caller can do at one conference; a guardian can do it for their own family only.

    Args:
        desk: Where it is kept.
        id: Which conference.
        caller: Who comes to the counter.
    """

    def __init__(self, desk: Desk, id: ConferenceId, caller: Caller) -> None:
        self._desk = desk
        self.id = id
        self.caller = caller

    def ask(
        self, *requests: TalkRequest, guardians: Iterable[GuardianPresence] = ()
    ) -> tuple[conferences.Answer, ...]:
        """Ask for talks (see `services.conferences.ask`)."""
        return conferences.ask(self._desk, self.id, requests, guardians=guardians, caller=self.caller)

    def book(self, request: RequestId, start: datetime) -> talks.Booked | talks.Refused:
        """Book a start, or move a booked talk there (see `services.talks.book`)."""
        return talks.book(self._desk, self.id, request, start, caller=self.caller)

    def cancel(self, request: RequestId) -> talks.Cancelled | talks.Refused:
        """Withdraw a request, and call its talk off (see `services.talks.cancel`)."""
        return talks.cancel(self._desk, self.id, request, caller=self.caller)

    def take(self, starts: Mapping[RequestId, datetime]) -> Basket | baskets.BasketRefused:
        """Hold several starts at once, all or none, to be confirmed (see `services.baskets.take`)."""
        return baskets.take(self._desk, self.id, starts, caller=self.caller)

    def confirm(self, basket: BasketId) -> baskets.Confirmed | baskets.BasketRefused:
        """Book what a basket holds (see `services.baskets.confirm`)."""
        return baskets.confirm(self._desk, self.id, basket, caller=self.caller)

    def give_back(self, basket: BasketId) -> Basket:
        """Let go of what a basket holds (see `services.baskets.give_back`)."""
        return baskets.give_back(self._desk, self.id, basket, caller=self.caller)

    def sweep(self) -> None:
        """Write down what time alone has changed (see `services.baskets.sweep`)."""
        baskets.sweep(self._desk, self.id, caller=self.caller)

    def wait(self, request: RequestId) -> Waiting | talks.Refused:
        """Wait for a place (see `services.waiting.wait`)."""
        return waiting.wait(self._desk, self.id, request, caller=self.caller)

    def leave(self, request: RequestId) -> None:
        """Wait no longer (see `services.waiting.leave`)."""
        waiting.leave(self._desk, self.id, request, caller=self.caller)

    def waiting(self) -> tuple[Waiting, ...]:
        """The talks of this caller that wait for a place (see `services.waiting.waiting_of`)."""
        return waiting.waiting_of(self._desk, self.id, caller=self.caller)

    def try_set_up(self, conference: Conference) -> Breakage:
        """What a change of set-up would break; for the school only (see `services.set_up.try_set_up`)."""
        school_only(self.caller, "a set-up", "be changed")
        return set_up.try_set_up(self._desk, self.id, conference)

    def change_set_up(self, conference: Conference, *, repair: bool = True) -> tuple[Step, ...]:
        """Change the set-up and mend what breaks; for the school only (see `services.set_up.change_set_up`)."""
        school_only(self.caller, "a set-up", "be changed")
        return set_up.change_set_up(self._desk, self.id, conference, caller=self.caller, repair=repair)

    def wish_to_swap(self, request: RequestId, *times: Span) -> SwapView | talks.Refused:
        """Say that another time would suit better (see `services.swaps.wish_to_swap`)."""
        return swaps.wish_to_swap(self._desk, self.id, request, times, caller=self.caller)

    def swap(self, request: RequestId) -> SwapView:
        """What became of that wish (see `services.swaps.swap_of`)."""
        return swaps.swap_of(self._desk, self.id, request, caller=self.caller)

    def agree_to_swap(self, request: RequestId) -> SwapView:
        """Agree to the time that was found (see `services.swaps.agree_to_swap`)."""
        return swaps.agree_to_swap(self._desk, self.id, request, caller=self.caller)

    def decline_swap(self, request: RequestId) -> SwapView:
        """Say no to the time that was found (see `services.swaps.decline_swap`)."""
        return swaps.decline_swap(self._desk, self.id, request, caller=self.caller)

    def withdraw_swap(self, request: RequestId) -> SwapView:
        """Wish for another time no longer (see `services.swaps.withdraw_swap`)."""
        return swaps.withdraw_swap(self._desk, self.id, request, caller=self.caller)
