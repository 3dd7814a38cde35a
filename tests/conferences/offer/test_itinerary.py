"""An itinerary in the words of the place where it is held."""

from tests.conferences.autumn import asked, autumn, clock, timetable

from partnership.conferences.conference import Sitting
from partnership.conferences.offer import Offers
from partnership.ids import PartyId, SittingId


def test_the_day_is_that_of_the_school() -> None:
    """Half past midnight in Amsterdam is Wednesday already."""
    late = Sitting(id=SittingId("late"), start=clock("23:30"), end=clock("23:50"))
    conference = autumn(sittings=(late,), requests=(asked("q1"),))
    offers = Offers(conference, timetable())
    (offer, _) = offers.of(PartyId("f1"))
    assert offer.in_words(offers.cast)[0] == "Wednesday 25 November: 00:30 jansen"
