"""Lots in the open: the promise binds, gives nothing away, and anyone can draw again."""

import hmac
from hashlib import sha256
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import autumn, placed

from partnership.conferences.conference import Conference
from partnership.conferences.lottery import Lottery, faults_of, new_lottery
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable
from partnership.errors import InvalidValue

lotteries = st.builds(
    Lottery,
    conference=st.text(st.characters(exclude_categories=("C", "Z")), max_size=9),
    solver=st.sampled_from(("partnership", "ortools")),
    iterations=st.integers(0, 10**6),
    seed=st.integers(0, 10**15 - 1),
    salt=st.binary(min_size=32, max_size=32).map(bytes.hex),
)
families = st.lists(st.text(min_size=1, max_size=5), unique=True)


@given(lotteries, lotteries)
def test_a_promise_is_kept_by_its_lottery_alone(one: Lottery, other: Lottery) -> None:
    """Whatever differs, be it a digit of the salt, the steps or the name: it is another lottery."""
    assert one.keeps(one.promise)
    said = (one.promise.conference, one.promise.solver, one.promise.iterations)
    assert said == (one.conference, one.solver, one.iterations)
    assert one.keeps(other.promise) is (one == other)
    assert attrs.evolve(one, seed=(one.seed + 1) % 10**15).promise.digest != one.promise.digest
    assert attrs.evolve(one, iterations=one.iterations + 1).promise.digest != one.promise.digest


def test_the_digest_can_be_made_by_hand() -> None:
    """Six lines of text, and the SHA-256 of them."""
    lottery = Lottery(conference="Autumn talks", iterations=5_000, seed=42, salt="00" * 32)
    text = (
        "partnership.lottery/1\nseed 42\nsalt " + "00" * 32 + "\n"
        "iterations 5000\nsolver partnership\nconference Autumn talks\n"
    )
    assert lottery.text == text
    assert lottery.promise.digest == sha256(text.encode()).hexdigest()


@given(st.text(st.characters(exclude_categories=("C", "Z"))), st.integers(0, 9))
def test_two_lotteries_of_one_evening_differ(name: str, iterations: int) -> None:
    """Salt and seed come by chance; and neither is in what is published or printed."""
    one, other = (new_lottery(name, iterations=iterations) for _ in range(2))
    assert one.salt != other.salt
    assert one.promise != other.promise
    assert one.salt not in repr(one) + repr(one.promise)
    assert "seed" not in repr(one)
    assert new_lottery(name, iterations=1, seed=6).seed == 6


@given(lotteries, families, st.data())
def test_lots_do_not_depend_on_the_others(lottery: Lottery, names: list[str], data: st.DataObject) -> None:
    """The order of drawing is the same whoever is named first; without one, the others keep their order."""
    drawn = lottery.drawn(names)
    assert sorted(drawn) == sorted(names)
    assert lottery.drawn(data.draw(st.permutations(names))) == drawn
    for name in names:
        assert lottery.drawn(each for each in names if each != name) == tuple(
            each for each in drawn if each != name
        )


def test_a_lot_can_be_drawn_by_hand() -> None:
    """Anyone who knows the revealed text draws the same lots, and the order is theirs, not the alphabet's."""
    lottery = new_lottery("Autumn talks", iterations=1, solver="ortools", seed=6)
    lots = {name: hmac.new(lottery.text.encode(), name.encode(), sha256).hexdigest() for name in "abcdefgh"}
    assert lottery.solver == "ortools"
    assert {name: lottery.lot(name) for name in lots} == lots
    assert lottery.drawn(lots) == tuple(sorted(lots, key=lots.__getitem__))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("seed", -1, "expected a whole number from 0 of at most 15 digits"),
        ("seed", 10**15, "expected a whole number from 0 of at most 15 digits"),
        ("iterations", -1, "expected a whole number from 0 of at most 15 digits"),
        ("salt", "0" * 63, "expected 64 hexadecimal digits"),
        ("salt", "X" * 64, "expected 64 hexadecimal digits"),
        ("solver", "a\nb", "expected text on one line"),
        ("conference", "a\nb", "expected text on one line"),
    ],
)
def test_what_is_no_lottery(field: str, value: object, said: str) -> None:
    """A text that could be read in two ways, or a number that other programs would round."""
    whole: dict[str, Any] = {"conference": "Autumn", "iterations": 1, "seed": 1, "salt": "0" * 64}
    with pytest.raises(InvalidValue, match=f"^{field}: {said}$"):
        Lottery(**whole | {field: value})


def draw(conference: Conference, seed: int, steps: int) -> Timetable:
    """As the engine plans."""
    return solve(conference, iterations=steps, seed=seed)


def test_a_draw_as_promised_has_no_faults_and_any_other_has() -> None:
    """Another promise, another name, another seed, a talk moved by hand: each is told."""
    conference = autumn()
    lottery = new_lottery("Autumn talks", iterations=300, seed=7)
    planned = draw(conference, 7, 300)
    assert faults_of(lottery.promise, lottery, conference, planned, draw) == ()
    asked: list[tuple[Conference, int, int]] = []

    def watched(conference: Conference, seed: int, steps: int) -> Timetable:
        asked.append((conference, seed, steps))
        return draw(conference, seed, steps)

    faults_of(lottery.promise, lottery, conference, planned, watched)
    assert asked == [(conference, 7, 300)]
    other = new_lottery("Autumn talks", iterations=300, seed=7)
    assert faults_of(lottery.promise, other, conference, planned, draw) == (
        "the revealed lottery is not the one that was promised",
    )
    wrong = attrs.evolve(
        planned, solver="by hand", seed=8, placements=(placed("q1", "19:50"), placed("q2", "19:30"))
    )
    assert faults_of(lottery.promise, lottery, attrs.evolve(conference, name="Spring"), wrong, draw) == (
        'the lottery is of "Autumn talks", the conference is "Spring"',
        'planned by "by hand", promised was "partnership"',
        "planned with another seed than the revealed one",
        "planned once more with the revealed seed, 2 talks fall otherwise",
    )
