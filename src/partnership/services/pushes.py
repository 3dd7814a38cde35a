"""How much a home is told in a school week: each thing takes one of so many places, and a store gives a place out once.

Both guardians of a home may be told the same thing; that is one thing for the home. Two homes of one child know nothing of
each other, and somebody who belongs to two is told when both have a place.
"""

from datetime import date, timedelta
from urllib.parse import quote

import attrs

from partnership.calendars import school_week_of
from partnership.errors import Taken
from partnership.ids import GuardianId, joined
from partnership.people.households import Household
from partnership.ports import Claim, Message, Transaction
from partnership.serial.values import dump
from partnership.services.deliveries import BACK
from partnership.services.desk import every
from partnership.services.dossier_kinds import DossierKind, nobody, the_guardian
from partnership.services.families import every_of

__all__ = ["PUSHED", "Push", "Pushed", "forget_pushes", "has_room", "push_of", "take_place"]


@attrs.frozen(kw_only=True)
class Push:
    """Something that asks for the attention of one or more homes this week.

    Attributes:
        homes: Whose, as `household:h1`, or `guardian:petra` for who belongs to none.
        week: The Monday of the school week.
        thing: What is told, whoever of a home reads it.
        guardian: Who reads it.
        most: How many things a home is told in a week.
        pressing: Whether it goes at once in any case; it counts all the same.
    """

    homes: tuple[str, ...]
    week: date
    thing: str
    guardian: GuardianId
    most: int
    pressing: bool = False


@attrs.frozen(kw_only=True)
class Pushed:
    """That a home was told something in a week; kept until the week after it is over.

    Attributes:
        place: Which of the places of the week it took, from 0.
    """

    home: str
    week: date
    thing: str
    guardian: GuardianId
    place: int


PUSHED = DossierKind(
    name="push",
    value=Pushed,
    id=lambda value: joined(value.home, value.week, value.thing, safe=":"),
    index=lambda value: {"home": joined(value.home, value.week, safe=":"), "week": value.week.isoformat()},
    pupils=nobody,
    owners=the_guardian,
    seen=lambda value, _: attrs.evolve(value, thing=value.thing.partition("/")[0]),  # the rest counts steps
    purpose="not asking a family for attention too often",
)
"""How it is kept."""


def push_of(
    transaction: Transaction, message: Message, *, today: date, most: int, pressing: bool
) -> Push | None:
    """What a message to a guardian asks of their homes; None for one to staff.

    Args:
        transaction: Where the households are.
        message: Its key names whoever reads it, and is otherwise the same for all of a home.
        today: The school's date.
        most: How many things a home is told in a week.
        pressing: Whether it goes at once in any case.
    """
    who = str(message.body["recipient"])
    kind, _, id = who.partition(":")
    if kind != "guardian":
        return None
    key = message.key
    while key.endswith(BACK):
        key = key.removesuffix(BACK)  # what came back is told again, and is no other thing
    found = tuple(f"household:{each.id}" for each in every_of(transaction, Household, "guardian", id))
    push = Push(
        homes=found or (who,),
        week=school_week_of(today),
        thing=" ".join(key.split(quote(who, safe=":"))),
        guardian=GuardianId(id),
        most=most,
        pressing=pressing,
    )
    return attrs.evolve(push, pressing=pressing or _had_place(transaction, push))


def has_room(transaction: Transaction, push: Push) -> bool:
    """Whether something may be told now, as far as anybody can see without taking a place."""
    return push.pressing or all(
        _is_told(transaction, push, home) or _told(transaction, push, home) < push.most for home in push.homes
    )


def take_place(transaction: Transaction, push: Push) -> bool:
    """Take a place in every home; False, and none is taken, when one has no place left.

    What is pressing takes a place where there is one, and goes in any case.
    """
    mine: list[Pushed] = []
    for home in push.homes:
        if _is_told(transaction, push, home):
            continue
        got = _first_free(transaction, push, home)
        if got is not None:
            mine.append(got)
        elif not push.pressing:
            for each in mine:
                transaction.delete(PUSHED.name, PUSHED.id(each), expected=1)
            return False
    return True


def forget_pushes(transaction: Transaction, *, before: date, limit: int = 500) -> int:
    """Remove what was told in weeks before that of a day and the one before; how many, at most so many at once."""
    last = school_week_of(before) - timedelta(weeks=1)
    found = transaction.find(PUSHED.name, "week", lt=last.isoformat(), limit=limit)
    for each in found:
        transaction.delete(PUSHED.name, each.record.id, expected=each.record.revision)
    return len(found)


def _had_place(transaction: Transaction, push: Push) -> bool:
    """Whether it was given a place the week before: it may have gone out then, and goes on as the letter it was."""
    before = attrs.evolve(push, week=push.week - timedelta(weeks=1))
    return any(_is_told(transaction, before, home) for home in push.homes)


def _pushed(push: Push, home: str, place: int) -> Pushed:
    return Pushed(home=home, week=push.week, thing=push.thing, guardian=push.guardian, place=place)


def _is_told(transaction: Transaction, push: Push, home: str) -> bool:
    return transaction.get(PUSHED.name, PUSHED.id(_pushed(push, home, 0))) is not None


def _told(transaction: Transaction, push: Push, home: str) -> int:
    """How many things a home was told this week."""
    return sum(1 for _ in every(transaction, PUSHED.name, "home", value=joined(home, push.week, safe=":")))


def _first_free(transaction: Transaction, push: Push, home: str) -> Pushed | None:
    """Take the first place that nobody has; another worker may be quicker at some of them."""
    value = joined(home, push.week, safe=":")
    had = {each.record.body["place"] for each in every(transaction, PUSHED.name, "home", value=value)}
    for place in (each for each in range(push.most) if each not in had):
        pushed = _pushed(push, home, place)
        try:
            transaction.put(
                PUSHED.name,
                PUSHED.id(pushed),
                dump(pushed),
                expected=None,
                index=PUSHED.index(pushed),
                claims=[Claim(f"push:{value}", place)],
            )
        except Taken:
            continue
        return pushed
    return None
