"""Attainment: a scale in words, a T-score with its vectors, and agreement of two raters."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import LEVELS as SCALE
from tests.learning.noor import NOON

from partnership.errors import InvalidValue
from partnership.learning.attainment import LEVELS, AttainmentScale, Rater, Rating, quadratic_kappa, t_score

WEIGHED = st.lists(st.tuples(st.sampled_from(LEVELS), st.integers(1, 5)), min_size=1, max_size=6)
PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("levels", "weights", "score"),
    [
        ((0, 0, 0), None, 50),
        ((-1, -1, -1), None, 36.31),
        ((1, 0, -1), (2, 1, 1), 53.33),
        ((2, 1, 0), (3, 2, 1), 67.63),
        ((-2,), None, 30),
        ((2, 2, 2, 2), None, 79.02),
    ],
)
def test_the_t_score_of_the_literature(
    levels: Sequence[int], weights: Sequence[float] | None, score: float
) -> None:
    """The vectors that were computed apart from this program."""
    assert round(t_score(levels, weights), 2) == score


@given(WEIGHED)
def test_a_t_score_is_symmetric_about_fifty(goals: list[tuple[int, int]]) -> None:
    """All levels turned round lie as far below 50 as they lay above; the order of the goals plays no part."""
    levels, weights = [level for level, _ in goals], [weight for _, weight in goals]
    turned = t_score([-level for level in levels], weights)
    assert t_score(levels, weights) - 50 == pytest.approx(50 - turned)
    assert t_score(levels[::-1], weights[::-1]) == pytest.approx(t_score(levels, weights))


@given(WEIGHED, st.integers(0, 5))
def test_a_t_score_rises_with_each_level(goals: list[tuple[int, int]], which: int) -> None:
    """And weighing all goals ten times as much changes nothing."""
    levels, weights = [level for level, _ in goals], [weight for _, weight in goals]
    score = t_score(levels, weights)
    assert t_score(levels, [weight * 10 for weight in weights]) == pytest.approx(score)
    place = which % len(levels)
    if levels[place] < 2:
        levels[place] += 1
        assert t_score(levels, weights) > score


@given(WEIGHED)
def test_a_t_score_stays_within_bounds(goals: list[tuple[int, int]]) -> None:
    """No more than 20·√(1/ρ) from 50, however many goals."""
    levels, weights = [level for level, _ in goals], [weight for _, weight in goals]
    assert abs(t_score(levels, weights) - 50) <= 20 / 0.3**0.5


@pytest.mark.parametrize(
    ("levels", "weights", "rho", "field"),
    [
        ([], None, 0.3, "levels"),
        ([3], None, 0.3, "levels"),
        ([1], [1, 1], 0.3, "weights"),
        ([1], [0], 0.3, "weights"),
        ([1], None, 1.5, "rho"),
    ],
)
def test_no_t_score_of_nonsense(
    levels: list[int], weights: list[float] | None, rho: float, field: str
) -> None:
    """What no goal could mean is refused by name."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        t_score(levels, weights, rho=rho)


def _kappa_by_counting(first: Sequence[int], second: Sequence[int], k: int) -> float | None:
    """From the table of the definition, cell by cell."""
    n = len(first)
    cells = list(product(range(k), repeat=2))
    weight = {(i, j): (i - j) ** 2 / (k - 1) ** 2 for i, j in cells}
    seen = sum(weight[i, j] * list(zip(first, second, strict=True)).count((i, j)) / n for i, j in cells)
    chance = sum(weight[i, j] * list(first).count(i) / n * list(second).count(j) / n for i, j in cells)
    return None if chance == 0 else 1 - seen / chance


@given(PAIRS)
def test_kappa_is_that_of_the_table(pairs: list[tuple[int, int]]) -> None:
    """The short sum equals the slow one, is the same for both raters and lies between −1 and 1."""
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    found = quadratic_kappa(first, second, categories=range(5))
    assert found == pytest.approx(_kappa_by_counting(first, second, 5))
    assert found == pytest.approx(quadratic_kappa(second, first, categories=range(5)))
    assert found is None or -1 - 1e-9 <= found <= 1
    same = quadratic_kappa(first, first, categories=range(5))
    assert same == (1 if len(set(first)) > 1 else None)


def test_kappa_of_the_literature() -> None:
    """The vector that was computed apart from this program."""
    found = quadratic_kappa((0, 1, 2, 3, 2, 1), (0, 2, 2, 3, 1, 1), categories=range(4))
    assert found is not None
    assert round(found, 4) == 0.8182


@pytest.mark.parametrize(("first", "second"), [([], []), ([1], [1, 2]), ([9], [1])])
def test_no_kappa_of_nonsense(first: list[int], second: list[int]) -> None:
    """Both rate the same things on the same levels."""
    with pytest.raises(InvalidValue):
        quadratic_kappa(first, second, categories=LEVELS)


def test_a_scale_has_words_for_each_level() -> None:
    """Five texts that differ; the middle one is what is expected."""
    assert [SCALE.at(level) for level in LEVELS] == list(SCALE.levels)
    for levels in (("a", "b", "c", "d"), ("a", "b", "c", "d", " "), ("a", "b", "c", "d", "a")):
        with pytest.raises(InvalidValue, match="levels"):
            AttainmentScale(levels=levels)
    with pytest.raises(InvalidValue, match="-2 to 2"):
        SCALE.at(3)


def test_three_kinds_of_people_rate() -> None:
    """A parent, a teacher and the pupil; nobody else, and no level outside the scale."""
    people = ("guardian:yilmaz", "staff:jansen", "pupil:noor")
    raters = [Rating(by=who, level=0, at=NOON).rater for who in people]
    assert raters == [Rater.PARENT, Rater.TEACHER, Rater.PUPIL]
    for who, level in (("neighbour", 0), ("staff:jansen", 3), ("staff:jansen", True)):
        with pytest.raises(InvalidValue):
            Rating(by=who, level=level, at=NOON)
