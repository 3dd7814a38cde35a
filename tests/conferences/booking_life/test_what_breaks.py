"""What a change of set-up would break is what the independent checker finds broken then."""

from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import clock, placed, span, staff
from tests.conferences.booking_life.evenings import Evening, evenings

from partnership.conferences.booking_life.set_up import Breakage, BrokenTalk, what_breaks
from partnership.conferences.checker import check
from partnership.conferences.difference import difference
from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD
from partnership.conferences.timetable import Timetable
from partnership.ids import BasketId, RequestId


@st.composite
def changed(draw: st.DrawFn) -> Evening:
    """An evening whose talks were booked before the school changed its mind."""
    evening = draw(evenings())
    before = evening.conference
    hours = st.sampled_from([None, (span("18:20", "19:00"),), (span("18:00", "18:20"),)])
    end = draw(st.sampled_from(["19:00", "19:00", "18:40"]))
    gone = draw(st.sets(st.sampled_from(["q0", "q1", "r0"])))
    after = attrs.evolve(
        before,
        sittings=(attrs.evolve(before.sittings[0], end=clock(end)),),
        staff=tuple(
            staff(name, available=draw(hours), buffer_minutes=draw(st.sampled_from([0, 10])))
            for name in ("jansen", "devries")
        ),
        requests=tuple(each for each in before.requests if each.id not in gone),
    )
    return attrs.evolve(evening, conference=after)


@given(changed())
def test_what_breaks_is_what_the_checker_finds(evening: Evening) -> None:
    """Every talk that a rule speaks against, from either side, and every one that nobody asks for; in order of time."""
    asked = {each.id for each in evening.conference.requests}
    rules: dict[str, set[str]] = {place.request: set() for place in evening.talks}
    for objection in check(evening.conference, Timetable(placements=evening.talks)).objections:
        for name in {str(objection.request), *objection.against} & rules.keys():
            rules[name].add(objection.rule)
    found = what_breaks(evening.conference, Timetable(placements=evening.talks))
    expected = [
        (place, rules[place.request] if place.request in asked else set())
        for place in sorted(evening.talks, key=lambda each: (each.start, each.request))
        if place.request not in asked or rules[place.request]
    ]
    assert [(each.placement, {said.rule for said in each.objections}) for each in found] == expected


def test_both_that_collide_are_named_with_the_reason() -> None:
    """And by a school's own rules, when it has them."""
    evening = Evening.of(2)
    there = Timetable(placements=(placed("q1", "18:00"), placed("q0", "18:00")))
    assert what_breaks(evening.conference, there) == tuple(
        BrokenTalk(
            placement=placed(name, "18:00"),
            objections=(
                Objection(
                    rule="staff-clash",
                    request=evening.request(name).id,
                    against=(evening.request(other).id,),
                    whom="jansen",
                    text="jansen already speaks with someone then",
                ),
            ),
        )
        for name, other in (("q0", "q1"), ("q1", "q0"))
    )
    assert what_breaks(evening.conference, there, STANDARD.without("staff-clash")) == ()


@pytest.mark.parametrize(("talk", "basket", "waits"), list(product([False, True], repeat=3)))
def test_nothing_is_when_nobody_loses_anything(*, talk: bool, basket: bool, waits: bool) -> None:
    """Neither a talk, nor what is held for them, nor what they wait for; whatever repair would do besides."""
    breakage = Breakage(
        talks=(BrokenTalk(placement=placed("q0", "18:00")),) if talk else (),
        baskets=(BasketId("b1"),) if basket else (),
        waiting=(RequestId("q1"),) if waits else (),
        mended=difference(Timetable(), Timetable(placements=(placed("q2", "18:00"),))),
    )
    assert breakage.nothing is (not talk and not basket and not waits)
