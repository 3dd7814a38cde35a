"""The most that can pass through a net of pipes: how many can be served at once, and so how many cannot."""

from collections import defaultdict, deque
from collections.abc import Hashable

__all__ = ["Flow"]


class Flow:
    """A net of pipes between named points, each with a capacity (whole numbers). Dinic's method."""

    def __init__(self) -> None:
        self._number: dict[Hashable, int] = {}
        self._target: list[int] = []
        self._room: list[int] = []
        self._pipes: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, source: Hashable, target: Hashable, capacity: int = 1) -> None:
        """Lay a pipe from one point to another."""
        for start, end, room in ((source, target, capacity), (target, source, 0)):
            self._pipes[self._point(start)].append(len(self._target))
            self._target.append(self._point(end))
            self._room.append(room)

    def _point(self, name: Hashable) -> int:
        return self._number.setdefault(name, len(self._number))

    def most(self, source: Hashable, sink: Hashable) -> int:
        """The most that can pass from source to sink. The net is used up by asking."""
        start, end = self._point(source), self._point(sink)
        total = 0
        while end in (level := self._levels(start)):
            untried = {point: list(pipes) for point, pipes in self._pipes.items()}
            while self._push(start, end, level, untried):
                total += 1
        return total

    def _levels(self, start: int) -> dict[int, int]:
        """How many pipes away each point is that can still be reached."""
        level, queue = {start: 0}, deque([start])
        while queue:
            point = queue.popleft()
            for pipe in self._pipes[point]:
                target = self._target[pipe]
                if self._room[pipe] and target not in level:
                    level[target] = level[point] + 1
                    queue.append(target)
        return level

    def _push(self, point: int, end: int, level: dict[int, int], untried: dict[int, list[int]]) -> bool:
        """Send one unit on, away from the source all the way; remember the pipes that lead nowhere."""
        if point == end:
            return True
        while untried[point]:
            pipe = untried[point][-1]
            target = self._target[pipe]
            if (
                self._room[pipe]
                and level.get(target) == level[point] + 1
                and self._push(target, end, level, untried)
            ):
                self._room[pipe] -= 1
                self._room[pipe ^ 1] += 1
                return True
            untried[point].pop()
        return False
