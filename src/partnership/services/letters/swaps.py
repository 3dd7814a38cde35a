"""Letters about another time for a talk; the family it would change places with is never in them."""

from datetime import datetime

from partnership.conferences.booking_life.swaps import SwapState, SwapWish
from partnership.ids import ConferenceId, RequestId
from partnership.services.letters.drafts import Draft, Reading, Unsent
from partnership.services.letters.talks import GONE_BY, SUPERSEDED, about_talk, booking_of
from partnership.services.swap_records import wish_for

__all__ = ["swap_off", "swap_proposed"]


def swap_proposed(reading: Reading) -> Draft | Unsent:
    """Another time is possible; not sent when it no longer is, or the time to answer has gone by."""
    wish, words = _wish(reading), reading.words
    if wish is None or wish.place is None or wish.state is not SwapState.PROPOSED:
        return SUPERSEDED
    booking = booking_of(reading, wish.request)
    theirs = booking is not None and booking.held and reading.recipient.who in booking.people
    if not theirs or _start(reading) != wish.place.start:
        return SUPERSEDED
    until = wish.place.start if wish.until is None else wish.until
    if until <= reading.now:
        return GONE_BY
    return Draft(
        subject=words.proposed,
        paragraphs=(
            words.proposed_says,
            words.line(words.when, reading.when(wish.place.start, wish.place.minutes)),
            words.line(words.before, reading.when(until)),
        ),
        until=until,
        settled=True,
    )


def swap_off(reading: Reading) -> Draft | Unsent:
    """There is no other time after all; not sent when there is one by now, or the talk is over or called off."""
    wish, booking = _wish(reading), booking_of(reading, reading.body["request"])
    over = wish is not None and wish.state not in {SwapState.OPEN, SwapState.EXPIRED}
    if over or booking is None or not booking.held or reading.recipient.who not in booking.people:
        return SUPERSEDED
    if booking.placement.start <= reading.now:
        return GONE_BY
    return Draft(
        subject=reading.words.unswapped,
        paragraphs=(reading.words.unswapped_says, "\n".join(about_talk(reading, booking))),
        until=booking.placement.start,
        settled=True,
    )


def _wish(reading: Reading) -> SwapWish | None:
    body = reading.body
    return wish_for(reading.transaction, ConferenceId(body["conference"]), RequestId(body["request"]))


def _start(reading: Reading) -> datetime | None:
    said = reading.body["start"]
    return None if said is None else reading.moment(said)
