"""The rules and the objective once more, slow and obvious: minute by minute, on plain numbers and sets.

Written apart from the library, so that a mistake would have to be made twice.
"""

from collections.abc import Callable
from itertools import combinations, groupby, pairwise
from typing import Any

from partnership.conferences.conference import Conference, TalkRequest
from partnership.conferences.timetable import ObjectiveValue, Placement, Timetable
from partnership.times import Span

__all__ = ["broken_rules", "objective_counted"]


def minute(moment: Any) -> int:
    """Minutes since 1970."""
    return int(moment.timestamp()) // 60


def minutes_of(spans: tuple[Span, ...] | None, conference: Conference) -> set[int]:
    """Every minute somebody is there."""
    if spans is None:
        spans = tuple(sitting.span for sitting in conference.sittings)
    return {at for span in spans for at in range(minute(span.start), minute(span.end))}


class Spoken:
    """A placed talk as sets of minutes."""

    def __init__(self, conference: Conference, placement: Placement) -> None:
        self.request: TalkRequest = next(each for each in conference.requests if each.id == placement.request)
        self.party = next(each for each in conference.parties if each.id == self.request.party)
        self.start = minute(placement.start)
        self.end = self.start + placement.minutes
        self.minutes = set(range(self.start, self.end))
        self.placement = placement
        known = {each.id: each for each in conference.guardians}
        self.guardians = [known.get(name) for name in self.party.guardians]
        self.languages = {each.interpreter for each in self.guardians if each and each.interpreter}
        modes = [set(each.modes) for each in conference.staff if each.id in self.request.staff]
        modes += [set(each.modes) for each in self.guardians if each]
        modes += [{self.request.mode}] if self.request.mode else []
        self.modes = set.intersection(*modes)
        self.sitting = next(
            (each.id for each in conference.sittings if minute(each.start) <= self.start < minute(each.end)),
            None,
        )


def meets(one: Spoken, other: Spoken) -> bool:
    """Whether two talks share a minute."""
    return bool(one.minutes & other.minutes)


def broken_rules(conference: Conference, timetable: Timetable) -> set[str]:
    """The ids of the rules of talks that are broken; each request is placed at most once."""
    talks = sorted(
        (Spoken(conference, placement) for placement in timetable.placements),
        key=lambda talk: (talk.start, talk.request.id),
    )
    alone = {rule for talk in talks for rule, wrong in ALONE.items() if wrong(conference, talk)}
    together = {
        rule
        for one, other in combinations(talks, 2)
        for rule, wrong in TOGETHER.items()
        if wrong(conference, one, other)
    }
    return alone | together | set(_sequences(conference, talks)) | set(_counts(conference, talks))


def _off_grid(conference: Conference, talk: Spoken) -> bool:
    """A start that is in no list of starts of its sitting."""
    grid = {
        at
        for sitting in conference.sittings
        for at in range(minute(sitting.start), minute(sitting.end), conference.step_minutes)
    }
    return talk.sitting is not None and talk.start not in grid


def _wrong_room(conference: Conference, talk: Spoken) -> bool:
    room, rooms = talk.placement.room, {each.id for each in conference.rooms}
    if room is None:
        on_site = "on_site" in talk.modes
        return bool(rooms) and on_site
    own = {each.room for each in conference.staff if each.id in talk.request.staff} - {None}
    pinned = talk.request.pinned.room if talk.request.pinned else None
    return room not in rooms or (bool(own) and room not in own and room != pinned)


def _no_interpreter(conference: Conference, talk: Spoken) -> bool:
    name = talk.placement.interpreter
    person = next((each for each in conference.interpreters if each.id == name), None)
    if person is None:
        return bool(talk.languages) or name is not None
    away = not talk.minutes <= minutes_of(person.available, conference)
    return away or not talk.languages <= set(person.languages)


def _unpinned(_: Conference, talk: Spoken) -> bool:
    pin = talk.request.pinned
    return pin is not None and (
        minute(pin.start) != talk.start or (pin.room is not None and pin.room != talk.placement.room)
    )


