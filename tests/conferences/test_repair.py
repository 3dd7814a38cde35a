"""Mending: what can stay stays, as few as possible move, and nobody is placed where a rule objects."""

from itertools import product
from time import monotonic

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.short_evening import two_starts

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Pin, Sitting
from partnership.conferences.difference import difference
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.repair import repair
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Cast
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.ids import SittingId
from partnership.testing.strategies.conferences import conferences, valid_timetables


@st.composite
def changed(draw: st.DrawFn, conference: Conference) -> Conference:
    """The same conference on the day itself: somebody is away, somebody cancels, somebody has less time."""
    fate = draw(st.integers(0, 3))
    if fate == 0:
        number = draw(st.integers(0, len(conference.staff) - 1))
        people = list(conference.staff)
        people[number] = attrs.evolve(people[number], available=())
        return attrs.evolve(conference, staff=tuple(people))
    if fate == 1:
        kept = draw(st.lists(st.sampled_from(conference.requests), unique_by=lambda each: each.id))
        return attrs.evolve(conference, requests=tuple(kept))
    if fate == 2:
        number = draw(st.integers(0, len(conference.guardians) - 1))
        guardians = list(conference.guardians)
        guardians[number] = attrs.evolve(
            guardians[number], available=(conference.sittings[0].span,), preferred=None
        )
        return attrs.evolve(conference, guardians=tuple(guardians))
    return attrs.evolve(conference, weights=attrs.evolve(conference.weights, idle_minute=7))


@given(st.data())
def test_a_mended_timetable_keeps_every_rule(data: st.DataObject) -> None:
    """Whatever changed, the checker has nothing against the answer, and the same question gets the same answer."""
    conference = data.draw(conferences(max_requests=9))
    old = data.draw(valid_timetables(conference))
    now = data.draw(changed(conference))
    mended = repair(now, old)
    assert check(now, mended).objections == ()
    assert repair(now, old).placements == mended.placements


@given(st.data())
def test_a_mended_timetable_needs_no_mending(data: st.DataObject) -> None:
    """Mending once more changes nothing."""
    conference = data.draw(conferences())
    mended = repair(conference, data.draw(valid_timetables(conference)))
    assert repair(conference, mended).placements == mended.placements


@given(st.data())
def test_where_nothing_is_wrong_nobody_moves(data: st.DataObject) -> None:
    """A valid timetable with nobody left over stays just as it is."""
    conference = data.draw(conferences().filter(lambda each: not each.rooms and len(each.sittings) == 1))
    old = data.draw(valid_timetables(conference))
    stand = {each.request for each in old.placements}
    conference = attrs.evolve(
        conference, requests=tuple(each for each in conference.requests if each.id in stand)
    )
    mended = repair(conference, attrs.evolve(old, left_over=()))
    assert [(each.request, each.start) for each in mended.placements] == [
        (each.request, each.start) for each in old.placements
    ]


def fewest(conference: Conference, old: Timetable) -> tuple[int, int]:
    """The most talks that fit, and with so many the fewest of the old ones that are not where they were: try all."""
    cast, best = Cast(conference), (0, 0)
    where = {each.request: each for each in old.placements}
    options = [
        [None, *(one for start in starts_for(each, cast) for one in options_at(each, start, cast))]
        for each in conference.requests
    ]
    for picks in product(*options):
        chosen = tuple(one for one in picks if one is not None)
        if len(chosen) < best[0]:
            continue
        moved = sum(one.request in where and where[one.request] != one for one in chosen)
        dropped = sum(
            one is None and request.id in where
            for one, request in zip(picks, conference.requests, strict=True)
        )
        if (len(chosen), -moved - dropped) > best and is_valid(conference, chosen):
            best = len(chosen), -moved - dropped
    return best[0], -best[1]


def is_valid(conference: Conference, chosen: tuple[Placement, ...]) -> bool:
    """Whether these talks keep every rule."""
    placed_names = {one.request for one in chosen}
    left = tuple(LeftOver(request=each.id) for each in conference.requests if each.id not in placed_names)
    return check(conference, Timetable(placements=chosen, left_over=left)).valid


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["jansen", "devries"])), min_size=2, max_size=4))
def test_as_few_as_possible_move(wishes: list[tuple[int, str]]) -> None:
    """On evenings of four places, as many talks stand as can, and as few are elsewhere as can be, tried all ways."""
    evening = autumn(
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:40")),),
        staff=(
            staff("jansen", available=(span("18:00", "18:30"),)),
            staff("devries", available=(span("18:10", "18:40"),)),
        ),
        parties=tuple(family(f"f{number}", f"g{number}") for number in (1, 2, 3)),
        requests=tuple(asked(f"q{number}", f"f{who}", whom) for number, (who, whom) in enumerate(wishes)),
    )
    old = solve(evening, iterations=256)
    now = attrs.evolve(
        evening, staff=(staff("jansen", available=(span("18:10", "18:30"),)), evening.staff[1])
    )
    mended = repair(now, old)
    placements, elsewhere = fewest(now, old)
    found = difference(old, mended)
    assert len(mended.placements) == placements
    assert len(found.moved) + len(found.dropped) == elsewhere


