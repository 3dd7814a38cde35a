"""Workshops: nothing opens that answers no need, nobody is placed out of order, and reach comes before content."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import NOON
from tests.learning.supplies import ALWAYS, a_session, a_workshop

from partnership.errors import IllegalStep, InvalidInput, InvalidValue
from partnership.ids import GuardianId, WorkshopId
from partnership.learning import seats as steps
from partnership.learning.seats import Seat, SeatState, Tried
from partnership.learning.workshop_reach import (
    WorkshopAdvice,
    WorkshopFigures,
    advise_workshop,
    figures_of,
    follow_ups_due,
)
from partnership.learning.workshops import (
    Barrier,
    BarrierAnswer,
    Builds,
    DayPart,
    Need,
    NeedKind,
    Workshop,
    WorkshopState,
    call_off,
    close,
    day_part,
    enlarged,
    moved,
    open_for_all,
    short_of,
)
from partnership.norms import Norms

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPEN = open_for_all(a_workshop(), Norms(), AMSTERDAM)
NAMES = [GuardianId(name) for name in "abcdef"]
WHO = st.sampled_from(NAMES)
WHEN = st.sampled_from(("avond", "ochtend"))


class Cloakroom(RuleBasedStateMachine):
    """A workshop with two sessions, and beside it the lists on the door: per session who has a peg and who stands in line."""

    @initialize(seats=st.integers(1, 3))
    def open(self, seats: int) -> None:
        """So many pegs in each session."""
        self.pegs = seats
        sessions = (a_session(seats=seats), a_session("ochtend", 8, seats=seats))
        self.workshop = attrs.evolve(OPEN, sessions=sessions)
        self.seats: dict[str, Seat] = {}
        self.placed: dict[str, list[str]] = {"avond": [], "ochtend": []}
        self.line: dict[str, list[str]] = {"avond": [], "ochtend": []}
        self.other: dict[str, str] = {}

    def _session(self, who: str) -> str | None:
        return next((each for each in self.placed if who in self.placed[each] + self.line[each]), None)

    def _keep(self, *changed: Seat) -> None:
        self.seats |= {each.guardian: each for each in changed}
        self.seats |= {
            each.guardian: each for each in steps.promoted(self.seats.values(), self.workshop, NOON)
        }

    def _move_up(self) -> None:
        for session, line in self.line.items():
            while line and len(self.placed[session]) < self.pegs:
                self.placed[session].append(line.pop(0))

    @rule(who=WHO)
    def invite(self, who: GuardianId) -> None:
        """Who was not asked yet is."""
        if who not in self.seats:
            self._keep(steps.invited(self.workshop, who))
            self.other[who] = "invited"

    @rule(who=WHO, session=WHEN)
    def sign_up(self, who: GuardianId, session: str) -> None:
        """To one session at a time, and not after one was there."""

        def work() -> Seat:
            return steps.sign_up(self.seats.values(), self.workshop, who, session, NOON)

        if self._session(who) is not None or self.other.get(who) in {"missed", "asked", "told", "came"}:
            with pytest.raises(IllegalStep):
                work()
            return
        self._keep(work())
        self.other.pop(who, None)
        full = len(self.placed[session]) >= self.pegs
        (self.line if full else self.placed)[session].append(who)

    @rule(who=WHO)
    def decline(self, who: GuardianId) -> None:
        """Who leaves makes room for who waits longest."""
        if who not in self.seats:
            return
        session = self._session(who)
        there = self.other.get(who)
        if there not in {None, "invited"}:
            with pytest.raises(IllegalStep):
                steps.decline(self.seats[who])
            return
        self._keep(steps.decline(self.seats[who]))
        self.other[who] = "declined"
        if session is not None:
            for each in (self.placed[session], self.line[session]):
                if who in each:
                    each.remove(who)
        self._move_up()

    @rule(who=WHO, step=st.sampled_from(("came", "missed", "asked", "told")))
    def afterwards(self, who: GuardianId, step: str) -> None:
        """Whether they were there, were asked, and said something."""
        if who not in self.seats:
            return
        session, now = self._session(who), self.other.get(who)
        placed = session is not None and who in self.placed[session]
        now = now or ("placed" if placed else "waiting")
        work: dict[str, Callable[[Seat], Seat]] = {
            "came": steps.came,
            "missed": steps.missed,
            "asked": steps.ask,
            "told": lambda seat: steps.say_tried(seat, Tried(tried=True, at=NOON)),
        }
        allowed = {
            "came": {"placed", "missed"},
            "missed": {"placed", "came"},
            "asked": {"came"},
            "told": {"came", "asked", "told"},
        }
        if now not in allowed[step]:
            with pytest.raises(IllegalStep):
                work[step](self.seats[who])
            return
        self._keep(work[step](self.seats[who]))
        self.other[who] = step

    @invariant()
    def door_and_seats_agree(self) -> None:
        """Nobody sits without a peg, nobody waits beside a free one, and the line is in order."""
        for session in self.placed:
            here = [each for each in self.seats.values() if each.session == session]
            holding = {str(each.guardian) for each in here if each.holds}
            waiting = sorted((each for each in here if not each.holds), key=lambda each: each.number)
            assert holding == set(self.placed[session])
            assert [each.guardian for each in waiting] == self.line[session]
            assert len(holding) <= self.pegs
            assert not waiting or len(holding) == self.pegs
        for who, state in self.other.items():
            assert str(self.seats[who].state) == state


TestCloakroom = Cloakroom.TestCase


LEADS = {
    ("draft", "rewrite"): "draft",
    ("draft", "open"): "open",
    ("draft", "be called off"): "called off",
    ("open", "get more seats"): "open",
    ("open", "close"): "closed",
    ("open", "be called off"): "called off",
}


class WorkshopLife(RuleBasedStateMachine):
    """One workshop, and beside it what a secretary would write on a card."""

    @initialize(ready=st.booleans())
    def begin(self, ready: bool) -> None:  # noqa: FBT001 - yes or no
        """A draft, of which all was thought or not."""
        self.workshop = a_workshop() if ready else a_workshop(practice="")
        self.card: dict[str, Any] = {"at": "draft", "ready": ready, "seats": 2, "why": ""}

    @rule(
        step=st.sampled_from(("rewrite", "open", "get more seats", "close", "be called off")),
        seats=st.integers(1, 5),
    )
    def step(self, step: str, seats: int) -> None:
        """Whatever somebody does, it is allowed exactly where the card allows it."""
        work: dict[str, Callable[[Workshop], Workshop]] = {
            "rewrite": lambda old: attrs.evolve(old, state=moved(old, "rewrite"), practice="lezen"),
            "open": lambda old: open_for_all(old, Norms(), AMSTERDAM),
            "get more seats": lambda old: enlarged(old, "avond", seats),
            "close": close,
            "be called off": lambda old: call_off(old, reason="de zaal"),
        }
        at = self.card["at"]
        if (at, step) not in LEADS:
            with pytest.raises(IllegalStep) as caught:
                work[step](self.workshop)
            assert set(caught.value.allowed) == {name for state, name in LEADS if state == at}
            return
        if step == "open" and not self.card["ready"]:
            with pytest.raises(InvalidInput):
                work[step](self.workshop)
            return
        if step == "get more seats" and seats < self.card["seats"]:
            with pytest.raises(InvalidValue):
                work[step](self.workshop)
            return
        self.workshop = work[step](self.workshop)
        changes: dict[str, dict[str, Any]] = {"rewrite": {"ready": True}, "get more seats": {"seats": seats}}
        self.card |= {"at": LEADS[at, step], **changes.get(step, {})}
        self.card["why"] = "de zaal" if step == "be called off" else ""

    @invariant()
    def card_and_workshop_agree(self) -> None:
        """Nothing is open that nobody thought of, and nothing is called off for no reason."""
        session = self.workshop.session("avond")
        assert session is not None
        found = (str(self.workshop.state), session.seats, self.workshop.reason)
        assert found == (self.card["at"], self.card["seats"], self.card["why"])
        assert self.workshop.state is not WorkshopState.OPEN or self.card["ready"]


TestWorkshopLife = WorkshopLife.TestCase


# -- before it opens -------------------------------------------------------------------

PARTS = st.fixed_dictionaries(
    {
        "needs": st.sampled_from(((), (Need(kind=NeedKind.GOAL, reference="g1"),))),
        "builds": st.sampled_from((frozenset(), frozenset({Builds.COGNITION}))),
        "practice": st.sampled_from(("", "lezen")),
        "sessions": st.sampled_from(
            (
                (),
                (a_session(),),
                (a_session(online=True),),
                (a_session(), a_session("later", 20)),
                (a_session(), a_session("ochtend", 8)),
            )
        ),
        "barriers": st.lists(st.sampled_from(Barrier), unique=True, max_size=6).map(
            lambda found: tuple(BarrierAnswer(barrier=each, answer="er is oppas") for each in found)
        ),
    }
)


@given(PARTS)
def test_no_workshop_opens_before_all_of_it_is_thought_of(parts: dict[str, Any]) -> None:
    """A need, what it builds, practice, two parts of the day or a way to join from home, and what keeps people away."""
    workshop = a_workshop(**parts)
    hours = {each.span.start.hour for each in workshop.sessions}
    lacking = (
        (not parts["needs"])
        + (not parts["builds"])
        + (not parts["practice"])
        + (not (8 in hours or any(each.online for each in workshop.sessions)))
        + len(set(ALWAYS) - {each.barrier for each in workshop.barriers})
    )
    assert len(short_of(workshop, Norms(), AMSTERDAM)) == lacking
    if lacking:
        with pytest.raises(InvalidInput) as caught:
            open_for_all(workshop, Norms(), AMSTERDAM)
        assert len(caught.value.problems) == lacking
    else:
        assert open_for_all(workshop, Norms(), AMSTERDAM).state is WorkshopState.OPEN


@pytest.mark.parametrize(
    ("hour", "part"),
    [(10, DayPart.MORNING), (11, DayPart.AFTERNOON), (16, DayPart.AFTERNOON), (17, DayPart.EVENING)],
)
def test_a_part_of_the_day_is_by_the_clock_of_the_school(hour: int, part: DayPart) -> None:
    """In winter Amsterdam is an hour ahead of UTC."""
    assert day_part(datetime(2026, 11, 24, hour, tzinfo=UTC), AMSTERDAM) is part


def test_one_part_of_the_day_is_enough_when_one_can_join_from_home() -> None:
    """Otherwise two are asked, or as many as parents decided."""
    evening = a_workshop(sessions=(a_session(),))
    assert [each.path for each in short_of(evening, Norms(), AMSTERDAM)] == ["$.sessions"]
    assert short_of(a_workshop(sessions=(a_session(online=True),)), Norms(), AMSTERDAM) == ()
    assert short_of(evening, Norms(workshop_day_parts=1), AMSTERDAM) == ()


def test_a_workshop_opens_closes_or_is_called_off() -> None:
    """With a reason, and each once."""
    assert close(OPEN).state is WorkshopState.CLOSED
    off = call_off(OPEN, reason="de zaal staat onder water")
    assert (off.state, off.reason) == (WorkshopState.CALLED_OFF, "de zaal staat onder water")
    with pytest.raises(IllegalStep) as caught:
        close(off)
    assert caught.value.allowed == ()
    with pytest.raises(IllegalStep, match="close, be called off"):
        open_for_all(OPEN, Norms(), AMSTERDAM)
    with pytest.raises(InvalidValue, match=r"^reason"):
        call_off(OPEN, reason=" ")


def test_who_signs_up_does_so_in_time_for_what_there_is() -> None:
    """Not for a session that began or is none, nor for a workshop that is not open."""
    who = NAMES[0]
    with pytest.raises(InvalidValue, match="known: avond, ochtend"):
        steps.sign_up([], OPEN, who, "middag", NOON)
    with pytest.raises(IllegalStep, match="begun"):
        steps.sign_up([], OPEN, who, "avond", a_session().span.start)
    for workshop in (a_workshop(), close(OPEN)):
        with pytest.raises(IllegalStep, match="this workshop"):
            steps.sign_up([], workshop, who, "avond", NOON)
        with pytest.raises(IllegalStep, match="this workshop"):
            steps.invited(workshop, who)


def test_nobody_gets_a_place_in_what_began() -> None:
    """Nor in a workshop that is over, however long they wait."""
    waits = seat(state=SeatState.WAITING, session="avond", number=1)
    assert [each.state for each in steps.promoted([waits], OPEN, NOON)] == [SeatState.PLACED]
    assert list(steps.promoted([waits], OPEN, a_session().span.start)) == []
    assert list(steps.promoted([waits], close(OPEN), NOON)) == []


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: seat(state=SeatState.PLACED), "session"),
        (lambda: seat(session="avond"), "session"),
        (lambda: seat(state=SeatState.TOLD, session="avond"), "told"),
        (lambda: seat(told=Tried(tried=True, at=NOON)), "told"),
        (lambda: a_workshop(sessions=(a_session(), a_session())), "sessions"),
        (lambda: a_workshop(reason="zomaar"), "reason"),
        (lambda: Need(kind=NeedKind.GOAL, reference=""), "reference"),
    ],
)
def test_what_cannot_be_is_none(make: Callable[[], object], field: str) -> None:
    """A place in no session, told without words, two sessions of one name, a need that is none."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        make()


