"""Letters about times that are held for a family: a place that is offered, a choice that is held no longer."""

from collections.abc import Iterator

from partnership.conferences.booking_life.baskets import Basket, BasketState
from partnership.serial.values import load
from partnership.services.letters.drafts import Draft, Reading, Unsent
from partnership.services.letters.talks import GONE_BY, SUPERSEDED, about_talk

__all__ = ["basket_broken", "basket_lapsed", "place_offered"]


def place_offered(reading: Reading) -> Draft | Unsent:
    """A place is held for a family to confirm; not sent when it is held no longer, or its time has gone by."""
    basket, words = _basket(reading), reading.words
    if basket is None or not basket.held or reading.recipient.who not in basket.guardians:
        return SUPERSEDED
    if basket.until <= reading.now:
        return GONE_BY
    return Draft(
        subject=words.offered,
        paragraphs=(
            words.offered_says,
            *_talks(reading, basket),
            words.line(words.before, reading.when(basket.until)),
        ),
        until=basket.until,
        settled=True,
    )


def basket_lapsed(reading: Reading) -> Draft | Unsent:
    """What a family chose was not confirmed in time."""
    return _ended(reading, BasketState.LAPSED, reading.words.lapsed, reading.words.lapsed_says)


def basket_broken(reading: Reading) -> Draft | Unsent:
    """What a family chose cannot be held any more."""
    return _ended(reading, BasketState.BROKEN, reading.words.broken, reading.words.broken_says)


def _ended(reading: Reading, state: BasketState, subject: str, says: str) -> Draft | Unsent:
    basket = _basket(reading)
    if basket is None or basket.state is not state or reading.recipient.who not in basket.guardians:
        return SUPERSEDED
    last = max(each.placement.start for each in basket.bookings)
    if last <= reading.now:
        return GONE_BY
    return Draft(subject=subject, paragraphs=(says, *_talks(reading, basket)), until=last, settled=True)


def _basket(reading: Reading) -> Basket | None:
    record = reading.transaction.get("basket", reading.body["basket"])
    return None if record is None else load(Basket, dict(record.body), source="basket record")


def _talks(reading: Reading, basket: Basket) -> Iterator[str]:
    """A paragraph for each talk of the recipient."""
    for booking in sorted(basket.bookings, key=lambda each: (each.placement.start, each.request)):
        if reading.recipient.who in booking.people:
            yield "\n".join(about_talk(reading, booking))
