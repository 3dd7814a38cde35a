"""The best itineraries of a family, by trying all there are on the readable rules: slow and obvious."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import combinations, pairwise, product

import attrs
from tests.conferences.oracle_objective import objective_counted

from partnership.conferences.conference import Conference
from partnership.conferences.offer import Itinerary
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.ids import PartyId, RequestId

__all__ = ["best_offers", "offered", "settled", "starts"]

OF_OTHERS = (
    "left_over",
    "idle_minute",
    "crowded_sitting",
    "no_time_to_run_over",
    "optional_staff_missing",
    "interpreter_idle_minute",
)
"""What is weighed of staff and interpreters, and of talks that have no place, which the laws count apart."""

Plan = tuple[Placement, ...]


def settled(conference: Conference, placements: tuple[Placement, ...]) -> Timetable:
    """A timetable of these placements in which nobody is forgotten."""
    placed = {each.request for each in placements}
    left = tuple(LeftOver(request=each.id) for each in conference.requests if each.id not in placed)
    return Timetable(conference=conference.name, placements=placements, left_over=left)


Offered = tuple[int, tuple[tuple[datetime, RequestId], ...]]
"""What an offer costs, and the start of each of its talks in order of time."""


def offered(found: Sequence[Itinerary]) -> list[Offered]:
    """What each offer costs, and its starts."""
    return [(each.cost.total, starts_in(each.talks)) for each in found]


def starts_in(plan: Plan) -> tuple[tuple[datetime, RequestId], ...]:
    """The start of each talk, in order of time."""
    return tuple(sorted((each.start, each.request) for each in plan))


def best_offers(
    conference: Conference,
    timetable: Timetable,
    wanted: Sequence[RequestId],
    *,
    rulebook: Rulebook = STANDARD,
    further: Callable[[Plan], int] = lambda _: 0,
) -> list[Offered]:
    """Every offer with as many of these talks of a family as can be, the cheapest first; of equals the earlier one.

    Args:
        conference: What is asked.
        timetable: The talks that are booked.
        wanted: Which talks of the family; where they are booked does not count.
        rulebook: The rules.
        further: What all talks of the family cost beyond the standard objective.
    """
    party = next(each.party for each in conference.requests if each.id in wanted)
    mine = {each.id for each in conference.requests if each.party == party}
    others = tuple(each for each in timetable.placements if each.request not in wanted)
    beside = tuple(each for each in others if each.request in mine)
    lost = {
        each.id: each.weight * conference.weights.left_over
        for each in conference.requests
        if each.id in wanted
    }
    cheapest: dict[tuple[tuple[datetime, RequestId], ...], int] = {}
    for plan in fullest_plans(conference, others, wanted, rulebook):
        whole = (*beside, *plan)
        left = sum(lost.values()) - sum(lost[each.request] for each in plan)
        cost = points_of(conference, party, whole) + further(whole) + left
        key = starts_in(plan)
        cheapest[key] = min(cost, cheapest.get(key, cost))
    return sorted((cost, key) for key, cost in cheapest.items())


def fullest_plans(
    conference: Conference, others: Plan, wanted: Sequence[RequestId], rulebook: Rulebook
) -> list[Plan]:
    """Each way to hold as many of the wanted talks as can be beside the others, one at a time, as the rules allow."""
    cast, book = Cast(conference), rulebook.at(conference)
    beside, alone = Table(cast, Timetable(placements=others)), Table(cast, Timetable())
    ours = book.without(*book.own())
    choices = [
        [
            option
            for start in starts_for(cast.requests[name], cast)
            for option in options_at(cast.requests[name], start, cast)
            if ours.allows(alone.talk(option), alone)
        ]
        for name in wanted
    ]
    for count in range(len(wanted), 0, -1):
        plans = [
            plan
            for chosen in combinations(choices, count)
            for plan in product(*chosen)
            if one_at_a_time(plan) and keeps(book, beside.changed(placed=plan))
        ]
        if plans:
            return plans
    return []


def keeps(rulebook: Rulebook, table: Table) -> bool:
    """Whether no rule has anything against any talk."""
    return all(rulebook.allows(talk, table) for talk in table.talks)


def one_at_a_time(plan: Plan) -> bool:
    """Whether no talk starts before another has ended."""
    spans = sorted(each.span for each in plan)
    return all(one.end <= other.start for one, other in pairwise(spans))


def points_of(conference: Conference, party: PartyId, placements: tuple[Placement, ...]) -> int:
    """What these talks cost one family: the standard objective of a conference in which nobody else is."""
    requests = tuple(each for each in conference.requests if each.party == party)
    names = {each.id for each in requests}
    alone = attrs.evolve(
        conference, requests=requests, weights=attrs.evolve(conference.weights, **dict.fromkeys(OF_OTHERS, 0))
    )
    mine = tuple(each for each in placements if each.request in names)
    return objective_counted(alone, Timetable(placements=mine)).total


def starts(found: tuple[Itinerary, ...]) -> list[str]:
    """Each offer in one line: its talks and when they start."""
    return [", ".join(f"{each.request} {each.start:%H:%M}" for each in offer.talks) for offer in found]
