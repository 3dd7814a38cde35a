"""The life of a basket, against a table written out by hand."""

from datetime import timedelta
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import placed
from tests.conferences.booking_life.at_the_counter import NOON

from partnership.conferences.booking import Booking
from partnership.conferences.booking_life.baskets import Basket, BasketState, end_basket
from partnership.errors import IllegalStep
from partnership.ids import BasketId, ConferenceId, GuardianId, PartyId, RequestId, StaffId

WORDS = {
    BasketState.CONFIRMED: "be confirmed",
    BasketState.GIVEN_BACK: "be given back",
    BasketState.BROKEN: "be broken",
    BasketState.LAPSED: "lapse",
}
IN_TIME = "from there: be broken, be confirmed, be given back"


def booking(name: str, start: str, *guardians: str) -> Booking:
    """A talk of these guardians with Jansen."""
    return Booking(
        conference=ConferenceId("autumn"),
        request=RequestId(name),
        party=PartyId("f1"),
        placement=placed(name, start),
        staff=(StaffId("jansen"),),
        guardians=tuple(map(GuardianId, guardians)),
        changed=NOON,
    )


HELD = Basket(
    id=BasketId("b1"),
    conference=ConferenceId("autumn"),
    party=PartyId("f1"),
    bookings=(booking("q3", "18:30", "fatima", "amin"), booking("q1", "18:00", "amin", "noor")),
    until=NOON,
    by="guardian:fatima",
)


@pytest.mark.parametrize(("minutes", "state"), list(product((-1, 0, 1), WORDS)))
def test_a_basket_that_is_held_ends_in_time_or_lapses(minutes: int, state: BasketState) -> None:
    """Up to its instant whatever its family or the school makes of it; from that instant on it only lapses."""
    at = HELD.until + timedelta(minutes=minutes)
    over = minutes >= 0
    assert HELD.over(at) is over
    if over is (state is BasketState.LAPSED):
        assert end_basket(HELD, state, at=at) == attrs.evolve(HELD, state=state)
        return
    now, then = ("past its time", "from there: lapse") if over else ("held", IN_TIME)
    with pytest.raises(IllegalStep) as caught:
        end_basket(HELD, state, at=at)
    assert str(caught.value) == f"this basket is {now} and cannot {WORDS[state]}; {then}"


@pytest.mark.parametrize(("minutes", "was", "state"), list(product((-1, 1), WORDS, WORDS)))
def test_a_basket_ends_once(minutes: int, was: BasketState, state: BasketState) -> None:
    """Whatever it ended in, nothing follows, and no time goes by for it."""
    ended = attrs.evolve(HELD, state=was)
    at = HELD.until + timedelta(minutes=minutes)
    assert (ended.held, ended.over(at)) == (False, False)
    with pytest.raises(IllegalStep) as caught:
        end_basket(ended, state, at=at)
    now = was.replace("_", " ")
    assert str(caught.value) == f"this basket is {now} and cannot {WORDS[state]}; nothing follows that"


def test_whose_it_is_and_where_it_would_be() -> None:
    """Every guardian of any of its talks is told once; each talk has its place."""
    assert HELD.guardians == ("guardian:fatima", "guardian:amin", "guardian:noor")
    assert HELD.placements == {"q3": placed("q3", "18:30"), "q1": placed("q1", "18:00")}


@given(st.tuples(*[st.none() | st.integers(0, 3)] * 2))
def test_a_seat_changes_nothing_else(seats: tuple[int | None, ...]) -> None:
    """Each talk gets its own; taken out again, it is the basket it was."""
    chosen = dict(zip(HELD.placements, seats, strict=True))
    seated = HELD.seated(chosen)
    assert {each.request: each.seat for each in seated.bookings} == chosen
    assert seated.seated(dict.fromkeys(chosen)) == HELD