def seat(who: str = "a", **fields: Any) -> Seat:
    """A seat of the workshop."""
    return Seat(workshop=WorkshopId("w1"), guardian=GuardianId(who), **fields)


# -- afterwards --------------------------------------------------------------------------

COUNTS = st.integers(0, 12)


@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS).map(lambda found: sorted(found, reverse=True)))
def test_reach_comes_before_content(counts: list[int]) -> None:
    """Nothing is said of what was taught while fewer of the invited were reached than the norm."""
    figures = WorkshopFigures(**dict(zip(attrs.fields_dict(WorkshopFigures), counts, strict=True)))
    advice = advise_workshop(figures, Norms())
    of_content = {WorkshopAdvice.CONTENT, WorkshopAdvice.KEEP, WorkshopAdvice.ASK, WorkshopAdvice.BARRIERS}
    reached = figures.invited > 0 and figures.reached / figures.invited >= 0.6
    assert (advice in of_content) is reached
    assert (advice is WorkshopAdvice.CONTENT) is (
        reached and figures.answered > 0 and figures.tried < figures.answered / 2
    )
    assert (advice is WorkshopAdvice.INVITE) is (figures.invited == 0)


@given(st.lists(COUNTS.filter(bool), min_size=5, max_size=5))
def test_trying_more_never_speaks_against_a_workshop(counts: list[int]) -> None:
    """Of two workshops that reached as many, the one that was tried more is not changed where the other is kept."""
    invited, reached, came, answered, _ = sorted(counts, reverse=True)
    all_advice = [
        advise_workshop(
            WorkshopFigures(invited=invited, reached=reached, came=came, answered=answered, tried=tried),
            Norms(),
        )
        for tried in range(answered + 1)
    ]
    kept = [each is WorkshopAdvice.KEEP for each in all_advice]
    assert all(before <= after for before, after in pairwise(kept))


