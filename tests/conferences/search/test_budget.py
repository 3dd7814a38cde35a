"""Budgets: rounds that double, deadlines that hold, shares that only grow."""

from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.conferences.search.budget import LOOK_UP, Budget
from partnership.conferences.search.heat import Heat


def looks(budget: Budget) -> list[float]:
    """Every share of a round a budget tells until it is used."""
    shares: list[float] = []
    while (share := budget.look(0)) is not None:
        shares.append(share)
    return shares


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 2_000))
def test_fewer_steps_see_the_beginning_of_more(steps: int, more: int, first: int) -> None:
    """With steps alone, the shares of a short budget are those a longer one begins with."""
    short = looks(Budget(steps=steps, first=first))
    assert looks(Budget(steps=steps + more, first=first))[: len(short)] == short
    assert len(short) == -(-steps // LOOK_UP)


def test_rounds_double() -> None:
    """A first round of four looks is followed by one of eight."""
    shares = looks(Budget(steps=12 * LOOK_UP, first=4 * LOOK_UP))
    assert shares == [0, 0.25, 0.5, 0.75, 0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875]


def test_a_deadline_makes_one_round() -> None:
    """With seconds the share is that of the time, and none is left when it is over."""
    shares = looks(Budget(seconds=0.05))
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] < 1
    assert looks(Budget(seconds=0)) == []
    assert looks(Budget(seconds=-1, steps=1_000)) == []


def test_time_is_kept_back_for_the_answer() -> None:
    """What is kept back is over sooner; at most half of it is, and without a deadline there is nothing to keep."""
    long = Budget(seconds=1_000.0)
    long.keep_back(10.0)
    assert not long.is_over(1.0)
    assert not long.is_over(0.01)
    assert long.is_over(0.0)
    gone = Budget(seconds=-1.0)
    assert gone.is_over(1.0)
    steps = Budget(steps=LOOK_UP)
    steps.keep_back(10.0)
    assert not steps.is_over(1.0)
    assert len(looks(steps)) == 1


@pytest.mark.parametrize(("kept", "left"), [(10.0, 90.0), (80.0, 50.0)])
def test_the_share_is_of_what_is_left(kept: float, left: float) -> None:
    """Of a hundred seconds, without what is kept back, and that is no more than fifty."""
    told: list[float] = []
    before = monotonic()
    budget = Budget(seconds=100.0, progress=lambda share, _: told.append(share))
    begun = monotonic()
    budget.keep_back(kept)
    sleep(0.02)
    after = monotonic()
    budget.look(0)
    assert (after - begun) / left <= told[0] <= (monotonic() - before) / left


def test_whichever_ends_first_ends_it() -> None:
    """Few steps end a long time."""
    assert len(looks(Budget(seconds=60, steps=LOOK_UP))) == 1


def test_progress_is_told_from_nothing_to_all() -> None:
    """The share of the whole budget and the points, at every look."""
    told: list[tuple[float, int]] = []
    budget = Budget(steps=2 * LOOK_UP, progress=lambda share, points: told.append((share, points)))
    looks(budget)
    assert told == [(0.0, 0), (0.5, 0), (1.0, 0)]
    told.clear()
    looks(Budget(seconds=0.01, progress=lambda share, points: told.append((share, points))))
    assert told[-1] == (1.0, 0)


def test_heat_goes_from_first_to_last() -> None:
    """Evenly on a scale of ratios."""
    heat = Heat(first=100, last=1)
    assert [round(heat.at(share), 6) for share in (0, 0.5, 1)] == [100, 10, 1]
