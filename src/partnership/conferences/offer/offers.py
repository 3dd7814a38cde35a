"""Free itineraries for one family, now: every talk it still misses, held at once, in the ways that suit it best."""

from collections.abc import Iterable

from partnership.conferences.conference import Conference, TalkRequest
from partnership.conferences.offer.books import Books, asks_more
from partnership.conferences.offer.diary import Diary
from partnership.conferences.offer.itinerary import Itinerary
from partnership.conferences.offer.openings import Seekers
from partnership.conferences.offer.query import answer
from partnership.conferences.offer.ticks import Ticks
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Placement, Timetable
from partnership.errors import UnknownName
from partnership.ids import PartyId, RequestId

__all__ = ["Offers"]


class Offers:
    """The offers of one conference beside the talks that are booked; made once, then kept up to date.

    What a family is offered depends on the starts that are open to it and on nothing else: not on who has the others,
    not on when anybody asked. A family's own talks never overlap in an offer, whatever the rulebook says.

    Args:
        conference: What is asked, or who and what it knows.
        timetable: The talks that are booked; they keep the rules.
        rulebook: The rules that hold.

    Attributes:
        cast: Who and what the conference knows.
    """

    def __init__(
        self, conference: Conference | Cast, timetable: Timetable, *, rulebook: Rulebook = STANDARD
    ) -> None:
        self.cast: Cast = conference if isinstance(conference, Cast) else Cast(conference)
        self._rulebook = rulebook.at(self.cast.conference)
        self._requests: dict[PartyId, dict[RequestId, TalkRequest]] = {name: {} for name in self.cast.parties}
        for request in sorted(self.cast.conference.requests, key=lambda each: each.id):
            self._requests[request.party][request.id] = request
        self._books = self._opened(timetable.placements)

    def _opened(self, placements: Iterable[Placement]) -> Books:
        talks = tuple(placements)
        ticks = Ticks(self.cast.conference, talks)
        return Books(
            cast=self.cast,
            rulebook=self._rulebook,
            ticks=ticks,
            diary=Diary(self.cast, ticks, talks),
            seekers=Seekers(self.cast, ticks, self._rulebook),
            worded=asks_more(self.cast),
        )

    @property
    def placements(self) -> tuple[Placement, ...]:
        """The talks that are booked now, in order of time."""
        return tuple(
            sorted(self._books.diary.placements.values(), key=lambda each: (each.start, each.request))
        )

    def book(self, *placements: Placement) -> None:
        """These talks are booked from now on; one that was booked elsewhere is no longer there."""
        if all(self._books.ticks.fits(each) for each in placements):
            for each in placements:
                self._books.diary.book(each)
        else:
            self._books = self._opened((*self._books.diary.placements.values(), *placements))

    def cancel(self, *requests: RequestId) -> None:
        """These talks are not booked any more."""
        for name in requests:
            self._books.diary.cancel(name)

    def of(
        self, party: PartyId, *, requests: Iterable[RequestId] | None = None, best: int = 5
    ) -> tuple[Itinerary, ...]:
        """The best itineraries for a family, the one that asks least of it first; of equals the earlier one.

        As many of the talks as possible are in every offer. None at all means that nothing more can be held.

        Args:
            party: Which family.
            requests: Which of its talks; those that are booked already may move. None means those that have no place.
            best: How many offers at most.

        Raises:
            UnknownName: The conference has no such party, or the party did not ask for one of these talks.
        """
        if party not in self.cast.parties:
            raise UnknownName("party", party, known=self.cast.parties)
        mine = self._requests[party]
        asked = [name for name in mine if name not in self._books.diary.placements]
        for name in () if requests is None else (asked := sorted(set(requests))):
            if name not in mine:
                raise UnknownName("request", name, known=mine)
        return answer(self._books, self.cast.parties[party], [mine[name] for name in asked], best)
