"""The planner that ships comes in through the same door as anyone else's."""

import subprocess
import sys

import attrs
import pluggy
from tests.conferences.autumn import autumn

from partnership import hookspecs
from partnership.conferences.checker import check
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.solve import solve
from partnership.conferences.timetable import Timetable
from partnership.plugins import engine
from partnership.plugins.engine.solver import EngineSolver
from partnership.ports import Solver


def without_clock(timetable: Timetable) -> Timetable:
    """A timetable that does not say how long it took."""
    return attrs.evolve(timetable, seconds=None)


def test_the_planner_is_offered_under_the_name_of_the_library() -> None:
    """Asking the hook gives one offer, and what it makes is a solver."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(engine)
    manager.check_pending()
    [[offer]] = manager.hook.partnership_solvers()
    assert offer.name == "partnership"
    assert offer.summary != ""
    assert offer.make(rulebook=STANDARD) == offer.make()
    solver = offer.make()
    assert isinstance(solver, Solver)
    assert check(autumn(), solver.solve(autumn(), iterations=10)).valid


def test_the_planner_passes_on_all_it_is_told() -> None:
    """Seed, steps, beginning, progress and rulebook all reach the search."""
    seen: list[tuple[float, int]] = []
    rules = STANDARD.without("staff-present")
    begin = solve(autumn(), iterations=0)
    answer = EngineSolver(rulebook=rules).solve(
        autumn(),
        iterations=300,
        seed=3,
        start=begin,
        progress=lambda share, points: seen.append((share, points)),
    )
    direct = solve(autumn(), iterations=300, seed=3, start=begin, rulebook=rules)
    assert without_clock(answer) == without_clock(direct)
    assert answer.seed == 3
    assert seen[-1][0] == 1.0
    timed = EngineSolver().solve(autumn(), seconds=0.1)
    assert timed.seconds is not None
    assert timed.seconds >= 0.05  # a little is kept back, so that the plan is there by its deadline


def test_offering_the_planner_loads_nothing_of_it() -> None:
    """A plug-in nobody uses costs nothing."""
    program = (
        "import sys, partnership.plugins.engine; print('partnership.plugins.engine.solver' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": "src"}
    )
    assert answer.stdout.strip() == "False"
