"""Where and when a request could be held at all, before anybody else is looked at."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from partnership.conferences.conference import Mode, TalkRequest
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Placement
from partnership.ids import InterpreterId, RoomId

__all__ = ["interpreters_for", "options_at", "rooms_for", "starts_for"]


def starts_for(request: TalkRequest, cast: Cast) -> Iterator[datetime]:
    """The starts a request may have, in order of time: its pin, or the grid as far as it then still fits."""
    if request.pinned is not None:
        yield request.pinned.start
        return
    step, length = timedelta(minutes=cast.conference.step_minutes), timedelta(minutes=request.minutes)
    offset = timedelta(minutes=cast.staff[request.staff[0]].start_offset_minutes) % step
    for sitting in sorted(cast.conference.sittings, key=lambda sitting: sitting.start):
        start = sitting.start + offset
        while start + length <= sitting.end:
            yield start
            start += step


def rooms_for(request: TalkRequest, cast: Cast) -> tuple[RoomId | None, ...]:
    """The rooms a request may have: the pinned one, its staff's own, any; or none when it needs none."""
    pinned = request.pinned is not None and request.pinned.room is not None
    if not pinned and (not cast.rooms or cast.mode(request) is not Mode.ON_SITE):
        return (None,)
    return cast.rooms_of(request)


def interpreters_for(request: TalkRequest, cast: Cast) -> tuple[InterpreterId | None, ...]:
    """The interpreters who speak every language a request needs; (None,) when it needs none or there is none."""
    needed = set(cast.languages(request))
    able = (each.id for each in cast.interpreters.values() if needed and needed <= set(each.languages))
    return tuple(able) or (None,)


def options_at(request: TalkRequest, start: datetime, cast: Cast) -> Iterator[Placement]:
    """Every way to hold a request at this start: each room with each interpreter."""
    for room in rooms_for(request, cast):
        for interpreter in interpreters_for(request, cast):
            yield Placement(
                request=request.id,
                start=start,
                minutes=request.minutes,
                room=room,
                interpreter=interpreter,
            )
