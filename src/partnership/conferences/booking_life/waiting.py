"""Waiting lists: who is next when a place comes free, and which places could be theirs."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

import attrs

from partnership.conferences.booking_life.rulings import Act, Scene, choose
from partnership.conferences.booking_life.terms import WaitingOrder
from partnership.conferences.options import starts_for
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement
from partnership.ids import ConferenceId, RequestId
from partnership.times import Span, instant

__all__ = ["Waiting", "in_turn", "places_for"]


@attrs.frozen(kw_only=True)
class Waiting:
    """A talk that was asked for, for which a family waits until a place comes free.

    Attributes:
        since: When they began to wait.
        by: Who put it on the list.
    """

    conference: ConferenceId
    request: RequestId
    since: datetime = attrs.field(converter=instant)
    by: str


def in_turn(waiting: Iterable[Waiting], table: Table) -> tuple[Waiting, ...]:
    """Who waits, the next one first.

    Fair means: the smallest share of its talks so far, then the request that weighs most, then by a lot that anyone
    can draw again: SHA-256 of the text of the terms, the conference and the request. When they asked plays no part.
    """
    cast, terms = table.cast, table.cast.conference.booking
    asked: dict[str, int] = {}
    for request in cast.conference.requests:
        asked[request.party] = asked.get(request.party, 0) + 1

    def fair(each: Waiting) -> tuple[float, int, str]:
        request = cast.requests[each.request]
        share = len(table.of_party(request.party)) / asked[request.party]
        drawn = sha256(f"{terms.lot}\0{each.conference}\0{each.request}".encode()).hexdigest()
        return share, -request.weight, drawn

    known = [each for each in waiting if each.request in cast.requests]
    if terms.waiting_order is WaitingOrder.FIRST_COME:
        return tuple(sorted(known, key=lambda each: (each.since, each.request)))
    return tuple(sorted(known, key=fair))


def places_for(act: Act, scene: Scene) -> Iterator[Placement]:
    """The places that every rule allows the family, at the starts it would rather have first.

    Everything a family must keep to when it books by itself counts: phase, quota, cut-offs, caps, time held back.
    """
    rulings = (choose(act, start, scene) for start in _starts(scene, act.request.id))
    return (place for each in rulings if each.allowed and (place := each.act.placement) is not None)


def _starts(scene: Scene, request: RequestId) -> Iterator[datetime]:
    cast = scene.table.cast
    asked = cast.requests[request]
    starts = tuple(starts_for(asked, cast))
    liked = {start for start in starts if _preferred(Span.of(start, minutes=asked.minutes), scene, request)}
    yield from (start for start in starts if start in liked)
    yield from (start for start in starts if start not in liked)


def _preferred(span: Span, scene: Scene, request: RequestId) -> bool:
    cast = scene.table.cast
    return all(
        any(wish.covers(span) for wish in cast.preferred(guardian))
        for guardian in cast.guardians_of(cast.requests[request])
    )
