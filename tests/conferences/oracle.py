"""The rules once more, slow and obvious: minute by minute, on plain numbers and sets.

Written apart from the library, so that a mistake would have to be made twice.
"""

from collections.abc import Callable
from itertools import combinations

from tests.conferences.oracle_rows import counts, sequences, staff_sequences
from tests.conferences.spoken import Spoken, meets, minute, minutes_of

from partnership.conferences.conference import Conference
from partnership.conferences.timetable import Timetable
from partnership.times import Span

__all__ = ["broken_rules"]


def broken_rules(conference: Conference, timetable: Timetable) -> set[str]:
    """The ids of the rules of talks that are broken; each request is placed at most once."""
    talks = sorted(
        (Spoken(conference, placement) for placement in timetable.placements),
        key=lambda talk: (talk.start, talk.request.id),
    )
    waived = {(each.rule, str(each.request)) for each in conference.overrides}
    alone = {
        rule
        for talk in talks
        for rule, wrong in ALONE.items()
        if (rule, talk.request.id) not in waived and wrong(conference, talk)
    }
    together = {
        rule
        for one, other in combinations(talks, 2)
        for rule, wrong in TOGETHER.items()
        if wrong(conference, one, other)
    }
    return (
        alone
        | together
        | set(sequences(conference, talks))
        | set(staff_sequences(conference, talks))
        | set(counts(conference, talks, waived))
    )


def _off_grid(conference: Conference, talk: Spoken) -> bool:
    """A start that is in no list of starts of its sitting, for one of the staff."""

    def grid(offset: int) -> set[int]:
        return {
            at
            for sitting in conference.sittings
            for first in [minute(sitting.start) + offset % conference.step_minutes]
            for at in range(first, minute(sitting.end), conference.step_minutes)
        }

    return talk.sitting is not None and any(
        talk.start not in grid(each.start_offset_minutes) for each in talk.staff
    )


def _wrong_room(conference: Conference, talk: Spoken) -> bool:
    room, rooms = talk.placement.room, {each.id for each in conference.rooms}
    if room is None:
        on_site = "on_site" in talk.modes
        return bool(rooms) and on_site
    own = {each.room for each in conference.staff if each.id in talk.request.staff} - {None}
    pinned = talk.request.pinned.room if talk.request.pinned else None
    open_to_all = {each.id for each in conference.rooms if each.accessible}
    if _needs_access(talk) and not own & open_to_all:
        own |= open_to_all if own else set()
    return room not in rooms or (bool(own) and room not in own and room != pinned)


def _needs_access(talk: Spoken) -> bool:
    return any(each and each.needs_access for each in [*talk.guardians, *talk.attending])


def _stairs(conference: Conference, talk: Spoken) -> bool:
    """A room with stairs for who cannot take them."""
    stairs = {each.id for each in conference.rooms if not each.accessible}
    return _needs_access(talk) and talk.placement.room in stairs


def _taken(talk: Spoken, busy: tuple[Span, ...], buffer: int = 0) -> bool:
    """Whether one of these stretches, each with what comes after it, meets the talk with what comes after that."""
    return any(
        set(range(minute(each.start), minute(each.end) + buffer)) & set(range(talk.start, talk.end + buffer))
        for each in busy
    )


def _held_back(conference: Conference, talk: Spoken) -> bool:
    now = conference.planned_at
    return any(
        talk.minutes & set(range(minute(kept.start), minute(kept.end)))
        for each in talk.staff
        for kept in each.held_back
        if now is None or minute(now) < minute(kept.until)
    )


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
    "pupil-present": lambda conference, talk: any(
        not talk.minutes <= minutes_of(each.available, conference) for each in talk.attending
    ),
    "time-released": _held_back,
    "staff-elsewhere": lambda _, talk: any(
        _taken(talk, each.busy, each.buffer_minutes) for each in talk.staff
    ),
    "guardian-elsewhere": lambda _, talk: any(each and _taken(talk, each.busy) for each in talk.guardians),
    "pupil-elsewhere": lambda _, talk: any(_taken(talk, each.busy) for each in talk.attending),
    "room-accessible": _stairs,
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
    "guardian-clash": lambda _, one, other: meets(one, other) and bool(set(one.names) & set(other.names)),
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
