"""Why a request is left over: for every start, the rules and talks in its way, and what would help."""

from collections.abc import Iterator, Sequence

import attrs

from partnership.conferences.objections import Objection
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.remedies import Start, remedies
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import LeftOver, Reason
from partnership.errors import UnknownName
from partnership.ids import RequestId

__all__ = ["explain", "explain_left_over", "starts_of"]


def starts_of(request: RequestId, table: Table, rulebook: Rulebook = STANDARD) -> list[Start]:
    """Every start of a request with what stands in its way there, in the room where that is least.

    The talk of the request itself, if it is on the table, is no obstacle.

    Raises:
        UnknownName: The conference has no such request.
    """
    asked = table.cast.requests.get(request)
    if asked is None:
        raise UnknownName("request", request, known=table.cast.requests)
    found = []
    for start in starts_for(asked, table.cast):
        best: Start | None = None
        for placement in options_at(asked, start, table.cast):
            against = tuple(rulebook.objections(table.talk(placement), table))
            if best is None or len(against) < len(best.objections):
                best = Start(placement=placement, objections=against)
            if not against or not all(rulebook.rules[each.rule].sees_room for each in against):
                break
        found.extend([best] if best else [])
    return found


def explain(
    request: RequestId,
    table: Table,
    rulebook: Rulebook = STANDARD,
    *,
    for_family: bool = False,
    with_help: bool = True,
) -> LeftOver:
    """The reasons why a request has no place, the most frequent first, and the smallest changes that would help.

    Args:
        request: Which one; it need not be left over.
        table: The timetable as it stands.
        rulebook: The rules it was planned by.
        for_family: Leave out everything that tells of another party's talk: names of requests, and the reason
            itself where separated parents could learn of each other from it.
        with_help: Look for what would help, too, which takes far longer than the reasons.

    Raises:
        UnknownName: The conference has no such request.
    """
    starts = starts_of(request, table, rulebook)
    if any(not start.objections for start in starts):
        reasons: tuple[Reason, ...] = ()
    elif not starts:
        reasons = (Reason(rule="inside-sitting", text="no sitting is long enough for it"),)
    else:
        reasons = tuple(_reasons(request, starts, table, rulebook if for_family else None))
    return LeftOver(
        request=request,
        reasons=reasons,
        would_help=remedies(request, starts, table, rulebook, for_family=for_family) if with_help else (),
    )


def explain_left_over(
    table: Table, rulebook: Rulebook = STANDARD, *, with_help: bool = True
) -> tuple[LeftOver, ...]:
    """The explanation of every request that is not placed, in the order of the conference."""
    placed = {talk.id for talk in table.talks}
    return tuple(
        explain(request.id, table, rulebook, with_help=with_help)
        for request in table.cast.conference.requests
        if request.id not in placed
    )


@attrs.define
class _Tally:
    """One reason gathered over the starts it blocks."""

    text: str
    starts: int = 0
    against: dict[RequestId, None] = attrs.field(factory=dict)


def _reasons(
    request: RequestId, starts: Sequence[Start], table: Table, for_family: Rulebook | None
) -> Iterator[Reason]:
    """The reasons of all starts gathered; with a rulebook, those that tell of others by its rules hidden."""
    tallies: dict[tuple[str, str], _Tally] = {}
    for start in starts:
        here = set()
        for each in start.objections:
            hidden = for_family is not None and _tells_of_others(request, each, table, for_family)
            key = ("not-free", "") if hidden else (each.rule, each.whom or "")
            tally = tallies.setdefault(key, _Tally("not free then" if hidden else each.text))
            tally.starts += key not in here
            here.add(key)
            tally.against |= {} if for_family else dict.fromkeys(each.against)
    order = sorted(tallies.items(), key=lambda item: (-item[1].starts, item[0]))
    for (rule, _), tally in order:
        text = f"{tally.text} ({tally.starts} of {len(starts)} starts)"
        yield Reason(rule=rule, against=tuple(tally.against), text=text)


def _tells_of_others(request: RequestId, objection: Objection, table: Table, rulebook: Rulebook) -> bool:
    """Whether a family could learn from this of a talk that is not its own."""
    own = table.cast.requests[request].party
    return rulebook.rules[objection.rule].tells_of_others and any(
        table.cast.requests[other].party != own for other in objection.against
    )
