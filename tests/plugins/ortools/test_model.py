"""The model says exactly what the rules and the objective say, and the solver around it is never wrong."""

import sys
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, guardian, placed, span, staff, timetable

from partnership.conferences.answer import answer_of
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Weights
from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Cast, Table, Talk
from partnership.errors import MissingExtra
from partnership.host.plugins import Host
from partnership.plugins import ortools as plugin
from partnership.testing.optimum import least_total
from partnership.testing.strategies.conferences import conferences

cp_model = pytest.importorskip(
    "ortools.sat.python.cp_model", reason="the extra partnership[ortools] is not installed"
)


def solved(conference: Conference) -> tuple[int, list[object]]:
    """The least total by the model, and the talks of the timetable that has it."""
    from partnership.plugins.ortools.model import Model  # noqa: PLC0415 - only where it is installed

    model = Model(Cast(conference), STANDARD)
    solver = cp_model.CpSolver()
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    return round(solver.objective_value), list(model.placements(solver.response_proto.solution))


def known_whole(conference: Conference) -> Conference:
    """The conference without what the model knows nothing of."""
    weights = conference.weights
    uncounted = [name for name, weight in attrs.asdict(Weights()).items() if weight == 0]
    return attrs.evolve(
        conference,
        staff=tuple(attrs.evolve(each, break_after_minutes=None, pauses=()) for each in conference.staff),
        guardians=tuple(attrs.evolve(each, max_in_a_row=None) for each in conference.guardians),
        requests=tuple(attrs.evolve(each, guardians=None) for each in conference.requests),
        weights=attrs.evolve(weights, **dict.fromkeys(uncounted, 0)),
    )


@settings(max_examples=40)
@given(conferences(max_requests=7).map(known_whole))
def test_what_the_model_finds_keeps_the_rules_and_costs_what_it_says(conference: Conference) -> None:
    """Nothing has to be taken out, and the checker counts the same total."""
    total, talks = solved(conference)
    answer = answer_of(conference, talks)  # type: ignore[arg-type]
    assert len(answer.placements) == len(talks)
    assert answer.objective is not None
    assert answer.objective.total == total


SMALL = conferences(max_requests=3).filter(
    lambda each: len(each.sittings) == 1 and len(each.rooms) + len(each.interpreters) <= 2
)


@settings(max_examples=25)
@given(SMALL.map(known_whole))
def test_the_model_forbids_nothing_that_the_rules_allow(conference: Conference) -> None:
    """Its optimum is the best of all timetables there are."""
    assert solved(conference)[0] == least_total(conference)


@settings(max_examples=25)
@given(SMALL)
def test_what_the_model_does_not_know_only_makes_a_conference_dearer(conference: Conference) -> None:
    """So its optimum is a bound on any conference."""
    assert solved(conference)[0] <= least_total(conference)


@settings(max_examples=25)
@given(SMALL.map(known_whole), st.sampled_from([*STANDARD, *STANDARD.preferences]))
def test_what_a_conference_switches_off_is_off_in_the_model_too(conference: Conference, name: str) -> None:
    """A rule or a preference: the model never asks for what nobody asks for any more."""
    without = attrs.evolve(conference, rules_off=(name,))
    assert solved(without)[0] <= least_total(without)


@pytest.mark.parametrize(
    "name", ["guardian-present", "pupil-clash", "staff-clash", "guardian-clash", "staff-break", "most-talks"]
)
def test_a_rule_that_is_off_leaves_a_model_that_can_be_solved(name: str) -> None:
    """Whatever it was about."""
    conference = autumn(
        rules_off=(name,),
        staff=(staff("jansen", break_after=1), staff("devries")),
        requests=(asked("q1"), asked("q2")),
    )
    assert solved(conference)[0] <= least_total(conference) <= 30  # what a pause of Jansen's costs


