"""Whether an evening treats families alike: shares and waiting as a spread over all of them, never as a score of one.

No family is named, and nothing here says anything of one person. The index is Jain's (Jain, Chiu and Hawe 1984): 1 when
all have the same, 1/n when one of n has everything.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from statistics import median
from typing import TypeVar

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.family_cost import family_cost
from partnership.conferences.preferences.standard import as_preferred
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Timetable
from partnership.ids import RequestId

__all__ = ["Fairness", "Spread", "by_order_of_asking", "fairness", "jain", "shuffled"]

_T = TypeVar("_T")


def jain(values: Sequence[float | Fraction]) -> float:
    """Jain's index of fairness: (Σx)² / (n·Σx²); 1 when all are nought, or when there are none.

    >>> jain([1, 1, 1]), jain([0, 0]), round(jain([1, 0, 0]), 3)
    (1.0, 1.0, 0.333)
    """
    squares = sum(value * value for value in values)
    return float(sum(values) ** 2 / (len(values) * squares)) if squares else 1.0


@attrs.frozen(kw_only=True)
class Spread:
    """How something is spread over families.

    Attributes:
        families: Over how many.
        least: The least that any has; `middle` is the median and `most` the most.
        index: Jain's index.
        counts: Each value with the number of families that have it, from least to most.
    """

    families: int
    least: float
    middle: float
    most: float
    index: float
    counts: tuple[tuple[float, int], ...]

    @classmethod
    def of(cls, values: Sequence[Fraction]) -> "Spread":
        """The spread of one value for each family."""
        numbers = [float(value) for value in values] or [0.0]
        return cls(
            families=len(values),
            least=min(numbers),
            middle=float(median(numbers)),
            most=max(numbers),
            index=jain(values),
            counts=tuple(sorted(Counter(float(value) for value in values).items())),
        )


@attrs.frozen(kw_only=True)
class Fairness:
    """What families were given, each counted once, whoever they are.

    Attributes:
        granted: The share of a family's talks that are held, from 0 to 1; its `least` is the worst-off family's.
        wished: The share of a family's talks that are held at a time of its wish.
        waiting: The minutes a family waits between its talks, over all sittings; of families that have a talk.
    """

    granted: Spread
    wished: Spread
    waiting: Spread


def fairness(conference: Conference | Cast, timetable: Timetable) -> Fairness:
    """How a timetable treats the families that asked for something; the order they asked in leaves no trace."""
    table = Table(conference, timetable)
    asked = Counter(request.party for request in table.cast.conference.requests)
    held = Counter(talk.party.id for talk in table.talks)
    wished = Counter(talk.party.id for talk in table.talks if as_preferred(talk, table.cast))
    waits = [family_cost(table.of_party(party), table.cast).wait_minutes for party in held]
    return Fairness(
        granted=Spread.of([Fraction(held[party], asked[party]) for party in asked]),
        wished=Spread.of([Fraction(wished[party], asked[party]) for party in asked]),
        waiting=Spread.of([Fraction(minutes) for minutes in waits]),
    )


def shuffled(conference: Conference, *, seed: int = 0) -> Conference:
    """The same conference with every list in another order: as if people had asked, and been written down, otherwise."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy

    def mixed(values: Sequence[_T]) -> tuple[_T, ...]:
        return tuple(random.sample(values, len(values)))

    return attrs.evolve(
        conference,
        sittings=mixed(conference.sittings),
        rooms=mixed(conference.rooms),
        staff=mixed(conference.staff),
        interpreters=mixed(conference.interpreters),
        guardians=mixed(conference.guardians),
        pupils=mixed(conference.pupils),
        parties=mixed(conference.parties),
        keep_apart=mixed(conference.keep_apart),
        requests=mixed(conference.requests),
    )


def by_order_of_asking(
    conference: Conference,
    timetable: Timetable,
    plan: Callable[[Conference], Timetable],
    *,
    times: int = 3,
) -> tuple[RequestId, ...]:
    """The talks that would be held otherwise had people asked in another order; none when the order does not matter.

    Args:
        conference: What was asked.
        timetable: How it was planned.
        plan: How to plan it once more, just as then: the same solver, seed and steps.
        times: How many other orders are tried.
    """
    planned = frozenset(timetable.placements)
    again = (plan(shuffled(conference, seed=seed)).placements for seed in range(times))
    return tuple(sorted({talk.request for each in again for talk in planned ^ frozenset(each)}))
