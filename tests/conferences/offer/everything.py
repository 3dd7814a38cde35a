"""Every itinerary there is for a family, by trying all of them on the readable rules: slow and obvious."""

from collections.abc import Iterator
from itertools import product

import attrs
from tests.conferences.oracle_objective import objective_counted

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.offer import Itinerary
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.ids import PartyId, RequestId

__all__ = ["every_itinerary", "points_of", "settled", "starts"]

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


def every_itinerary(
    conference: Conference, timetable: Timetable, wanted: list[RequestId], rulebook: Rulebook = STANDARD
) -> Iterator[Plan]:
    """Each way to hold some of the wanted talks beside the others, as the checker allows."""
    cast = Cast(conference)
    others = tuple(each for each in timetable.placements if each.request not in wanted)
    choices = [
        [
            None,
            *(
                option
                for start in starts_for(cast.requests[name], cast)
                for option in options_at(cast.requests[name], start, cast)
                if check(cast, settled(conference, (option,)), rulebook=rulebook).valid
            ),
        ]
        for name in wanted
    ]
    for choice in product(*choices):
        plan = tuple(each for each in choice if each is not None)
        if check(cast, settled(conference, (*others, *plan)), rulebook=rulebook).valid:
            yield plan


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
