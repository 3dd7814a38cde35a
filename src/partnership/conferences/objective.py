"""What a timetable costs, by the standard objective: raw counts, and a total in points (lower is better)."""

from collections.abc import Sequence
from itertools import pairwise

from partnership.conferences.conference import Conference, StaffPresence
from partnership.conferences.table import Cast, Table, Talk
from partnership.conferences.timetable import ObjectiveValue, Timetable
from partnership.times import minutes_between

__all__ = ["as_preferred", "idle_minutes", "objective_of"]


def objective_of(conference: Conference | Cast, timetable: Timetable | Table) -> ObjectiveValue:
    """The value of a timetable of a conference; a request that is not placed counts as left over."""
    table = timetable if isinstance(timetable, Table) else Table(conference, timetable)
    cast, weights = table.cast, table.cast.conference.weights
    placed = {talk.id for talk in table.talks}
    left = [request for request in cast.conference.requests if request.id not in placed]
    outside = sum(not as_preferred(talk, cast) for talk in table.talks)
    days = [(party, talks) for party, _, talks in table.per_party_sitting()]
    extra = len(days) - len({party for party, _ in days})
    waits = [_wait(talks) for _, talks in days]
    long_waits = sum(max(0, wait - weights.long_wait_after) for wait in waits)
    idle = sum(idle_minutes(talks, cast.staff[name]) for name, _, talks in table.per_staff_sitting())
    return ObjectiveValue(
        total=(
            weights.left_over * sum(request.weight for request in left)
            + weights.outside_preferred * outside
            + weights.extra_sitting * extra
            + weights.wait_minute * sum(waits)
            + weights.long_wait_minute * long_waits
            + weights.idle_minute * idle
        ),
        left_over=len(left),
        outside_preferred=outside,
        extra_sitting=extra,
        wait_minutes=sum(waits),
        long_wait_minutes=long_waits,
        idle_minutes=idle,
    )


def as_preferred(talk: Talk, cast: Cast) -> bool:
    """Whether the whole talk lies in the time each guardian of the party would rather come."""
    return all(
        any(span.start <= talk.start and talk.end <= span.end for span in cast.preferred(guardian))
        for guardian in cast.guardians_of(talk.request)
    )


def _span_less_talks(talks: Sequence[Talk]) -> int:
    """Minutes from the first start to the last end, less the minutes spoken; never below zero."""
    whole = minutes_between(talks[0].start, max(talk.end for talk in talks))
    return max(0, whole - sum(talk.placement.minutes for talk in talks))


def _wait(talks: Sequence[Talk]) -> int:
    """Minutes a party waits in a sitting."""
    return _span_less_talks(talks)


def idle_minutes(talks: Sequence[Talk], person: StaffPresence) -> int:
    """Minutes a member of staff sits idle in a sitting, forced pauses excluded up to `break_minutes` each.

    A pause is forced when it follows as many talks in a row as `break_after` allows.
    """
    idle = _span_less_talks(talks)
    if person.break_after is None:
        return idle
    row = 1
    for before, after in pairwise(talks):
        pause = minutes_between(before.end, after.start)
        if pause < person.break_minutes:
            row += 1
            continue
        if row == person.break_after:
            idle -= person.break_minutes
        row = 1
    return max(0, idle)
