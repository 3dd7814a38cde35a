"""From placements to an answer: what breaks a rule is taken out, and everybody who has no place hears why.

Whoever plans, by hand or by machine, can end with this; what comes out always passes the checker.
"""

from collections.abc import Iterable

import attrs

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.explain import explain_left_over
from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.ids import RequestId

__all__ = ["answer_of"]


def answer_of(
    conference: Conference | Cast,
    placements: Iterable[Placement],
    *,
    rulebook: Rulebook = STANDARD,
    order: Iterable[RequestId] | None = None,
    with_help: bool = False,
) -> Timetable:
    """The timetable of those placements that keep every rule, with its true cost and reasons for who is left over.

    Of talks that exclude each other the last in the order is taken out, until no rule objects. What nobody asked for,
    and what is placed a second time, is passed over.

    Args:
        conference: What is asked.
        placements: The talks, in any order.
        rulebook: The rules that hold.
        order: Every request, from who stays longest to who goes first; None means the order of asking.
        with_help: Look also for the smallest changes that would help, which takes far longer.
    """
    cast = conference if isinstance(conference, Cast) else Cast(conference)
    asked = {name: number for number, name in enumerate(cast.requests if order is None else order)}
    stands: dict[RequestId, Placement] = {}
    for placement in placements:
        if placement.request in asked:
            stands.setdefault(placement.request, placement)
    while True:
        timetable = _timetable(cast, stands)
        report = check(cast, timetable, rulebook=rulebook)
        if report.valid:
            left = explain_left_over(Table(cast, timetable), rulebook, with_help=with_help)
            return attrs.evolve(timetable, left_over=left, objective=report.objective)
        for objection in report.objections:
            parties = _named_in(objection)
            if parties <= stands.keys():
                del stands[max(parties, key=asked.__getitem__)]


def _named_in(objection: Objection) -> set[RequestId]:
    """The talks an objection is about; nothing else can object, for the books balance."""
    return {name for name in (objection.request, *objection.against) if name is not None}


def _timetable(cast: Cast, stands: dict[RequestId, Placement]) -> Timetable:
    order = sorted(stands.values(), key=lambda each: (each.start, each.request))
    left = [request.id for request in cast.conference.requests if request.id not in stands]
    return Timetable(
        conference=cast.conference.name,
        placements=tuple(order),
        left_over=tuple(LeftOver(request=name) for name in left),
    )
