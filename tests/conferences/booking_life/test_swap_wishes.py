"""The life of a wish to swap, against a table written out by hand, and whom it could be met with, against an oracle."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.conferences.autumn import asked, guardian, placed, span
from tests.conferences.booking_life.at_the_counter import NOON
from tests.conferences.booking_life.evenings import Evening, evenings

from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.rulings import Scene
from partnership.conferences.booking_life.swaps import (
    SwapState,
    SwapStep,
    SwapView,
    SwapWish,
    exchange,
    partners,
    take_swap_step,
)
from partnership.conferences.booking_life.terms import Terms
from partnership.conferences.conference import KeepApart
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.errors import IllegalStep
from partnership.ids import ConferenceId, PartyId, RequestId, RoomId
from partnership.times import Span

TABLE = """
open        be proposed     proposed
open        withdraw        withdrawn
proposed    agree           agreed
proposed    decline         open
proposed    be open again   open
proposed    withdraw        withdrawn
proposed    expire          expired
agreed      be open again   open
agreed      be done         done
agreed      withdraw        withdrawn
"""
ALLOWED = {(line[:12].strip(), line[12:28].strip()): line[28:].strip() for line in TABLE.strip().splitlines()}
WISH = SwapWish(conference=ConferenceId("autumn"), request=RequestId("q1"), times=(span("18:30", "19:00"),))


def proposed(wish: SwapWish, other: str = "q2") -> SwapWish:
    """The wish with what it is proposed."""
    return attrs.evolve(
        wish,
        was=placed("q1", "18:00"),
        place=placed("q1", "18:30"),
        until=NOON,
        other=RequestId(other),
    )


@pytest.mark.parametrize(("state", "step"), list(product(SwapState, SwapStep)))
def test_what_a_wish_can_do_next_is_what_the_table_says(state: SwapState, step: SwapStep) -> None:
    """And what it cannot is told with what it can."""
    wish = attrs.evolve(WISH, state=state)
    if (state, step) in ALLOWED:
        assert take_swap_step(wish, step).state == ALLOWED[state, step]
        return
    allowed = sorted(name for known, name in ALLOWED if known == state)
    then = f"from there: {', '.join(allowed)}" if allowed else "nothing follows that"
    with pytest.raises(IllegalStep) as caught:
        take_swap_step(wish, step)
    assert str(caught.value) == f"this wish to swap is {state} and cannot {step}; {then}"


class AWish(RuleBasedStateMachine):
    """Any steps in any order: what is proposed stands until it is agreed to, and then to the end; else it is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.wish = WISH
        self.offers = 0
        self.stands: str | None = None
        self.passed: list[str] = []

    def _step(self, step: SwapStep) -> None:
        if (self.wish.state, step) not in ALLOWED:
            return
        if step is SwapStep.PROPOSE:
            self.offers += 1
            self.stands = f"q{self.offers + 1}"
            self.wish = proposed(self.wish, self.stands)
        elif step not in {SwapStep.AGREE, SwapStep.FINISH} and self.stands is not None:
            self.passed.append(self.stands)
            self.stands = None
        self.wish = take_swap_step(self.wish, step)

    propose = rule()(lambda self: self._step(SwapStep.PROPOSE))
    agree = rule()(lambda self: self._step(SwapStep.AGREE))
    decline = rule()(lambda self: self._step(SwapStep.DECLINE))
    reopen = rule()(lambda self: self._step(SwapStep.REOPEN))
    finish = rule()(lambda self: self._step(SwapStep.FINISH))
    withdraw = rule()(lambda self: self._step(SwapStep.WITHDRAW))
    expire = rule()(lambda self: self._step(SwapStep.EXPIRE))

    @invariant()
    def as_foretold(self) -> None:
        """Whom it passed is remembered, in order; the wish itself never changes."""
        state, live = self.wish.state, self.wish.state in {"open", "proposed", "agreed"}
        expected = attrs.evolve(WISH, state=state, passed=tuple(map(RequestId, self.passed)))
        assert self.wish == (expected if self.stands is None else proposed(expected, self.stands))
        assert self.wish.live is live
        start, until = (None, None) if self.stands is None else (placed("q1", "18:30").start, NOON)
        assert self.wish.view == SwapView(request=RequestId("q1"), state=state, start=start, until=until)


TestAWish = AWish.TestCase
TestAWish.settings = settings(stateful_step_count=15)


