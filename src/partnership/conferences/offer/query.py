"""One question of one family, answered: the walks through its evenings, judged, as itineraries."""

from collections.abc import Sequence
from itertools import combinations

from partnership.conferences.conference import Party, TalkRequest
from partnership.conferences.family_cost import family_cost, family_wishes
from partnership.conferences.offer.books import Books
from partnership.conferences.offer.itinerary import Itinerary
from partnership.conferences.offer.judge import Judge
from partnership.conferences.offer.stops import Stop
from partnership.conferences.offer.walk import walks
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import ObjectiveValue, Placement, Timetable
from partnership.ids import PartyId, RequestId

__all__ = ["answer"]

_CAPS = frozenset(
    {
        "most-talks",
        "most-talks-of-guardian",
        "most-talks-about-pupil",
        "most-talks-with-one",
    }
)
"""The caps that do not depend on when a talk is held."""


def answer(books: Books, party: Party, wanted: Sequence[TalkRequest], best: int) -> tuple[Itinerary, ...]:
    """The best itineraries with these talks of a party, as many of them as can be."""
    asked = frozenset(request.id for request in wanted)
    booked = books.diary.of("party", party.id, without=asked)
    kept = tuple(books.diary.placements[name] for _, _, name in booked)
    stops = [_stop(books, request, asked) for request in wanted]
    can = [stop for stop in stops if stop.starts]
    room = len(can) if best > 0 else 0
    if party.max_talks is not None and books.rulebook.keeps("most-talks") and not books.worded:
        room = min(room, party.max_talks - len(kept))
    beside = [_kept(books, each) for each in kept if books.cast.sitting_at(each.start)]
    for count in range(room, 0, -1):
        found = [
            each
            for chosen in combinations(can, count)
            if not books.worded or _within_caps(books, chosen, asked)
            for each in _itineraries(books, party, (chosen, beside, kept), asked, best)
        ]
        if found:
            found.sort(
                key=lambda each: (each.cost.total, [(talk.start, talk.request) for talk in each.talks])
            )
            return tuple(found[:best])
    return ()


def _within_caps(books: Books, chosen: Sequence[Stop], asked: frozenset[RequestId]) -> bool:
    """Whether talks are not too many, whenever they are held."""
    caps = Rulebook(rules=[rule for name, rule in books.rulebook.rules.items() if name in _CAPS])
    somewhere = [
        Placement(
            request=stop.request,
            start=books.ticks.moment(0),
            minutes=books.cast.requests[stop.request].minutes,
        )
        for stop in chosen
    ]
    table = books.diary.table.changed(without=asked, placed=somewhere)
    return all(caps.allows(table.talk(each), table) for each in somewhere)


def _stop(books: Books, request: TalkRequest, asked: frozenset[RequestId]) -> Stop:
    if books.worded:
        now = books.seekers.judged(request, books.diary.table.changed(without=asked))
    else:
        now = books.seekers.now(request, books.diary, asked)
    return Stop(
        request=request.id,
        kept=False,
        ticks=now.ticks,
        starts=now.starts,
        unwished=now.unwished,
        rooms=now.rooms,
        interpreters=now.interpreters,
    )


def _kept(books: Books, placement: Placement) -> Stop:
    """A talk the family has already, as a stop with one start."""
    ticks = placement.minutes // books.ticks.minutes
    request = books.cast.requests[placement.request]
    return Stop(
        request=placement.request,
        kept=True,
        ticks=ticks,
        starts=1 << books.ticks.tick(placement.start),
        unwished=books.seekers.unwished(request, ticks),
        rooms=((placement.room, books.ticks.all),),
    )


def _itineraries(
    books: Books,
    party: Party,
    talks: tuple[Sequence[Stop], Sequence[Stop], tuple[Placement, ...]],
    asked: frozenset[RequestId],
    best: int,
) -> list[Itinerary]:
    chosen, beside, kept = talks
    stops = (*chosen, *beside)
    judge = Judge(books, party, stops, asked)
    left = tuple(sorted(asked - {stop.request for stop in chosen}))
    return [
        Itinerary(
            party=party.id,
            talks=each.talks,
            beside=kept,
            left_over=left,
            cost=_cost(books, party.id, (*each.talks, *kept), left),
        )
        for each in walks(stops, judge.terms, best, judge.accepted)
    ]


def _cost(
    books: Books, party: PartyId, placements: tuple[Placement, ...], left: Sequence[RequestId]
) -> ObjectiveValue:
    """What the talks of a family, offered and kept, ask of it."""
    cast, rulebook = books.cast, books.rulebook
    talks = Table(cast, Timetable(placements=placements)).talks
    return family_cost(
        talks,
        cast,
        left_over=[cast.requests[name].weight for name in left],
        weights=rulebook.weights(cast.conference),
        others=family_wishes(talks, party, cast, rulebook.of_families(cast)),
    )
