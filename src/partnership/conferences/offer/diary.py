"""Who and what is busy when, kept up to date as talks are booked and cancelled."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from partnership.conferences.offer.ticks import Ticks
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import RequestId

__all__ = ["Busy", "Diary"]

Busy = tuple[int, int, RequestId]
"""A talk in somebody's day: its first tick, the tick after its last, and its request."""

_Key = tuple[str, str]


class Diary:
    """The talks of a timetable by everyone and everything in them. Placements of requests nobody made are passed over.

    Attributes:
        placements: The talks that are held, by request.
    """

    def __init__(self, cast: Cast, ticks: Ticks, placements: Iterable[Placement]) -> None:
        self._cast = cast
        self._ticks = ticks
        self._days: dict[_Key, dict[RequestId, Busy]] = defaultdict(dict)
        self.placements: dict[RequestId, Placement] = {}
        self._table: Table | None = None
        for placement in placements:
            self.book(placement)

    def book(self, placement: Placement) -> None:
        """Write a talk in everyone's day; where it was before, if anywhere, becomes free."""
        name = placement.request
        if name not in self._cast.requests:
            return
        self.cancel(name)
        self.placements[name] = placement
        self._table = None
        first = self._ticks.tick(placement.start)
        busy = (first, first + placement.minutes // self._ticks.minutes, name)
        for key in self._in(placement):
            self._days[key][name] = busy

    def cancel(self, name: RequestId) -> None:
        """Wipe a talk from everyone's day, if it is there."""
        placement = self.placements.pop(name, None)
        self._table = None
        for key in self._in(placement) if placement is not None else ():
            del self._days[key][name]

    @property
    def table(self) -> Table:
        """The talks that are held, as the rules read them."""
        if self._table is None:
            self._table = Table(self._cast, Timetable(placements=tuple(self.placements.values())))
        return self._table

    def _in(self, placement: Placement) -> Iterator[_Key]:
        """Everyone and everything in a talk, each once."""
        request = self._cast.requests[placement.request]
        yield "party", request.party
        yield from (("staff", name) for name in request.staff)
        yield from (
            ("guardian", name) for name in dict.fromkeys(each.id for each in self._cast.guardians_of(request))
        )
        if request.pupil_attends:
            yield from (("pupil", name) for name in dict.fromkeys(request.pupils))
        if placement.room is not None:
            yield "room", placement.room
        if placement.interpreter is not None:
            yield "interpreter", placement.interpreter

    def of(self, kind: str, name: str, *, without: Collection[RequestId] = ()) -> list[Busy]:
        """The talks of a person or thing in order of time, some of them left out."""
        day = self._days.get((kind, name), {})
        return sorted(busy for busy in day.values() if busy[2] not in without)
