"""Offers within the rules: ours by example, an adopter's, and those that are switched off."""

from collections.abc import Iterator
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.offer.everything import settled, starts
from tests.conferences.offer.test_law import Case, asking

from partnership.conferences.checker import check
from partnership.conferences.conference import (
    Journey,
    KeepApart,
    Room,
    Sitting,
    Travel,
)
from partnership.conferences.objections import Objection
from partnership.conferences.offer import Offers
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Table, Talk
from partnership.ids import PartyId, RequestId, RoomId, SittingId
from partnership.testing.strategies.conferences import conferences

F1 = PartyId("f1")


def no_jansen_first(talk: Talk, table: Table) -> Iterator[Objection]:
    """An adopter's rule: nobody begins their evening with Jansen."""
    if table.of_party(talk.party.id)[0].id == talk.id and "jansen" in talk.request.staff:
        yield Objection(rule="no-jansen-first", request=talk.id, text="begins with Jansen")


def test_an_adopters_rule_is_kept_in_every_offer() -> None:
    """De Vries first, whatever it costs; what the rule had against another family already is not held against this one."""
    conference = autumn(requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q3", "f2")))
    book = STANDARD.plus(rule()(no_jansen_first))
    offers = Offers(conference, timetable(placed("q3", "18:00")), rulebook=book)
    assert starts(offers.of(F1, best=2)) == ["q2 18:00, q1 18:10", "q2 18:10, q1 18:20"]


def test_the_room_is_chosen_for_the_rule_of_an_adopter() -> None:
    """The annex comes first, but nobody is to be there."""

    @rule()
    def no_annex(talk: Talk, table: Table) -> Iterator[Objection]:
        if talk.placement.room == "annex":
            yield Objection(rule="no-annex", request=talk.id, text="the annex is cold")

    rooms = Room(id=RoomId("annex")), Room(id=RoomId("hall"))
    offers = Offers(autumn(rooms=rooms), timetable(), rulebook=STANDARD.plus(no_annex))
    assert offers.of(F1, best=1)[0].talks == (placed("q1", "18:00", room="hall"),)


@given(asking())
def test_an_adopters_rule_is_kept_as_the_checker_reads_it(case: Case) -> None:
    """Whatever else is asked, no offer brings an objection that was not there."""
    conference, planned, party, wanted = case

    def not_last(talk: Talk, table: Table) -> Iterator[Objection]:
        if table.talks[-1].id == talk.id and len(table.talks) > 1 and "t0" in talk.request.staff:
            yield Objection(rule="not-last", request=talk.id, text="the last talk of all is with t0")

    book = STANDARD.plus(rule()(not_last))
    if check(conference, planned, rulebook=book).valid:
        others = tuple(each for each in planned.placements if each.request not in wanted)
        for offer in Offers(conference, planned, rulebook=book).of(party, requests=wanted):
            assert check(conference, settled(conference, (*others, *offer.talks)), rulebook=book).valid


@given(st.data())
def test_rules_that_are_switched_off_do_not_hold(data: st.DataObject) -> None:
    """Without a rule there are never fewer talks in the best offer."""
    conference = data.draw(conferences(max_requests=4))
    party = data.draw(st.sampled_from(conference.requests)).party
    off = data.draw(st.lists(st.sampled_from(sorted(STANDARD)), unique=True))

    def most(rulebook: Any) -> int:
        found = Offers(conference, timetable(), rulebook=rulebook).of(party, best=1)
        return len(found[0].talks) if found else 0

    assert most(STANDARD.without(*off)) >= most(STANDARD)


def test_parties_kept_apart_are_kept_apart_in_what_is_offered() -> None:
    """The other parent is there from six; nothing before half past is open, and no word says why."""
    conference = autumn(
        keep_apart=(KeepApart(parties=(F1, PartyId("f2")), minutes=30),),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f2", "devries"),
        ),
    )
    found = Offers(conference, timetable(placed("q2", "18:00"))).of(F1, best=1)
    assert starts(found) == ["q1 18:30"]
    assert "f2" not in repr(found)
    together = STANDARD.without("kept-apart")
    found = Offers(conference, timetable(placed("q2", "18:00")), rulebook=together).of(F1, best=1)
    assert starts(found) == ["q1 18:00"]


def test_parties_kept_a_minute_apart_are_not_there_at_the_same_time() -> None:
    """A talk of twenty minutes cannot begin before that of the other parent and run into it."""
    conference = autumn(
        keep_apart=(KeepApart(parties=(F1, PartyId("f2")), minutes=1),),
        requests=(asked("q1", "f1", minutes=20), asked("q2", "f2", "devries")),
    )
    booked = timetable(placed("q2", "18:10"))
    (offer,) = Offers(conference, booked).of(F1, best=1)
    assert starts((offer,)) == ["q1 18:20"]


