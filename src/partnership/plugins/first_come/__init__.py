"""First come, first served: what booking pages do today, as the yardstick that every planner should beat."""

from collections.abc import Iterable
from typing import Any

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Solver

__all__ = ["partnership_solvers", "partnership_trials"]


def _make(**settings: Any) -> Solver:  # noqa: ANN401 - the solver says what it understands
    from partnership.plugins.first_come.solver import FirstComeSolver  # noqa: PLC0415 - loaded when asked for

    return FirstComeSolver(**settings)


@hookimpl
def partnership_solvers() -> Iterable[Offer[Solver]]:
    """Offer the yardstick under its own name."""
    return [
        Offer(
            name="first-come",
            make=_make,
            summary="Families book one after the other, as on a booking page; a yardstick.",
            options={"rulebook": "The rules that hold; the standard ones unless others are given."},
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """The yardstick is measured too."""
    return [
        Trial(kind="solver", offer="first-come", contract="partnership.testing.trials:FirstComeTrial"),
    ]
