"""The least that any timetable of a small conference costs, found by trying them all: slow, and plainly right."""

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, TalkRequest
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import LeftOver, Placement, Timetable

__all__ = ["least_total"]

_LASTING = STANDARD.without("travel-time", "most-waiting")
"""Rules whose objections stay whatever is placed besides; between two talks of the others a third may help."""


def least_total(conference: Conference) -> int:
    """The total of the best timetable under the standard rules; for a handful of requests."""
    cast = Cast(conference)
    best: list[int] = []

    def extend(placed: tuple[Placement, ...], rest: tuple[TalkRequest, ...]) -> None:
        if not rest:
            report = check(cast, _timetable(conference, placed))
            if report.valid:
                best[:] = [min(report.objective.total, *best)] if best else [report.objective.total]
            return
        extend(placed, rest[1:])
        table = Table(cast, Timetable(placements=placed))
        for start in starts_for(rest[0], cast):
            for one in options_at(rest[0], start, cast):
                if _LASTING.allows(table.talk(one), table):
                    extend((*placed, one), rest[1:])

    extend((), conference.requests)
    return best[0]


def _timetable(conference: Conference, placed: tuple[Placement, ...]) -> Timetable:
    done = {each.request for each in placed}
    left = tuple(LeftOver(request=each.id) for each in conference.requests if each.id not in done)
    return Timetable(placements=placed, left_over=left)
