"""Why a request is left over: for every start, the rules and talks in its way, and what would help."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import attrs

from partnership.conferences.conference import TalkRequest
from partnership.conferences.discretion import discreet_parties
from partnership.conferences.objections import Objection
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.remedies import Start, remedies
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import LeftOver, Reason, Timetable
from partnership.errors import UnknownName
from partnership.ids import PartyId, RequestId

__all__ = ["explain", "explain_left_over", "seen_by_family", "start_at", "starts_of"]


def starts_of(request: RequestId, table: Table, rulebook: Rulebook = STANDARD) -> list[Start]:
    """Every start of a request with what stands in its way there, in the room where that is least.

    The talk of the request itself, if it is on the table, is no obstacle.

    Raises:
        UnknownName: The conference has no such request.
    """
    asked = table.cast.requests.get(request)
    if asked is None:
        raise UnknownName("request", request, known=table.cast.requests)
    return [start_at(asked, start, table, rulebook) for start in starts_for(asked, table.cast)]


def start_at(request: TalkRequest, start: datetime, table: Table, rulebook: Rulebook = STANDARD) -> Start:
    """What stands in the way of a request at one moment, in the room and with the interpreter where that is least."""
    tried = []
    for placement in options_at(request, start, table.cast):
        against = tuple(rulebook.objections(table.talk(placement), table))
        tried.append(Start(placement=placement, objections=against))
        if not any(rulebook.rules[each.rule].sees_room for each in against):
            break
    return min(tried, key=lambda each: len(each.objections))


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
        seen = seen_by_family(request, starts, table, rulebook) if for_family else starts
        reasons = tuple(_reasons(seen))
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


def _reasons(starts: Sequence[Start]) -> Iterator[Reason]:
    tallies: dict[tuple[str, str], _Tally] = {}
    for start in starts:
        here = set()
        for each in start.objections:
            key = each.rule, each.whom or ""
            tally = tallies.setdefault(key, _Tally(each.text))
            tally.starts += key not in here
            here.add(key)
            tally.against |= dict.fromkeys(each.against)
    order = sorted(tallies.items(), key=lambda item: (-item[1].starts, item[0]))
    for (rule, _), tally in order:
        text = f"{tally.text} ({tally.starts} of {len(starts)} starts)"
        yield Reason(rule=rule, against=tuple(tally.against), text=text)


def seen_by_family(
    request: RequestId, starts: Sequence[Start], table: Table, rulebook: Rulebook = STANDARD
) -> list[Start]:
    """The starts with what a family may read of each: no other request, and nothing that tells of another parent.

    A family that is kept apart from another, or shares a child with one, reads of what is its own, and for the rest
    only that a time is not free: where it would be told that a teacher is busy, silence would say who else is there.
    """
    party = table.cast.requests[request].party
    if party not in discreet_parties(table.cast):
        return [
            attrs.evolve(
                start,
                objections=tuple(_for_family(each, party, table, rulebook) for each in start.objections),
            )
            for start in starts
        ]
    alone = Table(table.cast, Timetable(placements=tuple(talk.placement for talk in table.of_party(party))))
    asked, found = table.cast.requests[request], []
    for start in starts:
        if start.objections:
            own = start_at(asked, start.placement.start, alone, rulebook)
            told = own.objections or (_not_free(request),)
            found.append(attrs.evolve(own, objections=tuple(attrs.evolve(each, against=()) for each in told)))
        else:
            found.append(start)
    return found


def _for_family(objection: Objection, own: PartyId, table: Table, rulebook: Rulebook) -> Objection:
    """An objection without the requests it is against, and without what a family could learn of others from it."""
    others = any(table.cast.requests[other].party != own for other in objection.against)
    if others and rulebook.rules[objection.rule].tells_of_others and objection.request is not None:
        return _not_free(objection.request)
    return attrs.evolve(objection, against=())


def _not_free(request: RequestId) -> Objection:
    return Objection(rule="not-free", request=request, text="not free then")