def test_a_wait_that_a_rulebook_does_not_weigh_costs_nothing() -> None:
    """Twenty minutes between the talk with Jansen and that with De Vries are sixty points; long ones cost more."""
    late = (staff("jansen"), staff("devries", available=(span("18:30", "18:40"),)))
    conference = autumn(staff=late, requests=(asked("q1"), asked("q2", "f1", "devries")))
    booked = timetable(placed("q1", "18:00"))
    (usual,) = Offers(conference, booked).of(F1)
    (careless,) = Offers(conference, booked, rulebook=STANDARD.without("wait-minutes")).of(F1)
    assert (usual.cost.wait_minutes, usual.cost.total) == (20, 60)
    assert (careless.cost.wait_minutes, careless.cost.total) == (20, 0)


def test_a_guardian_of_two_parties_has_time_to_get_from_one_to_the_other() -> None:
    """Fatima comes with Bram too, from six; it is ten minutes' walk to her own talk, and she waits no longer than twenty."""
    conference = autumn(
        travel=Travel(default_minutes=10),
        guardians=(guardian("fatima", max_wait_minutes=20), guardian("bram")),
        parties=(family("f1", "fatima"), family("f2", "bram fatima")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    assert starts(Offers(conference, timetable(placed("q2", "18:00"))).of(F1)) == ["q1 18:20", "q1 18:30"]


def test_a_teacher_has_a_pause_before_and_after_a_row() -> None:
    """Two in a row and then ten minutes off: nothing next to the pair at ten past, nor between two that stand alone."""
    conference = autumn(
        staff=(staff("jansen", break_after=2, break_minutes=10), staff("devries")),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els"), family("f4", "gijs")),
        requests=(asked("q1", "f1"), asked("q2", "f2"), asked("q3", "f3"), asked("q4", "f4")),
    )
    booked = timetable(placed("q2", "18:10"), placed("q3", "18:20"), placed("q4", "18:40"))
    assert starts(Offers(conference, booked).of(F1, best=2)) == ["q1 18:50", "q1 19:00"]
    tireless = Offers(conference, booked, rulebook=STANDARD.without("staff-break"))
    assert starts(tireless.of(F1, best=2)) == ["q1 18:00", "q1 18:30"]


def test_where_rooms_are_not_counted_a_full_room_is_offered() -> None:
    """The rule is switched off; the room is told all the same."""
    conference = autumn(
        rooms=(Room(id=RoomId("hall")),), requests=(asked("q1", "f1"), asked("q2", "f2", "devries"))
    )
    booked = timetable(placed("q2", "18:00", room="hall"))
    assert starts(Offers(conference, booked).of(F1, best=1)) == ["q1 18:10"]
    loose = Offers(conference, booked, rulebook=STANDARD.without("room-capacity"))
    assert loose.of(F1, best=1)[0].talks == (placed("q1", "18:00", room="hall"),)


def test_a_pupil_who_sits_in_is_in_one_talk_at_a_time() -> None:
    """Also when another party has the other talk."""
    first = (span("18:00", "18:20"),)
    conference = autumn(
        staff=(staff("jansen"), staff("devries", available=first)),
        parties=(family("f1", "fatima", pupils="emma"), family("f2", "bram", pupils="emma")),
        requests=(
            asked("q1", "f1", "jansen", "emma", pupil_attends=True),
            asked("q2", "f2", "devries", "emma", pupil_attends=True),
        ),
    )
    found = Offers(conference, timetable(placed("q1", "18:00"))).of(PartyId("f2"))
    assert [talk.start for offer in found for talk in offer.talks] == [clock("18:10")]


def test_nobody_is_offered_a_longer_wait_than_they_can() -> None:
    """Neither after a talk of the same family nor after one of another family they belong to."""
    late = (span("19:00", "20:00"),)
    conference = autumn(
        staff=(staff("jansen"), staff("devries", available=late)),
        guardians=(guardian("fatima", max_wait_minutes=30),),
        parties=(family("f1", "fatima"), family("f2", "fatima")),
        requests=(asked("q1"), asked("q2", "f1", "devries"), asked("q3", "f2", "devries")),
    )
    offers = Offers(conference, timetable(placed("q1", "18:00")))
    assert offers.of(PartyId("f1"), requests=[RequestId("q2")]) == ()
    assert offers.of(PartyId("f2")) == ()
    offers.book(placed("q1", "18:50"))
    assert [each.talks[0].start for each in offers.of(PartyId("f2"), best=1)] == [clock("19:00")]


def test_a_night_between_two_talks_is_no_wait() -> None:
    """A guardian of two parties who waits badly may come on two evenings."""
    conference = autumn(
        sittings=(
            Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00")),
            Sitting(id=SittingId("wed"), start=clock("18:00", 25), end=clock("20:00", 25)),
        ),
        staff=(staff("jansen"), staff("devries", available=(span("18:00", "20:00", 25),))),
        guardians=(guardian("fatima", max_wait_minutes=0),),
        parties=(family("f1", "fatima"), family("f2", "fatima")),
        requests=(asked("q1"), asked("q2", "f2", "devries")),
    )
    [offer] = Offers(conference, timetable(placed("q1", "18:00"))).of(PartyId("f2"), best=1)
    assert offer.talks[0].start == clock("18:00", 25)


def test_where_the_presence_of_guardians_is_not_asked_any_time_is_offered() -> None:
    """Fatima said she can never come; the school plans all the same."""
    conference = autumn(guardians=(guardian("fatima", available=()), guardian("bram")))
    assert Offers(conference, timetable()).of(F1) == ()
    free = attrs.evolve(conference, rules_off=("guardian-present",))
    assert starts(Offers(free, timetable()).of(F1, best=1)) == ["q1 18:00"]


def test_a_school_that_counts_no_way_between_rooms_is_offered_talks_right_after_each_other() -> None:
    """Half an hour from room to room, which only who keeps the rule has to wait for."""
    conference = autumn(
        rooms=(Room(id=RoomId("r12")), Room(id=RoomId("gym"))),
        staff=(staff("jansen", room=RoomId("r12")), staff("devries", room=RoomId("gym"))),
        travel=Travel(
            default_minutes=30,
            between=(Journey(origin=RoomId("r12"), destination=RoomId("gym"), minutes=30),),
        ),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    walked = Offers(conference, timetable()).of(F1, best=1)
    beamed = Offers(conference, timetable(), rulebook=STANDARD.without("travel-time")).of(F1, best=1)
    assert starts(walked) == ["q1 18:00, q2 18:40"]
    assert starts(beamed) == ["q1 18:00, q2 18:10"]


def test_a_school_that_lets_families_wait_offers_what_they_must_wait_for() -> None:
    """Fatima can wait five minutes; Jansen is there at six and De Vries at seven."""
    conference = autumn(
        guardians=(guardian("fatima", max_wait_minutes=5), guardian("bram")),
        staff=(
            staff("jansen", available=(span("18:00", "18:10"),)),
            staff("devries", available=(span("19:00", "19:10"),)),
        ),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    assert [len(each.talks) for each in Offers(conference, timetable()).of(F1, best=1)] == [1]
    patient = Offers(conference, timetable(), rulebook=STANDARD.without("most-waiting"))
    assert starts(patient.of(F1, best=1)) == ["q1 18:00, q2 19:00"]


def test_a_room_too_far_for_the_next_talk_gives_way_to_a_nearer_one() -> None:
    """The attic comes first and is half an hour from the gym, where De Vries is for ten minutes only."""
    rooms = tuple(Room(id=RoomId(name)) for name in ("attic", "hall", "gym"))
    conference = autumn(
        rooms=rooms,
        staff=(
            staff("jansen", available=(span("18:00", "18:10"),)),
            staff("devries", available=(span("18:10", "18:20"),), room=RoomId("gym")),
        ),
        travel=Travel(between=(Journey(origin=RoomId("attic"), destination=RoomId("gym"), minutes=30),)),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    (offer,) = Offers(conference, timetable()).of(F1, best=1)
    assert starts((offer,)) == ["q1 18:00, q2 18:10"]
    assert offer.talks[0].room != "attic"


def test_a_way_that_no_rule_counts_keeps_nobody_from_two_talks() -> None:
    """Both are there for ten minutes, one right after the other, half an hour apart as the school walks."""
    conference = autumn(
        rooms=(Room(id=RoomId("r12")), Room(id=RoomId("gym"))),
        staff=(
            staff("jansen", room=RoomId("r12"), available=(span("18:00", "18:10"),)),
            staff("devries", room=RoomId("gym"), available=(span("18:10", "18:20"),)),
        ),
        travel=Travel(default_minutes=30),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    beamed = Offers(conference, timetable(), rulebook=STANDARD.without("travel-time"))
    assert [len(each.talks) for each in Offers(conference, timetable()).of(F1, best=1)] == [1]
    assert starts(beamed.of(F1, best=1)) == ["q1 18:00, q2 18:10"]
