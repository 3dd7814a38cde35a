"""Who is next for a place, and which places could be theirs, against plain oracles."""

from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import sha256

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, clock, placed, span
from tests.conferences.booking_life.at_the_counter import NOON, phase
from tests.conferences.booking_life.evenings import STARTS, Evening, evenings

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.held_back import HeldBack
from partnership.conferences.booking_life.phases import Group
from partnership.conferences.booking_life.rulings import Act, Scene
from partnership.conferences.booking_life.terms import Terms, WaitingOrder
from partnership.conferences.booking_life.waiting import Waiting, in_turn, places_for
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import ConferenceId, RequestId, StaffId

TERMS = st.builds(Terms, waiting_order=st.sampled_from(WaitingOrder), lot=st.sampled_from(["", "a", "b"]))


def waits(name: str, minutes: int = 0) -> Waiting:
    """A talk for which a family has waited since so many minutes past noon."""
    since = NOON + timedelta(minutes=minutes)
    return Waiting(conference=ConferenceId("autumn"), request=RequestId(name), since=since, by="guardian:g0")


@st.composite
def lists(draw: st.DrawFn) -> tuple[Evening, list[Waiting]]:
    """Three families with up to four talks, some booked; the others are waited for, and one that is no more asked for."""
    count = [draw(st.integers(1, 4)) for _ in range(3)]
    names = [f"q{family}{number}" for family in range(3) for number in range(count[family])]
    evening = Evening.of(
        3,
        requests=tuple(
            asked(name, f"f{name[1]}", weight=draw(st.integers(0, 2)))
            for name in draw(st.permutations(names))
        ),
        booking=draw(TERMS),
    )
    booked = [name for name in names if draw(st.booleans())]
    talks = tuple(placed(name, f"{18 + place // 6}:{place % 6}0") for place, name in enumerate(booked))
    listed = draw(st.permutations([*(name for name in names if name not in booked), "gone"]))
    since = [draw(st.integers(0, 2)) for _ in listed]
    return attrs.evolve(evening, talks=talks), [waits(*each) for each in zip(listed, since, strict=True)]


def before(evening: Evening, one: Waiting, other: Waiting) -> bool:
    """Whether one who waits is next before another, as the terms tell it."""
    terms = evening.conference.booking
    if terms.waiting_order == "first_come":
        return one.since < other.since or (one.since == other.since and one.request < other.request)
    shares, weights, lots = [], [], []
    for each in (one, other):
        whose = evening.party(each.request).id
        asked = [request for request in evening.conference.requests if request.party == whose]
        shares.append(Fraction(len(evening.of_party(each.request).talks), len(asked)))
        weights.append(evening.request(each.request).weight)
        lots.append(sha256(f"{terms.lot}\0autumn\0{each.request}".encode()).hexdigest())
    if shares[0] != shares[1]:
        return shares[0] < shares[1]
    return weights[0] > weights[1] if weights[0] != weights[1] else lots[0] < lots[1]


@given(lists())
def test_who_is_next(drawn: tuple[Evening, list[Waiting]]) -> None:
    """All who wait for what is still asked for, and nobody stands behind somebody who should be behind them."""
    evening, listed = drawn
    turn = in_turn(listed, Table(evening.conference, Timetable(placements=evening.talks)))
    assert {each.request for each in turn} == {each.request for each in listed} - {"gone"}
    assert len(set(turn)) == len(turn)
    for place, one in enumerate(turn):
        assert all(before(evening, one, other) for other in turn[place + 1 :])


@pytest.mark.parametrize(
    ("has", "weighs", "other_has", "other_weighs", "first"),
    [
        ("1 of 2", 9, "1 of 4", 0, False),
        ("1 of 4", 0, "1 of 2", 9, True),
        ("1 of 2", 0, "2 of 4", 9, False),
        ("2 of 4", 9, "1 of 2", 0, True),
        ("2 of 3", 9, "1 of 2", 0, False),
        ("0 of 1", 0, "0 of 4", 9, False),
        ("0 of 1", 0, "1 of 4", 9, True),
    ],
)
def test_the_smallest_share_of_what_was_asked_is_next(
    has: str, weighs: int, other_has: str, other_weighs: int, *, first: bool
) -> None:
    """Not who has the fewest talks, nor who asked for the fewest; weight decides between equal shares."""
    requests, talks = [], []
    for number, (share, weight) in enumerate(((has, weighs), (other_has, other_weighs))):
        booked, of = map(int, share.split(" of "))
        names = [f"q{number}{each}" for each in range(of)]
        requests += [asked(name, f"f{number}", weight=weight) for name in names]
        talks += [placed(name, f"18:{number}{each}") for each, name in enumerate(names[:booked])]
    evening = Evening.of(2, requests=tuple(requests))
    table = Table(evening.conference, Timetable(placements=tuple(talks)))
    listed = [waits("q0" + str(int(has[-1]) - 1)), waits("q1" + str(int(other_has[-1]) - 1))]
    assert [each.request[1] for each in in_turn(listed, table)] == (["0", "1"] if first else ["1", "0"])


def wanted(evening: Evening, name: str) -> tuple[Act, Scene]:
    """A family would have any start for this talk, or another than it has."""
    was = evening.placed(name)
    act = Act(
        deed=Deed.BOOK if was is None else Deed.MOVE,
        request=evening.request(name),
        party=evening.party(name),
        side=Side.GUARDIAN,
        at=NOON,
        was=was,
    )
    return act, Scene(table=Table(evening.conference, Timetable(placements=evening.talks)))


def liked(evening: Evening, place: Placement) -> bool:
    """Whether every guardian of a talk would rather come at that time."""
    named = {each.id: each for each in evening.conference.guardians}
    for name in evening.party(place.request).guardians:
        hours = named[name].available if named[name].preferred is None else named[name].preferred
        if hours is not None and not any(each.start <= place.start < place.end <= each.end for each in hours):
            return False
    return True


@given(evenings(), st.sampled_from(["q0", "q1", "q2", "q3", "r0", "r1", "s0"]))
def test_places_for_who_waits(evening: Evening, name: str) -> None:
    """Each start that breaks no rule, once, in the first room that may be had; what the family likes first."""
    fine = []
    for start in STARTS:
        options = [each for each in evening.options(name, start) if not evening.against(each)]
        own = evening.of_party(name)
        fine += [each for each in options if not own.against(each)][:1]
    expected = sorted(fine, key=lambda each: not liked(evening, each))
    assert list(places_for(*wanted(evening, name))) == expected


@given(
    st.sampled_from([None, NOON, NOON + timedelta(minutes=1)]),
    st.sampled_from([None, "18:10", "18:50"]),
)
def test_who_waits_keeps_to_what_a_family_keeps_to(opens: datetime | None, kept_until: str | None) -> None:
    """Nothing before its phase, nothing that is held back."""
    evening = Evening.of(1, booking=Terms())
    terms = Terms(
        phases=() if opens is None else (phase(Group.ALL, opens),),
        held_back=()
        if kept_until is None
        else (
            HeldBack(
                staff=StaffId("jansen"), span=span("18:00", kept_until), release=NOON + timedelta(days=1)
            ),
        ),
    )
    evening = attrs.evolve(evening, conference=attrs.evolve(evening.conference, booking=terms))
    found = [each.start for each in places_for(*wanted(evening, "q0"))]
    in_time = opens is None or opens <= NOON
    assert found == [
        clock(start)
        for start in STARTS
        if in_time and (kept_until is None or clock(start) >= clock(kept_until))
    ]
