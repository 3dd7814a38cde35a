"""Parents of one child who live apart: no answer to the one tells anything of the other's talks."""

import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, family, staff
from tests.services.desk_of_autumn import AUTUMN, BEUK, Autumn, minute, q

from partnership.conferences.booking_life.caps import Cap, Per
from partnership.conferences.booking_life.rulings import NOT_FREE
from partnership.conferences.booking_life.terms import Terms
from partnership.conferences.conference import Conference, KeepApart
from partnership.errors import IllegalStep, InvalidInput, NotFound
from partnership.host.counter import Counter
from partnership.ids import PartyId
from partnership.services.baskets import BasketRefused
from partnership.services.talks import Refused

SLOTS = 5


def two_homes(*, apart: bool = True) -> Conference:
    """Aya and Ben are the parents of Noor; both would speak with both teachers. Carla has a child of her own."""
    return autumn(
        staff=(staff("jansen"), staff("devries")),
        parties=(family("aya", "aya", "noor"), family("ben", "ben", "noor"), family("carla", "carla", "kim")),
        keep_apart=(KeepApart(parties=(PartyId("aya"), PartyId("ben")), minutes=20),) if apart else (),
        requests=(
            asked("a1", "aya", "jansen", "noor"),
            asked("a2", "aya", "devries", "noor"),
            asked("b1", "ben", "jansen", "noor"),
            asked("b2", "ben", "devries", "noor"),
            asked("c1", "carla", "jansen", "kim"),
        ),
        booking=Terms(caps=(Cap(per=Per.PUPIL, talks=2), Cap(per=Per.GUARDIAN, talks=2))),
    )


def answer(act: Callable[[], object]) -> object:
    """What comes of an act, an error included."""
    try:
        return act()
    except (IllegalStep, InvalidInput, NotFound) as error:
        return type(error), str(error)


ACTS: dict[str, Callable[[Counter, int], object]] = {
    "book a1": lambda aya, slot: aya.book(q("a1"), minute(10 * slot)),
    "book a2": lambda aya, slot: aya.book(q("a2"), minute(10 * slot)),
    "take": lambda aya, slot: aya.take({q("a1"): minute(10 * slot), q("a2"): minute(60)}),
    "cancel a2": lambda aya, _: aya.cancel(q("a2")),
    "wish": lambda aya, _: aya.wish_to_swap(q("a2")),
    "swap": lambda aya, _: aya.swap(q("a2")),
    "leave": lambda aya, _: aya.leave(q("a1")),
    "waiting": lambda aya, _: aya.waiting(),
    "ben's": lambda aya, slot: aya.book(q("b1"), minute(10 * slot)),
    "ask": lambda aya, _: aya.ask(asked("a3", "aya", "jansen", "noor")),
}


def plain(found: object) -> object:
    """An answer without what is drawn at random or shared by everyone: a basket's id, the seat of a room."""
    if hasattr(found, "bookings"):
        return [(each.request, each.placement) for each in found.bookings]
    return found


def not_free(found: object) -> bool:
    """Whether an answer says that a start is not free, and no more."""
    if isinstance(found, Refused):
        return found.ruling.refusals == (NOT_FREE,)
    if isinstance(found, BasketRefused):
        return all(ruling.refusals in {(), (NOT_FREE,)} for ruling in found.rulings)
    return False


@given(
    apart=st.booleans(),
    of_ben=st.lists(st.tuples(st.sampled_from(["b1", "b2"]), st.integers(0, SLOTS - 1)), max_size=3),
    acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, SLOTS - 1)), max_size=4),
)
def test_no_answer_tells_of_the_others_talks(
    *, apart: bool, of_ben: list[tuple[str, int]], acts: list[tuple[str, int]]
) -> None:
    """Whatever Ben has or has not, Aya hears the same, or that a start is not free as if a stranger had it."""
    without, with_ben = Autumn(two_homes(apart=apart)), Autumn(two_homes(apart=apart))
    for name, slot in of_ben:
        with_ben.at("ben").book(q(name), minute(10 * slot))
    with_ben.at("ben").wait(q("b1"))
    with_ben.at("ben").wish_to_swap(q("b1"))
    with_ben.told()
    for act, slot in acts:
        there = plain(answer(lambda: ACTS[act](with_ben.at("aya"), slot)))  # noqa: B023 - called at once
        alone = plain(answer(lambda: ACTS[act](without.at("aya"), slot)))  # noqa: B023
        if not_free(there):
            return
        assert there == alone


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, SLOTS - 1)), max_size=5))
def test_no_byte_names_the_other(acts: list[tuple[str, int]]) -> None:
    """Not in an answer, a message, an error or a repr, when Ben has talks, waits and wishes to swap."""
    autumn = Autumn(two_homes())
    autumn.at("ben").book(q("b1"), minute(20))
    autumn.at("ben").take({q("b2"): minute(40)})
    autumn.at("ben").wish_to_swap(q("b1"))
    heard: list[Any] = []
    for act, slot in acts:
        if act == "ben's":
            assert answer(lambda: ACTS[act](autumn.at("aya"), slot)) == (  # noqa: B023
                NotFound,
                "no request with id 'b1' at this school",
            )
        else:
            heard.append(answer(lambda: ACTS[act](autumn.at("aya"), slot)))  # noqa: B023
    letters = [message for message in autumn.told() if "aya" in message.body["recipient"]]
    heard += [(message.key, message.topic, json.dumps(dict(message.body))) for message in letters]
    text = repr(heard).encode()
    assert re.search(rb"\b(ben|b1|b2)\b|kept.apart", text) is None


def test_a_start_too_near_the_other_parent_is_simply_not_free() -> None:
    """The same sentence as for a start that a stranger has; so does the journal."""
    autumn = Autumn(two_homes())
    autumn.at("ben").book(q("b1"), minute(20))
    autumn.at("carla").book(q("c1"), minute(60))
    near = autumn.at("aya").book(q("a2"), minute(30))
    taken = autumn.at("aya").book(q("a1"), minute(60))
    assert isinstance(near, Refused)
    assert isinstance(taken, Refused)
    assert near.ruling.refusals == taken.ruling.refusals == (NOT_FREE,)
    refusals = [change for _, change in autumn.school.store.journal(BEUK) if change.what == "act.refused"]
    assert [change.details["rules"] for change in refusals] == [["not-free"], ["not-free"]]
    assert autumn.school.conference(AUTUMN).held.keys() == {"b1", "c1"}
