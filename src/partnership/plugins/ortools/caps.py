"""The caps a talk counts towards, each with the variable that counts."""

from collections.abc import Hashable, Iterator

import attrs
from ortools.sat.python.cp_model import IntVar

from partnership.conferences.compiled.caps import caps_on
from partnership.conferences.table import Cast
from partnership.plugins.ortools.talks import Clock, TalkVars

__all__ = ["Cap", "caps_of"]


@attrs.frozen
class Cap:
    """At most so many talks, by which rule, and of whom."""

    rule: str
    whom: Hashable
    most: int


def caps_of(talk: TalkVars, cast: Cast, clock: Clock) -> Iterator[tuple[Cap, IntVar]]:
    """Every cap that binds a talk, with whether the talk counts towards it."""
    for rule, whom, most in caps_on(talk.request, cast):
        if rule == "most-talks-a-day":
            for sitting, literal in talk.sittings.items():
                yield Cap(rule, (whom, cast.day(clock.begins(sitting))), most), literal
        else:
            yield Cap(rule, whom, most), talk.placed
