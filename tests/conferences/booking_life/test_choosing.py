"""Which place an act gets, and which reasons it hears when it gets none, beside the independent checker."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, clock, guardian, placed, span
from tests.conferences.booking_life.at_the_counter import NOON, act, autumn_on, phase, scene
from tests.conferences.booking_life.evenings import STARTS, Evening, evenings

from partnership.conferences.booking_life.caps import Cap, Per
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.phases import Group
from partnership.conferences.booking_life.quota import Quota
from partnership.conferences.booking_life.refusals import Refusal
from partnership.conferences.booking_life.rulings import (
    NOT_FREE,
    Act,
    Ruling,
    Scene,
    choose,
    choose_all,
    decide,
    timetable,
)
from partnership.conferences.conference import Interpreter
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import InterpreterId
from partnership.times import Span

NAMES = st.sampled_from(["q0", "q1", "q2", "q3", "r0", "r1", "s0"])


def told(evening: Evening) -> Scene:
    """What acts are judged by."""
    return Scene(table=Table(evening.conference, Timetable(placements=evening.talks)))


def wants(evening: Evening, name: str, side: Side = Side.GUARDIAN) -> Act:
    """Somebody would have a talk, or have it at another time."""
    was = evening.placed(name)
    return Act(
        deed=Deed.BOOK if was is None else Deed.MOVE,
        request=evening.request(name),
        party=evening.party(name),
        side=side,
        at=NOON,
        was=was,
    )


def reasons(refusals: tuple[Refusal, ...]) -> set[tuple[str, str | None]]:
    """Which rules were named, and about whom."""
    return {(each.rule, each.whom) for each in refusals}


@given(evenings(), NAMES, st.sampled_from(STARTS))
def test_reasons_are_what_the_checker_finds(evening: Evening, name: str, start: str) -> None:
    """The school hears all of them; a family its own, or else only that it is not free."""
    for place in evening.options(name, start):
        ruling = decide(attrs.evolve(wants(evening, name, Side.STAFF), placement=place), told(evening))
        assert ruling.allowed is (not evening.against(place))
        assert reasons(ruling.refusals) == evening.against(place)
        own = evening.of_party(name).against(place)
        by_family = attrs.evolve(wants(evening, name), placement=place)
        heard = decide(by_family, told(evening))
        assert heard.act == by_family
        if own:
            assert reasons(heard.refusals) == own
        else:
            assert heard.refusals == ((NOT_FREE,) if evening.against(place) else ())


@given(evenings(), NAMES, st.sampled_from(STARTS), st.sampled_from(Side))
def test_the_first_place_that_may_be_had(evening: Evening, name: str, start: str, side: Side) -> None:
    """Or else the one with the fewest reasons against it; none of a family's own is fewer than any."""
    wanted = wants(evening, name, side)
    each_of_them = [
        decide(attrs.evolve(wanted, placement=place), told(evening)) for place in evening.options(name, start)
    ]
    chosen = choose(wanted, clock(start), told(evening))
    fine = [ruling for ruling in each_of_them if ruling.allowed]
    not_free = [ruling for ruling in each_of_them if ruling.refusals == (NOT_FREE,)]
    fewest = min(len(ruling.refusals) for ruling in each_of_them)
    least = [ruling for ruling in each_of_them if len(ruling.refusals) == fewest]
    assert chosen == (fine or not_free or least)[0]


def two_interpreters(second: str | None, *hours: Span) -> tuple[Evening, Act]:
    """The first goes home at half past six; the second has these hours, and perhaps a talk at seven with Bram."""
    tongues = ("ar",)
    evening = Evening.of(
        2,
        sittings=(attrs.evolve(Evening.of(1).conference.sittings[0], end=clock("20:00")),),
        interpreters=(
            Interpreter(id=InterpreterId("i1"), languages=tongues, available=(span("18:00", "18:30"),)),
            Interpreter(id=InterpreterId("i2"), languages=tongues, available=hours),
        ),
        guardians=(guardian("g0", interpreter="ar"), guardian("g1", interpreter="ar")),
        requests=(asked("q0", "f0", "jansen"), asked("q1", "f1", "devries")),
    )
    busy = () if second is None else (placed("q1", "19:00", interpreter=second),)
    return attrs.evolve(evening, talks=busy), wants(evening, "q0")


