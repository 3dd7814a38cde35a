"""The objective once more, slow and obvious: minute by minute, on plain numbers and sets."""

from tests.conferences.spoken import Spoken, minutes_of

from partnership.conferences.conference import Conference
from partnership.conferences.timetable import ObjectiveValue, Timetable

__all__ = ["objective_counted"]


def objective_counted(conference: Conference, timetable: Timetable) -> ObjectiveValue:
    """The objective, minute by minute; for a timetable in which nobody is in two talks at once."""
    talks = [Spoken(conference, placement) for placement in timetable.placements]
    weights = conference.weights
    left = [q for q in conference.requests if all(talk.request.id != q.id for talk in talks)]
    outside = 0
    for talk in talks:
        wishes = [
            each.preferred if each.preferred is not None else each.available
            for each in talk.guardians
            if each is not None
        ]
        outside += any(not talk.minutes <= minutes_of(wish, conference) for wish in wishes)
    extra = waiting = long_waiting = idle = 0
    for party in conference.parties:
        sittings = {talk.sitting for talk in talks if talk.party.id == party.id}
        extra += max(0, len(sittings) - 1)
        for sitting in sittings:
            mine = [t for t in talks if t.party.id == party.id and t.sitting == sitting]
            spoken = set[int]().union(*(talk.minutes for talk in mine))
            waits = len(set(range(min(spoken), max(spoken) + 1)) - spoken)
            waiting += waits
            long_waiting += max(0, waits - weights.long_wait_after)
    for person in conference.staff:
        for sitting in {talk.sitting for talk in talks}:
            mine = [t for t in talks if person.id in t.request.staff and t.sitting == sitting]
            mine.sort(key=lambda talk: talk.start)
            idle += _idle(mine, person.break_after, person.break_minutes)
    return ObjectiveValue(
        total=sum(weights.left_over * q.weight for q in left)
        + outside * weights.outside_preferred
        + extra * weights.extra_sitting
        + waiting * weights.wait_minute
        + long_waiting * weights.long_wait_minute
        + idle * weights.idle_minute,
        left_over=len(left),
        outside_preferred=outside,
        extra_sitting=extra,
        wait_minutes=waiting,
        long_wait_minutes=long_waiting,
        idle_minutes=idle,
    )


def _idle(mine: list[Spoken], after: int | None, pause_minutes: int) -> int:
    """Minutes between talks; of a pause after a full row only what goes beyond the pause that was due."""
    idle = row = 0
    for place, talk in enumerate(mine):
        gap = talk.start - mine[place - 1].end if place else 0
        if place and gap >= pause_minutes:
            idle += gap - pause_minutes if after == row else gap
            row = 1
        else:
            idle += gap
            row += 1
    return idle
