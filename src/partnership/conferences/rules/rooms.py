"""Where talks are held, and getting from one to the next."""

from collections.abc import Iterator
from datetime import timedelta

from partnership.conferences.conference import Mode
from partnership.conferences.objections import Objection
from partnership.conferences.rules.rule import rule
from partnership.conferences.table import Table, Talk

__all__ = ["room_accessible", "room_assigned", "room_capacity", "travel_time"]


@rule(tells_of_others=False)
def room_assigned(talk: Talk, table: Table) -> Iterator[Objection]:
    """Where rooms are counted, a talk on site has one: the room of its staff when they have one (H17)."""
    room = talk.placement.room
    if room and room not in table.cast.rooms:
        yield Objection(rule="room-assigned", request=talk.id, whom=room, text=f"room {room} is unknown")
    if not table.cast.rooms or (room is None and table.cast.mode(talk.request) is not Mode.ON_SITE):
        return
    own = {person.room for name in talk.request.staff if (person := table.cast.staff[name]).room}
    if room is None:
        yield Objection(rule="room-assigned", request=talk.id, text="has no room")
    elif own and room not in own | set(table.cast.rooms_of(talk.request)):
        yield Objection(
            rule="room-assigned",
            request=talk.id,
            whom=room,
            text=f"held in {room}, away from the room of its staff ({', '.join(sorted(own))})",
        )


@rule(tells_of_others=False, applies=lambda conference: not all(each.accessible for each in conference.rooms))
def room_accessible(talk: Talk, table: Table) -> Iterator[Objection]:
    """Who cannot take stairs has the talk in a room without them (H17)."""
    room = table.cast.rooms.get(talk.placement.room) if talk.placement.room else None
    if room is not None and not room.accessible and table.cast.needs_access(talk.request):
        yield Objection(
            rule="room-accessible",
            request=talk.id,
            whom=room.id,
            text=f"somebody in this talk cannot get to room {room.id}",
        )


@rule(tells_of_others=False, applies=lambda conference: bool(conference.rooms))
def room_capacity(talk: Talk, table: Table) -> Iterator[Objection]:
    """A room holds no more talks at once than it has places (H17)."""
    name = talk.placement.room
    room = table.cast.rooms.get(name) if name else None
    if room is None:
        return
    there = talk.clashing(table.of_room(room.id))
    moments = [talk.start, *(other.start for other in there if other.start > talk.start)]
    most = max(sum(other.start <= moment < other.end for other in there) for moment in moments)
    if most >= room.capacity:
        yield Objection(
            rule="room-capacity",
            request=talk.id,
            against=tuple(other.id for other in there),
            whom=room.id,
            text=f"room {room.id} is full then",
        )


@rule()
def travel_time(talk: Talk, table: Table) -> Iterator[Objection]:
    """A guardian has time to get from one talk of a sitting to the next (H9).

    Only talks in a row count: whoever speaks with somebody in between has already come by there.
    """
    for name in talk.guardians:
        for one, other in table.in_a_row(talk, table.of_guardian(name)):
            modes = (table.cast.mode(one.request), table.cast.mode(other.request))
            needed = table.cast.travel_minutes(one.placement.room, other.placement.room, modes)
            if not one.overlaps(other) and other.start - one.end < timedelta(minutes=needed):
                yield Objection(
                    rule="travel-time",
                    request=talk.id,
                    against=((other if one is talk else one).id,),
                    whom=name,
                    text=f"guardian {name} needs {needed} minutes to get there",
                )
