"""The forecast: what it says is short is short in every timetable there is."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, span, staff

from partnership.conferences.conference import Conference, Interpreter, Pin, Room, Sitting, TalkRequest
from partnership.conferences.forecast import Forecast, Shortage, SittingLoad, forecast
from partnership.conferences.options import rooms_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast
from partnership.ids import InterpreterId, RequestId, RoomId, SittingId, StaffId
from partnership.testing.strategies.conferences import conferences, valid_timetables


def test_who_may_be_in_two_talks_at_once_is_never_over_asked() -> None:
    """Without the rule against it nobody is short of time."""
    many = autumn(requests=tuple(asked(f"q{number}") for number in range(40)))
    assert forecast(many).staff != ()
    assert forecast(many, rulebook=STANDARD.without("staff-clash")).staff == ()


@given(st.data())
def test_no_timetable_does_better_than_the_forecast(data: st.DataObject) -> None:
    """In any valid timetable at least as many talks are missing as the forecast says, for each it names."""
    conference = data.draw(conferences())
    seen = forecast(conference)
    cast = Cast(conference)
    answer = data.draw(valid_timetables(conference))
    placed = {each.request for each in answer.placements}
    kinds: list[tuple[tuple[Shortage, ...], Callable[[TalkRequest], Any]]] = [
        (seen.staff, lambda request: request.staff),
        (seen.guardians, lambda request: cast.parties[request.party].guardians),
        (seen.languages, cast.languages),
    ]
    for load in seen.sittings:
        sitting = next(each for each in conference.sittings if each.id == load.sitting)
        there = sum(each.start in sitting.span for each in answer.placements)
        assert there <= load.fits <= load.could
        assert load.must <= load.could
        assert load.over <= len(conference.requests) - len(placed)
    for room in seen.rooms:
        inside = [q for q in conference.requests if q.id not in seen.impossible]
        inside = [q for q in inside if set(rooms_for(q, cast)) <= set(room.who.split(" or "))]
        assert len(inside) == room.asked
        assert sum(q.id in placed for q in inside) <= room.asked - room.over
    for shortages, of in kinds:
        for each in shortages:
            asked_of = [q for q in conference.requests if each.who in of(q) and q.id not in seen.impossible]
            assert len(asked_of) == each.asked
            assert sum(q.id in placed for q in asked_of) <= each.asked - each.over
    assert placed.isdisjoint(seen.impossible)
    assert seen.short or not (seen.staff or seen.guardians or seen.languages or seen.impossible or seen.rooms)


@given(st.data())
def test_where_a_rule_does_not_hold_nothing_is_short_for_it(data: st.DataObject) -> None:
    """Whatever rules are switched off: no more is said to be too many than some valid timetable leaves over."""
    off = data.draw(st.lists(st.sampled_from(sorted(STANDARD)), unique=True, max_size=4))
    rulebook = STANDARD.without(*off)
    conference = data.draw(conferences())
    seen = forecast(conference, rulebook)
    left = len(data.draw(valid_timetables(conference, rulebook=rulebook)).left_over)
    over = [each.over for each in (*seen.staff, *seen.guardians, *seen.languages, *seen.rooms)]
    assert all(number <= left for number in (*over, *(each.over for each in seen.sittings)))


@pytest.mark.parametrize("kind", ["staff", "guardians", "languages", "rooms", "impossible", None])
def test_whatever_is_short_something_is(kind: str | None) -> None:
    """One kind alone is enough; an evening that must hold more than fits is told by whom it lacks."""
    some = {"impossible": (RequestId("q1"),)}.get(str(kind), (Shortage(who="jansen", asked=2, over=1),))
    nothing: dict[str, Any] = dict.fromkeys(("staff", "guardians", "languages", "rooms", "impossible"), ())
    seen = Forecast(**nothing | ({kind: some} if kind else {}), sittings=(), cap=None)
    assert seen.short is (kind is not None)


def many(number: int, *, party: str = "", **different: Any) -> tuple[TalkRequest, ...]:
    """So many talks with Jansen, each of a family of its own unless one is named."""
    return tuple(asked(f"q{each}", party or f"f{each}", **different) for each in range(number))


def crowd(number: int, **different: Any) -> Conference:
    """An evening of twelve starts on which so many families ask for Jansen."""
    families = tuple(family(f"f{each}", f"g{each}") for each in range(number))
    return autumn(**{"parties": families, "requests": many(number)} | different)


def test_twelve_starts_take_twelve_talks() -> None:
    """The thirteenth is one too many, and is said to be."""
    assert not forecast(crowd(12)).short
    seen = forecast(crowd(13))
    assert seen.staff == (Shortage(who="jansen", asked=13, over=1),)
    assert (seen.guardians, seen.languages, seen.impossible, seen.cap) == ((), (), (), None)
    assert seen.short


def test_hall_looks_at_those_who_can_only_come_early() -> None:
    """Three families that can only come before twenty past six are one too many, however empty the evening."""
    early = tuple(guardian(f"g{each}", available=(span("18:00", "18:20"),)) for each in range(3))
    late = tuple(guardian(f"g{each}") for each in range(3, 5))
    assert forecast(crowd(5, guardians=early + late)).staff == (Shortage(who="jansen", asked=5, over=1),)


def test_long_talks_on_a_fine_grid_are_counted_by_their_minutes() -> None:
    """Five talks of half an hour have starts enough in two hours, but not the minutes; the window is named."""
    conference = crowd(5, requests=many(5, minutes=30), step_minutes=5)
    assert forecast(conference).staff == (
        Shortage(who="jansen", asked=5, over=1, within=span("18:00", "20:00")),
    )
    assert not forecast(crowd(4, requests=many(4, minutes=30), step_minutes=5)).short


@pytest.mark.parametrize(("break_after", "over"), [(None, 0), (6, 0), (5, 1), (3, 2), (1, 5)])
def test_pauses_take_their_room(break_after: int | None, over: int) -> None:
    """Eleven talks of ten minutes and a pause of ten after every so many, in two hours."""
    tired = (staff("jansen", break_after=break_after, break_minutes=10), staff("devries"))
    seen = forecast(crowd(11, staff=tired)).staff
    assert [each.over for each in seen] == ([over] if over else [])


def test_a_buffer_takes_its_room_but_not_after_the_last_talk() -> None:
    """With five minutes after each talk on a grid of fifteen, eight talks fit in two hours and nine do not."""
    buffered = (staff("jansen", buffer_minutes=5), staff("devries"))
    assert not forecast(crowd(8, staff=buffered, step_minutes=5)).short
    assert [each.over for each in forecast(crowd(9, staff=buffered, step_minutes=5)).staff] == [1]


def test_time_off_is_not_counted_and_starts_are_on_the_grid() -> None:
    """Jansen is there from four past six to nineteen past: one start fits, at ten past."""
    part = (staff("jansen", available=(span("18:04", "18:20"), span("19:00", "19:09"))), staff("devries"))
    assert forecast(crowd(2, staff=part)).staff == (Shortage(who="jansen", asked=2, over=1),)


def test_a_family_that_asks_for_more_than_it_has_time() -> None:
    """Fatima has half an hour and asks for four talks; Bram's party may have one."""
    conference = autumn(
        parties=(family("f1", "fatima"), family("f2", "bram", max_talks=1)),
        guardians=(guardian("fatima", available=(span("18:00", "18:30"),)), guardian("bram")),
        requests=(
            *(asked(f"q{number}", "f1", staff) for number, staff in enumerate(("jansen", "devries") * 2)),
            asked("q8", "f2"),
            asked("q9", "f2", "devries"),
        ),
    )
    assert forecast(conference).guardians == (
        Shortage(who="bram", asked=2, over=1),
        Shortage(who="fatima", asked=4, over=1),
    )


