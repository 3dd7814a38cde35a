"""Preferences of an adopter: counted by the checker, honoured by the planner, weighed or switched off by name."""

from collections.abc import Iterable, Iterator, Sequence

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, placed, staff, timetable

from partnership.conferences.checker import check
from partnership.conferences.compiled import further
from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import Conference, Weights
from partnership.conferences.objections import Objection
from partnership.conferences.objective import objective_of
from partnership.conferences.preferences import Preference, Whose, preference
from partnership.conferences.repair import repair
from partnership.conferences.rules import STANDARD, Rule, Rulebook, rule
from partnership.conferences.search.construct import ticks_in
from partnership.conferences.search.settle import settle
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Cast, Table, Talk
from partnership.conferences.timetable import Counted, Timetable
from partnership.hookspecs import hookimpl
from partnership.host.plugins import Host
from partnership.testing.strategies.conferences import conferences, valid_timetables


@preference(of="party", points=7)
def late_start(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """A family comes late in the evening (S99)."""
    return sum(talk.sitting is not None and talk.start - talk.sitting.start < cast_quarter for talk in talks)


@preference(of=Whose.STAFF, points=3)
def odd_talks(talks: Sequence[Talk], name: str, cast: Cast) -> int:
    """A member of staff has an even number of talks in a room."""
    return sum(talk.placement.room is not None for talk in talks) % 2


@preference(of=Whose.INTERPRETER, points=11)
def interpreter_days(talks: Sequence[Talk], name: str, cast: Cast) -> int:
    """An interpreter comes once."""
    return max(0, len({talk.sitting for talk in talks}) - 1)


@preference(of=Whose.CONFERENCE, points=5)
def moments(talks: Sequence[Talk], name: str, cast: Cast) -> int:
    """Talks start together."""
    return len({talk.start for talk in talks})


cast_quarter = clock("18:15") - clock("18:00")
OWN = (late_start, odd_talks, interpreter_days, moments)


class House:
    """A plug-in with a rule and a preference of its own."""

    @hookimpl
    def partnership_rules(self) -> Iterable[Rule]:
        return [no_talks_at_the_full_hour]

    @hookimpl
    def partnership_preferences(self) -> Iterable[Preference]:
        return [late_start]


@rule()
def no_talks_at_the_full_hour(talk: Talk, table: Table) -> Iterator[Objection]:
    """The bell rings at the full hour."""
    if talk.start.minute == 0:
        yield Objection(rule="no-talks-at-the-full-hour", request=talk.id, text="the bell rings")


def books() -> st.SearchStrategy[Rulebook]:
    """The standard book with some of ours, and some of its own six counts switched off or replaced."""
    more = st.lists(st.sampled_from(OWN), unique=True)
    off = st.lists(st.sampled_from(sorted(STANDARD.preferences)), unique=True, max_size=2)
    return st.builds(lambda more, off: STANDARD.without(*off).plus(*more), more, off)


@given(conferences(), books())
def test_a_plan_says_truly_what_it_costs(conference: Conference, book: Rulebook) -> None:
    """Whatever is preferred, the total a plan claims is the one the checker counts, and no rule is broken."""
    answer = solve(conference, iterations=256, rulebook=book)
    assert check(conference, answer, rulebook=book).objections == ()
    assert answer.objective == objective_of(conference, answer, book)


@given(st.data())
def test_a_board_counts_every_preference(data: st.DataObject) -> None:
    """What stands on a board costs there what it costs by the readable preferences, and every move what it changes."""
    conference, book = data.draw(conferences()), data.draw(books())
    demands = Demands(Cast(conference), book)
    board = Board(demands, vetoes_of(demands, book))

    def true_cost() -> int:
        return objective_of(conference, Timetable(placements=placements_on(board)), book).total

    assert board.points == true_cost()
    settle(board, data.draw(valid_timetables(conference)))
    assert board.points == true_cost()
    request = data.draw(st.integers(0, len(conference.requests) - 1))
    if board.start[request] >= 0:
        board.take_off(request)
        assert board.points == true_cost()
    for tick in ticks_in(board.free(request)):
        if board.place(request, tick):
            assert board.points == true_cost()
            board.take_off(request)
    assert board.points == true_cost()


@settings(max_examples=20)
@given(conferences(max_requests=5), books())
def test_planning_with_a_preference_is_not_blind_to_it(conference: Conference, book: Rulebook) -> None:
    """By its own preferences a plan costs no more than the plan that was made without knowing them, improved upon."""
    blind = solve(conference, iterations=1_000)
    seeing = solve(conference, iterations=1_000, start=blind, rulebook=book)
    assert seeing.objective is not None
    assert seeing.objective.total <= objective_of(conference, blind, book).total


def test_a_preference_decides_between_plans_that_were_equal() -> None:
    """Four families and one teacher: with the wish to come late all talks lie late, at no other cost."""
    conference = autumn(
        staff=(staff("jansen"),), requests=tuple(asked(f"q{number}", "f1") for number in range(3))
    )
    book = STANDARD.plus(late_start)
    answer = solve(conference, iterations=3_000, rulebook=book)
    assert min(each.start for each in answer.placements) >= clock("18:15")
    assert answer.objective is not None
    assert (answer.objective.total, answer.objective.others) == (0, ())


def test_what_a_further_preference_costs_is_told_beside_the_six() -> None:
    """Raw count and points, under its name; a timetable that hides it does not say what it costs."""
    conference, book = autumn(), STANDARD.plus(late_start)
    answer = timetable(placed("q1", "18:00"), placed("q2", "18:10"))
    objective = objective_of(conference, answer, book)
    assert objective.others == (Counted(preference="late-start", count=2, points=14),)
    assert objective.total == objective_of(conference, answer).total + 14
    claims = attrs.evolve(answer, objective=objective_of(conference, answer))
    assert check(conference, claims, rulebook=book).broken == ("true-objective",)


def test_ours_weigh_what_the_conference_says_and_theirs_what_they_say() -> None:
    """A weight by name or a number; a replaced one of ours is theirs."""
    weights = Weights(extra_sitting=12)
    assert STANDARD.preferences["extra-sitting"].each(weights) == 12
    assert late_start.each(weights) == 7
    dear = STANDARD.plus(attrs.evolve(STANDARD.preferences["idle-minutes"], points=50))
    answer = timetable(placed("q1", "18:00"), placed("q2", "18:20"))
    assert objective_of(autumn(), answer, dear).others == (
        Counted(preference="idle-minutes", count=10, points=500),
    )
    off = STANDARD.without("idle-minutes")
    assert (objective_of(autumn(), answer, off).total, objective_of(autumn(), answer, off).idle_minutes) == (
        0,
        0,
    )
    assert off.weights(autumn()).idle_minute == 0


def test_a_plug_in_brings_a_rule_and_a_preference_and_the_planner_honours_both() -> None:
    """Asked by name from a host, it plans by them without being told; so does repair."""
    host = Host({"house": House()}, discover=True)
    answer = host.solver("partnership").solve(autumn(), iterations=2_000)
    assert all(each.start.minute and each.start >= clock("18:15") for each in answer.placements)
    assert len(answer.placements) == 2
    book = host.rulebook()
    assert check(autumn(), answer, rulebook=book).valid
    mended = repair(autumn(), timetable(placed("q1", "18:00"), placed("q2", "18:20")), rulebook=book)
    assert check(autumn(), mended, rulebook=book).valid
    assert placed("q2", "18:20") in mended.placements


def test_what_is_counted_once_is_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory of evenings already counted is let go beyond a bound, and nothing changes."""
    book = STANDARD.plus(late_start)
    whole = solve(autumn(), iterations=300, rulebook=book)
    monkeypatch.setattr(further, "_MOST", 2)
    assert solve(autumn(), iterations=300, rulebook=book).placements == whole.placements
