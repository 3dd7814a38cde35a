"""Why a talk is where it is, and why not somewhere else: what another start would cost, and who is in the way there."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import attrs

from partnership.conferences.explain import seen_by_family, start_at, starts_of
from partnership.conferences.family_cost import family_cost, family_wishes
from partnership.conferences.objective import objective_of
from partnership.conferences.remedies import Start
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Reason
from partnership.errors import UnknownName
from partnership.ids import RequestId

__all__ = ["Alternative", "Whereabouts", "why_here", "why_not"]

_MOST = 5


@attrs.frozen(kw_only=True)
class Alternative:
    """Another start for a talk.

    Attributes:
        placement: Where it would be held.
        change: How many points more the timetable would cost then; fewer when below nought.
        reasons: What stands in the way there; none when it could be moved there now.
    """

    placement: Placement
    change: int
    reasons: tuple[Reason, ...] = ()

    @property
    def free(self) -> bool:
        """Whether the talk could be moved there now."""
        return not self.reasons


@attrs.frozen(kw_only=True)
class Whereabouts:
    """Why a talk is where it is.

    Attributes:
        request: Which talk.
        placement: Where it is; None when it is left over.
        better: The starts that would cost less, the best first, with what stands in the way of each.
        move: The start it could be moved to at least cost; None when there is none.
    """

    request: RequestId
    placement: Placement | None
    better: tuple[Alternative, ...]
    move: Alternative | None


def why_here(
    request: RequestId, table: Table, rulebook: Rulebook = STANDARD, *, for_family: bool = False
) -> Whereabouts:
    """What was traded off for a talk: the starts that would have been better, and what moving it would cost.

    Args:
        request: Which talk; when it is left over, every start is better than none.
        table: The timetable as it stands.
        rulebook: The rules it was planned by.
        for_family: Count what it costs the family alone, and leave out everything that tells of others.

    Raises:
        UnknownName: The conference has no such request.
    """
    starts = starts_of(request, table, rulebook)
    seen = seen_by_family(request, starts, table, rulebook) if for_family else starts
    now = next((talk.placement for talk in table.talks if talk.id == request), None)
    elsewhere = [each for each in seen if now is None or each.placement.start != now.start]
    others = _alternatives(request, elsewhere, table, rulebook, for_family=for_family)
    free = [each for each in others if each.free]
    return Whereabouts(
        request=request,
        placement=now,
        better=tuple(each for each in others if each.change < 0 and not each.free)[:_MOST],
        move=free[0] if free else None,
    )


def why_not(
    request: RequestId,
    start: datetime,
    table: Table,
    rulebook: Rulebook = STANDARD,
    *,
    for_family: bool = False,
) -> Alternative:
    """What stands in the way of a talk at one start, in the room and with the interpreter where that is least.

    Args:
        request: Which talk.
        start: When; it need not be on the grid.
        table: The timetable as it stands.
        rulebook: The rules it was planned by.
        for_family: Leave out everything that tells of others, as `why_here` does.

    Raises:
        UnknownName: The conference has no such request.
    """
    asked = table.cast.requests.get(request)
    if asked is None:
        raise UnknownName("request", request, known=table.cast.requests)
    least = start_at(asked, start, table, rulebook)
    seen = seen_by_family(request, [least], table, rulebook) if for_family else [least]
    return _alternatives(request, seen, table, rulebook, for_family=for_family)[0]


def _alternatives(
    request: RequestId, starts: Sequence[Start], table: Table, rulebook: Rulebook, *, for_family: bool
) -> list[Alternative]:
    """The starts with what each would change, the cheapest first, then the earliest."""
    points = partial(_points, request, rulebook=rulebook, for_family=for_family)
    now = points(table)
    found = [
        Alternative(
            placement=start.placement,
            change=points(table.changed(without=[request], placed=[start.placement])) - now,
            reasons=tuple(
                Reason(rule=each.rule, against=each.against, text=each.text) for each in start.objections
            ),
        )
        for start in starts
    ]
    return sorted(found, key=lambda each: (each.change, each.placement.start))


def _points(request: RequestId, table: Table, *, rulebook: Rulebook, for_family: bool) -> int:
    """What a timetable costs, all of it or one family of it."""
    cast = table.cast
    if not for_family:
        return objective_of(cast, table, rulebook).total
    party = cast.requests[request].party
    talks = table.of_party(party)
    placed = {talk.id for talk in talks}
    left = [each.weight for each in cast.requests.values() if each.party == party and each.id not in placed]
    weights = rulebook.weights(cast.conference)
    others = family_wishes(talks, party, cast, rulebook.of_families(cast))
    return family_cost(talks, cast, left_over=left, weights=weights, others=others).total
