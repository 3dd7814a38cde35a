"""How wishes to swap are kept and told about; nothing that is told names the other family."""

from datetime import datetime

from partnership.changes import Change, ground_of
from partnership.conferences.booking_life.swaps import SwapWish
from partnership.ids import ConferenceId, RequestId
from partnership.ports import Transaction
from partnership.serial.values import dump, load
from partnership.services.desk import every
from partnership.services.messages import message_to
from partnership.services.rounds import Round, talk_id

__all__ = ["keep_wish", "tell", "wish_for", "wishes_at"]


def wishes_at(transaction: Transaction, id: ConferenceId) -> dict[RequestId, SwapWish]:
    """The wishes that can still come to a swap, by request."""
    found = (each.record for each in every(transaction, "swap", "conference", value=id))
    return {wish.request: wish for wish in (load(SwapWish, record.body, source="swap") for record in found)}


def wish_for(transaction: Transaction, id: ConferenceId, request: RequestId) -> SwapWish | None:
    """The last wish there was for a talk."""
    record = transaction.get("swap", talk_id(id, request))
    return None if record is None else load(SwapWish, record.body, source="swap")


def keep_wish(transaction: Transaction, wish: SwapWish, *, what: str, by: str, at: datetime) -> None:
    """Keep a wish, and write into the journal what became of it."""
    name = talk_id(wish.conference, wish.request)
    record = transaction.get("swap", name)
    revision = None if record is None else record.revision
    index = {"conference": wish.conference} if wish.live else {}
    transaction.put("swap", name, dump(wish), expected=revision, index=index)
    transaction.append(
        [
            Change(
                what=f"swap.{what}",
                kind="swap",
                id=name,
                at=at,
                actor=by,
                purpose="another time was wanted",
                ground=ground_of(by),
                details={"request": wish.request},
            )
        ]
    )


def tell(transaction: Transaction, kept: Round, wish: SwapWish, topic: str, at: datetime) -> None:
    """Tell a family of its own talk: a time it could have, or that there is none after all."""
    record = transaction.get("swap", talk_id(wish.conference, wish.request))
    version = "0" if record is None else str(record.revision)
    booking = kept.bookings.get(wish.request)
    place = wish.place
    for name in booking.guardians if booking is not None else ():
        person = f"guardian:{name}"
        parts = (wish.conference, wish.request, topic, person, version)
        body = {
            "conference": wish.conference,
            "request": wish.request,
            "start": None if place is None else place.start.isoformat(),
            "until": None if wish.until is None else wish.until.isoformat(),
        }
        transaction.append((), [message_to(person, topic, body, parts=parts, due=at)])