def test_without_a_budget_it_looks_at_so_many_steps_for_each_request() -> None:
    """And without time enough for the first look it answers with our plan."""
    from partnership.plugins.ortools.solver import CpSatSolver  # noqa: PLC0415 - only where it is installed

    assert check(autumn(), CpSatSolver().solve(autumn())).valid
    many = autumn(requests=tuple(asked(f"q{number}", f"f{number % 2 + 1}") for number in range(14)))
    assert check(many, CpSatSolver().solve(many, iterations=1)).valid


def test_a_part_of_ours_that_is_missing_is_not_taken_for_a_missing_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only OR-Tools itself is asked for."""
    monkeypatch.setitem(sys.modules, "partnership.plugins.ortools.solver", None)
    [offer] = plugin.partnership_solvers()
    with pytest.raises(ModuleNotFoundError):
        offer.make()


def no_talk_after_another(talk: Talk, table: Table) -> Iterator[Objection]:
    """An adopter's rule: a teacher rests after each talk."""
    for name in talk.request.staff:
        for other in table.of_staff(name):
            if other.id != talk.id and talk.end == other.start:
                yield Objection(rule="rest", request=talk.id, against=(other.id,), text="no rest")


def test_who_breaks_a_rule_the_model_does_not_know_is_placed_again() -> None:
    """Two talks that CP-SAT puts side by side are both held, with a rest between them."""
    rules = STANDARD.plus(rule(name="rest")(no_talk_after_another))
    host = Host([plugin])
    assert host.names("solver") == ("cp-sat",)
    answer = host.solver("cp-sat", rulebook=rules).solve(autumn(), iterations=2_000)
    assert check(autumn(), answer, rulebook=rules).valid
    assert len(answer.placements) == 2
    assert answer.bound is None


def test_it_proves_what_cannot_be_better() -> None:
    """Two wishes for one moment: one family comes outside its time, and that is proven."""
    wish = (span("18:00", "18:10"),)
    evening = autumn(guardians=(guardian("fatima", preferred=wish), guardian("bram", preferred=wish)))
    answer = Host([plugin]).solver("cp-sat").solve(evening, iterations=5_000)
    assert answer.objective is not None
    assert answer.bound is not None
    assert (answer.bound.total, answer.objective.total) == (100, 100)


def test_it_begins_from_what_it_is_given_and_keeps_the_deadline() -> None:
    """With seconds, two workers and a timetable to begin from."""
    begin = timetable(placed("q1", "18:10"), placed("q2", "18:00"))
    answer = Host([plugin]).solver("cp-sat", workers=2).solve(autumn(), seconds=0.5, start=begin)
    assert answer.solver == "cp-sat"
    assert answer.objective is not None
    assert answer.objective.total == 0


def test_without_time_for_cp_sat_our_own_plan_stands() -> None:
    """A model that nobody had time to look at changes nothing."""
    from partnership.plugins.ortools.solver import CpSatSolver  # noqa: PLC0415 - only where it is installed

    answer = CpSatSolver().solve(autumn(), seconds=1e-9)
    assert check(autumn(), answer).valid
    assert len(answer.placements) == 2


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only when somebody asks for the solver; the plug-in is listed all the same."""
    for name in [
        each for each in sys.modules if each.startswith(("ortools", "partnership.plugins.ortools."))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ortools", None)
    host = Host([plugin])
    with pytest.raises(MissingExtra, match=r"pip install 'partnership\[ortools\]'"):
        host.solver("cp-sat")


@settings(max_examples=20)
@given(
    conferences(),
    st.sampled_from(["staff-break", "most-talks", "guardian-clash", "kept-apart", "travel-time"]),
)
def test_a_rule_switched_off_is_not_in_the_model(conference: Conference, rule: str) -> None:
    """The answer keeps what is left of the rulebook, and claims no bound."""
    rules = STANDARD.without(rule)
    answer = Host([plugin]).solver("cp-sat", rulebook=rules).solve(conference, iterations=100)
    assert check(conference, answer, rulebook=rules).valid
    assert answer.bound is None
