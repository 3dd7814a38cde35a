"""What a family would rather have, beyond days, wishes and waiting: weighed in its offers, ours and an adopter's."""

from collections.abc import Sequence

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, guardian, placed, span, staff, timetable
from tests.conferences.offer.everything import best_offers, offered, starts
from tests.conferences.offer.test_law import Case, asking

from partnership.conferences.conference import Interpreter, Room, Weights
from partnership.conferences.offer import Offers
from partnership.conferences.preferences import preference
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast, Table, Talk
from partnership.conferences.timetable import Counted, Placement, Timetable
from partnership.conferences.whereabouts import why_not
from partnership.ids import InterpreterId, PartyId, RoomId

F1 = PartyId("f1")


@preference(of="party", points=40)
def odd_rooms(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """A family is in each room twice, which a talk more can set right."""
    rooms = [talk.placement.room for talk in talks]
    return sum(rooms.count(room) % 2 for room in set(rooms))


@given(asking(), st.integers(1, 4))
def test_the_best_offers_weigh_an_adopters_wishes_as_brute_force_does(case: Case, best: int) -> None:
    """Rooms and interpreters are chosen for it too, though it becomes less as talks are added."""
    conference, planned, party, wanted = case
    cast = Cast(conference)

    def odd(plan: tuple[Placement, ...]) -> int:
        return odd_rooms.cost(Table(cast, Timetable(placements=plan)).talks, party, cast)

    found = Offers(conference, planned, rulebook=STANDARD.plus(odd_rooms)).of(
        party, requests=wanted, best=best
    )
    assert offered(found) == best_offers(conference, planned, wanted, further=odd)[:best]


def test_brothers_and_sisters_follow_one_another() -> None:
    """Where the school weighs it, the family comes at twenty past rather than sit between Emma's talk and Noah's."""
    conference = autumn(
        weights=Weights(wait_minute=0),
        staff=(staff("jansen"), staff("devries", available=(span("18:20", "20:00"),))),
        requests=(
            asked("q1", "f1", "jansen", "emma"),
            asked("q2", "f1", "devries", "noah"),
            asked("q3", "f2", minutes=20),
        ),
    )
    booked = timetable(placed("q3", "18:10", 20))
    assert starts(Offers(conference, booked).of(F1, best=1)) == ["q1 18:00, q2 18:20"]
    weighed = attrs.evolve(conference, weights=Weights(wait_minute=0, siblings_apart=50))
    [offer] = Offers(weighed, booked).of(F1, best=1)
    assert starts((offer,)) == ["q2 18:20, q1 18:30"]
    assert (offer.cost.total, offer.cost.others) == (0, ())


def test_a_talk_that_people_know_of_stays_where_it_was() -> None:
    """It was at seven before the evening was planned anew; any other time counts as moved."""
    known = placed("q1", "19:00")
    conference = autumn(
        weights=Weights(moved=20), requests=(asked("q1", "f1", before=known), asked("q2", "f2"))
    )
    best, second = Offers(conference, timetable()).of(F1, best=2)
    assert best.talks == (known,)
    assert (starts((second,)), second.cost.total) == (["q1 18:00"], 20)
    assert second.cost.others == (Counted(preference="moved", count=1, points=20),)
    free = attrs.evolve(conference, rules_off=("moved",))
    assert starts(Offers(free, timetable()).of(F1, best=1)) == ["q1 18:00"]


def test_a_talk_that_people_know_of_stays_where_it_was_though_they_would_rather_come_earlier() -> None:
    """To move it is worse than to come outside the preferred time; in another room it has moved too."""
    rooms = Room(id=RoomId("annex")), Room(id=RoomId("hall"))
    known = placed("q1", "19:00", room="hall")
    conference = autumn(
        rooms=rooms,
        guardians=(guardian("fatima", preferred=(span("18:00", "18:30"),)), guardian("bram")),
        weights=Weights(moved=25, outside_preferred=10),
        requests=(asked("q1", "f1", before=known), asked("q2", "f2")),
    )
    (best,) = Offers(conference, timetable()).of(F1, best=1)
    assert (best.talks, best.cost.total) == ((known,), 10)


def test_what_a_family_would_rather_have_is_counted_with_the_talks_that_stay() -> None:
    """Noah's talk comes right after Emma's, which is booked; what other families have in between is not theirs."""
    conference = autumn(
        weights=Weights(wait_minute=0, siblings_apart=50),
        staff=(
            staff("jansen"),
            staff("bos"),
            staff("devries", available=(span("18:00", "18:10"), span("18:40", "18:50"))),
        ),
        requests=(
            asked("q1", "f1", "jansen", "emma"),
            asked("q2", "f1", "devries", "noah"),
            asked("q3", "f2", "bos", "teun", minutes=20),
        ),
    )
    booked = timetable(placed("q1", "18:30"), placed("q3", "18:10", 20))
    assert starts(Offers(conference, booked).of(F1, best=1)) == ["q2 18:40"]


@preference(of="party", points=40)
def begins_elsewhere(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """A family would rather begin with Jansen."""
    return int("jansen" not in talks[0].request.staff)


def test_an_adopters_wish_is_counted_with_the_talks_that_stay() -> None:
    """Fatima's talk with Jansen is booked at half past; De Vries comes after it, whomever Jansen sees at six."""
    conference = autumn(
        weights=Weights(wait_minute=0),
        staff=(staff("jansen"), staff("devries", available=(span("18:00", "18:10"), span("18:40", "18:50")))),
        requests=(asked("q0", "f2"), asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    booked = timetable(placed("q0", "18:00"), placed("q1", "18:30"))
    found = Offers(conference, booked, rulebook=STANDARD.plus(begins_elsewhere)).of(F1, best=1)
    assert starts(found) == ["q2 18:40"]


@preference(of="party", points=40)
def without_amal(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """A family of the conference would rather have another interpreter."""
    assert party in cast.parties
    return sum(talk.placement.interpreter == "amal" for talk in talks)


def test_the_interpreter_is_chosen_for_what_a_family_would_rather_have() -> None:
    """Badr comes, though Amal is free; where nobody minds it is Amal."""
    conference = autumn(
        guardians=(guardian("fatima", interpreter="ar"), guardian("bram")),
        interpreters=tuple(
            Interpreter(id=InterpreterId(name), languages=("ar",)) for name in ("amal", "badr")
        ),
        requests=(asked("q1"), asked("q2", "f2")),
    )
    (usual,) = Offers(conference, timetable()).of(F1, best=1)
    assert usual.talks == (placed("q1", "18:00", interpreter="amal"),)
    (best,) = Offers(conference, timetable(), rulebook=STANDARD.plus(without_amal)).of(F1, best=1)
    assert (best.talks, best.cost.total) == ((placed("q1", "18:00", interpreter="badr"),), 0)


def test_why_not_there_counts_what_the_family_would_rather_have() -> None:
    """And what the house weighs: moving the talk costs the family what the rulebook says, not what the standard one says."""
    conference = autumn(
        weights=Weights(moved=20), requests=(asked("q1", "f1", before=placed("q1", "19:00")),)
    )
    table = Table(conference, timetable(placed("q1", "19:00")))
    name = conference.requests[0].id
    assert why_not(name, clock("18:00"), table, for_family=True).change == 20
    unweighed = STANDARD.without("moved")
    for for_family in (True, False):
        assert why_not(name, clock("18:00"), table, unweighed, for_family=for_family).change == 0
