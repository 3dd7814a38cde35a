"""The objective once more, slow and obvious: minute by minute, on plain numbers and sets."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from tests.conferences.oracle_rows import travel
from tests.conferences.spoken import Spoken, minute, minutes_of

from partnership.conferences.conference import Conference
from partnership.conferences.timetable import Counted, ObjectiveValue, Timetable

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
    others = {
        name: (count, points)
        for name, count, points in further_counts(conference, talks)
        if count * points > 0
    }
    return ObjectiveValue(
        total=sum(count * points for count, points in others.values())
        + sum(weights.left_over * q.weight for q in left)
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
        others=tuple(
            Counted(preference=name, count=count, points=count * points)
            for name, (count, points) in others.items()
        ),
    )


def further_counts(conference: Conference, talks: list[Spoken]) -> Iterator[tuple[str, int, int]]:
    """What counts only when a school says so: name, count, and points for each."""
    weights = conference.weights
    placed = {talk.request.id for talk in talks}
    missing = [
        sum(q.party == p.id and q.id not in placed for q in conference.requests) for p in conference.parties
    ]
    yield "further-left-over", sum(sum(range(each)) for each in missing), weights.further_left_over
    families = [row for p in conference.parties for row in days([t for t in talks if t.party.id == p.id])]
    apart = walked = 0
    for row in families:
        for one, other in pairwise(row):
            siblings = {*one.request.pupils}, {*other.request.pupils}
            if all(siblings) and not siblings[0] & siblings[1]:
                apart += other.start - one.end >= conference.step_minutes
            walked += travel(conference, one, other)
    yield "siblings-apart", apart, weights.siblings_apart
    yield "walking-minutes", walked, weights.walking_minute
    elsewhere = sum(
        minute(t.request.before.start) != t.start or t.request.before.room not in {None, t.placement.room}
        for t in talks
        if t.request.before
    )
    yield "moved", elsewhere, weights.moved
    yield from staff_counts(conference, talks)
    interpreted = [
        row
        for each in conference.interpreters
        for row in days([t for t in talks if t.placement.interpreter == each.id])
    ]
    between = sum(row[-1].end - row[0].start - sum(len(t.minutes) for t in row) for row in interpreted)
    yield "interpreter-idle-minutes", between, weights.interpreter_idle_minute


def staff_counts(conference: Conference, talks: list[Spoken]) -> Iterator[tuple[str, int, int]]:
    """What members of staff would rather have."""
    crowded = rushed = alone = 0
    for person in conference.staff:
        mine = [t for t in talks if person.id in t.request.staff]
        there = minutes_of(person.available, conference)
        sittings = [s for s in conference.sittings if there & set(range(minute(s.start), minute(s.end)))]
        share = ceil(len(mine) / max(1, len(sittings)))
        crowded += sum(max(0, len(row) - share) for row in days(mine))
        rushed += sum(
            other.start - one.end < one.request.run_over_minutes
            for row in days(mine)
            for one, other in pairwise(row)
        )
        free = there - {at for each in person.busy for at in range(minute(each.start), minute(each.end))}
        free -= {at for t in mine for at in t.minutes}
        for t in sorted(talks, key=lambda t: (t.start, t.request.id)):
            if person.id in t.request.optional_staff:
                alone += not t.minutes <= free
                free -= t.minutes if t.minutes <= free else set()
    yield "crowded-sitting", crowded, conference.weights.crowded_sitting
    yield "no-time-to-run-over", rushed, conference.weights.no_time_to_run_over
    yield "optional-staff-missing", alone, conference.weights.optional_staff_missing


def days(talks: list[Spoken]) -> list[list[Spoken]]:
    """The talks of each sitting, in order of time."""
    order = sorted(talks, key=lambda t: (t.start, t.request.id))
    return [[t for t in order if t.sitting == sitting] for sitting in {t.sitting for t in order}]


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
