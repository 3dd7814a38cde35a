"""What bit masks cannot see: families kept apart, caps, ways between rooms, and the rules adopters bring.

A veto looks at the board after a move and may take the move back. Only requests that somebody watches are looked at,
so a conference without such rules pays nothing.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from partnership.conferences.compiled.caps import Caps
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Timetable
from partnership.ids import RoomId

if TYPE_CHECKING:
    from partnership.conferences.compiled.board import Board

__all__ = ["Veto", "Vetoes", "vetoes_of"]

_NOBODY = -1


class Veto(Protocol):
    """One watcher: which requests it looks at, and whether it lets one be where it is now."""

    watched: frozenset[int]

    def allows(self, board: "Board", request: int) -> bool:
        """Whether a request may be where it is now, be that on the board or off it."""


class Vetoes:
    """All watchers of a conference."""

    def __init__(self, vetoes: Iterable[Veto]) -> None:
        self.vetoes = tuple(vetoes)
        self.watched = frozenset[int]().union(*(veto.watched for veto in self.vetoes))

    def allow(self, board: "Board", move: Iterable[int]) -> bool:
        """Whether every watcher lets the moved requests be where they are now."""
        return all(
            veto.allows(board, request)
            for request in move
            if request in self.watched
            for veto in self.vetoes
            if request in veto.watched
        )


class KeepApart:
    """Parties whose starts lie so many ticks apart and who are never there at once."""

    def __init__(self, demands: Demands) -> None:
        cast, ticks = demands.cast, demands.timeline.ticks
        self._of: dict[str, list[int]] = {}
        for number, request in enumerate(cast.conference.requests):
            self._of.setdefault(request.party, []).append(number)
        self._party = [request.party for request in cast.conference.requests]
        self._apart = {
            party: [(other, ticks(minutes)) for other, minutes in others]
            for party, others in cast.apart.items()
        }
        self.watched = frozenset(number for party in self._apart for number in self._of.get(party, ()))

    def allows(self, board: "Board", request: int) -> bool:
        """Whether no talk of a party this one is kept apart from starts near or overlaps."""
        start = board.start[request]
        if start == _NOBODY:
            return True
        end = start + board.each[request].ticks
        for party, distance in self._apart[self._party[request]]:
            for other in self._of.get(party, ()):
                there = board.start[other]
                if there == _NOBODY:
                    continue
                if abs(there - start) < distance or (there < end and start < there + board.each[other].ticks):
                    return False
        return True


class Ways:
    """The minutes between rooms, where they differ from pair to pair."""

    def __init__(self, demands: Demands) -> None:
        self._cast = demands.cast
        self._timeline = demands.timeline
        self._room_at = demands.room_at
        self._of: dict[str, list[int]] = {}
        self._guardians: list[tuple[str, ...]] = []
        self._modes = [demands.cast.mode(request) for request in demands.cast.conference.requests]
        for number, request in enumerate(demands.cast.conference.requests):
            guardians = tuple(each.id for each in demands.cast.guardians_of(request))
            self._guardians.append(guardians)
            for name in guardians:
                self._of.setdefault(name, []).append(number)
        self.watched = frozenset(range(len(self._guardians)))

    def _room(self, board: "Board", request: int) -> RoomId | None:
        return next((self._room_at[index] for index in board.held[request] if index in self._room_at), None)

    def allows(self, board: "Board", request: int) -> bool:
        """Whether each of its guardians has time to get from every talk of a sitting to the next."""
        start, sitting_of = board.start, self._timeline.sitting_of
        for name in self._guardians[request]:
            talks = sorted((start[each], each) for each in self._of[name] if start[each] != _NOBODY)
            for (first, one), (second, other) in pairwise(talks):
                if sitting_of[first] == sitting_of[second]:
                    modes = (self._modes[one], self._modes[other])
                    minutes = self._cast.travel_minutes(
                        self._room(board, one), self._room(board, other), modes
                    )
                    if second - first - board.each[one].ticks < self._timeline.ticks(minutes):
                        return False
        return True


class Readable:
    """Rules that only their own words can judge: an adopter's, asked about the talks a move touches."""

    def __init__(self, demands: Demands, rules: Rulebook) -> None:
        self._demands = demands
        self._rules = rules
        self.watched = frozenset(range(len(demands.each)))

    def allows(self, board: "Board", request: int) -> bool:
        """Whether no such rule has anything against the talk as everything stands now."""
        if board.start[request] == _NOBODY:
            return True
        from partnership.conferences.compiled.readout import (  # noqa: PLC0415 - it reads boards, which know vetoes
            placement_on,
            placements_on,
        )

        table = Table(self._demands.cast, Timetable(placements=placements_on(board)))
        return self._rules.allows(table.talk(placement_on(board, request)), table)


def vetoes_of(demands: Demands, rulebook: Rulebook = STANDARD) -> Vetoes | None:
    """The watchers a conference needs under a rulebook, or None when it needs none."""
    cast, rulebook = demands.cast, rulebook.at(demands.cast.conference)
    vetoes: list[Veto] = []
    caps = Caps(demands, rulebook)
    if caps.watched:
        vetoes.append(caps)
    if cast.apart and rulebook.keeps("kept-apart"):
        vetoes.append(KeepApart(demands))
    minutes = {cast.conference.travel.default_minutes, *cast.journeys.values()}
    if (len(minutes) > 1 or cast.changes_of_mode) and rulebook.keeps("travel-time"):
        vetoes.append(Ways(demands))
    own = rulebook.own()
    if own.rules:
        vetoes.append(Readable(demands, own))
    return Vetoes(vetoes) if vetoes else None