@pytest.mark.parametrize(
    ("times", "start", "likes"),
    [
        ((), "18:00", True),
        ((span("18:00", "18:10"),), "18:00", True),
        ((span("18:00", "18:09"),), "18:00", False),
        ((span("18:00", "18:30"), span("19:00", "19:30")), "19:20", True),
        ((span("18:00", "18:30"), span("19:00", "19:30")), "18:30", False),
    ],
)
def test_a_family_likes_what_lies_wholly_in_its_times(
    times: tuple[Span, ...], start: str, *, likes: bool
) -> None:
    """Or anything, when it named none."""
    assert attrs.evolve(WISH, times=times).likes(placed("q1", start)) is likes


# -- whom a wish could be met with


def changed_places(evening: Evening, one: str, other: str, at_start: tuple[Any, Any]) -> Iterator[Timetable]:
    """Every timetable in which two talks changed starts, with any room, as written out."""
    rest = [place for place in evening.talks if place.request not in {one, other}]
    rooms: list[RoomId | None] = [room.id for room in evening.conference.rooms] or [None]
    for first, second in product(rooms, rooms):
        placements = [
            attrs.evolve(evening.place(one), start=at_start[0], room=first),
            attrs.evolve(evening.place(other), start=at_start[1], room=second),
        ]
        yield Timetable(placements=(*placements, *rest))


def strangers(evening: Evening, one: str, other: str) -> bool:
    """Whether two families share nobody, no child, and no order to keep them apart."""
    mine, theirs = evening.party(one), evening.party(other)
    children = {*mine.pupils, *evening.request(one).pupils} & {*theirs.pupils, *evening.request(other).pupils}
    apart = any({mine.id, theirs.id} <= set(each.parties) for each in evening.conference.keep_apart)
    return mine.id != theirs.id and not {*mine.guardians} & {*theirs.guardians} and not children and not apart


@st.composite
def wishes(draw: st.DrawFn) -> tuple[Evening, SwapWish, list[SwapWish]]:
    """A booked evening on which one family wishes, and others may."""
    lot = draw(st.sampled_from(["", "a", "b"]))
    pair = st.lists(st.sampled_from(["f0", "f1", "f2", "f3"]), min_size=2, max_size=2, unique=True)
    kept = draw(st.lists(pair, max_size=1))
    evening = draw(
        evenings(
            booking=Terms(lot=lot),
            keep_apart=tuple(KeepApart(parties=tuple(map(PartyId, each)), minutes=10) for each in kept),
        ).filter(lambda found: found.talks)
    )
    times = st.sampled_from([(), (), (), (span("18:00", "18:30"),), (span("18:20", "19:00"),)])
    names = [request.id for request in evening.conference.requests]
    state = st.sampled_from([*[SwapState.OPEN] * 15, *SwapState])
    passed = st.sampled_from([*[()] * 10, *((name,) for name in names)])
    made = {
        name: SwapWish(
            conference=ConferenceId("autumn"),
            request=name,
            times=draw(times),
            state=draw(state),
            passed=draw(passed),
        )
        for name in draw(st.permutations(names))
    }
    mine = draw(st.sampled_from(evening.talks)).request
    return evening, made[mine], [wish for wish in made.values() if wish.request != mine]


@given(wishes())
def test_whom_a_wish_could_be_met_with(drawn: tuple[Evening, SwapWish, list[SwapWish]]) -> None:
    """All who wish, whose times suit both, who have nothing to do with each other, as the checker allows; by lot."""
    evening, mine, others = drawn
    scene = Scene(table=Table(evening.conference, Timetable(placements=evening.talks)))
    expected: list[tuple[SwapWish, Placement, Placement]] = []
    for other in others:
        if evening.placed(other.request) is None or other.state != "open":
            continue
        here, there = evening.place(mine.request), evening.place(other.request)
        suits = mine.likes(attrs.evolve(here, start=there.start)) and other.likes(
            attrs.evolve(there, start=here.start)
        )
        met = other.request in mine.passed or mine.request in other.passed
        if here.start == there.start or not suits or met:
            continue
        if not strangers(evening, mine.request, other.request):
            continue
        for after in changed_places(evening, mine.request, other.request, (there.start, here.start)):
            if not evening.broken(after.placements):
                first, second, *_ = after.placements
                expected.append((other, first, second))
                break
    lot = evening.conference.booking.lot
    expected.sort(
        key=lambda each: sha256(
            "\0".join([lot, "autumn", *sorted([mine.request, each[0].request])]).encode()
        ).hexdigest()
    )
    assert list(partners(mine, others, scene, NOON)) == expected


Q1_EARLY, Q2_LATE = placed("q0", "18:00"), placed("q1", "18:30")


def two_talks(**terms: Any) -> Scene:
    """Two families, each with a talk with Jansen."""
    evening = Evening.of(2, booking=Terms(**terms))
    return Scene(table=Table(evening.conference, Timetable(placements=(Q1_EARLY, Q2_LATE))))


