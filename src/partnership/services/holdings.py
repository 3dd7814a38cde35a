"""Every kind of record that is kept of an evening, and how to write it anew: its value, its index, its claims."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from partnership.conferences.booking import Booking, moments
from partnership.conferences.booking_life.attendance import Attendance
from partnership.conferences.booking_life.baskets import Basket
from partnership.conferences.booking_life.swaps import SwapWish
from partnership.conferences.booking_life.waiting import Waiting
from partnership.ports import Claim, Record, Transaction
from partnership.serial.values import dump, load
from partnership.services.desk import every
from partnership.services.rounds import Asked, Planned
from partnership.services.rulings import Override

__all__ = ["EVENING", "Holding", "records_of", "write_anew"]


def _nothing(_: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a value of any kind
    return {}


def _unclaimed(_: Any) -> Iterable[Claim]:  # noqa: ANN401
    return ()


def _of_conference(value: Any) -> Mapping[str, Any]:  # noqa: ANN401
    return {"conference": value.conference}


@attrs.frozen(kw_only=True)
class Holding:
    """One kind of record.

    Attributes:
        value: The class of its value.
        index: What a value is found by.
        claims: The moments it holds.
    """

    value: type[Any]
    index: Callable[[Any], Mapping[str, Any]] = _nothing
    claims: Callable[[Any], Iterable[Claim]] = _unclaimed


def _talk_claims(booking: Booking) -> Iterator[Claim]:
    for resource, tick in moments(booking):
        yield Claim(resource, tick)


EVENING: Mapping[str, Holding] = {
    "conference": Holding(
        value=Asked,
        index=lambda asked: {"first": min(each.start for each in asked.conference.sittings).isoformat()},
    ),
    "plan": Holding(value=Planned),
    "talk": Holding(
        value=Booking,
        index=lambda booking: {
            "conference": booking.conference,
            "guardian": booking.guardians,
            "staff": booking.staff,
            "start": booking.placement.start.isoformat(),
        },
        claims=_talk_claims,
    ),
    "basket": Holding(
        value=Basket,
        index=lambda basket: {"held": basket.conference} if basket.held else {},
        claims=lambda basket: (
            [claim for booking in basket.bookings for claim in _talk_claims(booking)] if basket.held else ()
        ),
    ),
    "swap": Holding(value=SwapWish, index=lambda wish: _of_conference(wish) if wish.live else {}),
    "waiting": Holding(value=Waiting, index=_of_conference),
    "attendance": Holding(value=Attendance, index=_of_conference),
    "override": Holding(value=Override, index=_of_conference),
}
"""The kinds of record of an evening."""


def records_of(transaction: Transaction, kind: str) -> Iterator[tuple[Record, Any]]:
    """Every record of a kind with its value."""
    for found in every(transaction, kind):
        yield found.record, load(EVENING[kind].value, found.record.body, source=f"{kind} record")


def write_anew(transaction: Transaction, record: Record, body: Mapping[str, Any]) -> None:
    """Write a record with another body; what it is found by and the moments it holds follow from that."""
    holding = EVENING[record.kind]
    value = load(holding.value, dict(body), source=f"{record.kind} record")
    transaction.put(
        record.kind,
        record.id,
        dump(value),
        expected=record.revision,
        index=holding.index(value),
        claims=holding.claims(value),
    )
