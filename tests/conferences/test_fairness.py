"""Fairness as a spread: Jain's index, the worst-off family, and no trace of who asked first."""

from fractions import Fraction
from itertools import count, pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable

from partnership.conferences.conference import (
    Conference,
    Interpreter,
    KeepApart,
    PupilPresence,
    Room,
    Sitting,
)
from partnership.conferences.fairness import Spread, by_order_of_asking, fairness, jain, shuffled
from partnership.conferences.objective import objective_of
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Table
from partnership.conferences.timetable import Timetable
from partnership.ids import InterpreterId, PartyId, PupilId, RoomId, SittingId
from partnership.testing.strategies.conferences import conferences, valid_timetables

MIXED = (
    "sittings",
    "rooms",
    "staff",
    "interpreters",
    "guardians",
    "pupils",
    "parties",
    "keep_apart",
    "requests",
)
amounts = st.lists(st.integers(0, 60).map(Fraction), max_size=12)


@pytest.mark.parametrize(
    ("values", "index"), [((1, 1, 1), 1.0), ((1, 0, 0), 1 / 3), ((0, 0), 1.0), ((), 1.0), ((7,), 1.0)]
)
def test_jain(values: tuple[int, ...], index: float) -> None:
    """Everyone alike is 1, one of three with everything a third; nobody with anything is alike as well."""
    assert jain(values) == pytest.approx(index)


@given(amounts, st.integers(1, 9))
def test_jain_is_bounded_symmetric_and_without_a_unit(values: list[Fraction], unit: int) -> None:
    """From 1/n to 1, whoever has what, and the same in minutes as in hours."""
    index = jain(values)
    assert 1 / max(len(values), 1) - 1e-12 <= index <= 1
    assert jain(sorted(values)) == index
    assert jain([value * unit for value in values]) == pytest.approx(index)
    assert (index == 1) is (len({*values}) < 2)


@given(amounts.filter(bool))
def test_a_spread_counts_every_family_once(values: list[Fraction]) -> None:
    """The counts add up, and the least and the most are among them."""
    spread = Spread.of(values)
    assert sum(number for _, number in spread.counts) == spread.families == len(values)
    assert (spread.least, spread.most) == (spread.counts[0][0], spread.counts[-1][0])
    assert spread.least <= spread.middle <= spread.most


def test_no_families_no_unfairness() -> None:
    """An evening nobody asked anything of is fair."""
    assert Spread.of([]) == Spread(families=0, least=0.0, middle=0.0, most=0.0, index=1.0, counts=())


@given(st.data())
def test_the_order_of_asking_leaves_no_trace_in_the_report(data: st.DataObject) -> None:
    """However the lists of a conference are ordered, the same timetable is as fair, and worth as much."""
    conference = data.draw(conferences())
    planned = data.draw(valid_timetables(conference))
    other = shuffled(conference, seed=data.draw(st.integers(0, 99)))
    again = attrs.evolve(planned, placements=tuple(data.draw(st.permutations(planned.placements))))
    assert fairness(other, again) == fairness(conference, planned)
    assert objective_of(other, again) == objective_of(conference, planned)


@given(st.data())
def test_the_report_agrees_with_the_objective(data: st.DataObject) -> None:
    """Waiting adds up to what the objective counts; nobody is granted more than was asked."""
    conference = data.draw(conferences())
    planned = data.draw(valid_timetables(conference))
    found, objective = fairness(conference, planned), objective_of(conference, planned)
    assert sum(value * number for value, number in found.waiting.counts) == objective.wait_minutes
    assert 0 <= found.wished.least <= found.granted.least <= found.granted.most <= 1
    assert (found.granted.least == 1) is (objective.left_over == 0)
    assert found.granted.families == len({request.party for request in conference.requests})


