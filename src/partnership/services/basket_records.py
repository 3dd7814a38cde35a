"""How a basket is kept and told about: its record with its claims, its line in the journal, its messages."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from partnership.changes import Change, ground_of
from partnership.conferences.booking_life.baskets import Basket, BasketState
from partnership.ports import Claim, Message, Transaction
from partnership.serial.values import dump
from partnership.services.messages import message_to

__all__ = ["basket_change", "basket_messages", "put_basket"]

_TOLD = {BasketState.LAPSED: "basket-lapsed", BasketState.BROKEN: "basket-broken"}


def put_basket(
    transaction: Transaction, basket: Basket, expected: int | None, *, claims: Iterable[Claim]
) -> int:
    """Keep a basket; one that is held is found by its conference."""
    index = {"held": basket.conference} if basket.held else {}
    return transaction.put("basket", basket.id, dump(basket), expected=expected, index=index, claims=claims)


def basket_change(basket: Basket, by: str, at: datetime, purpose: str) -> Change:
    """The fact for the journal: that a basket came to be held, or how it ended."""
    return Change(
        what=f"basket.{basket.state}",
        kind="basket",
        id=basket.id,
        at=at,
        actor=by,
        purpose=purpose,
        ground=ground_of(by),
        details={
            "conference": basket.conference,
            "starts": {name: place.start.isoformat() for name, place in basket.placements.items()},
            "until": basket.until.isoformat(),
            "offered": basket.offered,
        },
    )


def basket_messages(basket: Basket, at: datetime) -> Iterator[Message]:
    """What the family is told: that a place is offered, or that what was held for it is no longer."""
    topic = "place-offered" if basket.held and basket.offered else _TOLD.get(basket.state)
    if topic is None:
        return
    for person in basket.guardians:
        parts = (basket.conference, basket.id, topic, person)
        body = {
            "conference": basket.conference,
            "basket": basket.id,
            "starts": {name: place.start.isoformat() for name, place in basket.placements.items()},
            "until": basket.until.isoformat(),
        }
        yield message_to(person, topic, body, parts=parts, due=at)
