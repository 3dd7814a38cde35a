"""Offers at the school's desk: for the party's own guardians, and nobody learns of another party by asking."""

import attrs
import pytest
from tests.services.test_conferences import AUTUMN, TALKS, a_school, minute, request

from partnership.errors import NotFound, UnknownName
from partnership.ids import ConferenceId, GuardianId, PartyId, RequestId
from partnership.services.talks import Booked

YILMAZ, ZEYNEP, PETRA = PartyId("yilmaz"), GuardianId("zeynep"), GuardianId("petra")


def test_an_offer_that_is_taken_is_booked_and_the_next_one_offered() -> None:
    """Zeynep takes the first; after that only the other talk is offered, at another time."""
    school = a_school()
    school.open_conference(
        attrs.evolve(TALKS, requests=(request(1), request(2, "bakker"), request(3, staff="visser"))),
        id=AUTUMN,
    )
    school.book(AUTUMN, RequestId("q2"), minute(0))
    best, *others = school.offers(AUTUMN, YILMAZ, guardian=ZEYNEP)
    assert [(each.request, each.start, each.room) for each in best.talks] == [
        ("q3", minute(0), "r2"),
        ("q1", minute(10), "r1"),
    ]
    assert len(others) == 4
    assert isinstance(school.book(AUTUMN, RequestId("q3"), best.talks[0].start), Booked)
    (next_best, *_) = school.offers(AUTUMN, YILMAZ, best=1)
    assert (next_best.talks, next_best.beside) == (best.talks[1:], best.talks[:1])
    assert len(school.offers(AUTUMN, YILMAZ, requests=[RequestId("q3")], best=2)) == 2


def test_nobody_is_offered_what_is_anothers() -> None:
    """A guardian of another party is told what anyone is told of a party that does not exist."""
    school = a_school()
    school.open_conference(TALKS, id=AUTUMN)
    told = []
    for party, guardian in ((YILMAZ, PETRA), (PartyId("nobody"), PETRA)):
        with pytest.raises(NotFound) as refused:
            school.offers(AUTUMN, party, guardian=guardian)
        told.append(str(refused.value).replace(party, "…"))
    assert told[0] == told[1]
    with pytest.raises(UnknownName, match="known: q1"):
        school.offers(AUTUMN, YILMAZ, guardian=ZEYNEP, requests=[RequestId("q2")])
    with pytest.raises(NotFound):
        school.offers(ConferenceId("spring"), YILMAZ)