def test_a_norm_that_is_just_met_is_met() -> None:
    """Six of ten reached, five of ten tried."""
    just = WorkshopFigures(invited=10, reached=6, came=6, answered=6, tried=3)
    assert advise_workshop(just, Norms()) is WorkshopAdvice.KEEP
    assert advise_workshop(attrs.evolve(just, reached=5), Norms()) is WorkshopAdvice.REACH
    assert advise_workshop(attrs.evolve(just, tried=2), Norms()) is WorkshopAdvice.CONTENT


def test_places_are_given_in_the_order_of_asking() -> None:
    """Whatever the order in which they are read."""
    line = [
        seat(name, state=SeatState.WAITING, session="avond", number=number)
        for number, name in ((3, "c"), (1, "a"), (2, "b"))
    ]
    assert [each.guardian for each in steps.promoted(line, OPEN, NOON)] == ["a", "b"]


def test_figures_say_nothing_of_anybody() -> None:
    """They are counts: a no is an answer, and who was missed was reached."""
    heard = Tried(tried=False, words="nog geen tijd", at=NOON)
    all_seats = [
        seat("a"),
        seat("b", state=SeatState.DECLINED),
        seat("c", state=SeatState.MISSED, session="avond"),
        seat("d", state=SeatState.CAME, session="avond"),
        seat("e", state=SeatState.TOLD, session="avond", told=heard),
        seat("f", state=SeatState.TOLD, session="ochtend", told=Tried(tried=True, at=NOON)),
    ]
    figures = figures_of(all_seats)
    assert figures == WorkshopFigures(invited=6, reached=5, came=3, answered=2, tried=1)
    assert advise_workshop(figures, Norms()) is WorkshopAdvice.KEEP
    assert advise_workshop(attrs.evolve(figures, came=0), Norms()) is WorkshopAdvice.BARRIERS
    assert advise_workshop(attrs.evolve(figures, answered=0), Norms()) is WorkshopAdvice.ASK
    assert "tijd" not in repr(all_seats)


def test_who_came_is_asked_after_three_school_weeks() -> None:
    """Once, and not who was not there."""
    there = seat("a", state=SeatState.CAME, session="avond")
    later = seat("b", state=SeatState.CAME, session="ochtend")
    others = [seat("c", state=SeatState.MISSED, session="avond"), steps.ask(there)]
    assert follow_ups_due([there, later, *others], {"avond": 3, "ochtend": 2}, Norms()) == (there,)
    assert follow_ups_due([there], {}, Norms()) == ()
    assert OPEN.session("avond") == a_session()
    assert OPEN.sessions[0].span.start - NOON > timedelta(days=20)


def test_parts_of_the_day_are_those_of_the_sessions() -> None:
    """On the clock of the school."""
    assert OPEN.day_parts(AMSTERDAM) == {DayPart.MORNING, DayPart.EVENING}