ALONE: dict[str, Callable[[Conference, Spoken], bool]] = {
    "inside-sitting": lambda conference, talk: (
        not any(
            talk.minutes <= set(range(minute(each.start), minute(each.end))) for each in conference.sittings
        )
    ),
    "start-grid": _off_grid,
    "duration": lambda _, talk: talk.placement.minutes != talk.request.minutes,
    "staff-present": lambda conference, talk: any(
        not talk.minutes <= minutes_of(each.available, conference)
        for each in conference.staff
        if each.id in talk.request.staff
    ),
    "guardian-present": lambda conference, talk: any(
        not talk.minutes <= minutes_of(each.available if each else None, conference)
        for each in talk.guardians
    ),
    "interpreter-present": _no_interpreter,
    "way-to-talk": lambda _, talk: not talk.modes,
    "pin-kept": _unpinned,
    "room-assigned": _wrong_room,
}


def _staff_clash(conference: Conference, one: Spoken, other: Spoken) -> bool:
    shared = set(one.request.staff) & set(other.request.staff)
    for person in conference.staff:
        if person.id in shared:
            first, second = sorted((one, other), key=lambda talk: talk.start)
            busy = set(range(first.start, first.end + person.buffer_minutes))
            late = set(range(second.start, second.end + person.buffer_minutes))
            if busy & late:
                return True
    return False


def _too_near(conference: Conference, one: Spoken, other: Spoken) -> bool:
    return any(
        one.party.id != other.party.id
        and {one.party.id, other.party.id} <= set(apart.parties)
        and (abs(one.start - other.start) < apart.minutes or meets(one, other))
        for apart in conference.keep_apart
    )


TOGETHER: dict[str, Callable[[Conference, Spoken, Spoken], bool]] = {
    "staff-clash": _staff_clash,
    "guardian-clash": lambda _, one, other: (
        meets(one, other) and bool(set(one.party.guardians) & set(other.party.guardians))
    ),
    "pupil-clash": lambda _, one, other: (
        meets(one, other)
        and one.request.pupil_attends
        and other.request.pupil_attends
        and bool(set(one.request.pupils) & set(other.request.pupils))
    ),
    "interpreter-clash": lambda _, one, other: (
        meets(one, other) and one.placement.interpreter == other.placement.interpreter is not None
    ),
    "kept-apart": _too_near,
}


def _travel(conference: Conference, one: Spoken, other: Spoken) -> int:
    """The minutes between two talks; a later entry for the same direction counts, and the direction as written first."""
    rooms = (one.placement.room, other.placement.room)
    minutes = conference.travel.default_minutes
    for forth in (False, True):
        for journey in conference.travel.between:
            pair = (journey.origin, journey.destination)
            if (pair if forth else pair[::-1]) == rooms:
                minutes = journey.minutes
    return minutes


def _sequences(conference: Conference, talks: list[Spoken]) -> Any:
    """Rules about one talk after another."""
    listed = {each.id: each for each in conference.guardians}
    for name in {name for party in conference.parties for name in party.guardians}:
        mine = [talk for talk in talks if name in talk.party.guardians]
        for sitting in {talk.sitting for talk in mine}:
            row = [talk for talk in mine if talk.sitting == sitting]
            for one, other in pairwise(row):
                pause = other.start - one.end
                if not meets(one, other) and pause < _travel(conference, one, other):
                    yield "travel-time"
                longest = listed[name].max_wait_minutes if name in listed else None
                if longest is not None and pause > longest:
                    yield "most-waiting"
    for person in conference.staff:
        mine = sorted(
            (talk for talk in talks if person.id in talk.request.staff),
            key=lambda talk: (talk.start, talk.end, talk.request.id),
        )
        row_number, numbers = 0, []
        for place, talk in enumerate(mine):
            row_number += place > 0 and talk.start - mine[place - 1].end >= person.break_minutes
            numbers.append(row_number)
        longest_run = max((len(list(run)) for _, run in groupby(numbers)), default=0)
        if person.break_after is not None and longest_run > person.break_after:
            yield "staff-break"


def _counts(conference: Conference, talks: list[Spoken]) -> Any:
    """Rules about how many."""
    for party in conference.parties:
        if party.max_talks is not None and sum(t.party.id == party.id for t in talks) > party.max_talks:
            yield "most-talks"
    for room in conference.rooms:
        there = [talk for talk in talks if talk.placement.room == room.id]
        for at in {at for talk in there for at in talk.minutes}:
            if sum(at in talk.minutes for talk in there) > room.capacity:
                yield "room-capacity"


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
