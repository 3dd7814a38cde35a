"""Offers by example, kept up to date, and blind to everything but open starts."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.offer.everything import settled, starts
from tests.conferences.offer.test_law import Case, asking

from partnership.conferences.checker import check
from partnership.conferences.conference import (
    Interpreter,
    Journey,
    Pin,
    Room,
    Sitting,
    Travel,
    Weights,
)
from partnership.conferences.offer import Offers
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast, Table
from partnership.errors import UnknownName
from partnership.ids import InterpreterId, PartyId, RequestId, RoomId, SittingId
from partnership.testing.strategies.conferences import valid_timetables

F1 = PartyId("f1")


@given(asking())
def test_every_offer_keeps_every_rule_and_forgets_nobody(case: Case) -> None:
    """The checker finds nothing in the timetable with an offer in it, and offers differ in some start."""
    conference, planned, party, wanted = case
    found = Offers(conference, planned).of(party, requests=wanted)
    others = tuple(each for each in planned.placements if each.request not in wanted)
    for offer in found:
        assert check(conference, settled(conference, (*others, *offer.talks))).valid
        assert sorted((*offer.left_over, *(each.request for each in offer.talks))) == sorted(wanted)
        assert {each.request for each in offer.beside} == {
            each.request for each in others if Table(conference, planned).talk(each).party.id == party
        }
    assert len({tuple((each.request, each.start) for each in offer.talks) for offer in found}) == len(found)
    assert [offer.cost.total for offer in found] == sorted(offer.cost.total for offer in found)


@given(asking(), st.data())
def test_what_was_booked_and_cancelled_since_is_as_if_it_had_been_so_from_the_start(
    case: Case, data: st.DataObject
) -> None:
    """After any bookings and cancellations the answer is that of offers made anew."""
    conference, planned, party, _ = case
    offers = Offers(conference, data.draw(valid_timetables(conference)))
    there = {each.request for each in planned.placements}
    offers.cancel(*(each.request for each in offers.placements if each.request not in there))
    offers.book(*data.draw(st.permutations(planned.placements)))
    assert set(offers.placements) == set(planned.placements)
    assert offers.of(party) == Offers(conference, planned).of(party)


@given(asking(), st.data())
def test_an_offer_depends_on_open_starts_and_nothing_else(case: Case, data: st.DataObject) -> None:
    """Whoever else moves: what is offered before and after is the same to the letter, and in the same order."""
    conference, planned, party, wanted = case
    offers = Offers(conference, planned)
    before = offers.of(party, requests=wanted, best=1_000)
    mine = {each.id for each in conference.requests if each.party == party}
    others = data.draw(valid_timetables(conference))
    own = tuple(each for each in planned.placements if each.request in mine)
    theirs = tuple(each for each in others.placements if each.request not in mine)
    if check(conference, settled(conference, (*own, *theirs))).valid:
        after = Offers(conference, settled(conference, (*own, *theirs))).of(
            party, requests=wanted, best=1_000
        )
        again = [each for each in after if each in before]
        assert [each for each in before if each in after] == again
        if len(before) == len(after) == len(again):
            assert repr(before) == repr(after)


def test_the_whole_evening_of_a_family_at_once() -> None:
    """Jansen is taken until ten past six: De Vries first, then Jansen, without a wait."""
    conference = autumn(requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q9", "f2")))
    offers = Offers(conference, timetable(placed("q9", "18:00")))
    assert starts(offers.of(F1, best=2)) == ["q2 18:00, q1 18:10", "q1 18:10, q2 18:20"]
    assert offers.of(F1, best=0) == ()
    assert offers.of(PartyId("f2")) == ()


def test_a_start_or_two_less_wait_and_another_evening_cost_what_the_objective_says() -> None:
    """Where there are two evenings, coming twice is dearer than to wait for twenty minutes."""
    evenings = tuple(
        Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock("18:40", day))
        for day in (24, 25)
    )
    conference = autumn(
        sittings=evenings,
        staff=(
            staff("jansen", available=(span("18:00", "18:10"), span("18:00", "18:10", 25))),
            staff("devries", available=(span("18:30", "18:40"),)),
        ),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    first, second = Offers(conference, timetable()).of(F1)
    assert (first.cost.wait_minutes, first.cost.extra_sitting, first.cost.total) == (20, 0, 60)
    assert (second.cost.wait_minutes, second.cost.extra_sitting, second.cost.total) == (0, 1, 300)


def test_words_for_a_family() -> None:
    """In its own language, evening by evening, with what it asks of the family."""
    conference = autumn(
        parties=(family("f1", "fatima", max_talks=2), family("f2", "bram")),
        guardians=(guardian("fatima", preferred=(span("18:00", "18:10"),)), guardian("bram")),
        staff=(staff("jansen"), staff("devries", available=(span("18:30", "18:40"),))),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q3", "f1")),
    )
    offers = Offers(conference, timetable(placed("q1", "18:00")))
    (best, *_) = offers.of(F1, requests=[RequestId("q2")])
    assert best.in_words(offers.cast) == (
        "Tuesday 24 November: 19:00 jansen, 19:30 devries",
        "20 minutes waiting; 1 talk outside the preferred time",
    )
    assert best.in_words(offers.cast, language="nl-NL", names={"devries": "juf De Vries"}) == (
        "dinsdag 24 november: 19:00 jansen, 19:30 juf De Vries",
        "20 minuten wachten; 1 gesprek buiten de gewenste tijd",
    )
    (least, *_) = offers.of(F1)
    assert (
        least.in_words(offers.cast)[-1]
        == "no waiting; 1 talk outside the preferred time; 1 talk has no place"
    )


def test_an_itinerary_over_two_evenings_says_so() -> None:
    """Each evening has a line of its own."""
    evenings = tuple(
        Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock("18:10", day))
        for day in (24, 25)
    )
    conference = autumn(sittings=evenings, requests=(asked("q1", "f1"), asked("q2", "f1", "devries")))
    offers = Offers(conference, timetable())
    assert offers.of(F1)[0].in_words(offers.cast) == (
        "Tuesday 24 November: 19:00 jansen",
        "Wednesday 25 November: 19:00 devries",
        "no waiting; over 2 evenings",
    )


def test_rooms_are_chosen_for_the_way_between_them() -> None:
    """From the hall to the annex it is ten minutes; from one room of the annex to the other it is none."""
    rooms = tuple(Room(id=RoomId(name)) for name in ("annex1", "annex2", "hall"))
    between = (Journey(origin=RoomId("annex1"), destination=RoomId("annex2"), minutes=0),)
    conference = autumn(
        rooms=rooms,
        travel=Travel(default_minutes=10, between=between),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    (best, *_) = Offers(conference, timetable()).of(F1)
    assert [(each.room, f"{each.start:%H:%M}") for each in best.talks] == [
        ("annex1", "18:00"),
        ("annex2", "18:10"),
    ]


def test_a_room_for_two_is_full_with_two() -> None:
    """With a third talk that overlaps in it for five minutes it is not offered, neither time that two are in it."""
    conference = autumn(
        step_minutes=5,
        rooms=(Room(id=RoomId("hall"), capacity=2),),
        staff=tuple(staff(name) for name in ("jansen", "devries", "bos")),
        parties=tuple(family(f"f{number}", f"g{number}") for number in (1, 2, 3)),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f2", "devries"),
            asked("q3", "f3", "bos"),
            asked("q4", "f2", "devries"),
            asked("q5", "f3", "bos"),
        ),
    )
    early = placed("q2", "18:00", room="hall"), placed("q3", "18:05", room="hall")
    late = placed("q4", "18:20", room="hall"), placed("q5", "18:25", room="hall")
    found = Offers(conference, timetable(*early, *late)).of(F1, best=3)
    assert starts(found) == ["q1 18:10", "q1 18:15", "q1 18:30"]


def test_a_talk_that_is_booked_may_move_when_it_is_asked_for() -> None:
    """De Vries comes late; moved next to it, the talk with Jansen saves the wait. A pinned one does not move."""
    late = (staff("jansen"), staff("devries", available=(span("19:00", "19:10"),)))
    requests = (asked("q1", "f1"), asked("q2", "f1", "devries"))
    offers = Offers(autumn(staff=late, requests=requests), timetable(placed("q1", "18:00")))
    assert starts(offers.of(F1, best=1)) == ["q2 19:00"]
    assert offers.of(F1, requests=map(RequestId, ("q1", "q2")), best=1)[0].cost.wait_minutes == 0
    pinned = (asked("q1", "f1", pinned=Pin(start=clock("18:00"))), requests[1])
    still = Offers(autumn(staff=late, requests=pinned), timetable(placed("q1", "18:00")))
    assert starts(still.of(F1, requests=map(RequestId, ("q1", "q2")))) == ["q1 18:00, q2 19:00"]


def test_a_talk_off_the_grid_is_booked_to_the_minute() -> None:
    """A talk that the office put at three past six takes both starts it touches."""
    offers = Offers(autumn(), timetable())
    offers.book(placed("q2", "18:03", 9), placed("nobody", "18:20"))
    assert starts(offers.of(F1, best=1)) == ["q1 18:20"]
    offers.cancel(RequestId("q2"), RequestId("nobody"))
    assert starts(offers.of(F1, best=1)) == ["q1 18:00"]


def test_one_teacher_for_two_children_has_a_pause_and_a_rest() -> None:
    """After one talk Jansen has ten minutes off; De Vries keeps five after each."""
    conference = autumn(
        step_minutes=5,
        staff=(staff("jansen", break_after=1, break_minutes=10), staff("devries", buffer_minutes=5)),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f1"),
            asked("q3", "f2", "devries"),
            asked("q4", "f2", "devries"),
        ),
    )
    offers = Offers(conference, timetable())
    assert starts(offers.of(F1, best=1)) == ["q1 18:00, q2 18:20"]
    assert starts(offers.of(PartyId("f2"), best=1)) == ["q3 18:00, q4 18:15"]
    tireless = Offers(conference, timetable(), rulebook=STANDARD.without("staff-break", "staff-clash"))
    assert starts(tireless.of(F1, best=1)) == ["q1 18:00, q2 18:10"]
    assert starts(tireless.of(PartyId("f2"), best=1)) == ["q3 18:00, q4 18:10"]


def test_an_interpreter_who_is_free_comes_along() -> None:
    """Amal is with Bram first; nobody else speaks the language."""
    conference = autumn(
        guardians=(guardian("fatima", interpreter="ar"), guardian("bram", interpreter="ar")),
        interpreters=(Interpreter(id=InterpreterId("amal"), languages=("ar",)),),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    (best, *_) = Offers(conference, timetable(placed("q2", "18:00", interpreter="amal"))).of(F1)
    assert best.talks == (placed("q1", "18:10", interpreter="amal"),)
    alone = attrs.evolve(conference, interpreters=())
    assert Offers(alone, timetable()).of(F1) == ()


def test_who_is_not_there_is_unknown() -> None:
    """A party nobody knows; a talk of somebody else, whose own talks are the ones named."""
    offers = Offers(autumn(), timetable())
    with pytest.raises(UnknownName, match='unknown party "f9"'):
        offers.of(PartyId("f9"))
    with pytest.raises(UnknownName, match='unknown request "q2"; known: q1'):
        offers.of(F1, requests=[RequestId("q2")])


def test_what_a_conference_knows_is_not_worked_out_again() -> None:
    """Whoever has the cast of a conference gives it instead."""
    cast = Cast(autumn())
    offers = Offers(cast, timetable())
    assert offers.cast is cast
    assert starts(offers.of(F1, best=1)) == ["q1 18:00"]


def test_where_waiting_costs_nothing_earlier_comes_first() -> None:
    """Beside two talks that are kept, however long the time between."""
    conference = autumn(
        weights=Weights(wait_minute=0, long_wait_minute=0),
        staff=tuple(staff(name) for name in ("jansen", "devries", "bos")),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q3", "f1", "bos")),
    )
    kept = timetable(placed("q2", "18:10"), placed("q3", "18:30"))
    found = Offers(conference, kept).of(F1)
    assert starts(found) == ["q1 18:00", "q1 18:20", "q1 18:40", "q1 18:50", "q1 19:00"]
    assert {offer.cost.total for offer in found} == {0}


def test_a_talk_outside_every_sitting_is_kept_and_costs_no_evening() -> None:
    """The office put one at noon; the evening is offered beside it."""
    conference = autumn(requests=(asked("q1", "f1"), asked("q2", "f1", "devries")))
    (best, *_) = Offers(conference, timetable(placed("q2", "12:00"))).of(F1)
    assert (best.talks, best.beside) == ((placed("q1", "18:00"),), (placed("q2", "12:00"),))
    assert (best.cost.extra_sitting, best.cost.wait_minutes, best.cost.outside_preferred) == (0, 0, 1)


@given(asking())
def test_a_preference_that_is_off_costs_a_family_nothing(case: Case) -> None:
    """Waiting that nobody weighs is in no offer's total."""
    conference, planned, party, wanted = case
    careless = attrs.evolve(conference, rules_off=("wait-minutes", "long-wait-minutes"))
    unweighed = attrs.evolve(
        conference, weights=attrs.evolve(conference.weights, wait_minute=0, long_wait_minute=0)
    )
    assert [each.cost for each in Offers(careless, planned).of(party, requests=wanted)] == [
        each.cost for each in Offers(unweighed, planned).of(party, requests=wanted)
    ]