def test_of_two_ways_a_family_hears_the_one_that_is_not_its_own_matter() -> None:
    """Whether the one interpreter has gone home is no news when the other speaks with somebody else."""
    evening, wanted = two_interpreters("i2", span("18:00", "20:00"))
    assert choose(wanted, clock("19:00"), told(evening)).refusals == (NOT_FREE,)
    evening, wanted = two_interpreters("i2", span("18:00", "18:30"))
    assert choose(wanted, clock("19:00"), told(evening)).rules == ("interpreter-present",)


def test_of_two_ways_staff_hear_what_speaks_least_against_it() -> None:
    """The second interpreter is only not there; the first is also with Bram."""
    evening, wanted = two_interpreters("i1", span("18:00", "18:30"))
    ruling = choose(attrs.evolve(wanted, side=Side.STAFF), clock("19:00"), told(evening))
    assert (ruling.rules, ruling.act.placement) == (
        ("interpreter-present",),
        placed("q0", "19:00", interpreter="i2"),
    )


def test_two_pairs_of_eyes_see_one_reason_once() -> None:
    """A clash of two talks of one guardian is told from the side of the one that is wanted, with the other."""
    conference = autumn_on()
    seen = scene(conference, placed("q3", "18:00"))
    assert list(timetable(act(conference, side=Side.STAFF), seen)) == [
        Refusal(
            rule="guardian-clash",
            text="guardian fatima is in another talk then",
            whom="fatima",
            against=(conference.requests[2].id,),
        )
    ]


@pytest.mark.parametrize(
    ("to", "allowed"), [("18:20", True), ("18:30", True), ("18:10", False), ("19:00", False)]
)
def test_who_is_moved_out_of_between_leaves_a_gap(to: str, *, allowed: bool) -> None:
    """The talks on either side of it are then further apart than the guardian will wait, though nobody moved them."""
    evening = Evening.of(
        1,
        guardians=(guardian("g0", max_wait_minutes=20),),
        requests=tuple(asked(name, "f0", "jansen") for name in ("q0", "q1", "q2")),
    )
    talks = (placed("q0", "18:00"), placed("q1", "18:20"), placed("q2", "18:50"))
    evening = attrs.evolve(longer(evening), talks=talks)
    for side in Side:
        wanted = attrs.evolve(wants(evening, "q1", side), placement=placed("q1", to))
        assert decide(wanted, told(evening)).rules == (() if allowed else ("most-waiting",))


# -- several at once


def longer(evening: Evening) -> Evening:
    """Until eight."""
    end = attrs.evolve(evening.conference.sittings[0], end=clock("20:00"))
    return attrs.evolve(evening, conference=attrs.evolve(evening.conference, sittings=(end,)))


def in_a_row(count: int) -> Evening:
    """A family that waits ten minutes at most, with so many talks to book and one that is booked."""
    names = [f"t{number}" for number in range(count)]
    return Evening.of(
        1,
        guardians=(guardian("g0", max_wait_minutes=10),),
        requests=tuple(asked(name, "f0", "jansen") for name in [*names, "booked"]),
    )


def taken(evening: Evening, starts: str, **more: Any) -> tuple[Ruling, ...]:
    """The rulings on these starts, asked for from the last to the first."""
    times = list(enumerate(starts.split()))[::-1]
    return choose_all(
        [(wants(evening, f"t{number}"), clock(start)) for number, start in times], told(evening), **more
    )


def starts(rulings: tuple[Ruling, ...]) -> list[str]:
    """When each is held that may be."""
    return [f"{each.act.placement.start:%H:%M}" for each in rulings if each.allowed and each.act.placement]


@pytest.mark.parametrize(
    ("booked", "wanted", "allowed"),
    [
        ("18:40", "18:00 18:20", "18:20 18:00"),
        ("18:00", "18:20 18:40", "18:20 18:40"),
        ("18:40", "18:00 18:20 19:00 19:20", "18:20 18:00 19:00 19:20"),
        ("19:40", "18:00 18:20 18:40 19:00 19:20", "19:20 19:00 18:40 18:20 18:00"),
        ("18:00", "18:20 18:40 19:00 19:20 19:40", "18:20 18:40 19:00 19:20 19:40"),
        ("18:40", "18:00 18:20 19:00 19:20 19:40", None),
    ],
)
def test_an_order_is_found_that_every_rule_allows(booked: str, wanted: str, allowed: str | None) -> None:
    """Any order of up to four; of more that of time or its reverse."""
    evening = attrs.evolve(longer(in_a_row(len(wanted.split()))), talks=(placed("booked", booked),))
    rulings = taken(evening, wanted)
    assert len(rulings) == len(wanted.split())
    if allowed is not None:
        assert starts(rulings) == allowed.split()
        return
    assert [f"{each.act.placement.start:%H:%M}" for each in rulings if each.act.placement] == wanted.split()
    assert starts(rulings) == ["18:20", "19:00", "19:20", "19:40"]


