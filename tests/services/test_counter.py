"""Acts at the counter: by a guardian or by staff, on the terms of booking; baskets and the waiting list."""

from datetime import timedelta
from hashlib import sha256

import attrs
import pytest
from tests.conferences.autumn import asked, family, guardian, span, staff
from tests.services.desk_of_autumn import AUTUMN, BEUK, NOON, Autumn, asked_for, minute, q

from partnership.conferences.booking_life.baskets import Basket, BasketState, end_basket
from partnership.conferences.booking_life.caps import Cap, Per
from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.held_back import HeldBack
from partnership.conferences.booking_life.phases import Group, Phase
from partnership.conferences.booking_life.quota import Quota
from partnership.conferences.booking_life.rulings import NOT_FREE
from partnership.conferences.booking_life.terms import Promotion, WaitingOrder
from partnership.conferences.booking_life.waiting import Waiting
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Interpreter, PupilPresence, Room
from partnership.conferences.timetable import LeftOver, Timetable
from partnership.errors import IllegalStep, InvalidInput, NotFound, Taken
from partnership.ids import BasketId, GuardianId, InterpreterId, PartyId, PupilId, RoomId, StaffId
from partnership.people.standing import Verdict
from partnership.services.baskets import BasketRefused, Confirmed
from partnership.services.conferences import ask
from partnership.services.planning import plan
from partnership.services.talks import Booked, Cancelled, Refused

IN_AN_HOUR = NOON + timedelta(hours=1)


def refused(answer: object) -> tuple[str, ...]:
    """The rules by which something was refused."""
    assert isinstance(answer, Refused)
    return answer.ruling.rules


def basket(answer: object) -> Basket:
    """What was taken."""
    assert isinstance(answer, Basket), answer
    return answer


# -- acts -------------------------------------------------------------------------------------------------------------


def test_a_family_books_moves_and_cancels_its_own_talk() -> None:
    """Each is in the journal as done by that guardian."""
    autumn = Autumn(asked_for())
    assert isinstance(autumn.at("fatima").book(q("q1"), minute(0)), Booked)
    moved = autumn.at("fatima").book(q("q1"), minute(30))
    assert isinstance(moved, Booked)
    assert moved.ruling.act.deed is Deed.MOVE
    assert isinstance(autumn.at("fatima").cancel(q("q1")), Cancelled)
    assert autumn.held() == {}
    assert autumn.journal() == ["conference.opened", "talk.booked", "talk.moved", "talk.cancelled"]


