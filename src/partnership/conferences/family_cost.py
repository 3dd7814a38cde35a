"""What the talks of one family ask of it: the standard objective without anybody else in it."""

from collections.abc import Iterable, Sequence

from partnership.conferences.conference import Weights
from partnership.conferences.preferences import Preference
from partnership.conferences.preferences.standard import as_preferred
from partnership.conferences.table import Cast, Talk
from partnership.conferences.timetable import Counted, ObjectiveValue
from partnership.ids import PartyId, SittingId
from partnership.times import minutes_between

__all__ = ["family_cost", "family_wishes"]


def family_cost(
    talks: Sequence[Talk],
    cast: Cast,
    *,
    left_over: Sequence[int] = (),
    weights: Weights | None = None,
    others: tuple[Counted, ...] = (),
) -> ObjectiveValue:
    """The counts and points of one family; the idle minutes of staff, which tell of others, are not among them.

    Args:
        talks: Its talks, in order of time.
        cast: Who and what the conference knows.
        left_over: The weights of its requests that have no talk.
        weights: What each count is worth, as far as a rulebook weighs it; None means all that the conference says.
        others: What it would rather have beyond the six counts (see `family_wishes`).
    """
    weights = cast.conference.weights if weights is None else weights
    days: dict[SittingId, list[Talk]] = {}
    for talk in talks:
        if talk.sitting is not None:
            days.setdefault(talk.sitting.id, []).append(talk)
    waits = [_wait(day) for day in days.values()]
    outside = sum(not as_preferred(talk, cast) for talk in talks)
    extra = max(len(days) - 1, 0)
    long_waits = sum(max(0, wait - weights.long_wait_after) for wait in waits)
    return ObjectiveValue(
        total=(
            weights.left_over * sum(left_over)
            + weights.outside_preferred * outside
            + weights.extra_sitting * extra
            + weights.wait_minute * sum(waits)
            + weights.long_wait_minute * long_waits
            + sum(each.points for each in others)
        ),
        left_over=len(left_over),
        outside_preferred=outside,
        extra_sitting=extra,
        wait_minutes=sum(waits),
        long_wait_minutes=long_waits,
        idle_minutes=0,
        others=others,
    )


def family_wishes(
    talks: Sequence[Talk], party: PartyId, cast: Cast, preferences: Iterable[Preference]
) -> tuple[Counted, ...]:
    """What preferences count in the talks of one family, as far as that costs anything."""
    return tuple(
        Counted(preference=each.name, count=each.count(talks, party, cast), points=points)
        for each in preferences
        if (points := each.cost(talks, party, cast))
    )


def _wait(day: Sequence[Talk]) -> int:
    """Minutes from the first talk to the end of the last, less the talks."""
    whole = minutes_between(day[0].start, max(talk.end for talk in day))
    return max(0, whole - sum(talk.placement.minutes for talk in day))