def test_interpreters_short() -> None:
    """Amal has time for two talks in Arabic; Piotr's Polish is not short."""
    interpreters = (
        Interpreter(id=InterpreterId("amal"), languages=("ar", "fr"), available=(span("18:00", "18:20"),)),
        Interpreter(id=InterpreterId("piotr"), languages=("pl", "fr")),
    )
    families = tuple(guardian(f"g{each}", interpreter="ar") for each in range(2))
    others = (guardian("g2", interpreter="fr"), guardian("g3", interpreter="pl"))
    conference = crowd(4, interpreters=interpreters, guardians=families + others)
    assert forecast(conference).languages == ()
    third = crowd(
        4, interpreters=interpreters, guardians=(*families, guardian("g2", interpreter="ar"), others[1])
    )
    assert forecast(third).languages == (Shortage(who="ar", asked=3, over=1),)


def test_what_has_no_start_at_all_is_named() -> None:
    """A guardian who can never come, and a pin in nobody's time."""
    conference = autumn(
        guardians=(guardian("fatima", available=()), guardian("bram")),
        staff=(staff("jansen", available=(span("19:00", "20:00"),)), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f2", pinned=Pin(start=clock("18:00"))), asked("q3", "f2")),
    )
    seen = forecast(conference)
    assert seen.impossible == ("q1", "q2")
    assert seen.short


def test_who_lacks_most_comes_first() -> None:
    """Jansen is asked for one talk too many, De Vries for two."""
    requests = (*many(13), *(asked(f"v{each}", f"f{each}", "devries") for each in range(14)))
    seen = forecast(crowd(14, requests=requests))
    assert [(each.who, each.over) for each in seen.staff] == [("devries", 2), ("jansen", 1)]


def test_a_party_may_have_as_many_as_its_cap() -> None:
    """Three asked, two allowed: one too many."""
    conference = autumn(
        parties=(family("f1", "fatima", max_talks=2), family("f2", "bram")),
        requests=tuple(asked(f"q{number}") for number in range(3)),
    )
    assert forecast(conference).guardians == (Shortage(who="fatima", asked=3, over=1),)


def test_each_interpreter_is_counted_in_their_own_time() -> None:
    """Amal is there at six and Basma at seven, for one talk each: three talks in Arabic are one too many."""
    interpreters = tuple(
        Interpreter(id=InterpreterId(name), languages=("ar",), available=(span(*hours),))
        for name, hours in (("amal", ("18:00", "18:10")), ("basma", ("19:00", "19:10")))
    )
    guardians = tuple(guardian(f"g{each}", interpreter="ar") for each in range(3))
    requests = (asked("q0", "f0"), asked("q1", "f1", "devries"), asked("q2", "f2", "bakker"))
    conference = crowd(
        3,
        interpreters=interpreters,
        guardians=guardians,
        requests=requests,
        staff=(staff(), staff("devries"), staff("bakker")),
    )
    short = (Shortage(who="ar", asked=3, over=1),)
    assert forecast(conference).languages == short
    for name in ("interpreter-clash", "interpreter-present"):
        assert forecast(conference, STANDARD.without(name)).languages == ()


def test_what_is_switched_off_is_not_short() -> None:
    """Pauses, rooms and guardians, each by its own rules."""
    tired = crowd(11, staff=(staff(break_after=1, break_minutes=10), staff("devries")))
    assert forecast(tired).staff != ()
    assert forecast(tired, STANDARD.without("staff-break")).staff == ()
    one_room = crowd(13, rooms=(Room(id=RoomId("r1")),))
    assert forecast(one_room).rooms != ()
    busy = autumn(
        guardians=(guardian("fatima", available=(span("18:00", "18:10"),)), guardian("bram")),
        requests=(asked("q1"), asked("q2", "f1", "devries")),
    )
    assert forecast(busy).guardians != ()
    for name in ("room-capacity", "room-assigned"):
        assert forecast(one_room, STANDARD.without(name)).rooms == ()
    for name in ("guardian-clash", "most-talks"):
        assert forecast(busy, STANDARD.without(name)).guardians == ()


def test_a_room_in_which_more_must_be_held_than_can_be() -> None:
    """Jansen and De Vries share a room for one talk at a time: thirteen talks, twelve starts."""
    shared = tuple(staff(name, room=RoomId("r1")) for name in ("jansen", "devries"))
    conference = crowd(13, rooms=(Room(id=RoomId("r1")), Room(id=RoomId("r2"))), staff=shared)
    half = tuple(
        attrs.evolve(each, staff=(StaffId("devries"),)) if number % 2 else each
        for number, each in enumerate(conference.requests)
    )
    seen = forecast(attrs.evolve(conference, requests=half))
    assert (seen.staff, seen.rooms) == ((), (Shortage(who="r1", asked=13, over=1),))
    roomy = attrs.evolve(conference, requests=half, rooms=(Room(id=RoomId("r1"), capacity=2),))
    assert forecast(roomy).rooms == ()


def test_each_evening_is_counted() -> None:
    """Two evenings of twelve starts; thirteen families can only come on the first."""
    evenings = tuple(
        Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock("20:00", day))
        for day in (24, 25)
    )
    first = tuple(guardian(f"g{each}", available=(span("18:00", "20:00"),)) for each in range(13))
    both = tuple(guardian(f"g{each}") for each in range(13, 15))
    seen = forecast(crowd(15, sittings=evenings, guardians=first + both))
    assert seen.sittings == (
        SittingLoad(sitting=SittingId("s24"), must=13, could=15, fits=12),
        SittingLoad(sitting=SittingId("s25"), must=0, could=2, fits=2),
    )
    assert [each.over for each in seen.sittings] == [1, 0]
    assert seen.short
