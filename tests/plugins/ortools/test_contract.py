"""CP-SAT keeps the contract of solvers."""

import pytest

from partnership.conferences.rules import Rulebook
from partnership.ports import Solver
from partnership.testing.solvers import SolverContract

pytest.importorskip("ortools", reason="the extra partnership[ortools] is not installed")


class TestCpSat(SolverContract):
    """With one worker and counted work it is the same every time."""

    deterministic = True

    def make_solver(self, rulebook: Rulebook) -> Solver:
        """CP-SAT with these rules."""
        from partnership.plugins.ortools.solver import CpSatSolver  # noqa: PLC0415 - only where it is installed

        return CpSatSolver(rulebook=rulebook)
