"""The planner and the prover of bounds that ship with the library; they need nothing else."""

from collections.abc import Iterable
from typing import Any

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Bounder, Solver

__all__ = ["partnership_bounders", "partnership_solvers", "partnership_trials"]


def _make(**settings: Any) -> Solver:  # noqa: ANN401 - the solver says what it understands
    from partnership.plugins.engine.solver import EngineSolver  # noqa: PLC0415 - loaded when somebody asks for it

    return EngineSolver(**settings)


def _make_bounder() -> Bounder:
    from partnership.plugins.engine.bounder import EngineBounder  # noqa: PLC0415 - loaded when somebody asks for it

    return EngineBounder()


@hookimpl
def partnership_bounders() -> Iterable[Offer[Bounder]]:
    """Offer the prover of bounds under the name of the library."""
    return [
        Offer(
            name="partnership",
            make=_make_bounder,
            summary="Proves with plain Python what no timetable can do better than.",
        )
    ]


@hookimpl
def partnership_solvers() -> Iterable[Offer[Solver]]:
    """Offer the planner under the name of the library."""
    return [
        Offer(
            name="partnership",
            make=_make,
            summary="Plans with plain Python; the same seed, the same plan.",
            options={"rulebook": "The rules that hold; the standard ones unless others are given."},
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """The planner and the prover."""
    return [
        Trial(kind="solver", offer="partnership", contract="partnership.testing.trials:EngineTrial"),
        Trial(kind="bounder", offer="partnership", contract="partnership.testing.trials:EngineBounderTrial"),
    ]
