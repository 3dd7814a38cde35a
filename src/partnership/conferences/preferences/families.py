"""What a family would rather have, beyond the six counts; nothing of it counts until a school gives it a weight."""

from collections.abc import Sequence
from itertools import pairwise

from partnership.conferences.cast import Cast
from partnership.conferences.preferences.preference import Whose, preference
from partnership.conferences.preferences.standard import per_sitting
from partnership.conferences.table import Talk
from partnership.ids import PartyId
from partnership.times import minutes_between

__all__ = ["further_left_over", "moved", "siblings_apart", "walking_minutes"]


@preference(of=Whose.PARTY, points="further_left_over")
def further_left_over(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """Who already goes without a talk is not left out again: a second counts one more, a third two more (S8)."""
    missing = len(cast.requests_of.get(PartyId(party), ())) - len(talks)
    return missing * (missing - 1) // 2


@preference(of=Whose.PARTY, points="siblings_apart")
def siblings_apart(talks: Sequence[Talk], party: str, cast: Cast) -> int:  # noqa: ARG001 - all are asked alike
    """Talks about brothers and sisters follow one another, with no step of the grid between (S6)."""
    step = cast.conference.step_minutes
    return sum(
        _about_siblings(one, other) and minutes_between(one.end, other.start) >= step
        for sitting in per_sitting(talks)
        for one, other in pairwise(sitting)
    )


def _about_siblings(one: Talk, other: Talk) -> bool:
    """Whether both talks are about somebody, and not about the same."""
    pupils, others = set(one.request.pupils), set(other.request.pupils)
    return bool(pupils and others) and pupils.isdisjoint(others)


@preference(of=Whose.PARTY, points="walking_minute")
def walking_minutes(talks: Sequence[Talk], party: str, cast: Cast) -> int:  # noqa: ARG001
    """A family has its talks near one another; counted in minutes on the way (S12)."""
    return sum(
        cast.travel_minutes(
            one.placement.room, other.placement.room, (cast.mode(one.request), cast.mode(other.request))
        )
        for sitting in per_sitting(talks)
        for one, other in pairwise(sitting)
    )


@preference(of=Whose.PARTY, points="moved")
def moved(talks: Sequence[Talk], party: str, cast: Cast) -> int:  # noqa: ARG001
    """A talk that people know of stays where it was (S9)."""
    return sum(
        before is not None
        and (talk.start != before.start or (before.room is not None and talk.placement.room != before.room))
        for talk in talks
        for before in [talk.request.before]
    )
