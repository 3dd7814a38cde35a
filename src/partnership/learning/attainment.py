"""Attainment: five levels in words, three people who each say where the pupil is, and how far they agree."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from math import sqrt

import attrs

from partnership.errors import InvalidValue
from partnership.times import instant

__all__ = ["LEVELS", "AttainmentScale", "Rater", "Rating", "quadratic_kappa", "t_score"]

LEVELS = (-2, -1, 0, 1, 2)
"""From much less than expected, by what was expected (0), to much more."""

RHO = 0.3
"""How much the goals of one pupil are taken to go together (Kiresuk & Sherman 1968)."""


def _level(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if isinstance(value, bool) or value not in LEVELS:
        raise InvalidValue(field.name, "expected a level from -2 to 2")


def _five(_: object, field: "attrs.Attribute[tuple[str, ...]]", value: tuple[str, ...]) -> None:
    if len(value) != len(LEVELS) or not all(each.strip() for each in value):
        raise InvalidValue(field.name, "expected words for each of the five levels, from -2 to 2")
    if len(set(value)) != len(LEVELS):
        raise InvalidValue(field.name, "two levels have the same words, so nobody can tell them apart")


@attrs.frozen(kw_only=True)
class AttainmentScale:
    """What can be seen of a pupil at each of five levels.

    Attributes:
        levels: Words for −2, −1, 0, 1 and 2, in that order; 0 is what is expected at the end.

    Raises:
        InvalidValue: Not five different texts.
    """

    levels: tuple[str, ...] = attrs.field(repr=False, validator=_five)

    def at(self, level: int) -> str:
        """The words of one level.

        Raises:
            InvalidValue: A level that is not from −2 to 2.
        """
        if level not in LEVELS:
            raise InvalidValue("level", "expected a level from -2 to 2")
        return self.levels[LEVELS.index(level)]


class Rater(StrEnum):
    """As who somebody says where the pupil is."""

    PARENT = "parent"
    TEACHER = "teacher"
    PUPIL = "pupil"


RATERS = {"guardian": Rater.PARENT, "staff": Rater.TEACHER, "pupil": Rater.PUPIL}


@attrs.frozen(kw_only=True)
class Rating:
    """Where one person says the pupil is now. It is about the goal, never about the person.

    Attributes:
        by: Who says so, as `guardian:petra`, `staff:jansen` or `pupil:noor`.
        level: From −2 to 2.
        at: When.
        why: What they saw, in their own words.

    Raises:
        InvalidValue: No such level, or somebody who is neither a guardian, staff nor the pupil.
    """

    by: str
    level: int = attrs.field(validator=_level)
    at: datetime = attrs.field(converter=instant)
    why: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        if self.by.partition(":")[0] not in RATERS:
            raise InvalidValue("by", "expected a guardian, staff or the pupil, such as guardian:petra")

    @property
    def rater(self) -> Rater:
        """As who they say so."""
        return RATERS[self.by.partition(":")[0]]


def t_score(levels: Sequence[int], weights: Sequence[float] | None = None, *, rho: float = RHO) -> float:
    """How far several goals together were attained: 50 when each is exactly as expected, 10 points a deviation.

    `T = 50 + 10·Σwx / √((1−ρ)·Σw² + ρ·(Σw)²)` (Kiresuk & Sherman 1968, in the reading of Turner-Stokes 2009 with its
    erratum). For looking back on goals; never for comparing pupils.

    >>> round(t_score([1, 0, -1], [2, 1, 1]), 2)
    53.33

    Args:
        levels: The level of each goal, −2 to 2.
        weights: What each weighs, above 0; 1 each when not said.
        rho: How much goals go together, from 0 to 1.

    Raises:
        InvalidValue: No goals, a level, weight or rho out of bounds, or not one weight per goal.
    """
    weighed = [1.0] * len(levels) if weights is None else list(weights)
    if not levels or any(level not in LEVELS for level in levels):
        raise InvalidValue("levels", "expected one or more levels from -2 to 2")
    if len(weighed) != len(levels) or any(not weight > 0 for weight in weighed):
        raise InvalidValue("weights", "expected a weight above 0 for each level")
    if not 0 <= rho <= 1:
        raise InvalidValue("rho", "expected 0 to 1")
    moved = sum(weight * level for weight, level in zip(weighed, levels, strict=True))
    spread = (1 - rho) * sum(weight**2 for weight in weighed) + rho * sum(weighed) ** 2
    return 50 + 10 * moved / sqrt(spread)


def quadratic_kappa(
    first: Sequence[int], second: Sequence[int], *, categories: Iterable[int]
) -> float | None:
    """How far two raters agree beyond chance, where far apart counts more than near (Cohen 1968).

    `1 − ΣwO / ΣwE` with `w = (i−j)² / (k−1)²`. 1 is full agreement, 0 is chance.

    >>> round(quadratic_kappa([0, 1, 2, 3, 2, 1], [0, 2, 2, 3, 1, 1], categories=range(4)), 4)
    0.8182

    Args:
        first: What one rater said of each thing.
        second: What the other said of the same things.
        categories: Every level there is, in order.

    Returns:
        From −1 to 1; None when both said one and the same thing throughout, for then nothing can be told from chance.

    Raises:
        InvalidValue: No ratings, not as many of both, or a level that is no category.
    """
    place = {level: number for number, level in enumerate(categories)}
    if not first or len(first) != len(second):
        raise InvalidValue("second", "expected as many ratings of both, and at least one")
    if not {*first, *second} <= place.keys():
        raise InvalidValue("categories", "a rating is none of the categories")
    ones, others = [place[level] for level in first], [place[level] for level in second]
    seen = sum((one - other) ** 2 for one, other in zip(ones, others, strict=True)) * len(ones)
    expected = sum((one - other) ** 2 for one in ones for other in others)
    return None if expected == 0 else 1 - seen / expected
