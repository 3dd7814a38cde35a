"""CP-SAT keeps the contract of solvers."""

import pytest

from partnership.testing.trials import CpSatTrial as TestCpSat

__all__ = ["TestCpSat"]

pytest.importorskip("ortools", reason="the extra partnership[ortools] is not installed")
