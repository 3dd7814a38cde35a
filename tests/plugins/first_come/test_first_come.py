"""First come, first served: who arrives first has the pick, and nobody moves for anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Pin
from partnership.host.plugins import Host
from partnership.plugins import first_come
from partnership.plugins.first_come.solver import FirstComeSolver
from partnership.testing.strategies.conferences import conferences


def starts(conference: Conference, seed: int = 0, **given: object) -> dict[str, str]:
    """Who is expected when."""
    answer = FirstComeSolver().solve(conference, seed=seed, **given)  # type: ignore[arg-type]
    return {each.request: f"{each.start:%H:%M}" for each in answer.placements}


def test_it_is_offered_under_its_own_name() -> None:
    """The host makes it, rules and all."""
    host = Host([first_come])
    assert host.names("solver") == ("first-come",)
    solver = host.solver("first-come", rulebook=host.rulebook())
    answer = solver.solve(autumn())
    assert answer.solver == "first-come"
    assert check(autumn(), answer).valid


def test_who_arrives_first_takes_the_first_moment() -> None:
    """Two families want the same teacher; the seed says who is first."""
    drawn = [starts(autumn(), seed) for seed in range(8)]
    assert {"q1": "18:00", "q2": "18:10"} in drawn
    assert {"q1": "18:10", "q2": "18:00"} in drawn


def test_a_family_thinks_of_its_own_wishes_and_waiting_only() -> None:
    """It takes its preferred time, then a moment next to that, whatever gaps this leaves a teacher."""
    evening = autumn(
        guardians=(guardian("fatima", preferred=(span("19:00", "20:00"),)), guardian("bram")),
        requests=(asked("q1", staff="jansen"), asked("q2", staff="devries")),
    )
    assert starts(evening) == {"q1": "19:00", "q2": "19:10"}


def test_a_pin_stands_before_anybody_arrives() -> None:
    """And nobody can take its moment."""
    pinned = asked("q2", "f2", pinned=Pin(start=clock("18:00")))
    assert [starts(autumn(requests=(asked(), pinned)), seed) for seed in range(4)] == [
        {"q1": "18:10", "q2": "18:00"}
    ] * 4


def test_what_was_booked_stays_booked() -> None:
    """Beginning from a timetable, only who has no talk yet books one."""
    begin = timetable(placed("q2", "19:30"), left_over="q1")
    assert starts(autumn(), start=begin) == {"q1": "18:00", "q2": "19:30"}


def test_the_second_best_is_taken_where_a_rule_forbids_the_best() -> None:
    """Families kept apart do not book near each other."""
    from partnership.conferences.conference import KeepApart  # noqa: PLC0415 - only here
    from partnership.ids import PartyId  # noqa: PLC0415

    apart = KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=30)
    evening = autumn(
        staff=(staff("jansen"), staff("devries")),
        parties=(family("f1"), family("f2", "bram")),
        requests=(asked("q1", "f1"), asked("q2", "f2", staff="devries")),
        keep_apart=(apart,),
    )
    assert sorted(starts(evening).values()) == ["18:00", "18:30"]


def test_a_dearer_evening_is_not_taken_for_a_cheaper_one() -> None:
    """A talk of no weight on another evening than the family comes would make the timetable worse, so it stays as it was."""
    evening = autumn(
        guardians=(guardian("fatima", preferred=(span("18:00", "18:10"),)), guardian("bram")),
        requests=(asked("q1"), asked("q2", staff="devries", weight=0)),
    )
    begin = timetable(placed("q1", "18:00"), left_over="q2")
    assert starts(evening, start=begin) == {"q1": "18:00"}
    assert starts(evening) == {"q1": "18:00", "q2": "18:10"}


@pytest.mark.parametrize("budget", [{}, {"seconds": 1.0}, {"iterations": 7}])
def test_one_pass_is_the_whole_work(budget: dict[str, float]) -> None:
    """More time changes nothing, and progress is told once, at the end."""
    told: list[tuple[float, int]] = []
    begin = FirstComeSolver().solve(autumn())
    answer = FirstComeSolver().solve(autumn(), progress=lambda *each: told.append(each), **budget)  # type: ignore[arg-type]
    assert answer.placements == begin.placements
    assert told == [(1.0, answer.objective.total if answer.objective else -1)]


@given(conferences(), st.integers(0, 3))
def test_it_never_breaks_a_rule(conference: Conference, seed: int) -> None:
    """Whoever is first, the checker has nothing against the evening."""
    assert check(conference, FirstComeSolver().solve(conference, seed=seed)).objections == ()