def test_one_moves_so_that_another_can_stay() -> None:
    """Whoever lost their moment gets the only one they can come; its holder goes elsewhere, nobody else does."""
    evening = autumn(
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "noor")),
        requests=(asked("q1", "f1"), asked("q2", "f2"), asked("q3", "f3", "devries")),
    )
    old = Timetable(placements=(placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", "18:10")))
    now = attrs.evolve(
        evening,
        requests=(asked("q1", "f1", pinned=Pin(start=clock("18:10"))), *evening.requests[1:]),
    )
    mended = repair(now, old)
    assert [each.request for each, _ in difference(old, mended).moved] == ["q1", "q2"]
    assert check(now, mended).valid


def test_a_pinned_talk_gives_way_to_nobody() -> None:
    """Who can come only when another is pinned is left over, with the reason."""
    evening = autumn(
        requests=(
            asked("q1", "f1", pinned=Pin(start=clock("18:10"))),
            asked("q2", "f2", pinned=Pin(start=clock("18:10"))),
        )
    )
    mended = repair(evening, Timetable(placements=(placed("q1", "18:10"),)))
    assert [each.request for each in mended.placements] == ["q1"]
    assert [each.request for each in mended.left_over] == ["q2"]


def test_three_may_move_for_one_but_no_more() -> None:
    """A row of families of whom each can only go one place on: three step aside, not four."""
    for count, fits in ((3, True), (4, False)):
        names = [f"f{number}" for number in range(count + 1)]
        starts = ["18:00", "18:10", "18:20", "18:30", "18:40", "18:50"]
        evening = autumn(
            parties=tuple(family(name, f"g-{name}") for name in names),
            requests=tuple(asked(f"q-{name}", name) for name in names),
            staff=(staff("jansen"),),
        )
        windows = [span(starts[max(0, place - 1)], starts[place + 1]) for place in range(count + 1)]
        late = names[-1]
        order = dict(zip(names[:-1], windows[1:], strict=True)) | {late: span("18:00", "18:10")}
        now = attrs.evolve(
            evening,
            guardians=tuple(guardian(f"g-{name}", available=(order[name],)) for name in names),
        )
        old = Timetable(
            placements=tuple(placed(f"q-{name}", starts[place]) for place, name in enumerate(names[:-1]))
        )
        mended = repair(now, old)
        assert (len(mended.left_over) == 0) is fits


def test_of_two_ways_that_move_one_the_cheaper_is_taken() -> None:
    """Bram moves next to Fatima, though he could also move to the end, and Jansen would sit idle between."""
    evening = autumn(
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:30")),),
        guardians=(guardian("fatima", available=(span("18:00", "18:10"),), preferred=None), guardian("bram")),
    )
    mended = repair(evening, Timetable(placements=(placed("q2", "18:00"),)))
    assert [(each.request, each.start) for each in mended.placements] == [
        ("q1", clock("18:00")),
        ("q2", clock("18:10")),
    ]


def test_a_rulebook_is_mended_by_as_it_is() -> None:
    """Where nobody is kept apart or to a number of talks, all stay where they were; else some cannot."""
    evening = two_starts()
    old = Timetable(placements=(placed("q1", "18:00"), placed("q3", "18:00"), placed("q2", "18:10")))
    mended = repair(evening, old, rulebook=STANDARD.without("most-talks", "kept-apart"))
    assert mended.placements == old.placements
    for name, stay in (("most-talks", 2), ("kept-apart", 2)):
        assert len(repair(evening, old, rulebook=STANDARD.without(name)).placements) == stay


def test_it_says_who_mended_it_and_how_long_that_took() -> None:
    """In seconds, to the thousandth."""
    begin = monotonic()
    mended = repair(autumn(), Timetable())
    assert mended.solver == "partnership"
    assert isinstance(mended.seconds, float)
    assert 0 <= mended.seconds <= monotonic() - begin + 0.001
    assert mended.seconds == round(mended.seconds, 3)


def test_a_long_talk_with_one_start_is_not_given_up() -> None:
    """Twenty minutes in an evening of twenty, of somebody who asks for nothing else."""
    evening = autumn(
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:20")),),
        requests=(asked("q1", "f1", minutes=20), asked("q2", "f2", "devries")),
    )
    assert len(repair(evening, Timetable()).placements) == 2


def test_a_way_that_breaks_a_rule_is_no_way_however_few_it_moves() -> None:
    """Fatima can only come at six. Bram could make room by coming at seven, but would wait too long; he and Chloé can."""
    conference = autumn(
        staff=(staff("jansen", available=(span("18:00", "18:30"), span("19:00", "19:10"))), staff("devries")),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "chloe")),
        guardians=(
            guardian("fatima", available=(span("18:00", "18:10"),)),
            guardian("bram", max_wait_minutes=20),
            guardian("chloe"),
        ),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f2"),
            asked("q3", "f3"),
            asked("q4", "f2", "devries", pinned=Pin(start=clock("18:20"))),
        ),
    )
    before = timetable(placed("q2", "18:00"), placed("q3", "18:10"), placed("q4", "18:20"), left_over="q1")
    after = {each.request: each.start for each in repair(conference, before).placements}
    assert after == {
        "q1": clock("18:00"),
        "q2": clock("18:10"),
        "q3": clock("18:20"),
        "q4": clock("18:20"),
    }
