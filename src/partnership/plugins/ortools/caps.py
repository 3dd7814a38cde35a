"""The caps a talk counts towards, each with the variable that counts."""

from collections.abc import Hashable, Iterator

import attrs
from ortools.sat.python.cp_model import IntVar

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
    for rule, whom, most in _whole(talk, cast):
        if most is not None:
            yield Cap(rule, whom, most), talk.placed
    for name in dict.fromkeys(talk.request.staff):
        daily = cast.staff[name].max_talks_a_day
        for sitting, literal in talk.sittings.items() if daily is not None else ():
            yield Cap("most-talks-a-day", (name, cast.day(clock.begins(sitting))), daily or 0), literal


def _whole(talk: TalkVars, cast: Cast) -> Iterator[tuple[str, Hashable, int | None]]:
    """The caps of whole conferences."""
    request = talk.request
    yield "most-talks", request.party, cast.parties[request.party].max_talks
    for guardian in cast.guardians_of(request):
        yield "most-talks-of-guardian", guardian.id, guardian.max_talks
    for pupil in cast.spoken_of(request):
        yield "most-talks-about-pupil", pupil.id, pupil.max_talks
        for name in dict.fromkeys(request.staff):
            yield "most-talks-with-one", (pupil.id, name), pupil.max_talks_with_one
