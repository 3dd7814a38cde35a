"""One preference as a thing with a name: what it counts, in whose day, and how many points each is worth."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import attrs

from partnership.conferences.conference import Weights
from partnership.conferences.naming import named_after, travelling, words_of
from partnership.conferences.table import Cast, Talk

__all__ = ["Count", "Preference", "Whose", "preference"]

Count = Callable[[Sequence[Talk], str, Cast], int]
"""Counts shortcomings in the talks of one person or party: the talks in order of time, whose they are, who is who."""


class Whose(StrEnum):
    """Whose talks a preference looks at, one after another.

    `STAFF` gives the talks somebody must be at and those they may be at; `CONFERENCE` gives all talks at once, which is
    slow to plan with.
    """

    PARTY = "party"
    STAFF = "staff"
    INTERPRETER = "interpreter"
    CONFERENCE = "conference"


@attrs.frozen(kw_only=True)
class Preference:
    """One kind of shortcoming, and what each is worth.

    Attributes:
        name: What it is weighed, switched off and reported by, such as `extra-sitting`.
        of: Whose talks it looks at. It may look at nothing but those talks and the cast.
        count: The raw count in the talks of one of them; never below zero.
        points: Points for each; the name of a weight of the conference, or a number.
        weigh: What `points` multiplies, where that is not the raw count.
        version: Raised when it comes to count differently.
        summary: What is wished for, in one sentence.
        number: Where the design of the engine has it, `S6`; empty for a preference of an adopter.
    """

    name: str = attrs.field(validator=attrs.validators.min_len(1))
    of: Whose = attrs.field(converter=Whose)
    count: Count = attrs.field(repr=False)
    points: int | str
    weigh: Count | None = attrs.field(default=None, repr=False)
    version: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    summary: str = attrs.field(default="", repr=False)
    number: str = ""

    def each(self, weights: Weights) -> int:
        """The points for one of what it counts."""
        return self.points if isinstance(self.points, int) else int(getattr(weights, self.points))

    def cost(self, talks: Sequence[Talk], whom: str, cast: Cast) -> int:
        """What the talks of one of them cost, in points."""
        each = self.each(cast.conference.weights)
        return each * (self.weigh or self.count)(talks, whom, cast) if each else 0

    def __reduce__(self) -> tuple[Any, ...]:
        return travelling(self, self.count)


def preference(*, of: Whose | str, points: int | str, **traits: Any) -> Callable[[Count], Preference]:  # noqa: ANN401 - whatever the class takes
    """Make a preference of a function that counts: named after it, in the words of its docstring.

    Use it as `@preference(of="party", points=20)`, with any further attribute of `Preference`.
    """

    def make(count: Count) -> Preference:
        named = {"name": named_after(count), **words_of(count)}
        return Preference(of=Whose(of), count=count, points=points, **{**named, **traits})

    return make
