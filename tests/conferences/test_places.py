"""Where there is place: rooms that several talks could share, and evenings on which nobody is short of time."""

from tests.conferences.autumn import asked, autumn, clock, family, guardian, span, staff

from partnership.conferences.conference import Conference, Room, Sitting
from partnership.conferences.forecast import Shortage, SittingLoad, forecast
from partnership.conferences.rules import STANDARD
from partnership.ids import RoomId, SittingId


def crowd(rooms: str, *, own: str = "") -> Conference:
    """An evening of twelve starts; each of nine families wants to speak with three teachers, in one of these rooms."""
    teachers = ("jansen", "devries", "bakker")
    return autumn(
        rooms=tuple(Room(id=RoomId(name)) for name in rooms.split()),
        staff=tuple(staff(name, room=RoomId(own) if own else None) for name in teachers),
        parties=tuple(family(f"f{number}", f"g{number}") for number in range(9)),
        requests=tuple(
            asked(f"{name}-{number}", f"f{number}", name) for name in teachers for number in range(9)
        ),
    )


def test_talks_that_may_be_in_either_of_two_rooms_share_their_places() -> None:
    """Twenty-seven talks, and two rooms for one talk at a time: twenty-four places. With a third there is room for all."""
    assert forecast(crowd("r2 r1")).rooms == (Shortage(who="r1 or r2", asked=27, over=3),)
    assert forecast(crowd("r2 r1 r3")).rooms == ()
    assert forecast(crowd("r2 r1 r3", own="r3")).rooms == (Shortage(who="r3", asked=27, over=15),)


def test_where_nobody_is_bound_everything_fits() -> None:
    """Whoever may be in two talks at once is never short of time; else twelve talks of Jansen fit."""
    many = autumn(requests=tuple(asked(f"q{number}") for number in range(40)))
    for book, fits in ((STANDARD, 12), (STANDARD.without("staff-clash"), 40)):
        (load,) = forecast(many, book).sittings
        assert (load.could, load.fits, load.over) == (40, fits, 40 - fits)


def test_the_evenings_are_told_in_order_of_time() -> None:
    """However they are written down; Fatima can only come on the second."""
    conference = autumn(
        sittings=tuple(
            Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock("20:00", day))
            for day in (25, 24)
        ),
        guardians=(guardian("fatima", available=(span("18:00", "20:00", 25),)), guardian("bram")),
    )
    assert forecast(conference).sittings == (
        SittingLoad(sitting=SittingId("s24"), must=0, could=1, fits=1),
        SittingLoad(sitting=SittingId("s25"), must=1, could=2, fits=2),
    )
