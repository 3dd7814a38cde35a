"""How many talks there may be, counted: of a party, a guardian, a pupil, a pupil with one teacher, a teacher on one day."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from partnership.conferences.compiled.demands import Demands
from partnership.conferences.conference import TalkRequest
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Cast

if TYPE_CHECKING:
    from partnership.conferences.compiled.board import Board

__all__ = ["Caps", "caps_on"]

_NOBODY = -1


def caps_on(request: TalkRequest, cast: Cast) -> Iterator[tuple[str, Hashable, int]]:
    """Every cap that a request counts towards: the rule, whose it is, and how many."""
    caps: list[tuple[str, Hashable, int | None]] = [
        ("most-talks", request.party, cast.parties[request.party].max_talks)
    ]
    caps += [("most-talks-of-guardian", each.id, each.max_talks) for each in cast.guardians_of(request)]
    staff = tuple(dict.fromkeys(request.staff))
    for pupil in cast.spoken_of(request):
        caps.append(("most-talks-about-pupil", pupil.id, pupil.max_talks))
        caps += [("most-talks-with-one", (pupil.id, name), pupil.max_talks_with_one) for name in staff]
    caps += [("most-talks-a-day", name, cast.staff[name].max_talks_a_day) for name in staff]
    return ((rule, whom, most) for rule, whom, most in caps if most is not None)


class Caps:
    """Groups of requests of which only so many may be placed, in all or on one day."""

    def __init__(self, demands: Demands, rulebook: Rulebook) -> None:
        self._demands = demands
        cast = demands.cast
        members: dict[tuple[str, Hashable, int], list[int]] = defaultdict(list)
        for number, request in enumerate(cast.conference.requests):
            for rule, whom, most in caps_on(request, cast):
                if rule == "most-talks" and not cast.waived(rule):
                    continue  # the board counts those itself
                if rulebook.keeps(rule) and request.id not in cast.waived(rule):
                    members[rule, whom, most].append(number)
        self._groups: dict[int, list[tuple[list[int], int, bool]]] = defaultdict(list)
        for (rule, _, most), requests in members.items():
            if len(requests) > most:
                for number in requests:
                    self._groups[number].append((requests, most, rule == "most-talks-a-day"))
        self.watched = frozenset(self._groups)

    def allows(self, board: "Board", request: int) -> bool:
        """Whether no group this request is in has more placed than may be."""
        start = board.start
        if start[request] == _NOBODY:
            return True
        for requests, most, by_day in self._groups[request]:
            placed = [start[each] for each in requests if start[each] != _NOBODY]
            if len(placed) > most:
                if not by_day:
                    return False
                day = self._day(start[request])
                if sum(self._day(tick) == day for tick in placed) > most:
                    return False
        return True

    def _day(self, tick: int) -> object:
        return self._demands.cast.day(self._demands.timeline.moment(tick))
