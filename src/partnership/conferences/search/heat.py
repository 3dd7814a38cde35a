"""Heat: how much worse a step may be and still be taken now and then.

Only sums, products, quotients and square roots are used, which every machine rounds alike (IEEE 754); logarithms and
powers are not rounded alike everywhere, and one step taken otherwise makes another timetable.
"""

from collections.abc import Iterator
from math import frexp, sqrt

import attrs

__all__ = ["TOLERANCE", "TOLERANCES", "Heat", "logarithm"]

_BITS = 12
_TERMS = 24
_LN_2 = 0.6931471805599453


@attrs.frozen(kw_only=True)
class Heat:
    """How many points worse a step may be and still be taken now and then, at the beginning and at the end."""

    first: float
    last: float
    _roots: tuple[float, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_roots", tuple(_roots(self.last / self.first)))

    def at(self, share: float) -> float:
        """The heat when this share of a round, from 0 to 1, is gone: it falls by the same factor in equal times."""
        if share >= 1.0:
            return self.last
        heat, steps = self.first, int(share * (1 << _BITS))
        for place, root in enumerate(self._roots, start=1):
            if steps >> (_BITS - place) & 1:
                heat *= root
        return heat


def _roots(ratio: float) -> Iterator[float]:
    """The square root of a ratio, the root of that, and so on."""
    for _ in range(_BITS):
        ratio = sqrt(ratio)
        yield ratio


def logarithm(value: float) -> float:
    """The natural logarithm, by the series of the inverse hyperbolic tangent."""
    part, power = frexp(value)
    ratio = (part - 1) / (part + 1)
    square, term, total = ratio * ratio, ratio, 0.0
    for number in range(_TERMS):
        total += term / (2 * number + 1)
        term *= square
    return power * _LN_2 + 2 * total


TOLERANCES = 4096
"""How many there are to draw from."""

TOLERANCE = tuple(-logarithm((number + 0.5) / TOLERANCES) for number in range(TOLERANCES))
"""Times the heat: how many points worse a step may be this time. Drawn evenly, a step that is so much worse is taken as
often as simulated annealing asks: with the chance e to the power of minus what it is worse, divided by the heat."""
