"""What a family can still choose from at a conference of the school, as it stands now."""

from collections.abc import Iterable

from partnership.conferences.offer import Itinerary, Offers
from partnership.conferences.table import Cast
from partnership.errors import NotFound
from partnership.ids import ConferenceId, GuardianId, PartyId, RequestId
from partnership.services.conferences import the_round
from partnership.services.desk import Desk

__all__ = ["offers_for"]


def offers_for(
    desk: Desk,
    id: ConferenceId,
    party: PartyId,
    *,
    guardian: GuardianId | None = None,
    requests: Iterable[RequestId] | None = None,
    best: int = 5,
) -> tuple[Itinerary, ...]:
    """The best itineraries for one party beside everything that is booked (see `conferences.offer`).

    Nothing is booked or held back by asking; whoever takes an offer books its talks, and may find one taken.

    Args:
        desk: Where.
        id: Of which conference.
        party: Whose.
        guardian: Who asks, when it is a guardian: only somebody of the party can.
        requests: Which of its talks, also those that are booked and may move; None means those that have no place.
        best: How many at most.

    Raises:
        NotFound: There is no such conference or party; a guardian of another party is told the same.
        UnknownName: The party did not ask for one of these talks.
    """
    kept = the_round(desk, id)
    found = next((each for each in kept.conference.parties if each.id == party), None)
    if found is None or (guardian is not None and guardian not in found.guardians):
        raise NotFound("party", party)
    offers = Offers(Cast(kept.conference), kept.timetable(), rulebook=desk.rulebook)
    return offers.of(party, requests=requests, best=best)
