"""Which families nobody may learn of each other's talks: separated parents, each in a party of their own."""

from partnership.conferences.table import Cast
from partnership.ids import PartyId

__all__ = ["discreet_parties"]


def discreet_parties(cast: Cast) -> frozenset[PartyId]:
    """The parties that are kept apart from another, or speak about a pupil that another party speaks about too."""
    parties_of: dict[str, set[PartyId]] = {}
    for party in cast.parties.values():
        for pupil in party.pupils:
            parties_of.setdefault(pupil, set()).add(party.id)
    for request in cast.requests.values():
        for pupil in request.pupils:
            parties_of.setdefault(pupil, set()).add(request.party)
    shared = {name for parties in parties_of.values() if len(parties) > 1 for name in parties}
    return frozenset(shared | cast.apart.keys())
