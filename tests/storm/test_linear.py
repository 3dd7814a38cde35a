"""The judge of the storms is itself judged: by histories that are right, by one seeded fault, and by trying everything."""

import random
from collections.abc import Sequence
from itertools import permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.storm.evening import EMPTY, Deed, Evening, What, clerk
from tests.storm.linear import Call, GaveUp, linearizable

SLOTS = ("18:00", "18:10", "18:20")
REQUESTS = ("a/1", "a/2", "b/1", "b/2")

KINDS: tuple[What, ...] = ("book", "book", "book", "cancel", "look")

chance = st.randoms(use_true_random=False)


def answered(evening: Evening, wanted: Deed) -> tuple[Deed, Evening]:
    """What a clerk answers, and what is so then."""
    if wanted.what == "look":
        seen = {who: slot for who, slot in evening if who.startswith(f"{wanted.who}/")}
        return attrs.evolve(wanted, seen=seen), evening
    after = clerk(evening, wanted)
    return (wanted, after) if after is not None else (attrs.evolve(wanted, done=False), evening)


def wanted(dice: random.Random) -> Deed:
    """Anything anyone may ask."""
    what: What = dice.choice(KINDS)
    who = dice.choice("ab") if what == "look" else dice.choice(REQUESTS)
    return Deed(what=what, teacher="jansen", who=who, slot=dice.choice(SLOTS))


def sequential(dice: random.Random, length: int) -> list[Deed]:
    """What one clerk answered to so many deeds, one after another."""
    evening, said = EMPTY, []
    for _ in range(length):
        deed, evening = answered(evening, wanted(dice))
        said.append(deed)
    return said


def spread(dice: random.Random, said: Sequence[Deed], *, width: int, silent: float = 0.0) -> list[Call[Deed]]:
    """Each deed done at its own instant, asked some time before it and answered some time after it.

    Some of them were never answered; then the deed is what was hoped for.
    """
    calls = []
    for place, deed in enumerate(said):
        at = 10 * place
        quiet = dice.random() < silent and deed.done and deed.what != "look"
        calls.append(
            Call(
                deed=deed,
                invoked=at - dice.randrange(1, 10 * width),
                returned=None if quiet else at + dice.randrange(1, 10 * width),
                reads=deed.reads,
            )
        )
    dice.shuffle(calls)
    return calls


def by_trying(calls: Sequence[Call[Deed]]) -> bool:
    """The slow and obvious judge: every order of every choice of what was never answered."""
    sure = [call for call in calls if call.returned is not None]
    unsure = [call for call in calls if call.returned is None]
    for chosen in range(1 << len(unsure)):
        some = [call for place, call in enumerate(unsure) if chosen >> place & 1]
        if any(_told_right(order) for order in permutations(sure + some)):
            return True
    return False


def _told_right(order: Sequence[Call[Deed]]) -> bool:
    evening = EMPTY
    for place, call in enumerate(order):
        if any(later.returned is not None and later.returned < call.invoked for later in order[place:]):
            return False
        after = clerk(evening, call.deed)
        if after is None:
            return False
        evening = after
    return True


@given(chance, st.integers(1, 60), st.integers(1, 6))
def test_whatever_one_clerk_did_is_accepted(dice: random.Random, length: int, width: int) -> None:
    """However much the calls overlapped, and whether or not they were all answered."""
    calls = spread(dice, sequential(dice, length), width=width, silent=0.1)
    assert linearizable(calls, EMPTY, clerk)


@given(chance, st.integers(1, 5), st.integers(1, 4))
def test_one_wrong_answer_is_judged_as_by_trying_everything(
    dice: random.Random, length: int, width: int
) -> None:
    """Neither more nor fewer histories are rejected."""
    said = sequential(dice, length)
    place = dice.randrange(length)
    said[place] = dice.choice([attrs.evolve(said[place], done=not said[place].done), wanted(dice)])
    calls = spread(dice, said, width=width, silent=0.3)
    assert linearizable(calls, EMPTY, clerk) == by_trying(calls)


@given(chance, st.integers(0, 40), st.integers(1, 3))
def test_a_slot_given_twice_is_rejected(dice: random.Random, length: int, width: int) -> None:
    """In a history of any length: two are told the same slot is theirs, and neither leaves it."""
    said = [deed for deed in sequential(dice, length) if deed.slot != "18:00" or deed.what != "book"]
    calls = spread(dice, _told_anew(said), width=width)
    late = 10 * length + 100
    twice = [
        Call(deed=Deed(what="book", teacher="jansen", who=who, slot="18:00"), invoked=late, returned=late + 9)
        for who in ("a/8", "b/9")
    ]
    assert linearizable([*calls, twice[0]], EMPTY, clerk)
    assert not linearizable([*calls, *twice], EMPTY, clerk)


def _told_anew(said: Sequence[Deed]) -> list[Deed]:
    evening, again = EMPTY, []
    for deed in said:
        told, evening = answered(evening, attrs.evolve(deed, done=True))
        again.append(told)
    return again


@given(chance, st.integers(0, 40))
def test_a_lost_booking_is_rejected(dice: random.Random, length: int) -> None:
    """Somebody was told they have a slot, nobody took it from them, and a later look does not see it."""
    calls = spread(dice, sequential(dice, length), width=4)
    late = 10 * length + 100
    mine = Deed(what="book", teacher="jansen", who="c/1", slot="19:50")
    look = Deed(what="look", teacher="jansen", who="c")
    told = Call(deed=mine, invoked=late, returned=late + 1)
    assert not linearizable(
        [*calls, told, Call(deed=look, invoked=late + 2, returned=late + 3, reads=True)], EMPTY, clerk
    )
    assert linearizable(
        [*calls, told, Call(deed=look, invoked=late, returned=late + 3, reads=True)], EMPTY, clerk
    )


def test_a_search_that_takes_too_long_says_so() -> None:
    """Rather than guess."""
    dice = random.Random(1)  # noqa: S311 - the same each time
    calls = spread(dice, sequential(dice, 20), width=9)
    with pytest.raises(GaveUp):
        linearizable(calls, EMPTY, clerk, states=3)
