"""The rules about one talk after another and about how many, slow and obvious; part of the oracle."""

from collections.abc import Callable
from itertools import pairwise, product
from typing import Any

from tests.conferences.spoken import Spoken, meets, minute

from partnership.conferences.conference import Conference, Pause
from partnership.times import Span

__all__ = ["counts", "sequences", "staff_sequences", "travel"]


def travel(conference: Conference, one: Spoken, other: Spoken) -> int:
    """The minutes between two talks; a later entry for the same direction counts, and the direction as written first."""
    rooms = (one.placement.room, other.placement.room)
    minutes = conference.travel.default_minutes
    for forth in (False, True):
        for journey in conference.travel.between:
            pair = (journey.origin, journey.destination)
            if (pair if forth else pair[::-1]) == rooms:
                minutes = journey.minutes
    for change in conference.travel.between_modes:
        if {change.origin, change.destination} == {_way(one), _way(other)}:
            minutes = max(minutes, change.minutes)
    return minutes


def _way(talk: Spoken) -> str | None:
    """How a talk is held: on site before video before phone."""
    return next((mode for mode in ("on_site", "video", "phone") if mode in talk.modes), None)


def _rows(talks: list[Spoken], pause: int) -> list[list[Spoken]]:
    """Talks that follow one another with less than a pause between."""
    rows: list[list[Spoken]] = []
    for talk in sorted(talks, key=lambda each: (each.start, each.end, each.request.id)):
        if rows and talk.start - rows[-1][-1].end < pause:
            rows[-1].append(talk)
        else:
            rows.append([talk])
    return rows


def sequences(conference: Conference, talks: list[Spoken]) -> Any:
    """Rules about one talk after another."""
    listed = {each.id: each for each in conference.guardians}
    for name in {name for party in conference.parties for name in party.guardians}:
        mine = [talk for talk in talks if name in talk.names]
        for sitting in {talk.sitting for talk in mine}:
            row = [talk for talk in mine if talk.sitting == sitting]
            for one, other in pairwise(row):
                if not meets(one, other) and other.start - one.end < travel(conference, one, other):
                    yield "travel-time"
                longest = listed[name].max_wait_minutes if name in listed else None
                if longest is not None and other.start - one.end > longest:
                    yield "most-waiting"
        most = listed[name].max_in_a_row if name in listed else None
        if most is not None and any(len(row) > most for row in _rows(mine, listed[name].rest_minutes)):
            yield "most-in-a-row"


def staff_sequences(conference: Conference, talks: list[Spoken]) -> Any:
    """Rules about the talks of a member of staff, one after another."""
    for person in conference.staff:
        mine = [talk for talk in talks if person.id in talk.request.staff]
        for run in _rows(mine, person.break_minutes):
            if person.break_after is not None and len(run) > person.break_after:
                yield "staff-break"
            most = person.break_after_minutes
            if most is not None and len(run) > 1 and run[-1].end - run[0].start > most:
                yield "staff-break"
        if any(_pause_lost(pause, person.busy, mine) for pause in person.pauses):
            yield "pause-kept"


def _pause_lost(pause: Pause, busy: tuple[Span, ...], mine: list[Spoken]) -> bool:
    """Whether talks leave no stretch of so many free minutes in the window."""
    window = set(range(minute(pause.start), minute(pause.end)))
    taken = set[int]().union(*(talk.minutes for talk in mine))
    taken |= {at for each in busy for at in range(minute(each.start), minute(each.end))}
    free = window - taken
    stretch = any(set(range(at, at + pause.minutes)) <= free for at in free)
    return bool(window & set[int]().union(*(talk.minutes for talk in mine))) and not stretch


def above(most: int | None, found: list[bool]) -> bool:
    """Whether there are more than were agreed."""
    return most is not None and sum(found) > most


def counts(conference: Conference, talks: list[Spoken], waived: set[tuple[str, str]]) -> Any:
    """Rules about how many."""

    def counted(rule: str) -> list[Spoken]:
        return [talk for talk in talks if (rule, talk.request.id) not in waived]

    for party in conference.parties:
        if above(party.max_talks, [t.party.id == party.id for t in counted("most-talks")]):
            yield "most-talks"
    for each in conference.guardians:
        if above(each.max_talks, [each.id in t.names for t in counted("most-talks-of-guardian")]):
            yield "most-talks-of-guardian"
    for pupil in conference.pupils:
        if above(pupil.max_talks, [pupil.id in t.request.pupils for t in counted("most-talks-about-pupil")]):
            yield "most-talks-about-pupil"
    yield from of_staff(conference, counted)
    yield from full_rooms(conference, talks)


def of_staff(conference: Conference, counted: Callable[[str], list[Spoken]]) -> Any:
    """Caps that a member of staff has a part in."""
    for pupil, person in product(conference.pupils, conference.staff):
        both = [
            pupil.id in t.request.pupils and person.id in t.request.staff
            for t in counted("most-talks-with-one")
        ]
        if above(pupil.max_talks_with_one, both):
            yield "most-talks-with-one"
    for person in conference.staff:
        mine = [t for t in counted("most-talks-a-day") if person.id in t.request.staff]
        days = [t.placement.start.astimezone(conference.timezone).date() for t in mine]
        if any(above(person.max_talks_a_day, [day == other for other in days]) for day in days):
            yield "most-talks-a-day"


def full_rooms(conference: Conference, talks: list[Spoken]) -> Any:
    """Rooms with more talks at some minute than they have places."""
    for room in conference.rooms:
        there = [talk for talk in talks if talk.placement.room == room.id]
        for at in {at for talk in there for at in talk.minutes}:
            if sum(at in talk.minutes for talk in there) > room.capacity:
                yield "room-capacity"