@given(evenings(), st.lists(NAMES, min_size=1, max_size=3, unique=True), st.data())
def test_all_or_not_all(evening: Evening, names: list[str], data: st.DataObject) -> None:
    """They are allowed exactly when some order is, one after another; nothing that is refused counts for the next."""
    wanted = [(name, data.draw(st.sampled_from(STARTS))) for name in names]

    def one_by_one(order: tuple[tuple[str, str], ...]) -> list[Placement | None]:
        now, places = evening, list[Placement | None]()
        for name, start in order:
            free = [
                place
                for place in now.options(name, start)
                if not now.against(place) and not now.of_party(name).against(place)
            ]
            places.append(free[0] if free else None)
            now = attrs.evolve(now, talks=now.moved(free[0])) if free else now
        return places

    in_time = sorted(wanted, key=lambda each: each[1])
    tried = [one_by_one(order) for order in permutations(in_time)]
    expected = next((places for places in tried if None not in places), tried[0])
    rulings = choose_all([(wants(evening, name), clock(start)) for name, start in wanted], told(evening))
    assert [each.act.placement if each.allowed else None for each in rulings] == expected


def test_what_is_taken_at_once_counts_at_once() -> None:
    """Two in an hour are two, also when they are taken in one breath; a talk that is moved is not taken again."""
    conference = autumn_on(
        phases=(phase(Group.ALL, NOON),), quota=Quota(talks=1, minutes=60, first_minutes=60)
    )
    first, second = (act(conference, name, start=None) for name in ("q1", "q3"))
    both = choose_all([(first, clock("18:00")), (second, clock("18:30"))], scene(conference))
    assert [each.rules for each in both] == [(), ("quota",)]
    moved = attrs.evolve(first, deed=Deed.MOVE, was=placed("q1", "18:50"))
    after = choose_all(
        [(moved, clock("18:00")), (second, clock("18:30"))], scene(conference, placed("q1", "18:50"))
    )
    assert [each.rules for each in after] == [(), ()]


def test_nothing_at_once_is_nothing() -> None:
    """And it is allowed."""
    assert choose_all([], scene(autumn_on())) == ()


def test_staff_take_several_with_one_reason() -> None:
    """It is kept with each that needed it."""
    conference = autumn_on(caps=(Cap(per=Per.PARTY, talks=0),))
    wanted = [
        (act(conference, name, start=None, side=Side.STAFF), clock(at))
        for name, at in (("q1", "18:00"), ("q3", "18:30"))
    ]
    assert not any(each.allowed for each in choose_all(wanted, scene(conference)))
    both = choose_all(wanted, scene(conference), why="the parents came from far")
    assert [(each.allowed, each.why, len(each.set_aside)) for each in both] == [
        (True, "the parents came from far", 1)
    ] * 2
    assert both[1].set_aside[0].text == "party f1 would have 2 talks; 0 were agreed"


@pytest.mark.parametrize(("deed", "count"), [(Deed.BOOK, 2), (Deed.MOVE, 1), (Deed.CANCEL, 1)])
def test_the_scene_after_an_act(deed: Deed, count: int) -> None:
    """The talk is where it is now, and nowhere else; booking it counts for the quota."""
    conference = autumn_on()
    before = scene(
        conference, placed("q1", "18:00"), placed("q2", "18:10"), taken=(NOON - timedelta(hours=1),)
    )
    start = None if deed is Deed.CANCEL else "18:50"
    after = before.after(act(conference, deed=deed, start=start))
    there = {talk.id: talk.start for talk in after.table.talks}
    expected: dict[str, datetime] = {"q2": clock("18:10")} | ({} if start is None else {"q1": clock(start)})
    assert there == expected
    assert after.taken == (*before.taken, NOON)[:count]
    assert (after.rulebook, after.decisions) == (before.rulebook, before.decisions)