def test_the_talk_of_another_family_is_not_there() -> None:
    """Whatever is tried with it."""
    autumn = Autumn(asked_for())
    for attempt in (
        lambda: autumn.at("bram").book(q("q1"), minute(0)),
        lambda: autumn.at("bram").cancel(q("q1")),
        lambda: autumn.at("bram").take({q("q1"): minute(0)}),
        lambda: autumn.at("bram").wait(q("q1")),
        lambda: autumn.at("bram").leave(q("q1")),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_before_its_phase_a_family_is_refused_and_told_when() -> None:
    """The refusal is in the journal, with the instant; staff may book."""
    opens = Phase(group=Group.ALL, opens=IN_AN_HOUR)
    autumn = Autumn(asked_for(phases=(opens,)))
    answer = autumn.at("fatima").book(q("q1"), minute(0))
    assert isinstance(answer, Refused)
    assert (answer.ruling.rules, answer.ruling.opens) == (("phase",), IN_AN_HOUR)
    *_, (_, change) = autumn.school.store.journal(autumn.school.settings.school.id)
    assert (change.what, change.details["rules"]) == ("act.refused", ["phase"])
    assert change.details["opens"] == IN_AN_HOUR.isoformat()
    assert isinstance(autumn.desk().book(q("q2"), minute(0)), Booked)
    autumn.later(60)
    assert isinstance(autumn.at("fatima").book(q("q1"), minute(10)), Booked)


def test_the_quota_looks_back_over_what_was_taken() -> None:
    """Also what was given back counts; an hour later there is room again."""
    autumn = Autumn(
        asked_for(
            phases=(Phase(group=Group.ALL, opens=NOON),),
            quota=Quota(talks=1, minutes=60, first_minutes=600),
        )
    )
    assert isinstance(autumn.at("fatima").book(q("q1"), minute(0)), Booked)
    assert refused(autumn.at("fatima").book(q("q4"), minute(20))) == ("quota",)
    assert isinstance(autumn.at("fatima").book(q("q1"), minute(10)), Booked)
    autumn.later(59)
    answer = autumn.at("fatima").book(q("q4"), minute(20))
    assert isinstance(answer, Refused)
    assert answer.ruling.opens == IN_AN_HOUR
    autumn.later(1)
    assert isinstance(autumn.at("fatima").book(q("q4"), minute(20)), Booked)


def test_staff_go_over_a_cap_with_a_reason_that_is_shown() -> None:
    """Who, why, which rule; in the journal too. A guardian cannot."""
    autumn = Autumn(asked_for(caps=(Cap(per=Per.PARTY, talks=1),)))
    autumn.at("fatima").book(q("q1"), minute(0))
    assert refused(autumn.at("fatima").book(q("q4"), minute(20))) == ("cap",)
    assert refused(autumn.desk().book(q("q4"), minute(20))) == ("cap",)
    booked = autumn.desk("staff:devries", why="they asked for help").book(q("q4"), minute(20))
    assert isinstance(booked, Booked)
    (override,) = autumn.school.overrides(AUTUMN)
    assert (override.rule, override.by, override.why) == ("cap", "staff:devries", "they asked for help")
    assert "asked for help" not in repr(override)
    assert "rule.set_aside" in autumn.journal()


def test_after_the_cut_off_staff_decide() -> None:
    """Families no longer cancel by themselves; staff have a cut-off of their own, and a reason sets it aside."""
    cut_offs = (CutOff(whom=Side.GUARDIAN, at=IN_AN_HOUR), CutOff(whom=Side.STAFF, at=IN_AN_HOUR))
    autumn = Autumn(asked_for(cut_offs=cut_offs))
    autumn.at("fatima").book(q("q1"), minute(0))
    autumn.later(60)
    assert refused(autumn.at("fatima").cancel(q("q1"))) == ("cut-off",)
    assert refused(autumn.desk().cancel(q("q1"))) == ("cut-off",)
    assert isinstance(autumn.desk(why="the child is ill").cancel(q("q1")), Cancelled)


def test_asking_is_on_the_terms_too() -> None:
    """A cap on what is asked, a phase, and a party of one's own."""
    caps = (Cap(per=Per.PARTY, talks=2),)
    opens = (Phase(group=Group.INVITED, opens=NOON, parties=(PartyId("f2"),)),)
    autumn = Autumn(asked_for(caps=caps, phases=opens))
    more = asked("q7", "f1", "jansen", "p1")
    (answer,) = autumn.at("fatima").ask(more)
    assert (answer.verdict, answer.ruling.rules) == (Verdict.DENY, ("cap", "phase"))
    first, second = autumn.at("bram").ask(asked("q5", "f2", "devries"), asked("q6", "f2", "jansen"))
    assert (first.verdict, second.verdict) == (Verdict.ALLOW, Verdict.DENY)
    (by_staff,) = autumn.desk(why="a fresh start").ask(more)
    assert by_staff.verdict is Verdict.ALLOW
    with pytest.raises(NotFound):
        autumn.at("bram").ask(asked("q8", "f1", "jansen"))


def test_a_guardian_speaks_for_nobody_else() -> None:
    """Neither says who is in a party, nor when somebody else can come."""
    autumn = Autumn(asked_for())
    caller = autumn.school.caller(GuardianId("fatima"))
    with pytest.raises(InvalidInput, match="only the school says") as caught:
        ask(
            autumn.school.desk,
            AUTUMN,
            [],
            parties=[family("f1", "fatima bram")],
            guardians=[guardian("bram")],
            caller=caller,
        )
    assert len(caught.value.problems) == 2
    assert autumn.at("fatima").ask(guardians=[guardian("fatima")]) == ()
    with pytest.raises(InvalidInput):
        ask(autumn.school.desk, AUTUMN, [], pupils=[PupilPresence(id=PupilId("p1"))], caller=caller)
    assert autumn.at("fatima").ask(asked("q8", "f1", "jansen"))[0].verdict is Verdict.ALLOW


@pytest.mark.parametrize(
    ("party", "pupil", "said"),
    [
        ("f2", "p2", "no party with id 'f2' at this school"),
        ("f9", "p1", "no party with id 'f9' at this school"),
        ("f1", "p2", "pupils: names a pupil who is not of this party"),
        ("f1", "p9", "pupils: names a pupil who is not of this party"),
    ],
)
def test_who_else_there_is_is_not_told(party: str, pupil: str, said: str) -> None:
    """A guardian who asks for another's party or child hears the same, whether or not there is one."""
    autumn = Autumn(asked_for())
    with pytest.raises((NotFound, InvalidInput)) as caught:
        autumn.at("fatima").ask(asked("q8", party, "jansen", pupil))
    assert said in str(caught.value)
    assert "known" not in str(caught.value)


# -- baskets ----------------------------------------------------------------------------------------------------------


def test_a_basket_is_all_or_none() -> None:
    """One start that cannot be had, and nothing is held; both, and both are."""
    autumn = Autumn(asked_for())
    autumn.at("bram").book(q("q2"), minute(0))
    answer = autumn.at("fatima").take({q("q1"): minute(0), q("q4"): minute(20)})
    assert isinstance(answer, BasketRefused)
    assert {ruling.act.request: ruling.refusals for ruling in answer.rulings} != {}
    assert [ruling.refusals for ruling in answer.rulings if not ruling.allowed] == [(NOT_FREE,)]
    assert isinstance(autumn.at("chen").book(q("q3"), minute(20)), Booked)
    held = basket(autumn.at("fatima").take({q("q1"): minute(10), q("q4"): minute(30)}))
    assert (held.until, held.guardians) == (NOON + timedelta(minutes=15), ("guardian:fatima",))
    assert [each.what for _, each in autumn.school.store.journal(BEUK)][-1] == "basket.held"


def test_what_a_basket_holds_nobody_else_gets() -> None:
    """Not by booking, not by another basket, not by planning, not at another conference."""
    autumn = Autumn(asked_for(30))
    autumn.at("fatima").take({q("q1"): minute(0)})
    assert refused(autumn.at("bram").book(q("q2"), minute(0))) == ("not-free",)
    with pytest.raises(Taken):
        autumn.desk().book(q("q2"), minute(0))
    assert isinstance(autumn.at("bram").take({q("q2"): minute(0)}), BasketRefused)
    spring = autumn.school.open_conference(asked_for())
    with pytest.raises(Taken):
        autumn.school.book(spring, q("q2"), minute(0))
    assert isinstance(
        autumn.school.counter(spring, GuardianId("bram")).take({q("q2"): minute(0)}), BasketRefused
    )
    assert refused(autumn.school.counter(spring, GuardianId("bram")).book(q("q2"), minute(0))) == (
        "not-free",
    )
    autumn.school.plan(AUTUMN, iterations=500)
    assert set(autumn.held()) == {"q2", "q3", "q4"}
    assert minute(0) not in {autumn.held()["q2"], autumn.held()["q3"]}
    autumn.school.repair(AUTUMN)
    assert set(autumn.held()) == {"q2", "q3", "q4"}


def test_a_basket_is_confirmed_once() -> None:
    """Its talks are booked, everyone in them is told, and it is over."""
    autumn = Autumn(asked_for())
    held = basket(autumn.at("fatima").take({q("q1"): minute(0), q("q4"): minute(20)}))
    assert autumn.topics() == []
    answer = autumn.at("fatima").confirm(held.id)
    assert isinstance(answer, Confirmed)
    assert autumn.held() == {"q1": minute(0), "q4": minute(20)}
    assert autumn.topics() == [
        ("talk-booked", "guardian:fatima"),
        ("talk-booked", "guardian:fatima"),
        ("talk-booked", "staff:devries"),
        ("talk-booked", "staff:jansen"),
    ]
    with pytest.raises(IllegalStep, match="this basket is confirmed and cannot be confirmed"):
        autumn.at("fatima").confirm(held.id)


def test_a_basket_is_its_familys() -> None:
    """Another family, another conference or a slip of the pen finds none."""
    autumn = Autumn(asked_for())
    held = basket(autumn.at("fatima").take({q("q1"): minute(0)}))
    spring = autumn.school.open_conference(asked_for())
    for counter, id in (
        (autumn.at("bram"), held.id),
        (autumn.at("fatima"), BasketId("b9")),
        (autumn.school.counter(spring), held.id),
    ):
        with pytest.raises(NotFound):
            counter.confirm(id)
    assert isinstance(autumn.desk().confirm(held.id), Confirmed)


def test_a_basket_lapses_by_itself() -> None:
    """After its minutes it cannot be confirmed, and the next who comes by gets the start; the family is told."""
    autumn = Autumn(asked_for(hold_minutes=5))
    held = basket(autumn.at("fatima").take({q("q1"): minute(0)}))
    autumn.later(5)
    with pytest.raises(IllegalStep, match="past its time and cannot be confirmed; from there: lapse"):
        autumn.at("fatima").confirm(held.id)
    assert isinstance(autumn.at("bram").book(q("q2"), minute(0)), Booked)
    assert ("basket-lapsed", "guardian:fatima") in autumn.topics()
    assert "basket.lapsed" in autumn.journal()
    with pytest.raises(IllegalStep, match="lapsed"):
        autumn.at("fatima").give_back(held.id)


def test_a_sweep_puts_away_what_nobody_looked_at() -> None:
    """So that a basket does not hold a start until somebody comes by."""
    autumn = Autumn(asked_for(hold_minutes=5))
    basket(autumn.at("fatima").take({q("q1"): minute(0)}))
    autumn.later(4)
    autumn.desk().sweep()
    assert len(autumn.school.conference(AUTUMN).baskets) == 1
    autumn.later(1)
    autumn.desk().sweep()
    assert autumn.school.conference(AUTUMN).baskets == {}


def test_no_basket_outlives_the_first_of_its_talks() -> None:
    """However long the terms hold one."""
    autumn = Autumn(asked_for(hold_minutes=43_200))
    held = basket(autumn.at("fatima").take({q("q1"): minute(40), q("q4"): minute(20)}))
    assert held.until == minute(20)


def test_a_basket_is_given_back() -> None:
    """Its starts are free at once."""
    autumn = Autumn(asked_for())
    held = basket(autumn.at("fatima").take({q("q1"): minute(0)}))
    assert autumn.at("fatima").give_back(held.id).state is BasketState.GIVEN_BACK
    assert isinstance(autumn.at("bram").book(q("q2"), minute(0)), Booked)


def test_a_basket_in_which_nothing_can_be() -> None:
    """No talks, talks of two families, a talk that is booked or held already."""
    autumn = Autumn(asked_for())
    with pytest.raises(InvalidInput):
        autumn.desk().take({})
    with pytest.raises(InvalidInput):
        autumn.desk().take({q("q1"): minute(0), q("q2"): minute(10)})
    autumn.at("fatima").book(q("q1"), minute(0))
    basket(autumn.at("fatima").take({q("q4"): minute(30)}))
    for name in ("q1", "q4"):
        answer = autumn.at("fatima").take({q(name): minute(50)})
        assert isinstance(answer, BasketRefused)
        assert answer.rulings[0].rules == ("basket",)
    assert refused(autumn.at("fatima").book(q("q4"), minute(40))) == ("basket",)
    assert refused(autumn.at("fatima").cancel(q("q4"))) == ("basket",)


def test_the_law_is_asked_again_when_a_basket_is_confirmed() -> None:
    """Who lost the right meanwhile books nothing; the starts stay held until they lapse."""
    autumn = Autumn(asked_for())
    held = basket(autumn.at("fatima").take({q("q1"): minute(0)}))
    school = autumn.school
    school.settings = attrs.evolve(
        school.settings, school=attrs.evolve(school.settings.school, jurisdiction="nl")
    )
    name = {"name": {"given": "Fatima", "family": "Amrani"}}
    school.keep_locally("guardian", "fatima", name, by="staff:t1", why="roster")
    school.keep_locally("pupil", "p1", name, by="staff:t1", why="roster")
    answer = autumn.at("fatima").confirm(held.id)
    assert isinstance(answer, BasketRefused)
    assert answer.rulings[0].rules == ("standing",)
    assert autumn.held() == {}


def test_a_talk_in_between_lets_the_others_be_far_apart() -> None:
    """Of a few starts every order is tried: the wait is short only once all three are there."""
    conference = attrs.evolve(
        asked_for(), guardians=(guardian("fatima", max_wait_minutes=25), guardian("bram"), guardian("chen"))
    )
    conference = attrs.evolve(conference, requests=(*conference.requests, asked("q5", "f1", "devries")))
    autumn = Autumn(conference)
    starts = {q("q1"): minute(0), q("q4"): minute(30), q("q5"): minute(60)}
    assert isinstance(autumn.at("fatima").take({q("q1"): minute(0), q("q5"): minute(60)}), BasketRefused)
    assert len(basket(autumn.at("fatima").take(starts)).bookings) == 3


def test_of_many_starts_two_orders_are_tried() -> None:
    """Five at once are taken in order of time."""
    conference = asked_for()
    more = tuple(asked(f"r{number}", "f1", "devries") for number in range(5))
    autumn = Autumn(attrs.evolve(conference, requests=(*conference.requests, *more)))
    held = basket(autumn.at("fatima").take({q(f"r{number}"): minute(10 * number) for number in range(5)}))
    assert [each.placement.start for each in held.bookings] == [minute(10 * number) for number in range(5)]


def test_a_basket_keeps_its_seat_and_lets_go_of_its_interpreter() -> None:
    """Planning may give it another interpreter; its start and its room stay."""
    both = tuple(Interpreter(id=InterpreterId(f"i{number}"), languages=("ar",)) for number in range(2))
    conference = attrs.evolve(
        asked_for(30),
        rooms=(Room(id=RoomId("hall"), capacity=2),),
        interpreters=both,
        guardians=tuple(guardian(name, interpreter="ar") for name in ("fatima", "bram", "chen")),
    )
    autumn = Autumn(conference)
    held = basket(autumn.at("fatima").take({q("q4"): minute(10)}))
    autumn.at("bram").book(q("q2"), minute(10))
    kept = autumn.school.conference(AUTUMN)
    seats = {each.seat for each in (*kept.baskets[held.id].bookings, *kept.bookings.values())}
    assert seats == {0, 1}
    autumn.school.plan(AUTUMN, iterations=300)
    assert isinstance(autumn.at("fatima").confirm(held.id), Confirmed)
    assert autumn.held()["q4"] == minute(10)
    assert check(conference, attrs.evolve(autumn.school.conference(AUTUMN).timetable(), bound=None)).valid


def test_a_change_of_the_conference_breaks_a_basket_that_cannot_stand() -> None:
    """Jansen is ill: the family is told at once that nothing is held for it any more; other baskets stay."""
    autumn = Autumn(asked_for())
    broken = basket(autumn.at("bram").take({q("q2"): minute(0)}))
    stays = basket(autumn.at("fatima").take({q("q4"): minute(0)}))
    conference = autumn.school.conference(AUTUMN).conference
    ill = attrs.evolve(conference, staff=(staff("jansen", available=()), staff("devries")))
    autumn.school.change_conference(AUTUMN, ill, why="ill")
    assert list(autumn.school.conference(AUTUMN).baskets) == [stays.id]
    assert autumn.topics() == [("basket-broken", "guardian:bram")]
    with pytest.raises(IllegalStep, match="this basket is broken"):
        autumn.at("bram").confirm(broken.id)
    gone = attrs.evolve(ill, requests=tuple(each for each in ill.requests if each.id != "q4"))
    autumn.later(15)
    autumn.school.change_conference(AUTUMN, gone, why="withdrawn")
    assert autumn.topics() == [("basket-lapsed", "guardian:fatima")]


class Leaving:
    """A solver that places nobody."""

    def solve(self, conference: Conference, **_: object) -> Timetable:
        """Everyone is left over."""
        return Timetable(left_over=tuple(LeftOver(request=each.id) for each in conference.requests))


def test_a_planner_that_leaves_out_what_is_held_breaks_the_basket() -> None:
    """The family is told; nothing of it is booked or held any more."""
    autumn = Autumn(asked_for())
    basket(autumn.at("fatima").take({q("q1"): minute(0)}))
    plan(autumn.school.desk, AUTUMN, Leaving(), name="leaving", by="staff:office")
    assert autumn.school.conference(AUTUMN).baskets == {}
    assert autumn.topics() == [("basket-broken", "guardian:fatima")]


def test_a_basket_ends_in_one_way() -> None:
    """Before its time it does not lapse; after it nothing else becomes of it."""
    autumn = Autumn(asked_for())
    held = basket(autumn.at("fatima").take({q("q1"): minute(0)}))
    with pytest.raises(IllegalStep, match="is held and cannot lapse"):
        end_basket(held, BasketState.LAPSED, at=NOON)
    with pytest.raises(IllegalStep, match="cannot be broken"):
        end_basket(held, BasketState.BROKEN, at=held.until)


# -- the waiting list -------------------------------------------------------------------------------------------------


def full(**terms: object) -> Autumn:
    """An evening of one start with Jansen, which Fatima has; Bram and Chen wait."""
    autumn = Autumn(asked_for(10, **terms))
    autumn.at("fatima").book(q("q1"), minute(0))
    autumn.told()
    for name, number in (("chen", "q3"), ("bram", "q2")):
        assert isinstance(autumn.at(name).wait(q(number)), Waiting)
        autumn.later(1)
    return autumn


def test_a_place_that_comes_free_goes_to_who_is_next() -> None:
    """Booked in the same moment, and told; the other waits on."""
    autumn = full(waiting_order=WaitingOrder.FIRST_COME)
    autumn.at("fatima").cancel(q("q1"))
    assert autumn.held() == {"q3": minute(0)}
    assert ("talk-booked", "guardian:chen") in autumn.topics()
    assert [entry.request for entry in autumn.desk().waiting()] == ["q2"]
    assert autumn.journal()[-1] == "waiting.booked"


def test_who_asked_first_is_not_next_by_right() -> None:
    """The smallest share goes first, then the weight, then a lot that anyone can draw again."""
    conference = asked_for(10)
    autumn = Autumn(conference)
    autumn.at("fatima").book(q("q1"), minute(0))
    heavy = attrs.evolve(
        autumn.school.conference(AUTUMN).conference,
        requests=tuple(
            attrs.evolve(each, weight=5) if each.id == "q2" else each for each in conference.requests
        ),
    )
    autumn.school.change_conference(AUTUMN, heavy, why="a worry")
    autumn.at("chen").wait(q("q3"))
    autumn.later(1)
    autumn.at("bram").wait(q("q2"))
    autumn.at("fatima").cancel(q("q1"))
    assert autumn.held() == {"q2": minute(0)}


@pytest.mark.parametrize("lot", ["a", "b", "c", "d"])
def test_a_lot_decides_among_equals(lot: str) -> None:
    """The hash of the published text, the conference and the request: the smallest is next."""
    autumn = full(lot=lot)
    drawn = {name: sha256(f"{lot}\0autumn\0{name}".encode()).hexdigest() for name in ("q2", "q3")}
    autumn.at("fatima").cancel(q("q1"))
    assert autumn.held() == {min(drawn, key=lambda name: drawn[name]): minute(0)}


def test_a_place_can_be_offered_instead() -> None:
    """It is held for the family to confirm; when it lapses the next one is offered it."""
    autumn = full(promotion=Promotion.OFFER, waiting_order=WaitingOrder.FIRST_COME, offer_minutes=60)
    autumn.at("fatima").cancel(q("q1"))
    (first,) = autumn.school.conference(AUTUMN).baskets.values()
    assert (first.party, first.offered, autumn.held()) == ("f3", True, {})
    assert ("place-offered", "guardian:chen") in autumn.topics()
    autumn.later(60)
    autumn.desk().sweep()
    (second,) = autumn.school.conference(AUTUMN).baskets.values()
    assert second.party == "f2"
    assert autumn.topics() == [("basket-lapsed", "guardian:chen"), ("place-offered", "guardian:bram")]
    assert isinstance(autumn.at("bram").confirm(second.id), Confirmed)
    assert autumn.desk().waiting() == ()


def test_nobody_is_promoted_against_a_rule() -> None:
    """Who is next but cannot come then is passed over, and stays on the list."""
    autumn = full(waiting_order=WaitingOrder.FIRST_COME)
    conference = autumn.school.conference(AUTUMN).conference
    busy = attrs.evolve(
        conference, guardians=(guardian("chen", available=()), guardian("bram"), guardian("fatima"))
    )
    autumn.school.change_conference(AUTUMN, busy, why="chen works")
    autumn.at("fatima").cancel(q("q1"))
    assert autumn.held() == {"q2": minute(0)}
    assert [entry.request for entry in autumn.at("chen").waiting()] == ["q3"]


def test_somebody_at_another_conference_is_passed_over() -> None:
    """The store knows; nothing is half done."""
    autumn = full(waiting_order=WaitingOrder.FIRST_COME)
    other = attrs.evolve(asked_for(), requests=(asked("q3", "f3", "devries"),))
    spring = autumn.school.open_conference(other)
    autumn.school.book(spring, q("q3"), minute(0))
    autumn.at("fatima").cancel(q("q1"))
    assert autumn.held() == {"q2": minute(0)}


def test_a_move_and_a_basket_given_back_free_a_place() -> None:
    """Whatever frees one: the list is gone through in the same transaction."""
    autumn = Autumn(asked_for(20))
    autumn.at("fatima").book(q("q1"), minute(0))
    held = basket(autumn.at("chen").take({q("q3"): minute(10)}))
    autumn.at("bram").wait(q("q2"))
    assert set(autumn.held()) == {"q1"}
    autumn.at("chen").give_back(held.id)
    assert autumn.held() == {"q1": minute(0), "q2": minute(10)}
    autumn.at("chen").wait(q("q3"))
    conference = autumn.school.conference(AUTUMN).conference
    longer = attrs.evolve(conference, sittings=(attrs.evolve(conference.sittings[0], end=minute(30)),))
    autumn.school.change_conference(AUTUMN, longer, why="ten minutes more")
    autumn.at("fatima").book(q("q1"), minute(20))
    assert autumn.held() == {"q1": minute(20), "q2": minute(10), "q3": minute(0)}


def test_a_release_frees_a_place() -> None:
    """The next act after the instant, or a sweep, gives what was held back to who waits."""
    kept = HeldBack(staff=StaffId("jansen"), span=span("18:00", "18:10"), release=IN_AN_HOUR)
    autumn = Autumn(asked_for(10, held_back=(kept,)))
    autumn.at("bram").wait(q("q2"))
    assert refused(autumn.at("chen").book(q("q3"), minute(0))) == ("held-back",)
    autumn.later(60)
    assert refused(autumn.at("chen").book(q("q3"), minute(0))) == ("not-free",)
    assert autumn.held() == {"q2": minute(0)}


def test_waiting_where_there_is_a_place_is_booking() -> None:
    """It is given at once, at a time the family would rather come."""
    autumn = Autumn(
        attrs.evolve(
            asked_for(),
            guardians=(
                guardian("fatima", preferred=(span("19:00", "20:00"),)),
                guardian("bram"),
                guardian("chen"),
            ),
        )
    )
    autumn.at("fatima").wait(q("q1"))
    assert autumn.held() == {"q1": minute(60)}
    assert refused(autumn.at("fatima").wait(q("q1"))) == ("waiting",)


def test_who_waits_is_on_the_list_once_and_can_leave_it() -> None:
    """And a talk that is withdrawn, or booked otherwise, waits no longer."""
    autumn = full()
    assert refused(autumn.at("bram").wait(q("q2"))) == ("waiting",)
    autumn.at("bram").leave(q("q2"))
    with pytest.raises(NotFound):
        autumn.at("bram").leave(q("q2"))
    autumn.at("chen").cancel(q("q3"))
    assert autumn.desk().waiting() == ()
    autumn.at("bram").wait(q("q2"))
    autumn.at("bram").cancel(q("q2"))
    assert autumn.desk().waiting() == ()


def test_a_promotion_counts_for_the_quota() -> None:
    """Every rule means every rule: who took a talk just now waits until the quota has room."""
    autumn = Autumn(
        asked_for(
            10,
            phases=(Phase(group=Group.ALL, opens=NOON),),
            quota=Quota(talks=1, minutes=60, first_minutes=600),
        )
    )
    autumn.at("bram").book(q("q2"), minute(0))
    autumn.at("fatima").ask(asked("q9", "f1", "devries"))
    autumn.at("chen").ask(asked("q8", "f3", "devries"))
    autumn.at("fatima").wait(q("q1"))
    autumn.at("bram").cancel(q("q2"))
    assert autumn.held() == {"q1": minute(0)}
    assert refused(autumn.at("fatima").book(q("q4"), minute(0))) == ("guardian-clash", "quota")


def test_kept_apart_parties_wait_without_a_trace_of_each_other() -> None:
    """The list a guardian sees is their own."""
    autumn = full()
    assert [entry.request for entry in autumn.at("chen").waiting()] == ["q3"]
    assert autumn.at("fatima").waiting() == ()