def exchanged(seen: Scene, at: Any = NOON) -> tuple[Placement, Placement] | None:
    """Where the two would be."""
    one, other = seen.table.talks
    return exchange(one, other, seen, at)


def test_two_talks_change_starts() -> None:
    """Each keeps what else it had."""
    assert exchanged(two_talks()) == (placed("q0", "18:30"), placed("q1", "18:00"))


@pytest.mark.parametrize("lot", ["", "a", "2026-11-16"])
def test_who_comes_first_is_drawn_by_lot(lot: str) -> None:
    """One draw for each two talks, whoever of them wished first, that anyone can make again."""
    evening = Evening.of(6, booking=Terms(lot=lot))
    talks = tuple(placed(f"q{number}", f"18:{number}0") for number in range(6))
    scene = Scene(table=Table(evening.conference, Timetable(placements=talks)))
    names = [str(each.request) for each in talks]
    made = {name: attrs.evolve(WISH, request=RequestId(name), times=()) for name in names}
    for mine in names:
        others = [made[name] for name in names if name != mine]
        drawn = {
            name: sha256("\0".join([lot, "autumn", min(mine, name), max(mine, name)]).encode()).hexdigest()
            for name in names
            if name != mine
        }
        found = [other.request for other, _, _ in partners(made[mine], others, scene, NOON)]
        assert found == sorted(drawn, key=lambda name: drawn[name])
        assert found == [other.request for other, _, _ in partners(made[mine], others[::-1], scene, NOON)]


def test_each_is_met_with_a_time_that_it_likes() -> None:
    """It is the other's time that counts, not the one a family has."""
    evening = Evening.of(4)
    talks = tuple(placed(f"q{number}", f"18:{number}0") for number in range(4))
    scene = Scene(table=Table(evening.conference, Timetable(placements=talks)))
    times = {"q0": span("18:20", "19:00"), "q1": span("18:00", "18:10"), "q2": span("18:00", "18:10")}
    made = [attrs.evolve(WISH, request=RequestId(name), times=(liked,)) for name, liked in times.items()]
    met = {
        wish.request: [other.request for other, _, _ in partners(wish, made, scene, NOON)] for wish in made
    }
    assert met == {"q0": ["q2"], "q1": [], "q2": ["q0"]}


@pytest.mark.parametrize(("patience", "swapped"), [(20, False), (30, True), (None, True)])
def test_a_swap_leaves_no_family_waiting(patience: int | None, *, swapped: bool) -> None:
    """The talk it gives up stood between two others of its own, which are then further apart."""
    evening = Evening.of(
        2,
        guardians=(guardian("g0", max_wait_minutes=patience), guardian("g1")),
        requests=(
            asked("q0", "f0", "jansen"),
            asked("q1", "f1", "jansen"),
            asked("r0", "f0", "devries"),
            asked("s0", "f0", "devries"),
        ),
    )
    booked = (("q1", "18:00"), ("r0", "18:10"), ("q0", "18:20"), ("s0", "18:50"))
    talks = Timetable(placements=tuple(placed(name, start) for name, start in booked))
    table = Table(evening.conference, talks)
    mine, theirs = table.talk(talks.placements[2]), table.talk(talks.placements[0])
    for pair in ((mine, theirs), (theirs, mine)):
        assert (exchange(*pair, Scene(table=table), NOON) is not None) is swapped


@pytest.mark.parametrize(
    ("cut", "swapped"),
    [
        (CutOff(whom=Side.GUARDIAN, at=NOON), False),
        (CutOff(whom=Side.GUARDIAN, at=NOON, deeds=(Deed.SWAP,)), False),
        (CutOff(whom=Side.GUARDIAN, at=NOON, deeds=(Deed.MOVE, Deed.BOOK)), True),
        (CutOff(whom=Side.STAFF, at=NOON), True),
    ],
)
def test_a_swap_is_an_act_of_both_families(cut: CutOff, *, swapped: bool) -> None:
    """On their side of the counter, and by its own name."""
    assert (exchanged(two_talks(cut_offs=(cut,))) is not None) is swapped


@pytest.mark.parametrize(("minute", "swapped"), [("17:59", True), ("18:00", False), ("18:10", False)])
def test_what_has_begun_is_not_swapped(minute: str, *, swapped: bool) -> None:
    """Nor is a start given away that has gone by."""
    at = placed("q0", "18:00").start.replace(hour=int(minute[:2]), minute=int(minute[3:]))
    assert (exchanged(two_talks(), at) is not None) is swapped