def test_the_report_names_nobody() -> None:
    """Three families: one has all, one half, one nothing; which is which, the report does not say."""
    conference = autumn(
        parties=(family("anna", "a"), family("bram", "b"), family("chloe", "c")),
        guardians=(guardian("a", preferred=(span("18:00", "18:30"),)), guardian("b"), guardian("c")),
        requests=(
            *(asked(f"a{number}", "anna") for number in (1, 2)),
            *(asked(f"b{number}", "bram") for number in (1, 2)),
            asked("c1", "chloe", "devries"),
        ),
    )
    planned = timetable(placed("a1", "18:00"), placed("a2", "18:30"), placed("b1", "19:00"))
    found = fairness(conference, planned)
    assert found.granted == Spread(
        families=3,
        least=0.0,
        middle=0.5,
        most=1.0,
        index=0.6,
        counts=((0.0, 1), (0.5, 1), (1.0, 1)),
    )
    assert (found.wished.counts, found.waiting.counts) == (((0.0, 1), (0.5, 2)), ((0.0, 1), (20.0, 1)))
    assert not {"anna", "bram", "chloe"} & set(repr(found).split("'"))


def test_shuffled_mixes_every_list_by_its_seed() -> None:
    """Everything is still there, nothing where it was; the same seed mixes the same way, and none means the first."""
    many = [f"n{number:02}" for number in range(24)]
    conference = autumn(
        sittings=tuple(
            Sitting(id=SittingId(f"s{day:02}"), start=clock("18:00", day), end=clock("19:00", day))
            for day in range(1, 25)
        ),
        rooms=tuple(Room(id=RoomId(name)) for name in many),
        staff=tuple(map(staff, many)),
        interpreters=tuple(Interpreter(id=InterpreterId(name), languages=("ar",)) for name in many),
        guardians=tuple(map(guardian, many)),
        pupils=tuple(PupilPresence(id=PupilId(name)) for name in many),
        parties=tuple(family(name, name) for name in many),
        keep_apart=tuple(
            KeepApart(parties=(PartyId(one), PartyId(other)), minutes=5) for one, other in pairwise(many)
        ),
        requests=tuple(asked(name, name, name) for name in many),
    )
    mixed = shuffled(conference, seed=1)
    lists = [field for field, value in attrs.asdict(mixed, recurse=False).items() if value and field in MIXED]
    assert lists == list(MIXED)
    for field in lists:
        before, after = getattr(conference, field), getattr(mixed, field)
        assert before != after
        assert set(before) == set(after)
    assert shuffled(conference, seed=1) == mixed
    assert shuffled(conference) == shuffled(conference, seed=0) != mixed


def test_the_order_of_asking_is_tried_in_several_ways() -> None:
    """Each try has an order of its own."""
    conference = autumn(requests=tuple(asked(f"q{number}") for number in range(9)))
    seen: list[Conference] = []

    def watched(conference: Conference) -> Timetable:
        seen.append(conference)
        return first_come(conference)

    by_order_of_asking(conference, first_come(conference), watched)
    assert seen == [shuffled(conference, seed=seed) for seed in range(3)]


def first_come(conference: Conference, **_: Any) -> Timetable:
    """What a booking page does: whoever is first on the list takes the first start there is."""
    held: tuple[Any, ...] = ()
    for request in conference.requests:
        table = Table(conference, Timetable(placements=held))
        options = (
            each
            for start in starts_for(request, table.cast)
            for each in options_at(request, start, table.cast)
        )
        held += tuple(each for each in options if STANDARD.allows(table.talk(each), table))[:1]
    return Timetable(placements=held)


def test_first_come_first_served_is_found_out() -> None:
    """With two families and one teacher, whoever asks first gets the first start; the check says so."""
    conference = autumn()
    planned = first_come(conference)
    assert by_order_of_asking(conference, planned, first_come, times=8) == ("q1", "q2")
    order = count()
    alone = attrs.evolve(conference, requests=conference.requests[:1])
    assert (
        by_order_of_asking(alone, first_come(alone), lambda other: (next(order), first_come(other))[1]) == ()
    )
    assert next(order) == 3


def test_where_there_is_one_best_plan_the_engine_finds_it_in_any_order() -> None:
    """Each of the two has one start of its wish; it is not a matter of who asked first."""
    early, late = span("18:00", "18:10"), span("18:10", "18:20")
    conference = autumn(
        guardians=(guardian("fatima", available=(late,)), guardian("bram", available=(early,)))
    )
    planned = solve(conference, iterations=500)
    assert by_order_of_asking(conference, planned, lambda other: solve(other, iterations=500)) == ()
