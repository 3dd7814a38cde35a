"""What bit masks do not count: preferences read in their own words, for just the people whom a move touches.

Slower than a mask, never wrong: what a move costs is the difference of what the readable preference counts. A family's
or teacher's evening is counted once and remembered, so most of the time nothing is read at all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from partnership.conferences.conference import Weights
from partnership.conferences.preferences import Preference, Whose
from partnership.conferences.preferences.standard import minutes_waited, per_sitting
from partnership.conferences.table import Talk, talk_of

if TYPE_CHECKING:
    from partnership.conferences.compiled.board import Board, Held, Move
    from partnership.conferences.compiled.demands import Demands

__all__ = ["Further", "family_points"]

_NOBODY = -1
_MOST = 200_000

Where = tuple[int, int, tuple[int, ...]]
"""A request, the tick it starts on and whom it holds."""

Costing = Callable[[Sequence[Talk]], int]


def family_points(talks: Sequence[Talk], weights: Weights) -> int:
    """What a family pays for its sittings and its waiting: what `burden` reads off a mask, where there is none.

    Parents who share out their talks can be in two at once, which no mask of one family can hold.
    """
    points = 0
    for sitting in per_sitting(talks):
        waiting = minutes_waited(sitting)
        too_long = max(0, waiting - weights.long_wait_after)
        points += weights.wait_minute * waiting + weights.long_wait_minute * too_long + weights.extra_sitting
    return points


class Further:
    """The preferences of a rulebook that the masks do not count, with the requests each of them looks at."""

    def __init__(self, demands: "Demands", preferences: Iterable[Preference]) -> None:
        self._demands = demands
        self._talks: dict[Where, Talk] = {}
        self._known: dict[tuple[int, tuple[Where, ...]], int] = {}
        self._costings: list[Costing] = []
        self._members: list[list[int]] = []
        self._groups: list[list[int]] = [[] for _ in demands.each]
        weights = demands.cast.conference.weights
        for preference in preferences:
            if preference.each(weights):
                for whom, members in self._looked_at(preference.of).items():
                    self.add(members, self._costing(preference, whom))

    def add(self, members: Sequence[int], costing: Costing) -> None:
        """Count something more in the talks of these requests."""
        for request in members:
            self._groups[request].append(len(self._costings))
        self._members.append(list(members))
        self._costings.append(costing)

    def __bool__(self) -> bool:
        return bool(self._costings)

    def _costing(self, preference: Preference, whom: str) -> Costing:
        cast = self._demands.cast
        if preference.of is Whose.INTERPRETER:
            return lambda talks: preference.cost(
                [talk for talk in talks if talk.placement.interpreter == whom], whom, cast
            )
        return lambda talks: preference.cost(talks, whom, cast)

    def _looked_at(self, of: Whose) -> Mapping[str, list[int]]:
        """Whom a preference looks at, with the requests that are or may become talks of theirs."""
        demands = self._demands
        conference = demands.cast.conference
        if of is Whose.CONFERENCE:
            return {conference.name: list(range(len(demands.each)))}
        found: dict[str, list[int]] = {}
        for number, (request, demand) in enumerate(zip(conference.requests, demands.each, strict=True)):
            names: Iterable[str] = (request.party,)
            if of is Whose.STAFF:
                names = demands.cast.staff_of(request)
            elif of is Whose.INTERPRETER:
                indices = {*demand.people, *(index for pool in demand.pools for index in pool)}
                names = (name for index, name in demands.interpreter_at.items() if index in indices)
            for name in names:
                found.setdefault(name, []).append(number)
        return found

    def points(self, board: "Board") -> int:
        """What everything counts together as the board stands."""
        return sum(self._cost(group, board, {}, None) for group in range(len(self._costings)))

    def change(self, board: "Board", move: "Move", held: "Held | None") -> int:
        """What a move changes, in points."""
        touched = sorted({group for request in move for group in self._groups[request]})
        return sum(
            self._cost(group, board, move, held) - self._cost(group, board, {}, None) for group in touched
        )

    def _cost(self, group: int, board: "Board", move: "Move", held: "Held | None") -> int:
        """What one group of talks costs when a move is made."""
        there: list[Where] = []
        for request in self._members[group]:
            start = move.get(request, board.start[request])
            if start != _NOBODY:
                new = held is not None and request in move
                there.append((request, start, held[request] if new and held else board.held[request]))
        key = group, tuple(there)
        if key not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
                self._talks.clear()
            talks = sorted(map(self._talk, there), key=lambda talk: (talk.start, talk.id))
            self._known[key] = self._costings[group](talks)
        return self._known[key]

    def _talk(self, where: Where) -> Talk:
        if where not in self._talks:
            self._talks[where] = talk_of(self._demands.cast, self._demands.placement(*where))
        return self._talks[where]
